"""Letters that wait, and letters that no worker may send by itself any more: a person decides on those."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from directory.mail import delivery
from directory.models import Mail
from directory.web import admin_sites

SHOWN = 100  # of each kind, those that come first
COLUMNS = ("pk", "subject", "to", "state", "queued_at", "due_at", "tries", "trouble")


@require_safe
def mail(request):
    # One state at a time: each has an index of its own, and what was sent is never walked through.
    waiting, in_hand = (Mail.objects.filter(state=state) for state in (Mail.State.QUEUED, Mail.State.SENDING))
    dead = Mail.objects.filter(state=Mail.State.DEAD).order_by("queued_at", "pk")
    doubtful, failed = dead.filter(trouble=delivery.IN_DOUBT), dead.exclude(trouble=delivery.IN_DOUBT)
    held = _told(in_hand.order_by("due_at", "pk"))  # one for each worker
    context = {
        "title": gettext_lazy("Mail"),
        "doubtful": _told(doubtful),
        "failed": _told(failed),
        "waiting": held + _told(waiting.order_by("due_at", "pk")),
        "total_dead": dead.count(),
        "total_waiting": waiting.count() + len(held),
        "most": SHOWN,
        "demo": settings.DEMO,
    }
    return render(request, "desk/mail.html", context)


def _told(letters):
    return [
        (letter, delivery.failure_sentence(letter.trouble) if letter.trouble or not letter.tries else "")
        for letter in letters.only(*COLUMNS)[:SHOWN]
    ]


@require_POST
def decision(request, pk):
    acts = {"again": delivery.send_again, "let_be": delivery.dismiss}
    if request.POST.get("decision") not in acts:
        raise BadRequest(_("Choose “Send again” or “Let it be”."))
    if acts[request.POST["decision"]](mails=Mail.objects.filter(pk=pk)):
        words = {"again": _("The letter will be sent again."), "let_be": _("The letter is let be.")}
        messages.success(request, words[request.POST["decision"]])
    else:
        messages.info(request, _("Somebody has decided on this letter already."))
    return redirect("admin:mail")


@require_POST
def all_again(request):
    """What no server took. What may have been sent is decided letter by letter."""
    count = delivery.send_again(mails=Mail.objects.exclude(trouble=delivery.IN_DOUBT))
    words = ngettext("%(count)s letter will be sent again.", "%(count)s letters will be sent again.", count)
    messages.success(request, words % {"count": count})
    return redirect("admin:mail")


admin_sites.desk.add("mail/", mail, name="mail")
admin_sites.desk.add("mail/again/", all_again, name="mail_all_again")
admin_sites.desk.add("mail/<int:pk>/decision/", decision, name="mail_decision")
