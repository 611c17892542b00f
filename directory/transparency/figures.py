"""What the site says of its own work: how long things take, and how good the listings are. Read alone.

Times are in days of 24 hours. Of fewer than FEW things no median is told.
"""

import threading
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import (
    Aggregate,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    Max,
    Min,
    Q,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce, NullIf, TruncDate
from django.utils import timezone

from directory.facts.spine import SPINE
from directory.facts.vocabulary import SubmissionState
from directory.models import Event, Listing, Report, Submission
from directory.models.listing import CURRENT_DAYS, LISTED_DAYS
from directory.reports import handling

FEW = 5
LATELY = timedelta(days=90)
DAY = timedelta(days=1)
DECIDED = [SubmissionState.APPROVED, SubmissionState.CHANGES_REQUESTED, SubmissionState.REJECTED]
AGES = (1, 3, 7, 14)  # days that something waits, the upper ends; older is the last


class Percentile(Aggregate):
    """percentile_cont of PostgreSQL: the span below which `share` of them lie; 0.5 is the median."""

    function = "percentile_cont"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)%(filter)s"

    def __init__(self, share, expression, **extra):
        super().__init__(expression, share=float(share), output_field=DurationField(), **extra)


@dataclass(frozen=True)
class Taken:
    """How long something took, in days: the median and the time within which nine of ten were done."""

    count: int
    median: float | None
    most: float | None  # the 90th percentile


def taken(things, since, until, *, today):
    """(of the things done in the last days, see LATELY, and of all), each a Taken; one query."""
    span = ExpressionWrapper(F(until) - F(since), output_field=DurationField())
    recent = Q(**{f"{until}__gte": _midnight(today - LATELY)})
    found = things.aggregate(
        recent=Count("pk", filter=recent),
        recent_median=Percentile(0.5, span, filter=recent),
        recent_most=Percentile(0.9, span, filter=recent),
        all=Count("pk"),
        all_median=Percentile(0.5, span),
        all_most=Percentile(0.9, span),
    )
    return tuple(
        Taken(found[name], *(_days(found[f"{name}_{which}"], found[name]) for which in ("median", "most")))
        for name in ("recent", "all")
    )


def _days(span, count):
    return None if count < FEW else span / DAY


def decisions(today):
    """Of what was sent to be decided: an import is published by the person who runs it, in the same breath,
    and so is an older version once more. Both would make us look quicker than we are.
    """
    sent = Submission.objects.filter(state__in=DECIDED, again=None).exclude(origin=Submission.Origin.IMPORT)
    return taken(sent, "submitted_at", "decided_at", today=today)


def first_acts(today):
    return taken(Report.objects.exclude(acted_at=None), "received_at", "acted_at", today=today)


def in_time(today):
    """(reports with a first act by the day it was due, reports of which that can be said); one query.

    A report that nobody has acted on counts from the day after it was due, as late.
    """
    pairs = Report.objects.values_list(TruncDate("received_at"), TruncDate("acted_at"))
    punctual = total = 0
    for received, acted, count in pairs.annotate(count=Count("pk")).order_by():
        due = handling.due_on(_noon(received))
        if acted or due < today:
            total += count
            punctual += count if acted and acted <= due else 0
    return punctual, total


def _noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time()))


def outcomes():
    """(outcome or state, label, how many), the outcomes first; one query."""
    counts = dict(
        Report.objects.values_list(Coalesce(NullIf("outcome", Value("")), "state"))
        .annotate(count=Count("pk"))
        .order_by()
    )
    named = [*Report.Outcome.choices, *(one for one in Report.State.choices if one[0] != Report.State.CLOSED)]
    return [(code, label, counts.get(code, 0)) for code, label in named]


def waiting(today):
    """(how many wait for a decision, since when the oldest, [how many up to each age of AGES, and older])."""
    aged = {
        f"up_to_{days}": Count("pk", filter=Q(submitted_at__gte=_midnight(today - days * DAY)))
        for days in AGES
    }
    found = Submission.objects.filter(state=SubmissionState.PENDING).aggregate(
        count=Count("pk"), oldest=Min("submitted_at"), **aged
    )
    upto = [found[f"up_to_{days}"] for days in AGES] + [found["count"]]
    return found["count"], found["oldest"], [many - few for few, many in zip([0, *upto], upto, strict=False)]


# ---- of the listings: read once for each version of the directory


@dataclass(frozen=True)
class Listings:
    """Public listings by their clock, and for each section the share of its statements that is made."""

    count: int
    current: int
    overdue: int
    lapsed: int
    filled: list  # (Section, 0 to 1)


def listings(today):
    """One query over every public listing."""
    clock = Coalesce("confirmed_on", "first_published_on")
    current = Q(confirmed_on__gte=today - timedelta(days=CURRENT_DAYS))
    found = (
        Listing.objects.public()
        .annotate(clock=clock)
        .aggregate(
            count=Count("pk"),
            current=Count("pk", filter=current),
            lapsed=Count("pk", filter=Q(clock__lt=today - timedelta(days=LISTED_DAYS))),
            **{f"made_{place}": Sum(f"stated_counts__{place}") for place in range(len(SPINE))},
        )
    )
    return Listings(
        count=found["count"],
        current=found["current"],
        overdue=found["count"] - found["current"] - found["lapsed"],
        lapsed=found["lapsed"],
        filled=[(section, _share(found, place, section)) for place, section in enumerate(SPINE)],
    )


def _share(found, place, section):
    made = found[f"made_{place}"] or 0
    return made / (found["count"] * len(section.statements)) if found["count"] else 0


_kept = (None, None)
_reading = threading.Lock()


def listings_of(version, today):
    """As `listings`, read once for a version and a day by this process."""
    global _kept
    key = (str(version), today)
    if _kept[0] != key:
        with _reading:
            if _kept[0] != key:
                _kept = (key, listings(today))
    return _kept[1]


def moment():
    """Signs that move whenever a figure may have: events, reports and the queue; three queries."""
    told = Report.objects.aggregate(count=Count("pk"), acted=Max("acted_at"), closed=Max("closed_at"))
    sent = Submission.objects.filter(state=SubmissionState.PENDING)
    waits = sent.aggregate(count=Count("pk"), last=Max("pk"))
    acted, closed = (one.timestamp() if one else 0 for one in (told["acted"], told["closed"]))
    signs = [Event.objects.last_number(), told["count"], acted, closed, waits["count"], waits["last"]]
    return "-".join(map(str, signs))
