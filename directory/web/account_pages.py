"""Forms of an account that lose no words: signed out, refused, too old, or with the database away."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from directory.web import errors, resubmission


def keeps_words(view):
    """A page of an account, with or without a form. Whoever is signed out is sent to sign in."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        try:
            if request.method == "POST" and not request.user.is_authenticated:
                return stored_nowhere(resubmission.sign_in(request))
            return resubmission.brought_back(view)(request, *args, **kwargs)
        except (Http404, PermissionDenied) as error:
            if not resubmission.words(request):
                raise
            return stored_nowhere(refused(request, status=404 if isinstance(error, Http404) else 403))
        except Exception as error:
            if not resubmission.words(request) or not errors.is_database_away(error):
                raise
            return errors.unavailable(request, again=True)

    return answered


def stored_nowhere(response):
    response["Cache-Control"] = "no-store"
    return response


def refused(request, *, status):
    """A right was lost, or the thing is gone, while somebody typed."""
    context = {
        "title": _("This was not saved"),
        "why": _("This is not open to you any more, or it is gone. Nothing was changed."),
        "typed": resubmission.words(request),
    }
    return render(request, "directory/typed.html", context, status=status)


def after_csrf(request, reason):
    """The answer to a form of ours whose token does not hold any more; None for anything else.

    The mark of the form is ours, and another site has none: what came with it was typed here.
    """
    user = resubmission.by(request)
    if user is None or reason.startswith(errors.ELSEWHERE):
        return None
    if not request.user.is_authenticated:
        return resubmission.sign_in(request)
    if user != request.user.pk:
        return None
    errors.why_forged(request, reason)  # to the log
    return errors.page(403, again=errors.sent(request))
