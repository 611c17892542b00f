"""The bitmaps that depend on the day: by the age of confirmation, of availability and of evidence."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pyroaring import BitMap

from directory.facts.vocabulary import NOT_STATED, Availability
from directory.index import bitmaps as kinds
from directory.index.bitmaps import PUBLIC, Bitmaps
from directory.index.rows import Row
from directory.index.sets import EMPTY
from directory.models.listing import AVAILABILITY_DAYS, CURRENT_DAYS, LISTED_DAYS


class DatedBitmaps:
    """The bitmaps of one day. Immutable: `updated` returns new ones.

    current  the ids of the listings confirmed lately
    listed   of those that results show without a filter
    bitmaps  key of an option → ids
    """

    def __init__(self, today: date, bitmaps: Mapping[str, BitMap]):
        self.today, self.bitmaps = today, bitmaps
        self.current = bitmaps["confirmed:current"]
        self.listed = bitmaps[LISTED]
        self.facets = {key.partition(":")[0] for key in bitmaps}  # of which the options depend on the day
        self._counts: dict[str, int] = {}  # key → how many of `listed` have it, of those asked for

    @classmethod
    def of(cls, bitmaps: Bitmaps, today: date) -> "DatedBitmaps":
        return cls(today, _dated(bitmaps, today))

    def updated(self, before: Bitmaps, after: Bitmaps, rows: Sequence[Row]) -> "DatedBitmaps":
        """The bitmaps of the same day after some listings changed.

        before, after  the bitmaps of the index
        """
        changed = BitMap([row.pk for row in rows])
        of_changed = _dated(Bitmaps.empty().updated(rows), self.today)
        new = DatedBitmaps(
            self.today, {key: (ids - changed) | of_changed[key] for key, ids in self.bitmaps.items()}
        )
        was, now = self.listed & changed, new.listed & changed
        new._counts = {
            key: count
            - was.intersection_cardinality(self.with_key(key, before))
            + now.intersection_cardinality(new.with_key(key, after))
            for key, count in self._counts.copy().items()
        }
        return new

    def with_key(self, key: str, bitmaps: Bitmaps) -> BitMap:
        """The ids that the option of a key finds on this day. bitmaps: those of the index."""
        ids = self.bitmaps.get(key)
        return bitmaps.facets.get(key, EMPTY) if ids is None else ids

    def counts_of_listed(self, keys: Iterable[str], bitmaps: Bitmaps) -> list[int]:
        """How many of `listed` each key finds. They are counted once, and then only what changes."""
        counts = self._counts
        for key in keys:
            if key not in counts:
                counts[key] = self.listed.intersection_cardinality(self.with_key(key, bitmaps))
        return [counts[key] for key in keys]


LISTED = "listed"  # key of no option


def _dated(bitmaps, today):
    now, between = today.toordinal(), bitmaps.with_day_between
    ids, by_clinic = bitmaps.get(PUBLIC, EMPTY), bitmaps.get("by_clinic", EMPTY)
    ever_confirmed = between(kinds.CONFIRMED, 0, math.inf)
    current = between(kinds.CONFIRMED, now - CURRENT_DAYS, math.inf)
    listed = between(kinds.CONFIRMED, now - LISTED_DAYS, math.inf)
    listed |= between(kinds.UNCONFIRMED, now - LISTED_DAYS, math.inf)
    fresh = between(kinds.AVAILABLE, now - AVAILABILITY_DAYS, math.inf)
    document = between(kinds.DOCUMENT_SEEN, now, math.inf)
    register = between(kinds.REGISTER_CHECKED, now, math.inf)
    dated = {
        LISTED: listed,
        "confirmed:current": current,
        "confirmed:overdue": (ever_confirmed & listed) - current,
        "confirmed:lapsed": ids - listed,
        f"confirmed:{NOT_STATED}": listed - ever_confirmed,
        "evidence:self_reported": by_clinic,
        "evidence:document_seen": document,
        "evidence:register_checked": register,
        f"evidence:{NOT_STATED}": ids - by_clinic - document - register,
        f"availability:{NOT_STATED}": ids - fresh,
    }
    for code in Availability.values:
        dated[f"availability:{code}"] = bitmaps.get(f"availability:{code}", EMPTY) & fresh
    return dated
