"""The FHIR R4 read API: read and search of six types, metadata, and our own definitions.

Every answer is FHIR JSON, and a refusal is an OperationOutcome. Pages of any origin may ask.
"""

import re
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from urllib.parse import unquote_to_bytes

import orjson
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _

from directory.fhir.capability import capability_statement
from directory.fhir.outcomes import CODES, FhirError, not_supported
from directory.fhir.reading import Moved, check_type, read
from directory.fhir.searching.numbers import moment_of
from directory.fhir.searching.parameters import DEFINITION_TYPES
from directory.fhir.searching.query import (
    JSON_FORMATS,
    check_format,
    is_unknown,
    parse,
)
from directory.fhir.searching.search import bundle
from directory.index.current import current_index
from directory.web.compression import compress
from directory.web.moment import version_for
from directory.web.open_data import MAX_QUERY_BYTES, open_data
from directory.web.public_page import MAX_AGE_MINUTES, RELEASE, public_page
from directory.web.public_page import read as read_anywhere

MEDIA_TYPE = "application/fhir+json; charset=utf-8"
FORM = "application/x-www-form-urlencoded"
ACCEPTED = {*JSON_FORMATS, "*/*", "application/*"}
# Parameter of any address → the values it may have; () for `_format`, which is checked for each answer.
OF_ANY_ADDRESS = {"_format": (), "_pretty": ("true", "false"), "mode": ("full",)}
# Parameters whose values may tell of who asks: where somebody is, whom somebody looks for.
TYPED = ("near", "name", "address", "identifier")
# A preference of RFC 7240 may be in quotes; other ones, or parameters, stand beside it.
PREFERENCE, LENIENT = re.compile("[,;]"), re.compile(r'\s*handling\s*=\s*("?)lenient\1\s*')
VARIES = ("Accept", "Prefer")  # headers of a request that say how it is answered


def is_typed(request: HttpRequest) -> bool:
    """True also with what a lenient search leaves out: it may hold all, and a strict search is refused it.

    nginx, as deploy/nginx.conf has it, knows a page by its address: it would give the lenient answer to both.
    """
    resource_type = request.resolver_match.kwargs["resource_type"]
    return any(name.startswith(TYPED) or is_unknown(resource_type, name) for name in request.GET)


def refuse(status: int, detail: str, errors: object = None) -> HttpResponse:
    """As web/open_data.problem(), an OperationOutcome."""
    return outcome_of(FhirError(status, CODES.get(status, "exception"), str(detail)))


def outcome_of(error: FhirError) -> HttpResponse:
    headers = {"Cache-Control": "no-store"} | error.headers
    content = orjson.dumps(error.outcome)
    return HttpResponse(content, status=error.status, headers=headers, content_type=MEDIA_TYPE)


def fhir_view(*methods: str) -> Callable:
    """Decorate a view of FHIR: which methods it answers, JSON or 406, refusals as OperationOutcomes."""

    def decorate(view):
        @open_data(methods=methods, refuse=refuse)
        @wraps(view)
        def wrapper(request, *args, **kwargs):
            try:
                _check(request)
                return view(request, *args, **kwargs)
            except FhirError as error:
                return outcome_of(error)

        return wrapper

    return decorate


def _check(request):
    if "_format" in request.GET:
        check_format(request.GET["_format"])
    elif accept := request.headers.get("Accept", ""):
        kinds = [kind.partition(";")[0].strip().lower() for kind in accept.split(",")]
        if not ACCEPTED.intersection(kinds):
            raise FhirError(406, "not-supported", _("This server answers in JSON alone."))


# ---- the addresses


@fhir_view("GET", "HEAD")
@public_page(varies=VARIES)
def metadata(request, *, version, today):
    _check_parameters(request)
    return _json(orjson.dumps(capability_statement(_base(request))), request)


@fhir_view("GET", "HEAD")
def search(request, resource_type):
    check_type(resource_type)
    return _searched(request, resource_type)


@public_page(is_typed=is_typed, varies=VARIES)
def _searched(request, resource_type, *, version, today):
    return _bundle(request, resource_type, [*_pairs(request.GET)], version, today)


@fhir_view("POST")
def search_by_post(request, resource_type):
    """The same with the parameters in a body, of which no proxy knows and no log tells."""
    check_type(resource_type)
    _check_body(request)
    version, today = version_for(request), timezone.localdate()
    pairs = [*_pairs(request.GET), *_pairs(_form(request))]
    response = read_anywhere(_posted, request, resource_type, pairs, version=version, today=today)
    response["Cache-Control"] = "no-store"
    compress(request, response)
    return response


def _check_body(request):
    try:
        size = len(request.body)
    except RequestDataTooBig:  # more than Django reads
        size = MAX_QUERY_BYTES + 1
    if size > MAX_QUERY_BYTES:
        sentence = _("The body is longer than %(count)d characters.") % {"count": MAX_QUERY_BYTES}
        raise FhirError(413, "too-long", sentence)
    if size and request.content_type != FORM:
        sentence = _("Send the parameters as %(media_type)s.") % {"media_type": FORM}
        raise FhirError(415, "not-supported", sentence)


def _posted(request, resource_type, pairs, *, version, today):
    return _bundle(request, resource_type, pairs, version, today)


def _form(request):
    """The form in the body. What no address may hold is refused here, too: see config/middleware.py."""
    try:
        if "\0" in unquote_to_bytes(request.body).decode():
            raise ValueError
    except ValueError:
        raise FhirError(400, "invalid", _("The body is not a form in UTF-8.")) from None
    return QueryDict(request.body)


def _bundle(request, resource_type, pairs, version, today):
    preferences = PREFERENCE.split(request.headers.get("Prefer", "").lower())
    is_lenient = any(LENIENT.fullmatch(one) for one in preferences)
    query = parse(resource_type, pairs, base=_base(request), is_lenient=is_lenient)
    moment = moment_of(current_index(version), today)
    return _json(bundle(query, moment, _base(request)), request, is_pretty=query.is_pretty)


@fhir_view("GET", "HEAD")
def resource(request, resource_type, resource_id):
    if resource_type in DEFINITION_TYPES:
        return _definition(request, resource_type, resource_id)
    version, today = version_for(request), timezone.localdate()
    return read_anywhere(_read, request, resource_type, resource_id, version=version, today=today)


@public_page(varies=VARIES)
def _definition(request, resource_type, resource_id, *, version, today):
    _check_parameters(request)
    return _json(read(resource_type, resource_id, today).body, request)


def _read(request, resource_type, resource_id, *, version, today):
    _check_parameters(request)
    found = read(resource_type, resource_id, today)
    if isinstance(found, Moved):
        # No cache keeps it for good: a merge may be taken back.
        address = f"{_base(request)}/{resource_type}/{found.id}"
        return HttpResponsePermanentRedirect(
            address, headers={"Cache-Control": "no-cache"}, content_type=MEDIA_TYPE
        )
    meta = found.resource["meta"]
    etag = f"W/{quote_etag(f'{meta["versionId"]}-{RELEASE}')}"
    changed = int(datetime.fromisoformat(meta["lastUpdated"]).timestamp())
    response = _json(found.body, request)
    response["ETag"], response["Last-Modified"] = etag, http_date(changed)
    patch_cache_control(response, public=True, max_age=MAX_AGE_MINUTES * 60)
    response = get_conditional_response(request, etag=etag, last_modified=changed, response=response)
    compress(request, response)
    return response


@fhir_view("GET", "HEAD")
def nothing(request, rest=""):
    sentence = _("There is nothing at this address. /fhir/metadata lists what there is.")
    raise FhirError(404, "not-found", sentence)


def _check_parameters(request):
    """Raise FhirError for parameters of an address that has none but the form of its answer."""
    for name, value in _pairs(request.GET):
        if name not in OF_ANY_ADDRESS:
            raise not_supported(name, _("This address has no parameter “%(name)s”.") % {"name": name[:80]})
        if (known := OF_ANY_ADDRESS[name]) and value not in known:
            sentence = _("%(name)s is one of: %(known)s.")
            raise not_supported(name, sentence % {"name": name, "known": ", ".join(known)})


def _pairs(parameters):
    return [(name, value) for name in parameters for value in parameters.getlist(name)]


def _base(request):
    return request.build_absolute_uri("/fhir")


def _json(content, request, *, is_pretty=None):
    if is_pretty is None:
        is_pretty = request.GET.get("_pretty") == "true"
    if is_pretty:
        content = orjson.dumps(orjson.loads(content), option=orjson.OPT_INDENT_2)
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    patch_vary_headers(response, VARIES)
    return response
