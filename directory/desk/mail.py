"""The mail queue: letters that wait, and dead letters, on which a moderator decides."""

from typing import NamedTuple

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from directory.mail import delivery, moderator_letters
from directory.models import Mail
from directory.web import admin_sites

MAX_LETTERS = 100  # of each list, the first
COLUMNS = ("pk", "subject", "to", "state", "queued_at", "due_at", "tries", "trouble")


@require_safe
def mail(request):
    # One query for each state, because each state has an index, and the sent letters are never scanned.
    waiting, in_hand = (Mail.objects.filter(state=state) for state in (Mail.State.QUEUED, Mail.State.SENDING))
    dead = Mail.objects.filter(state=Mail.State.DEAD).order_by("queued_at", "pk")
    doubtful, failed = dead.filter(trouble=delivery.IN_DOUBT), dead.exclude(trouble=delivery.IN_DOUBT)
    sending = _listed(in_hand.order_by("due_at", "pk"))  # one for each worker
    context = {
        "title": gettext_lazy("Mail"),
        "doubtful": _listed(doubtful),
        "failed": _listed(failed),
        "waiting": sending + _listed(waiting.order_by("due_at", "pk")),
        "total_dead": dead.count(),
        "total_waiting": waiting.count() + len(sending),
        "most": MAX_LETTERS,
        "demo": settings.DEMO,
        "wants_digest": moderator_letters.wants_digest(request.user.pk),
    }
    return render(request, "desk/mail.html", context)


class ListedLetter(NamedTuple):
    letter: Mail
    trouble: str  # the reason why the last try failed, as a sentence


def _listed(letters):
    return [
        ListedLetter(
            letter, delivery.failure_sentence(letter.trouble) if letter.trouble or not letter.tries else ""
        )
        for letter in letters.only(*COLUMNS)[:MAX_LETTERS]
    ]


@require_POST
def decision(request, pk):
    acts = {"again": delivery.send_again, "let_be": delivery.dismiss}
    if request.POST.get("decision") not in acts:
        raise BadRequest(_("Choose “Send again” or “Don’t send”."))
    if acts[request.POST["decision"]](mails=Mail.objects.filter(pk=pk)):
        words = {"again": _("The e-mail will be sent again."), "let_be": _("The e-mail will not be sent.")}
        messages.success(request, words[request.POST["decision"]])
    else:
        messages.info(request, _("Someone already decided about this e-mail."))
    return redirect("admin:mail")


@require_POST
def send_all_again(request):
    """Queue all failed letters again, except those that may have been delivered, which are decided singly."""
    count = delivery.send_again(mails=Mail.objects.exclude(trouble=delivery.IN_DOUBT))
    words = ngettext("%(count)s e-mail will be sent again.", "%(count)s e-mails will be sent again.", count)
    messages.success(request, words % {"count": count})
    return redirect("admin:mail")


@require_POST
def digest(request):
    """Turn the daily e-mail of this moderator on or off."""
    wanted = request.POST.get("digest") == "on"
    moderator_letters.set_digest(user=request.user.pk, wanted=wanted)
    sentence = (
        _("You will get an e-mail a day about what waits.")
        if wanted
        else _("You will get no more daily e-mail about what waits.")
    )
    messages.success(request, sentence)
    return redirect("admin:mail")


admin_sites.desk.add("mail/", mail, name="mail")
admin_sites.desk.add("mail/again/", send_all_again, name="mail_all_again")
admin_sites.desk.add("mail/<int:pk>/decision/", decision, name="mail_decision")
admin_sites.desk.add("mail/digest/", digest, name="mail_digest")
