"""Ends reminders and digests by the link in a letter, without signing in."""

from django.contrib.auth.models import User
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from directory.mail import moderator_letters, reminder_letter, reminders
from directory.models import Organization
from directory.web import errors


@csrf_exempt  # RFC 8058; see config/checks.py
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def stop(request, token):
    """POST ends reminders, GET asks first: mail scanners open every link. A second POST does nothing."""
    whose = reminder_letter.unsubscribe_target(token)
    organization = whose and Organization.objects.filter(pk=whose[1]).first()
    if organization is None:
        raise errors.NotFound(
            _(
                "This link is incomplete. Copy the whole link from the e-mail, or turn off "
                "reminders in the portal."
            )
        )
    if request.method == "POST":
        reminders.stop_reminders(user=whose[0], organization=whose[1])
    return render(
        request,
        "directory/stop_reminders.html",
        {"organization": organization, "done": request.method == "POST"},
    )


@csrf_exempt  # RFC 8058; see config/checks.py
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def stop_digest(request, token):
    """POST ends the digests to a moderator, GET asks first. A second POST does nothing."""
    user = moderator_letters.stop_target(token)
    if not User.objects.filter(pk=user).exists():
        raise errors.NotFound(
            _("This link is incomplete. Copy the whole link from the e-mail, or turn it off at the desk.")
        )
    if request.method == "POST":
        moderator_letters.set_digest(user=user, wanted=False)
    return render(request, "directory/stop_digest.html", {"done": request.method == "POST"})
