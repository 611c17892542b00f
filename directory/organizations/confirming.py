"""Confirms every published listing of an organization, each by an act and an Event of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db.models import F, QuerySet

from directory.facts.spine import STATEMENTS
from directory.models import Listing, Organization
from directory.moderation import decisions
from directory.moderation.errors import RefusedError


@dataclass
class Outcome:
    """What became of each listing of an organization: names of clinics."""

    confirmed: list[str] = field(default_factory=list)
    already_today: list[str] = field(default_factory=list)
    changed_since: list[str] = field(default_factory=list)  # since the page was opened
    taken_down: list[str] = field(default_factory=list)


# What the pages about confirming show, and what `decisions.confirm` writes: not the other 180 columns.
COLUMNS = (
    *("clinic", "name", "slug", "city", "state", "version", "directory_version", "confirmed_on", "stated_on"),
    *("first_published_on", "removed_at", "merged_into", "terms"),
)


def listings_of(*organizations: Organization | int) -> QuerySet[Listing]:
    """Every listing of the organizations' clinics, also those taken down, by name. One query.

    Each has `organization_id`, that of its clinic.
    """
    return (
        Listing.objects.filter(clinic__organization__in=organizations, merged_into=None)
        .annotate(organization_id=F("clinic__organization"))
        .only(*COLUMNS)
        .order_by("name", "pk")
    )


def is_confirmed_on(listing: Listing, day: date) -> bool:
    """True if the clinic has confirmed the whole listing on this day."""
    return listing.confirmed_on == day and None not in listing.stated_on.values()


def is_to_confirm(listing: Listing, day: date) -> bool:
    """True for a published listing that the clinic has not confirmed on this day."""
    return listing.removed_at is None and not is_confirmed_on(listing, day)


def changed_since_confirmation(listing: Listing) -> list[str]:
    """Labels of the statements that were published or changed since the listing was last confirmed."""
    confirmed = listing.confirmed_on.isoformat() if listing.confirmed_on else ""
    return [
        str(statement.label)
        for name, statement in STATEMENTS.items()
        if name in listing.stated_on and (listing.stated_on[name] or "9999") > confirmed
    ]


def confirm_all(
    *,
    listings: Iterable[Listing],
    versions: Mapping[int, int],
    by: User,
    today: date,
    at: datetime | None = None,
) -> Outcome:
    """Confirm the listings, each in a transaction of its own. Returns the Outcome.

    versions  listing id → the version that the person saw; a listing that is missing, or was published anew
              since, is not confirmed
    """
    outcome = Outcome()
    for listing in listings:
        if listing.removed_at:
            outcome.taken_down.append(listing.name)
        elif is_confirmed_on(listing, today):
            outcome.already_today.append(listing.name)
        elif versions.get(listing.pk) != listing.version:
            outcome.changed_since.append(listing.name)
        else:
            _confirm(listing, outcome, by=by, at=at)
    return outcome


def _confirm(listing, outcome, *, by, at):
    try:
        decisions.confirm(listing=listing, by=by, at=at)
    except RefusedError:  # taken down a moment ago
        outcome.taken_down.append(listing.name)
    else:
        outcome.confirmed.append(listing.name)
