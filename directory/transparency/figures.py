"""Figures of the site about its own work: how long decisions and reports take, how good the listings are.

Durations are in days of 24 hours.
"""

import threading
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

from django.db import connections
from django.db.models import (
    Aggregate,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    Min,
    Q,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce, NullIf, TruncDate
from django.utils import timezone

from directory.facts.spine import SPINE, Section
from directory.facts.vocabulary import SubmissionState
from directory.models import Listing, Report, Submission
from directory.models.listing import CURRENT_DAYS, LISTED_DAYS
from directory.reports import deadlines
from directory.web import ready

MIN_FOR_MEDIAN = 5
RECENT = timedelta(days=90)
DAY = timedelta(days=1)
DECIDED_STATES = [SubmissionState.APPROVED, SubmissionState.CHANGES_REQUESTED, SubmissionState.REJECTED]
AGE_LIMITS = (1, 3, 7, 14)  # days: the upper end of each age of a waiting submission but the last


class Percentile(Aggregate):
    """percentile_cont of PostgreSQL: the duration below which `share` of the rows lie; 0.5 is the median."""

    function = "percentile_cont"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)%(filter)s"

    def __init__(self, share, expression, **extra):
        super().__init__(expression, share=float(share), output_field=DurationField(), **extra)


class Duration(NamedTuple):
    """A duration in days; None where fewer than MIN_FOR_MEDIAN rows are counted."""

    count: int
    median: float | None
    percentile_90: float | None


class Durations(NamedTuple):
    recent: Duration  # what ended within RECENT
    all: Duration


def durations(queryset, start, end, *, today):
    """The Durations between two datetime fields of a queryset; one query."""
    span = ExpressionWrapper(F(end) - F(start), output_field=DurationField())
    recent = Q(**{f"{end}__gte": _midnight(today - RECENT)})
    totals = queryset.aggregate(
        recent=Count("pk", filter=recent),
        recent_median=Percentile(0.5, span, filter=recent),
        recent_percentile_90=Percentile(0.9, span, filter=recent),
        all=Count("pk"),
        all_median=Percentile(0.5, span),
        all_percentile_90=Percentile(0.9, span),
    )
    return Durations(_duration(totals, "recent"), _duration(totals, "all"))


def _duration(totals, name):
    count = totals[name]
    if count < MIN_FOR_MEDIAN:
        return Duration(count, None, None)
    return Duration(count, totals[f"{name}_median"] / DAY, totals[f"{name}_percentile_90"] / DAY)


def decision_durations(today):
    """The Durations from the sending of a submission to its decision.

    Imports and restored versions are left out: the person who sends one decides on it in the same request,
    so they would make the directory look quicker than it is. So would what a rule decides at once, and every
    other Submission.Act.
    """
    decided = Submission.objects.filter(state__in=DECIDED_STATES, again=None, act="")
    decided = decided.exclude(origin=Submission.Origin.IMPORT)
    return durations(decided, "submitted_at", "decided_at", today=today)


def first_act_durations(today):
    """The Durations from the arrival of a report to the first act of a moderator on it."""
    return durations(Report.objects.exclude(acted_at=None), "received_at", "acted_at", today=today)


class OnTime(NamedTuple):
    on_time: int
    total: int


def count_acts_on_time(today):
    """How many reports had their first act in time, of all that were acted on or are overdue; one query.

    A report without an act counts as late from the day after it was due.
    """
    pairs = Report.objects.values_list(TruncDate("received_at"), TruncDate("acted_at"))
    on_time = total = 0
    for received_on, acted_on, count in pairs.annotate(count=Count("pk")).order_by():
        due_on = deadlines.due_on(_noon(received_on))
        if acted_on or due_on < today:
            total += count
            on_time += count if acted_on and acted_on <= due_on else 0
    return OnTime(on_time, total)


def _noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time()))


class OutcomeCount(NamedTuple):
    code: str  # an outcome of closed reports, or a state of open ones
    label: str
    count: int


def report_outcomes():
    """An OutcomeCount for each outcome, then for each state but "closed"; one query."""
    counts = dict(
        Report.objects.values_list(Coalesce(NullIf("outcome", Value("")), "state"))
        .annotate(count=Count("pk"))
        .order_by()
    )
    open_states = [(code, label) for code, label in Report.State.choices if code != Report.State.CLOSED]
    choices = [*Report.Outcome.choices, *open_states]
    return [OutcomeCount(code, label, counts.get(code, 0)) for code, label in choices]


class QueueAges(NamedTuple):
    """The submissions that wait for a decision.

    by_age  how many for each age of AGE_LIMITS, then how many are older
    """

    count: int
    oldest_at: datetime | None
    by_age: list[int]


def queue_ages(today):
    """The QueueAges; one query."""
    up_to = {
        f"up_to_{days}": Count("pk", filter=Q(submitted_at__gte=_midnight(today - days * DAY)))
        for days in AGE_LIMITS
    }
    totals = Submission.objects.filter(state=SubmissionState.PENDING).aggregate(
        count=Count("pk"), oldest_at=Min("submitted_at"), **up_to
    )
    cumulative = [0, *(totals[name] for name in up_to), totals["count"]]
    by_age = [upper - lower for lower, upper in pairwise(cumulative)]
    return QueueAges(totals["count"], totals["oldest_at"], by_age)


# ---- listings: counted once for each version of the directory


class SectionShare(NamedTuple):
    section: Section
    share: float  # 0 to 1: statements made, of all that every listing could make


@dataclass(frozen=True)
class ListingFigures:
    """Counts of public listings by time since confirmation, and the share of statements that they make."""

    count: int
    current: int
    overdue: int
    lapsed: int
    filled: list[SectionShare]


def listing_figures(today):
    """The ListingFigures; one query over every public listing."""
    clock = Coalesce("confirmed_on", "first_published_on")
    current = Q(confirmed_on__gte=today - timedelta(days=CURRENT_DAYS))
    totals = (
        Listing.objects.public()
        .annotate(clock=clock)
        .aggregate(
            count=Count("pk"),
            current=Count("pk", filter=current),
            lapsed=Count("pk", filter=Q(clock__lt=today - timedelta(days=LISTED_DAYS))),
            **{f"made_{index}": Sum(f"stated_counts__{index}") for index in range(len(SPINE))},
        )
    )
    return ListingFigures(
        count=totals["count"],
        current=totals["current"],
        overdue=totals["count"] - totals["current"] - totals["lapsed"],
        lapsed=totals["lapsed"],
        filled=[
            SectionShare(section, _share(totals[f"made_{index}"], totals["count"], section))
            for index, section in enumerate(SPINE)
        ],
    )


def _share(made, listings, section):
    return (made or 0) / (listings * len(section.statements)) if listings else 0


_cache = (None, None)  # ((version, day), ListingFigures)
_cache_lock = threading.Lock()


def cached_listing_figures(version, today):
    """listing_figures() for a version of the directory and a day, counted once in each process."""
    global _cache
    if not ready.keeps():
        return listing_figures(today)
    key = (str(version), today)
    if _cache[0] != key:
        with _cache_lock:
            if _cache[0] != key:
                _cache = (key, listing_figures(today))
    return _cache[1]


VERSION_TAG_SQL = """
SELECT
    (SELECT max(id) FROM directory_event),
    count(*), extract(epoch FROM max(acted_at)), extract(epoch FROM max(closed_at)),
    (SELECT count(*) FROM directory_submission WHERE state = %(pending)s),
    (SELECT max(id) FROM directory_submission WHERE state = %(pending)s)
FROM directory_report
"""


def version_tag():
    """Text for an ETag that changes whenever an event, a report or the queue does; one query."""
    with connections[Report.objects.db].cursor() as cursor:
        cursor.execute(VERSION_TAG_SQL, {"pending": SubmissionState.PENDING.value})
        return "-".join(str(part or 0) for part in cursor.fetchone())
