"""Error pages, 400 to 503. None needs the database, a session or a context processor."""

import logging
import sys
from http import HTTPStatus

import psycopg
from django import db
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import Http404, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE, get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

log = logging.getLogger("directory.forms")

# How the reasons begin that Django's CSRF check gives for a form of another site.
CROSS_ORIGIN_REASONS = ("Origin checking failed", "Referer checking failed")
RETRY_AFTER_SECONDS = 30  # of a 503
NGINX_TEMPLATES = {413: 413, 429: 429, 502: 503}  # status of a page of nginx → number of its template
# SQLSTATEs that psycopg counts among other errors than OperationalError, and that are no fault of a query.
UNAVAILABLE_SQLSTATES = {
    "25006",  # read_only_sql_transaction: the primary has moved
    "25P03",  # idle_in_transaction_session_timeout
}


class NotFound(Http404):
    """404 with a sentence for the reader: `raise NotFound(sentence)`."""


class Gone(Http404):
    """410 for an address that was removed on purpose: `raise Gone(sentence)`, or without one."""


def bad_request(request, exception):
    if isinstance(exception, RequestDataTooBig):
        return error_page(413)
    # BadRequest carries a sentence for the reader. Its subclasses are Django's, with text for developers.
    return error_page(400, sentence=str(exception) if type(exception) is BadRequest else "")


def forbidden(request, exception=None, reason=""):
    return error_page(403)


def csrf_failure(request, reason):
    """403 for a form that Django's CSRF check refuses. `reason` is Django's, and may hold the referrer: it is
    neither shown nor logged.
    """
    return error_page(403, sentences=log_csrf_failure(request, reason))


def log_csrf_failure(request, reason):
    """Log that a form was refused, without `reason`; returns the sentences that explain it to the reader."""
    if reason.startswith(CROSS_ORIGIN_REASONS):
        kind = "it came from elsewhere"
        sentences = (
            _("This form did not come from a page on this site, or your browser hides where it came from."),
            _("Open the page on this site, and send the form from there."),
        )
    elif reason == REASON_NO_CSRF_COOKIE:
        kind = "no cookie came with it"
        sentences = (
            _(
                "Your browser did not send a cookie with this form. It may block cookies, or it "
                "may have been closed."
            ),
            _("Allow cookies for this site, open the page again, and send the form again."),
        )
    else:
        kind = "its token is an old one"
        sentences = (
            _("This form has expired. It was open for too long, or you have signed in or out since then."),
            _("Go back, reload the page, and send the form again."),
        )
    name = request.resolver_match.view_name if request.resolver_match else "no page"
    log.warning("Refused a form of %s: %s.", name, kind)
    return (*sentences, _("Nothing was changed."))


def not_found(request, exception):
    if isinstance(exception, Gone):
        return error_page(410, sentence=str(exception))
    return error_page(404, sentence=str(exception) if isinstance(exception, NotFound) else "")


def too_many_requests(request, *, seconds, sentences=()):
    """429 with a Retry-After of `seconds`. `sentences` replace the general ones of errors/429.html."""
    return retry_after(error_page(429, sentences=sentences), seconds)


def retry_after(response, seconds):
    """Set the Retry-After header of a response, unless `seconds` is 0 or None. Returns the response."""
    if seconds:
        response.headers["Retry-After"] = str(seconds)
    return response


def server_error(request):
    # Errors of views are caught by config.middleware; those of other middleware come here.
    if is_database_unavailable(sys.exc_info()[1]):
        return service_unavailable(request)
    return error_page(500)


def service_unavailable(request, *, resend=False):
    """503. With `resend`, the page holds the form that was posted, and a button that posts it again."""
    page = error_page(503, resend=posted_form(request) if resend else None)
    return retry_after(page, RETRY_AFTER_SECONDS)


def posted_form(request):
    """The posted form, for errors/resend.html: its address, a new CSRF token, and its (name, value) pairs,
    typed ones and hidden ones separately.
    """
    pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    pairs = [(name, value) for name, value in pairs if name != "csrfmiddlewaretoken"]
    typed = [(name, value) for name, value in pairs if "\n" in value or (len(value) > 40 and " " in value)]
    return {
        "address": request.get_full_path(),
        "token": get_token(request),
        "typed": typed,
        "hidden": [pair for pair in pairs if pair not in typed],
    }


def is_database_unavailable(error):
    """True if an error means that the database is down, too slow or too busy; False for a bug of ours."""
    classes = (db.OperationalError, db.InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
    state = getattr(error.__cause__ or error, "sqlstate", None) if error else None
    return isinstance(error, classes) or state in UNAVAILABLE_SQLSTATES


def error_page(status, *, sentence="", sentences=(), resend=None):
    """The page of templates/errors/<status>.html, which no cache keeps.

    sentence   what happened, for 400, 404 and 410
    sentences  the same, for 403 and 429
    resend     a posted_form, for 403 and 503
    """
    content = _render(
        status,
        sentence=sentence,
        sentences=sentences,
        resend=resend,
        invented=settings.INVENTED,
        stylesheets=[static_url(name) for name in settings.STYLESHEETS],
    )
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(content, status=status, reason=HTTPStatus(status).phrase, headers=headers)


def pages_of_nginx():
    """Name of a file of deploy/errors → its HTML: the pages that nginx sends without the application.

    Of the settings, only SITE_NAME and STATIC_URL change them. The stylesheet is named without a hash.
    """
    stylesheets = [f"{settings.STATIC_URL}directory/css/site.css"]
    return {
        f"{status}.html": _render(template, invented=False, stylesheets=stylesheets)
        for status, template in NGINX_TEMPLATES.items()
    }


def _render(status, **context):
    return render_to_string(f"errors/{status}.html", {"site_name": settings.SITE_NAME} | context)


def static_url(name):
    """The URL of a static file; the one without a hash before collectstatic: an error page must not fail."""
    try:
        return staticfiles_storage.url(name)
    except ValueError:  # collectstatic has not run
        return f"{settings.STATIC_URL}{name}"
