"""Letters that wait, and letters that no worker may send by itself any more: a person decides on those."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Count
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from directory import posting
from directory.admin import site
from directory.models import Mail

SHOWN = 100  # of each kind, those that wait longest
COLUMNS = ("pk", "subject", "to", "state", "queued_at", "due_at", "tries", "trouble")


@require_safe
def mail(request):
    counts = dict(Mail.objects.order_by().values_list("state").annotate(count=Count("pk")))
    dead = Mail.objects.filter(state=Mail.State.DEAD).order_by("queued_at", "pk")
    doubtful, failed = dead.filter(trouble=posting.IN_DOUBT), dead.exclude(trouble=posting.IN_DOUBT)
    on_its_way = Mail.objects.filter(state__in=[Mail.State.QUEUED, Mail.State.SENDING])
    context = {
        "title": gettext_lazy("Mail"),
        "doubtful": _told(doubtful),
        "failed": _told(failed),
        "waiting": _told(on_its_way.order_by("queued_at", "pk")),
        "total_dead": counts.get(Mail.State.DEAD, 0),
        "total_waiting": counts.get(Mail.State.QUEUED, 0) + counts.get(Mail.State.SENDING, 0),
        "most": SHOWN,
    }
    return render(request, "queue/mail.html", context)


def _told(letters):
    return [(letter, posting.told(letter.trouble)) for letter in letters.only(*COLUMNS)[:SHOWN]]


@require_POST
def decision(request, pk):
    acts = {"again": posting.send_again, "let_be": posting.let_be}
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
    count = posting.send_again(mails=Mail.objects.exclude(trouble=posting.IN_DOUBT))
    words = ngettext("%(count)s letter will be sent again.", "%(count)s letters will be sent again.", count)
    messages.success(request, words % {"count": count})
    return redirect("admin:mail")


site.queue.add("mail/", mail, name="mail")
site.queue.add("mail/again/", all_again, name="mail_all_again")
site.queue.add("mail/<int:pk>/decision/", decision, name="mail_decision")
