"""Duplicates: likely pairs, any two clinics side by side, and the three decisions on them. See merging/.

The forms need no key of their own: pressed twice, each act finds what it has done.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory import roles
from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.merging import merge as merging
from directory.merging import pairs
from directory.merging.content import BOTH, KEPT, MERGED, differences
from directory.merging.sides import load_sides, shown_digest
from directory.merging.undo import undo_merge
from directory.models import Claim, Clinic, ClinicPair, Merge, Report, Submission
from directory.moderation.errors import OwnClinicError, RefusedError
from directory.web import admin_sites, resubmission
from directory.web.form_fields import MAX_MESSAGE_LENGTH, TOO_LONG, TextField
from directory.wording.evidence import strongest_evidence
from directory.wording.values import join_with_and, value_parts

PAIRS_ON_A_PAGE = 25
WAITING_ON_A_PAGE = 50
FLAGGED, WAITING, DONE = "", "waiting", "merged"
CHOICE_LABELS = {
    KEPT: gettext_lazy("Keep"),
    MERGED: gettext_lazy("Take over"),
    BOTH: gettext_lazy("Join both lists"),
}


@require_safe
def index(request):
    """Likely pairs, those among what waits, or merges; or, with two clinics in the address, their page."""
    if "one" in request.GET or "other" in request.GET:
        return _chosen_two(request)
    if "clinic" in request.GET:
        return _around_one(request)
    show = request.GET.get("show", FLAGGED)
    if show not in LISTS:
        raise Http404
    rows, size, prepare = LISTS[show]
    page = Paginator(rows(), size).get_page(request.GET.get("page"))
    return _index_page(request, show=show, page=page, rows=prepare(page.object_list))


def _index_page(request, *, status=200, **context):
    given = {name: request.GET.get(name, "")[:300].replace("\0", "") for name in ("one", "other")}
    context = {"title": _("Duplicates"), "typed": given, **context}
    return render(request, "desk/duplicates.html", context, status=status)


LISTS = {
    FLAGGED: (pairs.flagged, PAIRS_ON_A_PAGE, pairs.pairs_of_flags),
    WAITING: (Submission.objects.waiting, WAITING_ON_A_PAGE, lambda rows: pairs.pairs_of_waiting(list(rows))),
    DONE: (
        lambda: (
            Merge.objects.standing()
            .select_related("kept", "merged", "merged_by")
            .only("merged_at", "kept__name", "kept__city", "merged__name", "merged__city", "merged_by__email")
            .order_by("-pk")
        ),
        PAIRS_ON_A_PAGE,
        list,
    ),
}


def _chosen_two(request):
    found = {name: pairs.find_clinic(request.GET.get(name, "")) for name in ("one", "other")}
    missing = [name for name, pk in found.items() if pk is None]
    sentence = _("Enter the number of a clinic, or the address of its page.")
    errors = [(name, sentence) for name in missing]
    if not missing and found["one"] == found["other"]:
        errors = [("other", _("This is one and the same clinic. Choose another one."))]
    if errors:
        return _index_page(request, show=None, errors=errors, wrong=dict(errors), status=400)
    return redirect("admin:duplicate_pair", found["one"], found["other"])


def _around_one(request):
    """The likely pairs of one clinic."""
    pk = pairs.find_clinic(request.GET["clinic"])
    if pk is None:
        raise Http404
    (side, _same) = load_sides(pk, pk)
    return _index_page(request, show=None, rows=pairs.pairs_of_clinic(pk, side.content), about=side.name)


# ---- two clinics


class PairForm(forms.Form):
    act = forms.ChoiceField(
        choices=[("merge", ""), ("other_site", ""), ("different", "")],
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), gettext_lazy("Press one of the three buttons.")
        ),
    )
    words = TextField(
        max_length=MAX_MESSAGE_LENGTH,
        required=False,
        error_messages={"max_length": TOO_LONG},
    )


@dataclass(frozen=True)
class ShownSide:
    """A clinic beside the other one: its merging.Side, and how many things hang on it."""

    side: Any
    members: int
    claims: int
    reports: int
    evidence: int
    latest: Submission | None

    @property
    def source(self):
        """Where the clinic came from, in words."""
        origin = self.side.listing or self.latest
        if origin is None:
            return _("Imported, and not sent to the queue")
        words = str(dict(Submission.Origin.choices).get(origin.origin, ""))
        return f"{words}: {origin.source}" if origin.source else words


class Value(NamedTuple):
    """What one side says: the lines, and who says so."""

    lines: list[str]
    evidence: Any


class ShownDifference(NamedTuple):
    name: str
    label: str
    ours: Value
    theirs: Value
    choices: list[tuple[str, str]]
    chosen: str


@require_http_methods(["GET", "HEAD", "POST"])
def pair(request, kept, beside):
    """Two clinics side by side. POST: `act` is one of ACTS; the clinic named first is the one that stays."""
    if kept == beside or Clinic.objects.filter(pk__in=[kept, beside]).count() < 2:
        raise Http404
    if request.method != "POST":
        return _pair_page(request, kept, beside)
    form = PairForm(request.POST)
    if not resubmission.is_ready_to_save(request, form):
        fault = next(sentences[0] for sentences in form.errors.values())
        return _pair_page(request, kept, beside, fault=fault, status=400)
    act, words = ACTS[form.cleaned_data["act"]], form.cleaned_data["words"]
    try:
        done = act(request, kept, beside, words)
    except OwnClinicError as why:
        return _pair_page(request, kept, beside, fault=str(why), status=403)
    except RefusedError as why:
        return _pair_page(request, kept, beside, fault=str(why), status=409)
    messages.success(request, done)
    return redirect("admin:duplicates")


def _merge(request, kept, other, words):
    choices = {name.removeprefix("take-"): value for name, value in request.POST.items()}
    merging.merge(
        kept=kept,
        merged=other,
        choices=choices,
        by=request.user,
        seen=request.POST.get("seen", ""),
        words=words,
    )
    return _("The two are one listing now. The other address leads to it. You can undo this under “Merged”.")


def _other_site(request, kept, other, words):
    merging.other_site(first=kept, second=other, by=request.user, join=bool(request.POST.get("join")))
    return _("Saved as another site of the same organization.")


def _different(request, kept, other, words):
    merging.not_the_same(first=kept, second=other, by=request.user)
    return _("Saved. This pair will not be shown again.")


ACTS = {"merge": _merge, "other_site": _other_site, "different": _different}


def _pair_page(request, kept, other, *, fault="", status=200):
    ours, theirs = load_sides(kept, other)
    today = timezone.localdate()
    given = request.POST
    merge = Merge.objects.standing().filter(kept__in=[kept, other], merged__in=[kept, other]).first()
    refusal = merging.refusal(ours, theirs)
    may_choose = not refusal and ours.listing is not None
    context = {
        "title": _("Are these the same clinic?"),
        "sides": [_shown_side(ours), _shown_side(theirs)],
        "ours": ours,
        "theirs": theirs,
        "rows": [_shown(one, ours, theirs, given, today) for one in differences(ours, theirs)]
        if may_choose
        else [],
        "refusal": refusal,
        "merge": merge,
        "decided": ClinicPair.objects.of(kept, other).select_related("decided_by").first(),
        "own": roles.belongs_to(request.user, ours.clinic, theirs.clinic),
        "may_join": ours.clinic.organization_id is not None and theirs.clinic.organization_id is None,
        "confirmed_later": _confirmed_on(theirs) > _confirmed_on(ours),
        "seen": shown_digest(ours, theirs),
        "words": given.get("words", ""),
        "join": given.get("join"),
        "errors": [("decide", fault)] if fault else [],
    }
    return render(request, "desk/duplicate_pair.html", context, status=status)


def _confirmed_on(side):
    return (side.listing and side.listing.confirmed_on) or date.min


def _shown_side(side):
    clinic = side.clinic
    organization = clinic.organization
    return ShownSide(
        side,
        members=organization.memberships.count() if organization else 0,
        claims=Claim.objects.waiting().filter(clinic=clinic).count(),
        reports=Report.objects.open().filter(clinic=clinic).count(),
        evidence=clinic.verifications.in_force().count(),
        latest=clinic.submissions.order_by("-pk").defer("content").first(),
    )


def _shown(difference, ours, theirs, given, today):
    typed = given.get(f"take-{difference.name}")
    return ShownDifference(
        difference.name,
        difference.label,
        _value(ours, difference, today),
        _value(theirs, difference, today),
        [(choice, CHOICE_LABELS[choice]) for choice in difference.choices],
        typed if typed in difference.choices else difference.default,
    )


def _value(side, difference, today):
    names = [name for name in difference.names if is_stated(side.content[name])]
    lines = []
    for name in names:
        said = [str(part) for part in value_parts(name, side.content[name])]
        if len(difference.names) > 1:
            said = [
                _("%(label)s: %(words)s") % {"label": STATEMENTS[name].label, "words": one} for one in said
            ]
        lines += said
    evidence = strongest_evidence(side.listing, names, today) if side.listing and names else None
    return Value(lines, evidence)


@require_POST
def undo(request, merge):
    """Take a merge back."""
    done = get_object_or_404(Merge, pk=merge)
    try:
        undone = undo_merge(merge=done, by=request.user)
    except OwnClinicError as why:
        raise PermissionDenied from why
    except RefusedError as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("The merge was taken back. Both clinics stand on their own again."))
        if undone.left:
            names = join_with_and([str(STATEMENTS[name].label) for name in undone.left])
            messages.warning(
                request, _("These have changed since, and stay as they are: %(names)s.") % {"names": names}
            )
    return redirect("admin:duplicate_pair", done.kept_id, done.merged_id)


admin_sites.desk.add("duplicates/", index, name="duplicates")
admin_sites.desk.add("duplicates/<int:kept>/<int:beside>/", pair, name="duplicate_pair")
admin_sites.desk.add("merges/<int:merge>/undo/", undo, name="merge_undo")
