"""The response to a form without a valid CSRF token, on every page of the site."""

from django.shortcuts import redirect, render

from checklist.views.private_page import not_saved, private_page
from directory.web import account_pages, errors

# Names of the routes of forms whose text can be sent again.
RESENDABLE_FORMS = {
    "notebook_save",
    "notebook_ask",
    "notebook_own_words",
    "notebook_read_elsewhere",
    "notebook_priorities",
    "notebook_about_me",
    "notebook_reading_codes",
}


def csrf_failure(request, reason=""):
    """Django's CSRF_FAILURE_VIEW: a form was open too long, or comes from another site.

    Text that was typed in a notebook is shown with a button that sends it again. Text that another site may
    have written gets no such button.
    """
    if not request.path.startswith("/notebook/"):
        response = account_pages.after_csrf_failure(request, reason)
        if response:
            response["Cache-Control"] = "no-store"
            return response
        return errors.csrf_failure(request, reason)
    errors.log_csrf_failure(request, reason)
    form = request.resolver_match.url_name if request.resolver_match else ""
    if form == "notebook_open":  # a form with a code is answered by a redirect: see open_notebook.py
        response = redirect("notebook_not_done")
    elif form in RESENDABLE_FORMS and not may_be_cross_site(request, reason):
        response = not_saved(request, "stale", status=403)
    else:
        response = render(request, "checklist/notebook/csrf_failure.html", status=403)
    response["Cache-Control"] = "no-store"
    return response


@private_page
def not_done(request, *, today):
    return render(request, "checklist/notebook/csrf_failure.html")


def may_be_cross_site(request, reason):
    """True if a page of another site may have sent this form, or if the browser does not tell."""
    site = request.headers.get("Sec-Fetch-Site")
    return site not in ("same-origin", "none") if site else reason.startswith(errors.CROSS_ORIGIN_REASONS)
