"""When each resource last changed: when its listing did, or the midnight on which a clock of it ran out."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import numpy as np
from django.utils import timezone
from pyroaring import BitMap

from directory.facts.terms import OWN_WORDS
from directory.fhir.searching.numbers import PLACE_BITS, PLACES, Moment, Numbers
from directory.fhir.searching.parsing import Period
from directory.fhir.searching.rows import rows
from directory.index.sets import as_array, as_bitmap
from directory.models.listing import AVAILABILITY_DAYS, LISTED_DAYS, WITHHELD_SQL

# As meta() of clinic.py has it: the last day, before today, on which something still held.
ROWS_SQL = f"""
SELECT id, floor(extract(epoch FROM changed_at))::bigint, (
    SELECT max(day) FROM (
        VALUES (COALESCE(confirmed_on, first_published_on) + %(listed)s),
               (CASE WHEN availability <> '' THEN GREATEST(availability_on, confirmed_on) + %(available)s END)
        UNION ALL
        SELECT (mark->>'until')::date FROM jsonb_array_elements(evidence) mark
        WHERE evidence <> '[]'
          AND NOT (mark->>'statement' = '{OWN_WORDS}' AND {WITHHELD_SQL})
    ) clock(day) WHERE day < %(today)s
)
FROM directory_listing WHERE removed_at IS NULL
"""  # noqa: S608  (constants)


class Times:
    """Seconds since 1970 by listing id.

    changed  when the listing last changed
    updated  the same, or when a clock of it ran out after that
    """

    def __init__(self, today: date):
        values = {"today": today, "listed": LISTED_DAYS, "available": AVAILABILITY_DAYS}
        found = rows(ROWS_SQL, values)
        midnights = {day: _midnight_after(day) for _pk, _at, day in found if day}
        length = max((pk for pk, _at, _day in found), default=0) + 1
        self.changed, self.updated = np.zeros(length, np.int64), np.zeros(length, np.int64)
        for pk, changed_at, day in found:
            self.changed[pk] = changed_at
            self.updated[pk] = max(changed_at, midnights[day]) if day else changed_at

    def of(self, numbers: Numbers, resource_type: str) -> Numbers:
        """Of some resources of a type. A group, which has no clock, changed when its listing did."""
        pks, places = numbers >> PLACE_BITS, numbers & PLACES
        updated = self.updated.take(pks, mode="clip")
        if resource_type != "Organization":
            return updated
        return np.where(places > 0, self.changed.take(pks, mode="clip"), updated)


def _midnight_after(day):
    """Seconds since 1970 at which a day ends where the site is."""
    following = datetime.combine(day + timedelta(days=1), time.min)
    return int(timezone.make_aware(following, timezone.get_default_timezone()).timestamp())


def times_of(moment: Moment) -> Times:
    """The Times of a moment, read once for it."""
    if moment.times is None:
        moment.times = Times(moment.today)
    return moment.times


def changed_in(resource_type: str, periods: Iterable[Period], moment: Moment) -> BitMap:
    """The numbers of the resources of a type that last changed in one of some periods."""
    numbers = as_array(moment.all(resource_type))
    times = times_of(moment).of(numbers, resource_type)
    is_inside = np.zeros(len(numbers), bool)
    for period in periods:
        is_inside |= _is_in(times, period)
    return as_bitmap(numbers[is_inside])


def _is_in(times, period):
    """The rules of matching.moment_matches(), of many moments at once."""
    before, after = times < period.start.timestamp(), times >= period.stop.timestamp()
    return {
        "eq": ~before & ~after,
        "ne": before | after,
        "gt": after,
        "sa": after,
        "ge": ~before,
        "lt": before,
        "eb": before,
        "le": ~after,
    }[period.prefix]
