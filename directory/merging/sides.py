"""The two sides of a merge: what each clinic states, who said so, and on which day."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from directory.facts.statements import is_stated
from directory.models import RECORD_MODELS, Clinic, Listing, Submission
from directory.publishing.snapshot import (
    Snapshot,
    complete_snapshot,
    snapshot_of_clinic,
    snapshot_of_listing,
)
from directory.web.shown_digest import digest_of


@dataclass(frozen=True)
class Side:
    """One of two clinics.

    listing  None for a clinic that was never published
    waiting  the submission of the clinic that waits, or None
    content  what is published; else what waits; else the working copy
    """

    clinic: Clinic
    listing: Listing | None
    waiting: Submission | None
    content: Snapshot

    @property
    def name(self) -> str:
        return self.content["name"]

    @property
    def is_public(self) -> bool:
        return self.listing is not None and self.listing.removed_at is None

    def states(self, *names: str) -> bool:
        return any(is_stated(self.content.get(name)) for name in names)

    def stated_on(self, *names: str) -> date | None:
        """The latest day on which the clinic itself stated or confirmed one of the statements, or None."""
        days = [self._stated_on(name) for name in names if self.states(name)]
        return max((day for day in days if day), default=None)

    def _stated_on(self, name):
        if self.listing is not None:
            return self.listing.last_stated_on(name)
        sent = self.waiting
        own = sent is not None and sent.origin == Submission.Origin.PORTAL
        return timezone.localdate(sent.submitted_at) if sent and own else None


def load_sides(kept: int, merged: int) -> tuple[Side, Side]:
    """The Sides of two clinics, given by their ids. Raises Clinic.DoesNotExist. Up to nine queries."""
    rows = Clinic.objects.select_related("organization").prefetch_related(*RECORD_MODELS)
    clinics = rows.in_bulk([kept, merged])
    listings = {one.clinic_id: one for one in Listing.objects.for_pages().filter(clinic__in=clinics)}
    waiting = {one.clinic_id: one for one in Submission.objects.waiting().filter(clinic__in=clinics)}

    def side(pk):
        if pk not in clinics:
            raise Clinic.DoesNotExist
        listing, sent = listings.get(pk), waiting.get(pk)
        if listing:
            content = snapshot_of_listing(listing)
        else:
            content = complete_snapshot(sent.content) if sent else snapshot_of_clinic(clinics[pk])
        return Side(clinics[pk], listing, sent, content)

    return side(kept), side(merged)


def shown_digest(kept: Side, merged: Side) -> str:
    """The digest of what a moderator saw of both, on which they decide."""
    return digest_of(
        [[one.clinic.pk, one.listing and one.listing.version, one.content] for one in (kept, merged)]
    )
