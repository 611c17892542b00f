"""What somebody who got a letter can do without signing in; and the mailbox of the demonstration."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from directory import clock, notices
from directory.models import Mail, Organization
from directory.views import errors

SHOWN = 200


@csrf_exempt  # RFC 8058; see config/checks.py
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def stop(request, token):
    """Ends reminders. GET only asks, because mail scanners open every link; POST twice is once."""
    whose = notices.whose(token)
    organization = whose and Organization.objects.filter(pk=whose[1]).first()
    if organization is None:
        raise errors.Missing(
            _("This address is not whole. Copy all of it from the letter, or end reminders in the portal.")
        )
    if request.method == "POST":
        clock.stop_reminders(user=whose[0], organization=whose[1])
    return render(
        request, "letters/stop.html", {"organization": organization, "done": request.method == "POST"}
    )


@require_safe
@cache_control(no_store=True)
def demo_letters(request):
    if not settings.DEMO:
        raise Http404
    letters = Mail.objects.order_by("-queued_at", "-pk").only("subject", "to", "queued_at")
    return render(request, "letters/list.html", {"letters": letters[:SHOWN]})


@require_safe
@cache_control(no_store=True)
def demo_letter(request, number):
    if not settings.DEMO:
        raise Http404
    return render(request, "letters/letter.html", {"letter": get_object_or_404(Mail, pk=number)})
