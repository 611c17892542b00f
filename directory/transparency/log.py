"""The log of decisions, for everyone: kind, clinic, reason, day. No names of people, and no free words."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.facts.vocabulary import DecisionReason
from directory.models import Event, FormerSlug, Listing
from directory.publishing import history


@dataclass(frozen=True)
class Decision:
    """One line of the log. `address` is that of the listing, "" where none is listed (any more)."""

    pk: int
    at: datetime
    kind: str
    clinic: str
    reason: str
    address: str


def told(events):
    """Decisions of events, in their order; two queries, whatever their number."""
    events = list(events)
    addresses = _addresses({event.slug for event in events if event.slug})
    return [
        Decision(
            pk=event.pk,
            at=event.at,
            kind=event.get_kind_display(),
            clinic=_name(event),
            reason=history.reason_in_words(event.reason),
            address=addresses.get(event.slug, ""),
        )
        for event in events
    ]


def _addresses(slugs):
    """Slug of an event → address of the listing that has it, or had it, while it is listed."""
    public = Listing.objects.public()
    found = {slug: slug for slug in public.filter(slug__in=slugs).values_list("slug", flat=True)}
    former = FormerSlug.objects.filter(slug__in=slugs, listing__removed_at=None)
    found |= dict(former.values_list("slug", "listing__slug"))
    return {slug: reverse("listing", args=[current]) for slug, current in found.items()}


def _name(event):
    """What was refused as no clinic's listing does not get its text published here instead."""
    if event.reason == DecisionReason.SPAM and not event.slug:
        return _("Not shown: it was no clinic’s listing")
    return event.clinic


def before(events, event):
    """Those of `events` that come after `event` in a list with the latest first."""
    return events.filter(Q(at__lt=event.at) | Q(at=event.at, pk__lt=event.pk), at__lte=event.at)


def first_year():
    """The year of the first decision, or None; one query."""
    first = Event.objects.order_by("at").values_list("at", flat=True).first()
    return first.year if first else None
