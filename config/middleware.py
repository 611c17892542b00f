"""Middleware: security headers, requests refused early, 503 while the database is away."""

import logging
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest, DisallowedHost
from django.http import HttpResponseNotAllowed
from django.utils.translation import gettext as _

from config.postgres.failures import describe_failure
from directory.web import errors, open_data, public_page

log = logging.getLogger("config.database")
log_requests = logging.getLogger("config.requests")

# Django's middleware adds some of these too, but not to responses that it makes itself.
HEADERS = {
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self), browsing-topics=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def security_headers(get_response):
    """Add HEADERS to every response, those of web/open_data.py to open data, and the route's name as X-Route.

    deploy/nginx.conf logs X-Route in place of the path, which may hold a secret, and removes the header.
    """

    def middleware(request):
        response = get_response(request)
        for name, value in (HEADERS | open_data.cross_origin_headers(request)).items():
            response.headers.setdefault(name, value)
        if request.resolver_match and request.resolver_match.view_name:
            response.headers["X-Route"] = request.resolver_match.view_name
        return response

    return middleware


def refuse_malformed_requests(get_response):
    """400 for NUL, lone surrogates and invalid UTF-8 in path, query or cookies; 405 for TRACE.

    PostgreSQL cannot store them, and the session would be looked up with them. (Django has already turned
    invalid UTF-8 in a path into %FF, which leads to 404.) TRACE would echo cookies.
    """

    def middleware(request):
        if request.method == "TRACE":
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        query = unquote_to_bytes(header_bytes(request, "QUERY_STRING"))
        if not is_valid_text(request.path_info.encode("utf-8", errors="surrogatepass")) or not is_valid_text(
            query
        ):
            message = _("This link has characters that no page uses. Check how you copied it.")
            return refused(request, message)
        cookies = (word for pair in request.COOKIES.items() for word in pair)
        if not is_valid_text(header_bytes(request, "HTTP_COOKIE")) or any("\0" in word for word in cookies):
            message = _(
                "Your browser sent a cookie that we can’t read. Delete this site’s cookies, then try again."
            )
            return refused(request, message)
        return get_response(request)

    return middleware


def refused(request, message):
    return open_data.refusal(request, 400, message) or errors.bad_request(request, BadRequest(message))


def refuse_unknown_hosts(get_response):
    """400 and one line in the log for a Host header that is not in ALLOWED_HOSTS."""

    def middleware(request):
        try:
            request.get_host()
        except DisallowedHost:
            log_requests.warning("Refused a request for a host that ALLOWED_HOSTS does not name.")
            response = errors.bad_request(request, BadRequest(_("This site does not use that name.")))
            response._has_been_logged = True  # or Django would log a second line
            return response
        return get_response(request)

    return middleware


def header_bytes(request, name):
    """A value of the WSGI environment as the bytes that were sent: WSGI decodes them as latin-1."""
    return request.META.get(name, "").encode("latin-1", errors="replace")


def is_valid_text(value):
    try:
        return "\0" not in value.decode("utf-8")  # strict: refuses surrogates too
    except UnicodeDecodeError:
        return False


def database_unavailable(get_response):
    """503 with Retry-After for any view that fails because the database is unavailable."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        return unavailable_page(request, exception)

    middleware.process_exception = process_exception
    return middleware


def unavailable_page(request, exception):
    """503 if the exception means that the database is unavailable, else None."""
    if not errors.is_database_unavailable(exception):
        return None
    log.error("The database did not answer: %s", describe_failure(exception))
    response = open_data.refusal(request, 503, open_data.unavailable_sentence())
    if response is None:
        return errors.service_unavailable(request)
    return errors.retry_after(response, errors.RETRY_AFTER_SECONDS)


def answer_early(get_response):
    """Answer for a public page that its reader has (304), or that is kept in memory, before other work."""

    def middleware(request):
        try:
            response = public_page.answer_early(request)
        except Exception as exception:
            response = unavailable_page(request, exception)
            if response is None:
                raise
        return get_response(request) if response is None else response

    return middleware
