"""Publish, confirm and remove listings. Only this module writes the content of a listing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from directory.facts.terms import OWN_WORDS
from directory.facts.vocabulary import Evidence
from directory.models import JoinedOrganization, Listing, Organization, Submission, Verification, Version
from directory.models.bulk_insert import BlankObjects, bulk_insert
from directory.models.listing import NO_EXPIRY
from directory.publishing.diff import Change, compare_snapshots
from directory.publishing.permissions import Permissions, permissions_after
from directory.publishing.search_text import index_listing
from directory.publishing.slugs import assign_slugs, restore_slug
from directory.publishing.snapshot import (
    PractitionerRecord,
    Snapshot,
    complete_snapshot,
    snapshot_of_listing,
    typed_values,
    union_with_offerings,
)


@dataclass(frozen=True)
class Attribution:
    """Two columns of a listing: who stated what, and when. See Listing.stated_on and Listing.taken_over."""

    stated_on: dict[str, str | None]
    taken_over: list[str]


@transaction.atomic
def publish(
    submissions: Sequence[Submission],
    *,
    uids: Mapping[int, UUID],
    on: date,
    attributions: Mapping[int, Attribution] | None = None,
) -> list[Listing]:
    """Publish the approved snapshots of submissions. The directory's version rises once for all.

    submissions   approved, of different clinics, `listing_version` set
    uids          clinic id → the uid of the clinic
    on            the day of publication
    attributions  clinic id → the Attribution of its listing, where its sender did not state what changes
    returns       the listings, in the order of the submissions
    """
    version, attributions, blank = Version.increment(), attributions or {}, BlankObjects(Listing)
    now = timezone.now()  # after the increment, which waits for others: times rise with versions
    rows = Listing.objects.select_for_update().filter(clinic__in=[one.clinic_id for one in submissions])
    published = {listing.clinic_id: listing for listing in rows}
    organization_uids = _organization_uids(submissions)
    listings, changes_of = [], {}
    for submission in submissions:
        clinic = submission.clinic_id
        snapshot = complete_snapshot(submission.approved_snapshot)  # perhaps of another release
        changes = listing_changes(published.get(clinic), snapshot)
        if clinic in published:
            listing, changes_of[clinic] = published[clinic], changes
        else:
            listing = blank.make(clinic_id=clinic, uid=uids[clinic], first_published_on=on)
        _apply_submission(listing, submission, snapshot, changes, on=on, attribution=attributions.get(clinic))
        listing.organization_uid = organization_uids.get(listing.organization_slug)
        listing.directory_version, listing.changed_at = version, now
        listings.append(listing)
    if changes_of:
        _drop_verifications(changes_of, on=on)
    assign_slugs(listings)
    bulk_insert([listing for listing in listings if not listing.pk])
    for listing in published.values():
        listing.save()
    return listings


def confirm(listing: Listing, *, on: date, terms: str = "") -> None:
    """Record that the clinic confirmed the whole listing. terms: the edition that it accepted with that."""
    listing.confirmed_on, listing.terms = on, terms or listing.terms
    listing.stated_on = {name: day for name, day in listing.stated_on.items() if day}
    listing.taken_over = []
    _save(listing, "confirmed_on", "terms", "stated_on", "taken_over")


def remove(listing: Listing, *, at: datetime) -> None:
    """Take a listing down. It keeps its content and its slug."""
    listing.removed_at = at
    _save(listing, "removed_at")


def attribute(listing: Listing, attribution: Attribution) -> None:
    """Set who stated what of a listing, and when, where its content stays."""
    listing.stated_on, listing.taken_over = attribution.stated_on, attribution.taken_over
    _save(listing, "stated_on", "taken_over")


def merge_into(kept: Listing, *, merged: Listing, at: datetime) -> list[int]:
    """Take a listing off that was merged into another one: every address of it redirects there.

    returns  ids of the listings that had been merged into `merged`. They are of `kept` from now on, so that
             no chain is longer than one step.
    """
    former = list(merged.merged_listings.order_by("pk").values_list("pk", flat=True))
    _redirect(former, merged.pk, to=kept)
    merged.removed_at, merged.merged_into_id = at, kept.pk
    _save(merged, "removed_at", "merged_into")
    return former


def undo_merge_into(merged: Listing, *, former: Iterable[int]) -> None:
    """Make a merged listing public again. `former`: what `merge_into` returned."""
    _redirect(former, merged.merged_into_id, to=merged)
    merged.removed_at = merged.merged_into_id = None
    _save(merged, "removed_at", "merged_into")


def _redirect(former: Iterable[int], merged_into: int | None, *, to: Listing) -> None:
    """Have those of `former` that were merged into one listing lead to another one.

    former, merged_into  ids of listings

    Their tombstones change with it, so their numbers rise.
    """
    if former := list(former):
        version = Version.increment()  # before they are locked, as in publish()
        rows = Listing.objects.filter(pk__in=former, merged_into=merged_into)
        rows.update(merged_into=to, directory_version=version, changed_at=timezone.now())


def give_slug_back(listing: Listing, slug: str) -> None:
    """Give the listing the address that it had before, if it fits its name and city."""
    restore_slug(listing, slug)
    _save(listing, "slug")


def set_origin(listing: Listing, *, origin: str, confirmed_on: date | None) -> None:
    """Set who made the content, and the last confirmation, where an earlier version is back."""
    listing.origin, listing.confirmed_on = origin, confirmed_on
    _save(listing, "origin", "confirmed_on")


def update_evidence(listing: Listing, verifications: Iterable[Verification]) -> None:
    """Copy to the listing those verifications in force that agree with it; pages read no other table."""
    listing.evidence = [
        {
            "statement": verification.statement,
            "person": verification.person,
            "kind": verification.kind,
            "about": verification.about,
            "on": verification.seen_on.isoformat(),
            "until": verification.expires_on.isoformat() if verification.expires_on else None,
            "source": verification.source,
            "url": verification.url,
        }
        for verification in verifications
        if verification.outcome == Verification.Outcome.AGREES and verification.dropped_on is None
    ]
    _set_evidence_dates(listing)
    _save(listing, "evidence", "document_seen_until", "register_checked_until")


@transaction.atomic
def _save(listing: Listing, *fields: str) -> None:
    listing.directory_version = Version.increment()
    listing.changed_at = timezone.now()
    listing.save(update_fields=[*fields, "directory_version", "changed_at"])


def preview_listing(
    snapshot: Snapshot, *, published: Listing | None, origin: str, source: str, stated_on: date
) -> Listing:
    """The listing as it would be after publishing a snapshot. Not saved; changes `published` in memory.

    published   the listing of today; None for a clinic that has none
    stated_on   the day on which the sender sent the snapshot
    """
    changes = listing_changes(published, snapshot)
    listing = published or Listing(
        slug="preview", version=1, first_published_on=stated_on, confirmed_on=None, published_on=stated_on
    )
    _apply_snapshot(listing, snapshot)
    _set_dates(listing, changes, origin=origin, stated_on=stated_on)
    listing.source = source or listing.source
    _keep_evidence(listing, changes)
    return listing


def _apply_submission(
    listing: Listing,
    submission: Submission,
    snapshot: Snapshot,
    changes: Sequence[Change],
    *,
    on: date,
    attribution: Attribution | None,
) -> None:
    before = Permissions.of(listing)
    old_words, are_own = listing.about, bool(listing.stated_on.get(OWN_WORDS))
    _apply_snapshot(listing, snapshot)
    listing.version = cast(int, submission.listing_version)  # an approved submission has one
    listing.published_on = on
    if attribution is not None:
        listing.stated_on, listing.taken_over = attribution.stated_on, attribution.taken_over
    else:
        # A version that a moderator published again was stated on the day on which it was first sent.
        stated_on = timezone.localdate((submission.again or submission).submitted_at)
        _set_dates(
            listing,
            changes,
            origin=submission.origin,
            stated_on=stated_on,
            confirms=not submission.act,
        )
    permissions = permissions_after(
        before, submission, old_words=old_words, new_words=listing.about, are_own=are_own
    )
    for column, value in permissions._asdict().items():
        setattr(listing, column, value)
    _keep_evidence(listing, changes)
    index_listing(listing, snapshot)


def _organization_uids(submissions: Iterable[Submission]) -> dict[str, UUID]:
    """Slug → uid of the organizations that the submissions name; no query if they name none.

    Content of before a joining names the organization that is gone, so it keeps that one's uid.
    """
    slugs = {submission.approved_snapshot.get("organization_slug") for submission in submissions} - {"", None}
    uids = dict(Organization.objects.filter(slug__in=slugs).values_list("slug", "uid")) if slugs else {}
    if gone := slugs - uids.keys():
        joined = JoinedOrganization.objects.filter(slug__in=gone, uid__isnull=False).order_by("pk")
        uids |= dict(joined.values_list("slug", "uid"))
    return uids


def listing_changes(published: Listing | None, snapshot: Snapshot) -> list[Change]:
    """The statements whose value on the listing changes: also those that a change of an offering changes."""
    before = union_with_offerings(snapshot_of_listing(published)) if published else {}
    return compare_snapshots(before, union_with_offerings(snapshot))


def _apply_snapshot(listing: Listing, snapshot: Snapshot) -> None:
    shown = union_with_offerings(snapshot)
    for name, value in typed_values(shown):
        setattr(listing, name, value)
    listing.defaults = {name: value for name, value in snapshot.items() if value != shown[name]}
    listing.removed_at = None


def _set_dates(
    listing: Listing,
    changes: Iterable[Change],
    *,
    origin: str,
    stated_on: date,
    confirms: bool = True,
) -> None:
    """Set who stated the changed statements and when: see `Listing.stated_on`.

    confirms  False where the clinic did not send the whole content, as with a Submission.Act
    """
    changed = {change.statement for change in changes}
    listing.taken_over = [name for name in listing.taken_over if name not in changed]
    if origin == Submission.Origin.PORTAL:
        today = stated_on.isoformat()
        listing.stated_on = listing.stated_on | dict.fromkeys(changed, today)
        if confirms:
            listing.confirmed_on = listing.confirmed_on or stated_on
        if listing.pk is None:
            listing.origin = origin
    else:
        listing.origin = origin
        if listing.pk:  # an import changed the values: the clinic has not stated them until it confirms
            listing.stated_on = listing.stated_on | dict.fromkeys(changed)


def _drop_verifications(changes_of: Mapping[int, Sequence[Change]], *, on: date) -> None:
    """Drop the verifications, whatever their outcome, of statements and people that changed.

    changes_of  clinic id → its changes
    """
    in_force = Verification.objects.in_force().filter(clinic__in=changes_of)
    outdated = [
        pk
        for pk, clinic, statement, person in in_force.values_list("pk", "clinic", "statement", "person")
        if not evidence_still_holds(statement, person, changes_of[clinic])
    ]
    if outdated:
        Verification.objects.filter(pk__in=outdated).update(dropped_on=on)


def _keep_evidence(listing: Listing, changes: Sequence[Change]) -> None:
    listing.evidence = [
        entry
        for entry in listing.evidence
        if evidence_still_holds(entry["statement"], entry["person"], changes)
    ]
    _set_evidence_dates(listing)


def evidence_still_holds(statement: str, person: str, changes: Iterable[Change]) -> bool:
    """True if `changes` leave unchanged what the evidence is about: the statement, or one practitioner.

    person  the name of a practitioner; "" for evidence about the whole statement
    """
    change = next((change for change in changes if change.statement == statement), None)
    if change is None:
        return True
    return bool(person) and _practitioner(change.old, person) == _practitioner(change.new, person)


def _practitioner(practitioners: list[PractitionerRecord] | None, name: str) -> PractitionerRecord | None:
    return next((person for person in practitioners or [] if person["name"] == name), None)


def _set_evidence_dates(listing: Listing) -> None:
    """Set, for each kind of evidence, the last day on which some evidence of the kind holds."""
    for kind in (Evidence.DOCUMENT_SEEN, Evidence.REGISTER_CHECKED):
        last_days = [
            date.fromisoformat(entry["until"]) if entry["until"] else NO_EXPIRY
            for entry in listing.evidence
            if entry["kind"] == kind
        ]
        setattr(listing, f"{kind}_until", max(last_days, default=None))
