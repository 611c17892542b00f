"""The pages for what went wrong. None needs the database, a session or a context processor."""

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

CROSS_ORIGIN_REASONS = ("Origin checking failed", "Referer checking failed")  # how Django's reasons begin
RETRY_AFTER_SECONDS = 30
UNAVAILABLE_SQLSTATES = {  # states of a server rather than faults of a query
    "25006",  # read_only_sql_transaction: the primary has moved
    "25P03",  # idle_in_transaction_session_timeout
}


class NotFound(Http404):
    """Raise for a page that is not there, with words for the reader."""


class Gone(Http404):
    """Raise for what was here and was removed on purpose. The words, if any, are shown."""


def bad_request(request, exception):
    if isinstance(exception, RequestDataTooBig):
        return error_page(413)
    # Only BadRequest carries words for a reader; Django's other refusals speak to whoever runs the site.
    return error_page(400, sentence=str(exception) if type(exception) is BadRequest else "")


def forbidden(request, exception=None, reason=""):
    return error_page(403)


def csrf_failure(request, reason):
    """403 for a form whose origin or token Django refuses; `reason` is Django's, and may hold a referrer."""
    return error_page(403, sentences=log_csrf_failure(request, reason))


def log_csrf_failure(request, reason):
    """Log why a form was refused, and return it as sentences: what happened, and what to do."""
    if reason.startswith(CROSS_ORIGIN_REASONS):
        kind = "it came from elsewhere"
        sentences = (
            _("This form did not come from a page of this site, or your browser hides where it came from."),
            _("Open the page here, and send the form from there."),
        )
    elif reason == REASON_NO_CSRF_COOKIE:
        kind = "no cookie came with it"
        sentences = (
            _("Your browser sent no cookie with this form. It keeps none, or it was closed in between."),
            _("Allow cookies for this site, open the page again, and send the form once more."),
        )
    else:
        kind = "its token is an old one"
        sentences = (
            _("This form is an old one: it was open for too long, or you have signed in or out since."),
            _("Go back, load the page again, and send the form once more."),
        )
    name = request.resolver_match.view_name if request.resolver_match else "no page"
    log.warning("Refused a form of %s: %s.", name, kind)
    return (*sentences, _("Nothing was changed."))


def not_found(request, exception):
    if isinstance(exception, Gone):
        return error_page(410, sentence=str(exception))
    return error_page(404, sentence=str(exception) if isinstance(exception, NotFound) else "")


def too_many_requests(request, *, seconds, sentences=()):
    """429; `seconds` until it is worth trying again, `sentences` that say so instead of the page's own."""
    return retry_after(error_page(429, sentences=sentences), seconds)


def retry_after(response, seconds):
    """The response, which asks its reader to come back after so many seconds; as it was for 0 and None."""
    if seconds:
        response.headers["Retry-After"] = str(seconds)
    return response


def server_error(request):
    if is_database_unavailable(sys.exc_info()[1]):  # outside a view: in another middleware
        return service_unavailable(request)
    return error_page(500)


def service_unavailable(request, *, resend=False):
    """503. `resend`: what was sent stands on the page, with a button that sends it once more."""
    page = error_page(503, resend=posted_form(request) if resend else None)
    return retry_after(page, RETRY_AFTER_SECONDS)


def posted_form(request):
    """What a form sent, for `page`: its address, a fresh token, what was typed and what was not."""
    pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    pairs = [(name, value) for name, value in pairs if name != "csrfmiddlewaretoken"]
    written = [(name, value) for name, value in pairs if "\n" in value or (len(value) > 40 and " " in value)]
    return {
        "address": request.get_full_path(),
        "token": get_token(request),
        "typed": written,
        "hidden": [pair for pair in pairs if pair not in written],
    }


def is_database_unavailable(error):
    """Is this the database being down, too slow or too busy, rather than a fault of ours?"""
    away = (db.OperationalError, db.InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
    state = getattr(error.__cause__ or error, "sqlstate", None) if error else None
    return isinstance(error, away) or state in UNAVAILABLE_SQLSTATES


def error_page(status, *, sentence="", sentences=(), resend=None):
    content = render_to_string(
        f"errors/{status}.html",
        {
            "sentence": sentence,
            "sentences": sentences,
            "resend": resend,
            "site_name": settings.SITE_NAME,
            "invented": settings.INVENTED,
            "stylesheets": [static_url(name) for name in settings.STYLESHEETS],
        },
    )
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(content, status=status, reason=HTTPStatus(status).phrase, headers=headers)


def static_url(name):
    """The address of a static file. An error page without its looks is better than none."""
    try:
        return staticfiles_storage.url(name)
    except ValueError:  # not collected
        return f"{settings.STATIC_URL}{name}"
