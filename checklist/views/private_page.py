"""What every page of the notebook shares: it is never cached, and a failed save shows the typed text again.

The secret comes in a cookie, and is passed on as `request.secret` only.
"""

from functools import wraps

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.debug import sensitive_post_parameters

from checklist import codes, notebook, parts, seal, storage
from directory.web import account_pages, errors

COOKIE_NAME = "notebook" if settings.DEMO else "__Host-notebook"
OWN_DEVICE_SECONDS = 30 * 24 * 3600
UNTYPED_FIELDS = {"csrfmiddlewaretoken", "next", "question_id"}
RESENDABLE_FORMS = {"notebook_save", "notebook_ask"}  # url names of forms whose text can be sent again


def private_page(view):
    """Decorator: the response is not cached by anyone, and errors become pages that keep the typed text.

    The view gets `today`; `request.secret` is the secret in the cookie, or None.
    """

    @wraps(view)
    def answered(request, *args, **kwargs):
        request.secret = codes.secret_from_code(request.COOKIES.get(COOKIE_NAME, ""))
        try:
            response = view(request, *args, today=timezone.localdate(), **kwargs)
        except storage.NotebookNotFoundError:
            response = notebook_not_found(request)
        except seal.UnsealError:
            response = render(request, "checklist/notebook/cannot_open.html", status=409)
        except seal.TooLargeError:
            response = not_saved(request, "full", status=413)
        except Exception as error:
            if request.method != "POST" or not errors.is_database_unavailable(error):
                raise
            response = not_saved(request, "away", status=503)
            response["Retry-After"] = str(errors.RETRY_AFTER_SECONDS)
        add_never_cache_headers(response)
        response["Cache-Control"] = "no-store"
        return response

    return sensitive_post_parameters()(answered)


def requires_notebook(view):
    """Decorator: a private page that needs an open notebook. Without one, the page `notebook_not_found`."""

    @private_page
    @wraps(view)
    def answered(request, *args, **kwargs):
        if request.secret is None:
            raise storage.NotebookNotFoundError
        return view(request, *args, **kwargs)

    return answered


def notebook_not_found(request):
    """One page for a wrong, withdrawn, deleted or expired secret, and for none: they look alike."""
    if request.method == "POST":
        return not_saved(request, "closed", status=403)
    return render(request, "checklist/notebook/not_here.html", status=404)


def not_saved(request, why, *, status):
    """The page that says why a form was not saved, with its text and a button that sends it again.

    why  away, closed, gone, removed, full or stale: see not_saved.html
    """
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in UNTYPED_FIELDS
    ]
    typed = [
        (name, value) for name, value in sent if "\n" in value or len(value) > 40 or name.endswith("note")
    ]
    hidden = [pair for pair in sent if pair not in typed]
    context = {"why": why, "typed": [pair for pair in typed if pair[1]], "hidden": hidden}
    context["help"] = parts.needs_help_box(value for _name, value in typed)
    return render(request, "checklist/notebook/not_saved.html", context, status=status)


def csrf_failure(request, reason=""):
    """Django's CSRF_FAILURE_VIEW: a form was open too long, or comes from another site.

    Text that was typed in a notebook is shown with a button that sends it again; but no button sends on what
    another site has written.
    """
    if not request.path.startswith("/notebook/"):
        if kept := account_pages.after_csrf_failure(request, reason):
            kept["Cache-Control"] = "no-store"
            return kept
        return errors.csrf_failure(request, reason)
    errors.log_csrf_failure(request, reason)
    form = request.resolver_match.url_name if request.resolver_match else ""
    if form == "notebook_open":  # a form with a code is answered by a redirect: see devices.py
        response = redirect("notebook_not_done")
    elif form in RESENDABLE_FORMS and not may_be_cross_site(request, reason):
        response = not_saved(request, "stale", status=403)
    else:
        response = render(request, "checklist/notebook/not_done.html", status=403)
    response["Cache-Control"] = "no-store"
    return response


@private_page
def not_done(request, *, today):
    return render(request, "checklist/notebook/not_done.html")


def may_be_cross_site(request, reason):
    """True if a page of another site may have sent this form; also where the browser does not say."""
    site = request.headers.get("Sec-Fetch-Site")
    return site not in ("same-origin", "none") if site else reason.startswith(errors.CROSS_ORIGIN_REASONS)


# ---- the cookie with the secret


def is_own_device(request):
    """True if the button "on my own device" was pressed; a shared device is the default."""
    return request.POST.get("device") == "own"


def open_secret(request):
    """The secret of the notebook that is open in this browser, or None."""
    return request.secret if storage.exists(request.secret) else None


def code_context(request):
    """The template context that shows the code of the open notebook."""
    if request.secret is None:
        return {}
    code = codes.code_from_secret(request.secret)
    return {"code": code, "groups": code.split("-")}


def code_reminder(request, book):
    """`code_context` where the person has not yet kept the code; else {}."""
    return code_context(request) if notebook.needs_code_reminder(book) else {}


def set_secret_cookie(response, secret, *, stay):
    """Store the secret in the cookie: for OWN_DEVICE_SECONDS if `stay`, else until the browser is closed."""
    response.set_cookie(
        COOKIE_NAME,
        codes.code_from_secret(secret),
        max_age=OWN_DEVICE_SECONDS if stay else None,
        path="/",
        secure=not settings.DEMO,
        httponly=True,
        samesite="Lax",
    )
    return response


def clear_secret_cookie(response):
    """Delete the cookie with the secret, and the browser's cache and storage of this site."""
    response["Clear-Site-Data"] = '"cache", "storage"'
    response.set_cookie(
        COOKIE_NAME, "", max_age=0, path="/", secure=not settings.DEMO, httponly=True, samesite="Lax"
    )
    return response
