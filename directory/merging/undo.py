"""Takes a merge apart: the merged listing is back at its address, and the kept one says what it said.

What was published on the kept listing since stays: a statement goes back only if it still says what the merge
made of it. So a merge can be taken back at any time.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any, NamedTuple, cast

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from directory import roles
from directory.facts.spine import STATEMENTS
from directory.facts.terms import OWN_WORDS
from directory.mail import letters
from directory.merging import followers
from directory.merging.content import AVAILABILITY, GROUPS, keys_of, with_days
from directory.merging.working_copy import follow_publication
from directory.models import RECORD_MODELS, Clinic, Event, Listing, Merge, Organization, Submission
from directory.moderation import decisions, events
from directory.moderation.errors import OwnClinicError, RefusedError
from directory.moderation.publication import locked_clinics, publish_act
from directory.moderation.right_to_decide import require_right_to_decide
from directory.publishing import publish
from directory.publishing.diff import compare_snapshots
from directory.publishing.permissions import Permissions, beside
from directory.publishing.publish import Attribution
from directory.publishing.snapshot import Snapshot, complete_snapshot, snapshot_of_listing


class Undone(NamedTuple):
    """What `undo_merge` did. left: statements of the kept listing that stay, as they have changed since."""

    merge: Merge
    left: list[str]


@transaction.atomic
def undo_merge(*, merge: Merge, by: User, at: datetime | None = None) -> Undone:
    """A moderator takes a merge back.

    raises  RefusedError where it was taken back already, the kept clinic was merged itself, or its listing
            was taken down since; PermissionDenied
    """
    at = at or timezone.now()
    clinics = {clinic.pk: clinic for clinic in locked_clinics([merge.kept_id, merge.merged_id])}
    merge.refresh_from_db()
    kept, merged = clinics[merge.kept_id], clinics[merge.merged_id]
    require_right_to_decide(by, clinics.values())
    _refuse_own(merge, by)
    _refuse(merge)
    merge.undone_by, merge.undone_at = by, at
    merge.save(update_fields=["undone_by", "undone_at"])
    followers.give_back(kept, merged, merge.changed)
    Clinic.objects.filter(pk=merged.pk).update(closed_at=None)
    left = _unpublish(merge, kept, by=by, at=at) if "before" in merge.changed else []
    if "former" in merge.changed:
        _put_back(merge, by=by, at=at)
    _reopen(merge, by=by, at=at)
    return Undone(merge, left)


def _refuse_own(merge, by):
    """A moderator of the organization to which the merged clinic goes back may not decide either."""
    described = [one for one in merge.changed["organizations"].values() if isinstance(one, list)]
    organizations = Organization.objects.filter(slug__in=[slug for _pk, slug in described])
    if roles.memberships(by).filter(organization__in=organizations).exists():
        raise OwnClinicError


def _refuse(merge):
    if merge.undone_at:
        raise RefusedError(_("This merge was already taken back."))
    if Merge.objects.standing().filter(merged=merge.kept_id).exists():
        raise RefusedError(
            _("The listing that was kept was itself merged since. Take that merge back first.")
        )
    listing = Listing.objects.filter(clinic=merge.kept_id).first()
    if listing is not None and listing.removed_at:
        raise RefusedError(
            _("The listing that was kept was taken down since. It must be public again first.")
        )


# ---- the kept listing


def _unpublish(merge, kept, *, by, at):
    """Publish what the kept listing said, and give the evidence back. Returns the statements that stay."""
    changed = merge.changed
    listing = Listing.objects.get(clinic=kept.pk)
    now = snapshot_of_listing(listing)
    before, after = complete_snapshot(changed["before"]), complete_snapshot(changed["after"])
    content, back, left = _content_without_merge(now, before, after)
    attribution = _attribution_without_merge(listing, changed, back)
    followers.give_back_evidence(kept.pk, merge.merged_id, changed)
    if compare_snapshots(now, content):
        _submission, listing = publish_act(
            Submission.Act.MERGE_UNDONE,
            content,
            clinic=kept,
            decided_by=by,
            at=at,
            attribution=attribution,
            origin=listing.origin,
            submitted_by=by,
            **_permissions(listing, changed, now, content)._asdict(),
        )
        rows = Clinic.objects.select_related("organization").prefetch_related(*RECORD_MODELS)
        follow_publication(rows.get(pk=kept.pk), old=now, new=content)
        publish.give_slug_back(listing, changed["slug"])
    else:
        publish.attribute(listing, attribution)
    followers.restore_evidence(kept.pk, changed)
    publish.update_evidence(listing, kept.verifications.in_force().order_by("pk"))
    return left


def _permissions(listing, changed, now, content):
    """The Permissions without the merge: those of before, beside what another import has brought since."""
    today = Permissions.of(listing)
    before = Permissions(
        changed.get("source", today.source), changed.get("source_license", ""), changed.get("terms", "")
    )
    merged = (changed.get("merged_source"), changed.get("merged_source_license"))
    named = before if (today.source, today.source_license) == merged else today
    if content[OWN_WORDS] == now[OWN_WORDS]:
        return named._replace(terms=today.terms)
    if before.terms or not content[OWN_WORDS] or changed["stated_on"].get(OWN_WORDS):
        return named._replace(terms=before.terms)
    return beside(before, named)


def _content_without_merge(now: Snapshot, before: Snapshot, after: Snapshot):
    """(content, statements that go back, statements that stay as they are published now)."""
    content, back, left = dict(now), [], []
    for group in (*GROUPS, AVAILABILITY):
        keys = keys_of(group)
        names = [name for name in group if before[name] != after[name]]
        if all(before[key] == after[key] for key in keys):
            continue
        if all(now[key] == after[key] for key in keys):
            content |= {key: before[key] for key in keys}
            back += names
        else:
            left += names
    return cast(Snapshot, content), back, left


def _attribution_without_merge(listing, changed: Mapping[str, Any], back: list[str]) -> Attribution:
    """The Attribution of the kept listing with the days of before, where those of the merge still hold.

    A confirmation since was not about what goes back.
    """
    stated_on, taken_over = dict(listing.stated_on), set(listing.taken_over)
    was, made = ((changed[f"{key}stated_on"], changed[f"{key}taken_over"]) for key in ("", "merged_"))
    for name in STATEMENTS:
        if _day(made, name) != _day(was, name) and stated_on.get(name, "") == made[0].get(name, ""):
            stated_on.pop(name, None)
            stated_on |= {name: was[0][name]} if name in was[0] else {}
            taken_over = taken_over - {name} | {name} & set(was[1])
    confirmed_on = listing.confirmed_on
    if changed["confirmed_on"] == (confirmed_on and confirmed_on.isoformat()):
        return Attribution(stated_on, sorted(taken_over))
    words = {name: changed["words"][name] for name in back if name in changed["words"]}
    days = {name: date.fromisoformat(day) if day else None for name, day in words.items()}
    return with_days(stated_on, taken_over, days, confirmed_on)


def _day(attribution, name):
    """(day or "", whether no confirmation renews it) of a statement."""
    stated_on, taken_over = attribution
    return stated_on.get(name, ""), name in taken_over


# ---- the merged listing


def _put_back(merge, *, by, at):
    merged = Listing.objects.get(clinic=merge.merged_id)
    publish.undo_merge_into(merged, former=merge.changed["former"])
    publish.update_evidence(merged, merged.clinic.verifications.in_force().order_by("pk"))
    events.record_act(Event.Kind.MERGE_UNDONE, merged, by=by, at=at)
    letters.merge_undone(Listing.objects.for_pages().get(clinic=merge.kept_id), merged=merged, at=at)


def _reopen(merge, *, by, at):
    """Put what was turned down as a duplicate back into the queue, as a copy."""
    submission = Submission.objects.filter(pk=merge.changed["rejected"]).first()
    if submission:
        with suppress(RefusedError):  # a restored version stays turned down: it can be restored again
            decisions.open_again(submission=submission, by=by, at=at)
