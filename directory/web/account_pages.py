"""Forms of an account that lose no words: signed out, refused, too old, or with the database away."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from directory.web import errors, resubmission


def account_page(view):
    """A page of an account, with or without a form. Whoever is signed out is sent to sign in."""

    @wraps(view)
    def answered(request, *args, **kwargs):
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

    return answered


def no_store(response):
    response["Cache-Control"] = "no-store"
    return response


def not_saved(request, *, status):
    """A right was lost, or the thing is gone, while somebody typed."""
    context = {
        "title": _("This was not saved"),
        "why": _("This is not open to you any more, or it is gone. Nothing was changed."),
        "typed": resubmission.typed_fields(request),
    }
    return render(request, "directory/typed.html", context, status=status)


def after_csrf_failure(request, reason):
    """The answer to a form of ours whose token does not hold any more; None for anything else.

    The mark of the form is ours, and another site has none: what came with it was typed here.
    """
    user = resubmission.form_owner(request)
    if user is None or reason.startswith(errors.CROSS_ORIGIN_REASONS):
        return None
    if not request.user.is_authenticated:
        return resubmission.redirect_to_sign_in(request)
    if user != request.user.pk:
        return None
    errors.log_csrf_failure(request, reason)  # to the log
    return errors.error_page(403, resend=errors.posted_form(request))
