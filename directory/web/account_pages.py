"""The decorator of pages for signed-in people: text typed into their forms is never lost.

It is shown, or stored until the next sign-in, when the person was signed out or lost a right, when the CSRF
token has expired, and when the database is unavailable.
"""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from directory.web import errors, resubmission


def account_page(view):
    """Decorate a view of a signed-in person, with or without a form: see the module."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        try:
            if request.method == "POST" and not request.user.is_authenticated:
                return no_store(resubmission.redirect_to_sign_in(request))
            return resubmission.restores_typed(view)(request, *args, **kwargs)
        except (Http404, PermissionDenied) as error:
            if not resubmission.typed_fields(request):
                raise
            return no_store(not_saved(request, status=404 if isinstance(error, Http404) else 403))
        except Exception as error:
            if not resubmission.typed_fields(request) or not errors.is_database_unavailable(error):
                raise
            return errors.service_unavailable(request, resend=True)

    return wrapper


def no_store(response):
    response["Cache-Control"] = "no-store"
    return response


def not_saved(request, *, status):
    """The page that shows the typed text where a right was lost, or an object deleted, during typing."""
    context = {
        "title": _("Your change was not saved"),
        "why": _("You can no longer open this, or it is gone. Nothing was changed."),
        "typed": resubmission.typed_fields(request),
    }
    return render(request, "directory/unsaved.html", context, status=status)


def after_csrf_failure(request, reason):
    """The response to a form of a signed-in person that the CSRF check refused; None for any other form.

    The response offers to send the form again, or the form is stored. That is safe because the form has an
    owner token, which no other site can make: its fields were typed on a page of ours.
    """
    owner_id = resubmission.form_owner(request)
    if owner_id is None or reason.startswith(errors.CROSS_ORIGIN_REASONS):
        return None
    if not request.user.is_authenticated:
        return resubmission.redirect_to_sign_in(request)
    if owner_id != request.user.pk:
        return None
    errors.log_csrf_failure(request, reason)
    return errors.error_page(403, resend=errors.posted_form(request))
