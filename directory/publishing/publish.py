"""Publish, confirm and remove listings. The only writer of a listing's content."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from directory.facts import vocabulary as v
from directory.models import Listing, Submission, Verification, Version
from directory.models.bulk_insert import bulk_insert
from directory.models.listing import NO_EXPIRY
from directory.publishing.diff import compare_snapshots
from directory.publishing.search_text import index_listing
from directory.publishing.slugs import assign_slugs
from directory.publishing.snapshot import DATE_STATEMENTS, snapshot_of_listing


@transaction.atomic
def publish(submissions, *, uids, on):
    """Make listings say what approved submissions froze; one move of the directory's version for all.

    submissions   approved, of different clinics, `listing_version` set
    uids          clinic id → the uid of the clinic
    on            the day of publication
    returns       the listings, in the same order
    """
    version = Version.increment()
    standing = {
        listing.clinic_id: listing
        for listing in Listing.objects.select_for_update().filter(
            clinic__in=[submission.clinic_id for submission in submissions]
        )
    }
    listings, changed = [], {}
    for submission in submissions:
        listing = standing.get(submission.clinic_id) or Listing(
            clinic_id=submission.clinic_id, uid=uids[submission.clinic_id], first_published_on=on
        )
        changes = compare_snapshots(
            snapshot_of_listing(listing) if listing.pk else {}, submission.approved_snapshot
        )
        _show(listing, submission, changes, on=on)
        listing.directory_version = version
        listings.append(listing)
        if listing.pk:
            changed[listing.clinic_id] = changes
    if changed:
        _drop_evidence(changed, on=on)
    assign_slugs(listings)
    new = [listing for listing in listings if not listing.pk]
    bulk_insert(new)
    for listing in listings:
        if listing.clinic_id in standing:
            listing.save()
    return listings


def confirm(listing, *, on):
    """The clinic says that everything is still true."""
    listing.confirmed_on = on
    listing.stated_on = {name: day for name, day in listing.stated_on.items() if day}
    _save(listing, "confirmed_on", "stated_on")


def remove(listing, *, at):
    listing.removed_at = at
    _save(listing, "removed_at")


def show_evidence(listing, verifications):
    """Copy the verifications that agree and still hold to the listing, for the pages."""
    listing.evidence = [
        {
            "statement": one.statement,
            "person": one.person,
            "kind": one.kind,
            "about": one.about,
            "on": one.seen_on.isoformat(),
            "until": one.expires_on.isoformat() if one.expires_on else None,
            "source": one.source,
            "url": one.url,
        }
        for one in verifications
        if one.outcome == one.Outcome.AGREES and one.dropped_on is None
    ]
    _date_evidence(listing)
    _save(listing, "evidence", "document_seen_until", "register_checked_until")


@transaction.atomic
def _save(listing, *fields):
    listing.directory_version = Version.increment()
    listing.save(update_fields=[*fields, "directory_version"])


def preview_listing(frozen, *, standing, origin, source, said_on):
    """The listing that publishing the content `frozen` would make, unsaved. `standing`: what is published."""
    listing = standing or Listing(
        slug="preview", version=1, first_published_on=said_on, confirmed_on=None, published_on=said_on
    )
    changes = compare_snapshots(snapshot_of_listing(standing) if standing else {}, frozen)
    _say(listing, frozen)
    _date(listing, changes, origin=origin, source=source, said_on=said_on)
    _keep_evidence(listing, changes)
    return listing


def _show(listing, submission, changes, *, on):
    content = submission.approved_snapshot
    _say(listing, content)
    listing.version = submission.listing_version
    listing.published_on = on
    # The day on which the clinic said it, not that on which a moderator brought it out again.
    said_on = timezone.localdate((submission.again or submission).submitted_at)
    _date(listing, changes, origin=submission.origin, source=submission.source, said_on=said_on)
    _keep_evidence(listing, changes)
    index_listing(listing, content)


def _say(listing, content):
    for name, value in content.items():
        setattr(listing, name, date.fromisoformat(value) if name in DATE_STATEMENTS and value else value)
    listing.removed_at = None


def _date(listing, changes, *, origin, source, said_on):
    """Who says what changed, and since when."""
    if origin == Submission.Origin.PORTAL:
        listing.stated_on = listing.stated_on | {change.statement: said_on.isoformat() for change in changes}
        listing.confirmed_on = listing.confirmed_on or said_on
        if listing.pk is None:
            listing.origin, listing.source = origin, ""
    else:
        listing.origin, listing.source = origin, source
        if listing.pk:  # the clinic said the old ones, not these, until it confirms them
            listing.stated_on = listing.stated_on | {change.statement: None for change in changes}


def _drop_evidence(changes, *, on):
    """Lay aside what was looked at and no longer holds, whatever came of it. changes: by clinic id."""
    live = Verification.objects.filter(clinic__in=changes, dropped_on=None)
    gone = [
        pk
        for pk, clinic, statement, person in live.values_list("pk", "clinic", "statement", "person")
        if not evidence_still_holds(statement, person, changes[clinic])
    ]
    if gone:
        Verification.objects.filter(pk__in=gone).update(dropped_on=on)


def _keep_evidence(listing, changes):
    listing.evidence = [
        one for one in listing.evidence if evidence_still_holds(one["statement"], one["person"], changes)
    ]
    _date_evidence(listing)


def evidence_still_holds(statement, person, changes):
    """Evidence holds for what was looked at: it falls off when the statement, or the person, changes."""
    change = next((change for change in changes if change.statement == statement), None)
    if change is None:
        return True
    return bool(person) and _person(change.old, person) == _person(change.new, person)


def _person(practitioners, name):
    return next((person for person in practitioners or [] if person["name"] == name), None)


def _date_evidence(listing):
    for kind in (v.Evidence.DOCUMENT_SEEN, v.Evidence.REGISTER_CHECKED):
        until = [
            date.fromisoformat(one["until"]) if one["until"] else NO_EXPIRY
            for one in listing.evidence
            if one["kind"] == kind
        ]
        setattr(listing, f"{kind}_until", max(until, default=None))
