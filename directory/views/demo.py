"""Pages of the demo alone: its letters, and the current code of the moderators' authenticator app."""

from functools import wraps

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from directory.demo import accounts
from directory.models import Mail

MAX_LETTERS = 200


def demo_page(view):
    @wraps(view)
    def answered(request, *args, **kwargs):
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return require_safe(cache_control(no_store=True)(answered))


@demo_page
def letters(request):
    sent = Mail.objects.order_by("-queued_at", "-pk").only("subject", "to", "queued_at")
    return render(request, "directory/demo/letters.html", {"letters": sent[:MAX_LETTERS]})


@demo_page
def letter(request, number):
    return render(request, "directory/demo/letter.html", {"letter": get_object_or_404(Mail, pk=number)})


@demo_page
def code(request):
    return render(request, "directory/demo/code.html", {"code": accounts.totp_code()})
