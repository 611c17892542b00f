"""The public log of decisions: kind, clinic, reason, time. It names no person and quotes no free text."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.facts.vocabulary import DecisionReason
from directory.models import Event, FormerSlug, Listing
from directory.publishing import history


@dataclass(frozen=True)
class Decision:
    """One line of the log.

    address  the path of the listing; "" where the clinic is not listed now
    """

    pk: int
    at: datetime
    kind: str
    clinic: str
    reason: str
    address: str


def decisions_of(events):
    """Events as Decisions, in the same order; two queries, however many events."""
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
    """Slug → path of the public listing that has this slug, or had it before it was renamed or merged."""
    now = Coalesce("merged_into__slug", "slug")
    listed = Listing.objects.filter(
        Q(removed_at=None) | Q(merged_into__removed_at=None, merged_into__isnull=False)
    )
    current = dict(listed.filter(slug__in=slugs).annotate(now=now).values_list("slug", "now"))
    former = FormerSlug.objects.filter(slug__in=slugs, listing__in=listed).annotate(
        now=Coalesce("listing__merged_into__slug", "listing__slug")
    )
    current |= dict(former.values_list("slug", "now"))
    return {slug: reverse("listing", args=[current_slug]) for slug, current_slug in current.items()}


def _name(event):
    """The name of the clinic, but for spam that was never listed: the log would publish its text."""
    if event.reason == DecisionReason.SPAM and not event.slug:
        return _("Not shown: it was no clinic’s listing")
    return event.clinic


def older_than(events, event):
    """The events after `event` in a list of which the latest is first."""
    return events.filter(Q(at__lt=event.at) | Q(at=event.at, pk__lt=event.pk), at__lte=event.at)


def first_year():
    """The year of the first decision, or None; one query."""
    first = Event.objects.order_by("at").values_list("at", flat=True).first()
    return first.year if first else None
