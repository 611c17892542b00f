"""Merge: two clinics that are one become one listing. One transaction, both clinics locked.

The listing that is kept publishes what the moderator chose. The other one is taken off, and each of its
addresses redirects for good. `Merge.changed` holds what undo.py needs.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.facts.spine import STATEMENTS
from directory.facts.terms import OWN_WORDS
from directory.facts.vocabulary import DecisionReason
from directory.mail import letters
from directory.merging import followers
from directory.merging.content import merged_content
from directory.merging.sides import Side, load_sides, shown_digest
from directory.merging.working_copy import follow_publication
from directory.models import Clinic, ClinicPair, Event, Listing, Merge, ReviewFlag, Submission
from directory.moderation import decisions, events, provisional
from directory.moderation.errors import RefusedError
from directory.moderation.publication import locked_clinics, publish_act
from directory.moderation.right_to_decide import require_right_to_decide
from directory.publishing import publish
from directory.publishing.diff import compare_snapshots
from directory.publishing.permissions import Permissions, beside, both


@transaction.atomic
def merge(
    *,
    kept: int,
    merged: int,
    choices: Mapping[str, str],
    by: User,
    seen: str | None = None,
    words: str = "",
    at: datetime | None = None,
) -> Merge:
    """A moderator merges a clinic into another one. Returns the Merge; the same one if it was pressed twice.

    kept, merged  ids of the clinics
    choices       name of a content.Difference → KEPT, MERGED or BOTH; its default where it is missing
    seen          sides.shown_digest of the page on which the moderator chose; refused if it is another by now
    words         to the sender of what waits of the merged clinic, which is turned down as a duplicate
    raises        RefusedError; PermissionDenied
    """
    at = at or timezone.now()
    ours, theirs = _locked_sides(kept, merged, by)
    before = Merge.objects.standing().filter(merged=merged).first()
    if before and (before.kept_id, before.merged_by_id) == (kept, by.pk):
        return before
    _refuse(ours, theirs)
    if seen is not None and seen != shown_digest(ours, theirs):
        raise RefusedError(_("One of the clinics changed after you opened this page. Check it again."))
    changed: dict[str, Any] = {"rejected": _turn_down_waiting(theirs, by=by, words=words, at=at)}
    changed |= followers.move(ours.clinic, theirs.clinic, is_listed=theirs.is_public, at=at)
    Clinic.objects.filter(pk=merged).update(closed_at=at)
    if ours.listing is not None:
        changed |= _publish_choice(ours, theirs, choices, by=by, at=at)
    if theirs.listing is not None:
        changed["former"] = _take_off(ours, theirs, by=by, at=at)
    return Merge.objects.create(kept_id=kept, merged_id=merged, merged_by=by, merged_at=at, changed=changed)


def _locked_sides(kept, merged, by):
    """The Sides of both clinics, locked in the order of their ids. Raises what the right to decide raises."""
    if kept == merged:
        raise RefusedError(_("This is one and the same clinic. Choose another one."))
    clinics = locked_clinics([kept, merged])
    if len(clinics) < 2:
        raise RefusedError(_("One of these clinics no longer exists."))
    waiting = list(Submission.objects.waiting().filter(clinic__in=[kept, merged]))
    require_right_to_decide(by, clinics, waiting)
    return load_sides(kept, merged)


def refusal(ours: Side, theirs: Side) -> str:
    """Why a clinic can't be merged into another one, as a sentence; "" if it can."""
    ids = [ours.clinic.pk, theirs.clinic.pk]
    if Merge.objects.standing().filter(merged__in=ids).exists():
        return _("One of these clinics was already merged with another one.")
    if any(one.listing is not None and not one.is_public for one in (ours, theirs)):
        return _("One of these listings was taken down. Only an owner can ask to restore it.")
    if theirs.listing is not None and ours.listing is None:
        return _("Only one of the two is published. Keep that one, so that its address stays.")
    return ""


def _refuse(ours, theirs):
    why = refusal(ours, theirs)
    if why:
        raise RefusedError(why)


def _turn_down_waiting(theirs, *, by, words, at):
    """Reject what waits of the merged clinic, with a letter. Returns its id, or None."""
    if theirs.waiting is None:
        return None
    decisions.reject(submission=theirs.waiting, by=by, reason=DecisionReason.DUPLICATE, words=words, at=at)
    return theirs.waiting.pk


def _publish_choice(ours, theirs, choices, *, by, at):
    """Publish the chosen content, with its days and its evidence. Returns what undo.py needs of it."""
    listing: Listing = ours.listing
    content, attribution = merged_content(ours, theirs, choices)
    before = {
        "before": ours.content,
        "after": content,
        "stated_on": listing.stated_on,
        "taken_over": listing.taken_over,
        "words": {name: _iso(ours.stated_on(name)) for name in STATEMENTS if ours.states(name)},
        "confirmed_on": _iso(listing.confirmed_on),
        "slug": listing.slug,
        **Permissions.of(listing)._asdict(),
    }
    in_force = set(ours.clinic.verifications.in_force().values_list("pk", flat=True))
    if compare_snapshots(ours.content, content):
        _submission, listing = publish_act(
            Submission.Act.MERGED,
            content,
            clinic=ours.clinic,
            decided_by=by,
            at=at,
            attribution=attribution,
            origin=listing.origin,
            submitted_by=by,
            **_permissions(ours, theirs, content)._asdict(),
        )
        follow_publication(ours.clinic, old=ours.content, new=content)
    else:
        publish.attribute(listing, attribution)
    still = set(ours.clinic.verifications.in_force().values_list("pk", flat=True))
    moved = followers.move_evidence(
        ours.clinic.pk, theirs.clinic.pk, content=content, theirs=theirs.content, on=timezone.localdate(at)
    )
    moved["verifications_dropped"] += sorted(in_force - still)
    publish.update_evidence(listing, ours.clinic.verifications.in_force().order_by("pk"))
    return before | _made(listing, attribution) | moved | {"version": listing.version}


def _made(listing, attribution):
    """What the merge made of columns of the kept listing, which undo.py compares with those of its day."""
    return {
        "merged_stated_on": attribution.stated_on,
        "merged_taken_over": attribution.taken_over,
        "merged_source": listing.source,
        "merged_source_license": listing.source_license,
    }


def _permissions(ours, theirs, content):
    """The Permissions of a merged content: those of the side whose own words it has, beside all sources."""
    mine, other = Permissions.of(ours.listing), theirs.listing or theirs.waiting
    others = Permissions.of(other) if other is not None else Permissions()
    is_taken = any(content[name] != value for name, value in ours.content.items())
    named = both(mine, others) if is_taken and others.source_license else mine
    has_my_words = content[OWN_WORDS] == ours.content[OWN_WORDS]
    words, side = (mine, ours) if has_my_words else (others, theirs)
    if words.terms or not content[OWN_WORDS] or _are_own(side):
        return named._replace(terms=words.terms)
    return beside(words, named)


def _are_own(side):
    """True if the clinic itself stated its words, whatever source it has beside them."""
    return side.listing is not None and bool(side.listing.stated_on.get(OWN_WORDS))


def _iso(day):
    return day.isoformat() if day else None


def _take_off(ours, theirs, *, by, at):
    """Take the merged listing off, with one Event and a letter to the people of both."""
    former = publish.merge_into(ours.listing, merged=theirs.listing, at=at)
    events.record_act(Event.Kind.MERGED, theirs.listing, by=by, at=at)
    clinic = Clinic.objects.select_related("organization").get(pk=ours.clinic.pk)
    kept = Listing.objects.for_pages().get(pk=ours.listing.pk)
    letters.listings_merged(kept, merged=theirs.listing, clinic=clinic, at=at)
    return former


# ---- the other two decisions on a pair


@transaction.atomic
def not_the_same(*, first: int, second: int, by: User, at: datetime | None = None) -> ClinicPair:
    """A moderator decides that two clinics are not the same: nothing proposes the pair again."""
    clinics = _locked_pair(first, second, by)
    return _decide(clinics, ClinicPair.Verdict.DIFFERENT, by=by, at=at)


@transaction.atomic
def other_site(
    *, first: int, second: int, by: User, join: bool = False, at: datetime | None = None
) -> ClinicPair:
    """A moderator decides that two clinics are sites of one organization.

    join    give the second clinic to the organization of the first
    raises  RefusedError where `join` is asked for, and the first has no organization, or a provisional one,
            or the second has one
    """
    clinics = {clinic.pk: clinic for clinic in _locked_pair(first, second, by)}
    if join:
        organization = clinics[first].organization
        if organization is None:
            raise RefusedError(_("The first clinic belongs to no organization."))
        if provisional.is_provisional(organization):
            raise RefusedError(_("Decide first on who runs the first clinic. Then join the second to it."))
        if clinics[second].organization_id not in (None, clinics[first].organization_id):
            raise RefusedError(_("The second clinic belongs to an organization already."))
        Clinic.objects.filter(pk=second).update(organization=clinics[first].organization_id)
    return _decide(clinics.values(), ClinicPair.Verdict.OTHER_SITE, by=by, at=at)


def _locked_pair(first, second, by):
    if first == second:
        raise RefusedError(_("This is one and the same clinic. Choose another one."))
    clinics = locked_clinics([first, second])
    if len(clinics) < 2:
        raise RefusedError(_("One of these clinics no longer exists."))
    require_right_to_decide(by, clinics)
    if Merge.objects.standing().filter(merged__in=[first, second]).exists():
        raise RefusedError(_("One of these clinics was already merged with another one."))
    return clinics


def _decide(clinics, verdict, *, by, at):
    first, second = sorted(clinic.pk for clinic in clinics)
    decision = {"verdict": verdict, "decided_by": by, "decided_at": at or timezone.now()}
    followers.forget_findings([first, second])
    flags = ReviewFlag.objects.filter(kind=ReviewFlag.Kind.LIKELY_DUPLICATE)
    flags.filter(followers.between("clinic", "other", first, second)).delete()  # they are answered
    pair, _made = ClinicPair.objects.update_or_create(first_id=first, second_id=second, defaults=decision)
    return pair
