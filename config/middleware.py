"""Middleware: security headers, requests refused early, 503 while the database is away."""

import logging
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest, DisallowedHost
from django.http import HttpResponseNotAllowed
from django.utils.translation import gettext as _

from config.postgres.failures import describe_failure
from directory.web import errors

log = logging.getLogger("config.database")
log_requests = logging.getLogger("config.requests")

# Policies that Django's own middleware adds as well stand here for the answers that it gives itself.
HEADERS = {
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def security_headers(get_response):
    """The headers above, on every response of every kind, and the name of the route that has answered.

    deploy/nginx.conf logs the name in place of the path, which may hold a secret, and hands it on to nobody.
    """

    def middleware(request):
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.resolver_match and request.resolver_match.view_name:
            response.headers["X-Route"] = request.resolver_match.view_name
        return response

    return middleware


def refuse_malformed_requests(get_response):
    """400 for NUL, lone surrogates and what is no UTF-8 in path, query or cookies, before anything reads
    them: PostgreSQL stores none of these, and sessions would ask it with them. (What is no UTF-8 in a path
    Django has already written as %FF, which is text and the address of nothing: 404.) 405 for TRACE, which
    repeats cookies to whoever asks.
    """

    def middleware(request):
        if request.method == "TRACE":
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        query = unquote_to_bytes(header_bytes(request, "QUERY_STRING"))
        if not is_valid_text(request.path_info.encode("utf-8", errors="surrogatepass")) or not is_valid_text(
            query
        ):
            words = _("This address holds characters that no page has. Check how it was copied.")
            return errors.bad_request(request, BadRequest(words))
        cookies = (word for pair in request.COOKIES.items() for word in pair)
        if not is_valid_text(header_bytes(request, "HTTP_COOKIE")) or any("\0" in word for word in cookies):
            words = _("Your browser sent a cookie that cannot be read. Delete this site's cookies.")
            return errors.bad_request(request, BadRequest(words))
        return get_response(request)

    return middleware


def refuse_unknown_hosts(get_response):
    """400 and one line of the log for a name that is not ours: probes send made-up ones all day."""

    def middleware(request):
        try:
            request.get_host()
        except DisallowedHost:
            log_requests.warning("Refused a request for a host that ALLOWED_HOSTS does not name.")
            response = errors.bad_request(request, BadRequest(_("This site does not have that name.")))
            response._has_been_logged = True  # else Django adds a line of its own
            return response
        return get_response(request)

    return middleware


def header_bytes(request, name):
    """What came over the wire, as bytes: WSGI hands bytes over as latin-1."""
    return request.META.get(name, "").encode("latin-1", errors="replace")


def is_valid_text(value):
    try:
        return "\0" not in value.decode("utf-8")  # strict: refuses surrogates too
    except UnicodeDecodeError:
        return False


def database_unavailable(get_response):
    """A database that does not answer is 503 with a time to come back, wherever in a view it shows."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        if not errors.is_database_unavailable(exception):
            return None
        log.error("The database did not answer: %s", describe_failure(exception))
        return errors.service_unavailable(request)

    middleware.process_exception = process_exception
    return middleware
