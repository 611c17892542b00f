"""The decorator of open data: read from any origin, without a cookie; a refusal is a problem (RFC 9457).

    @open_data
    @public_page
    def clinics_json(request, *, version, today): ...

A view says what is wrong by `raise ProblemError(400, sentence, {parameter: sentence})` or by returning
`problem(…)`. NotFound and Gone of web/errors.py become problems, too.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial, wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from directory.web import errors, moment
from directory.web.errors import Gone, NotFound

CROSS_ORIGIN_HEADERS = {  # of every response; config/middleware.py adds them
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "ETag, Last-Modified, Link, Content-Range, Data-Version, Deprecation, Sunset"
    ),
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT_HEADERS = {  # of the answer to OPTIONS, where alone a browser looks for them
    "Access-Control-Allow-Headers": "Accept, Prefer, Range, If-None-Match, If-Range",
    "Access-Control-Max-Age": "86400",
}
MAX_QUERY_BYTES = 8_000  # of an address, and of a body that stands for one


class ProblemError(Exception):
    """What a view refuses: a status, a sentence, and parameter → sentence of what is wrong with it."""

    def __init__(self, status: int, detail: str, errors: Mapping[str, str] | None = None):
        super().__init__(detail)
        self.status, self.detail, self.errors = status, detail, errors or {}


def problem(
    status: int,
    detail: str,
    errors: Mapping[str, str] | None = None,
    members: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """A response of RFC 9457, which no cache keeps: type, title, status, detail, and errors where given.

    members  more of the problem, such as the parts of a tombstone; JSON values
    """
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": str(detail),
        **(members or {}),
    }
    if errors:
        body["errors"] = {name: str(sentence) for name, sentence in errors.items()}
    headers = {"Cache-Control": "no-store"}
    return JsonResponse(body, status=status, headers=headers, content_type="application/problem+json")


@dataclass(frozen=True)
class OpenData:
    """How an address of open data is asked, and how it refuses."""

    methods: Collection[str]
    parameters: Collection[str] | None
    refuse: Callable[..., HttpResponse]

    def preflight(self) -> HttpResponse:
        headers = {"Allow": self._allowed, "Access-Control-Allow-Methods": self._allowed, **PREFLIGHT_HEADERS}
        return HttpResponse(status=204, headers=headers)

    def check(self, request: HttpRequest) -> None:
        """Raises ProblemError for another method, a long query, and unknown parameters."""
        if request.method not in self.methods:
            raise ProblemError(405, _("This address can only be read."))
        if len(request.META.get("QUERY_STRING", "")) > MAX_QUERY_BYTES:
            sentence = _("The address is longer than %(count)d characters. Ask for less at once.")
            raise ProblemError(414, sentence % {"count": MAX_QUERY_BYTES})
        if self.parameters is None:
            return
        unknown = [name for name in request.GET if name not in {*self.parameters, moment.PARAMETER}]
        if unknown:
            raise ProblemError(
                400,
                _("This address has parameters that it doesn't know. Nothing was read."),
                {name[:80]: _("There is no parameter “%(name)s”.") % {"name": name[:80]} for name in unknown},
            )

    def refusal_for(self, error: Exception) -> HttpResponse:
        """The response to an error that a view raised."""
        match error:
            case ProblemError():
                response = self.refuse(error.status, error.detail, error.errors)
            case Gone():
                response = self.refuse(410, str(error) or _("What was at this address has been removed."))
            case Http404():  # as web/errors.py: Django's own has text for developers
                sentence = str(error) if isinstance(error, NotFound) else ""
                response = self.refuse(404, sentence or _("There is nothing at this address."))
            case _:  # likewise subclasses of BadRequest, and what Django will not read
                sentence = str(error) if type(error) is BadRequest else ""
                response = self.refuse(400, sentence or _("This request can't be read."))
        if response.status_code == 405:
            response["Allow"] = self._allowed
        return response

    @property
    def _allowed(self) -> str:
        return ", ".join([*self.methods, "OPTIONS"])


def open_data(
    view: Callable | None = None,
    *,
    methods: Collection[str] = ("GET", "HEAD"),
    parameters: Collection[str] | None = None,
    refuse: Callable[..., HttpResponse] = problem,
) -> Callable:
    """Decorate a view of open data. It stands above @public_page.

    OPTIONS is answered here, another method than `methods` is 405, and every response carries
    CROSS_ORIGIN_HEADERS. The view reads no cookie and no session, so POST needs no CSRF token.

    parameters  those of the address: others are 400. None: the view looks after them itself
    refuse      makes the response to what is refused: called as problem() is
    """
    if view is None:
        return partial(open_data, methods=methods, parameters=parameters, refuse=refuse)
    rules = OpenData(methods, parameters, refuse)

    @csrf_exempt  # see config/checks.py
    @wraps(view)
    def wrapper(request, *args, **kwargs) -> HttpResponseBase:
        # Django would answer a malformed cookie with a new one.
        request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)
        if request.method == "OPTIONS":
            return rules.preflight()
        try:
            rules.check(request)
            return view(request, *args, **kwargs)
        except (ProblemError, Http404, BadRequest, SuspiciousOperation) as error:
            return rules.refusal_for(error)

    wrapper.open_data = rules  # pyright: ignore[reportFunctionMemberAccess]
    return wrapper


def problems_of_nginx() -> dict[str, str]:
    """Name of a file of deploy/errors → the problem that nginx sends to programs without the application.

    That the application is away is a 502 or a 504, so that problem does not repeat the status.
    """
    refused = {
        name: problem(name, sentence) for name, sentence in sentences_of_nginx().items() if name != 502
    }
    away = {"type": "about:blank", "detail": unavailable_sentence()}
    texts = {name: response.content.decode() for name, response in refused.items()} | {502: json.dumps(away)}
    return {f"{name}.json": f"{text}\n" for name, text in texts.items()}


def sentences_of_nginx() -> dict[int, str]:
    """Status → what nginx says to programs without the application. 502: a 504, too."""
    return {
        413: _("What you sent is too large. Nothing was read."),
        429: _("You asked for too much at once. Wait a moment, then ask again."),
        502: unavailable_sentence(),
    }


def unavailable_sentence() -> str:
    return _("The directory can't be read at the moment. Ask again in half a minute.")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400: of requests that Django refuses by itself, such as one with too many parameters."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    sentence = _("This request can't be read.")
    return refusal(request, status, sentence) or errors.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: the page of web/errors.py, or for open data a refusal that says the same."""
    page = errors.server_error(request)
    if page.status_code == 503:
        refused, seconds = refusal(request, 503, unavailable_sentence()), errors.RETRY_AFTER_SECONDS
    else:
        sentence = _("Something broke on our side. The error was recorded so that we can fix it.")
        refused, seconds = refusal(request, 500, sentence), 0
    return errors.retry_after(refused, seconds) if refused else page


def is_open_data(view: Callable) -> bool:
    return hasattr(view, "open_data")


def cross_origin_headers(request: HttpRequest) -> dict[str, str]:
    """The headers that a response needs so that pages of any origin may read it; {} but for open data."""
    match = request.resolver_match
    return CROSS_ORIGIN_HEADERS if match and is_open_data(match.func) else {}


def refusal(request: HttpRequest, status: int, detail: str) -> HttpResponse | None:
    """The refusal of a request that reaches no view, or whose view failed; None but for open data."""
    if request.resolver_match is None:
        try:
            request.resolver_match = resolve(request.path_info)
        except Resolver404:
            return None
    rules = getattr(request.resolver_match.func, "open_data", None)
    return rules.refuse(status, detail) if rules else None
