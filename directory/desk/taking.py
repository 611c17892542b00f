"""Take and Give back: who works on a submission, a claim or a report. See moderation/taking.py."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from directory.models import Claim, Report, Submission
from directory.moderation import taking
from directory.moderation.errors import RefusedError
from directory.moderation.taking import Item, TakenByAnotherError
from directory.moderation.thread import moderator_name
from directory.web import admin_sites

MAX_SELECTED = 50  # on one page of the queue


@dataclass(frozen=True)
class TakenLine:
    """Who has an item. `words`: a sentence, "" if nobody has it. `address`: of Take and Give back."""

    address: str
    words: str = ""
    mine: bool = False

    @property
    def held_by_another(self):
        return bool(self.words) and not self.mine


ROUTES = {Submission: "submission_taking", Claim: "claim_taking", Report: "report_taking"}


def taken_lines(items: Collection[Item], user) -> dict[Item, TakenLine]:
    """Item → TakenLine, for items of one kind. One query."""
    now = timezone.now()
    holders = taking.holders(items, now)
    return {item: _line(item, holders.get(item), user, now) for item in items}


def taken_context(item: Item, user) -> dict:
    """What desk/taken.html needs to know about one item. One query, none if `taken` was fetched with it."""
    if "taken" not in item._state.fields_cache:
        return {"taken": taken_lines([item], user)[item]}
    now, taken = timezone.now(), getattr(item, "taken", None)
    return {"taken": _line(item, taken if taken and taken.is_holding(now) else None, user, now)}


def _line(item, taken, user, now):
    address = reverse(f"admin:{ROUTES[type(item)]}", args=[item.pk])
    if taken is None:
        return TakenLine(address)
    mine = taken.taken_by_id == user.pk
    return TakenLine(address, holder_in_words(taken, user, now), mine)


def holder_in_words(taken, user, now):
    """A sentence for moderators: who has it, and for how long."""
    minutes = int((now - taken.taken_at).total_seconds() // 60)
    if taken.taken_by_id == user.pk:
        if minutes < 1:
            return _("You have just taken it.")
        sentence = ngettext(
            "You have had it for %(minutes)s minute.", "You have had it for %(minutes)s minutes.", minutes
        )
        return sentence % {"minutes": minutes}
    who = {"who": moderator_name(taken.taken_by), "minutes": minutes}
    if minutes < 1:
        return _("%(who)s has just taken it.") % who
    sentence = ngettext(
        "%(who)s has had it for %(minutes)s minute.", "%(who)s has had it for %(minutes)s minutes.", minutes
    )
    return sentence % who


# ---- pages


def take_or_give_back(request, item):
    """Do what the pressed button says, and go back to the page where it was pressed."""
    if request.POST.get("taking") == "give_back":
        taking.give_back(item=item, by=request.user)
        messages.success(request, _("You gave it back."))
        return redirect(_page_before(request))
    try:
        taking.take(item=item, by=request.user)
    except TakenByAnotherError as refusal:
        messages.warning(request, holder_in_words(refusal.taken, request.user, timezone.now()))
    except RefusedError as refusal:
        messages.warning(request, str(refusal))
    return redirect(_page_before(request))


def _page_before(request):
    page = request.POST.get("back", "")
    index = reverse("admin:index")
    return page if page.startswith(index) and url_has_allowed_host_and_scheme(page, None) else index


@require_POST
def submission_taking(request, pk):
    return take_or_give_back(request, get_object_or_404(Submission, pk=pk))


@require_POST
def claim_taking(request, pk):
    return take_or_give_back(request, get_object_or_404(Claim, pk=pk))


@require_POST
def report_taking(request, pk):
    return take_or_give_back(request, get_object_or_404(Report, pk=pk))


@require_POST
def take_selected(request):
    """Take all that is selected in the queue, and say how many others have."""
    chosen = [pk for pk in request.POST.getlist("chosen")[:MAX_SELECTED] if pk.isascii() and pk.isdigit()]
    if not chosen:
        messages.warning(request, _("Select something first."))
        return redirect(_page_before(request))
    taken, refused = 0, 0
    for item in Submission.objects.filter(pk__in=[int(pk) for pk in chosen if len(pk) < 19]).only("pk"):
        try:
            taking.take(item=item, by=request.user)
            taken += 1
        except RefusedError:
            refused += 1
    if taken:
        sentence = ngettext("You took %(count)s submission.", "You took %(count)s submissions.", taken)
        messages.success(request, sentence % {"count": taken})
    if refused:
        sentence = ngettext(
            "%(count)s was left out, because another moderator has it or it no longer waits.",
            "%(count)s were left out, because other moderators have them or they no longer wait.",
            refused,
        )
        messages.warning(request, sentence % {"count": refused})
    return redirect(_page_before(request))


admin_sites.desk.add("submissions/taking/", take_selected, name="submissions_taking")
admin_sites.desk.add("submissions/<int:pk>/taking/", submission_taking, name="submission_taking")
admin_sites.desk.add("claims/<int:pk>/taking/", claim_taking, name="claim_taking")
admin_sites.desk.add("reports/<int:pk>/taking/", report_taking, name="report_taking")
