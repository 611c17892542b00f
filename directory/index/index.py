"""The index of all listings in the memory of this process: facets filter and count by it.

One moment of the directory, in parts: bitmaps of listing ids by key, columns by listing number, words, names.
What changed since makes the next moment, which shares with this one what did not change.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import batched
from uuid import UUID

import numpy as np
from pyroaring import BitMap

from directory.facts.vocabulary import State
from directory.index.bitmaps import CELLS, CONFIRMED, DOLLARS, POINT, PUBLIC, UNCONFIRMED, Bitmaps
from directory.index.columns import Columns
from directory.index.days import DatedBitmaps
from directory.index.distance import Miles, cells_around
from directory.index.name_order import NameOrder
from directory.index.names import Names
from directory.index.orders import FEW, first_by
from directory.index.rows import COLUMNS, Row
from directory.index.sets import EMPTY, as_array
from directory.index.words import Words
from directory.places.geometry import Located
from directory.understanding.names import NameBook

__all__ = ["COLUMNS", "EMPTY", "Index"]

# Name of each part of an index → its class.
PARTS = {
    "bitmaps": Bitmaps,
    "columns": Columns,
    "name_order": NameOrder,
    "words": Words,
    "names": Names,
}
MAX_PLACES = 16  # of the offerings of a listing
BATCH_ROWS = 20_000  # rows that are turned into keys, columns and words at a time


class Index:
    """The index at one version of the directory. Immutable once it is shared: `updated` returns a new one."""

    def __init__(self, history: UUID | None, number: int = 0):
        self.history = history  # of models.Version; None before the first one is read
        self.number = number  # of models.Version
        self.bitmaps = Bitmaps.empty()  # by key
        self.columns = Columns.empty()
        self.name_order = NameOrder.empty()
        self.words = Words()
        self.names = Names()
        self._on_day: DatedBitmaps | None = None  # those of the last requested day

    @classmethod
    def from_parts(
        cls, history: UUID | None, number: int, parts: Mapping[str, Mapping[str, memoryview]]
    ) -> "Index":
        """An index from a snapshot: name of each of PARTS → what its `to_parts` gave."""
        index = cls(history, number)
        for name, part in PARTS.items():
            setattr(index, name, part.from_parts(parts[name]))
        return index

    # ---- updating

    def updated(self, number: int, rows: Iterable[tuple]) -> "Index":
        """The index after `rows` (of COLUMNS) have changed; shares what did not change.

        rows  each listing at most once; any number, of which BATCH_ROWS are in memory at a time
        """
        new = Index(self.history, number)
        for name in (*PARTS, "_on_day"):
            setattr(new, name, getattr(self, name))
        for batch in batched(map(Row._make, rows), BATCH_ROWS):
            new._take(batch)
        new.words = new.words.settled()
        new.names = new.names.settled()
        return new

    def _take(self, rows):
        """Change this index, which nobody has yet."""
        before = self.bitmaps
        for name in PARTS:
            setattr(self, name, getattr(self, name).updated(rows))
        if self._on_day:
            self._on_day = self._on_day.updated(before, self.bitmaps, rows)

    # ---- reading

    @property
    def ids(self) -> BitMap:
        """The ids of all public listings."""
        return self.bitmaps.get(PUBLIC, EMPTY)

    @property
    def with_point(self) -> BitMap:
        """The ids of the listings that state where they are, or at least a ZIP code."""
        return self.bitmaps.get(POINT, EMPTY)

    def point(self, pk: int) -> tuple[float, float] | None:
        """(latitude, longitude) of a listing, degrees, WGS 84; None where it states none."""
        return self.columns.point(pk)

    def points(self, pks: Sequence[int]) -> np.ndarray:
        """(latitude, longitude) of listings that state a point, degrees, a row for each."""
        x, y, z = self.columns.vectors.take(np.array(pks, np.uint32)).T
        return np.degrees(np.stack([np.arcsin(np.clip(z, -1, 1)), np.arctan2(y, x)], 1))

    @property
    def changed_at(self) -> "ChangedAt":
        """Listing id → the version number under which it last changed."""
        return ChangedAt(self)

    def with_key(self, key: str) -> BitMap:
        return self.bitmaps.get(key, EMPTY)

    def on_day(self, today: date) -> DatedBitmaps:
        """The DatedBitmaps of a day. Only those of the last requested day are stored."""
        on_day = self._on_day
        if on_day is None or on_day.today != today:
            self._on_day = on_day = DatedBitmaps.of(self.bitmaps, today)
        return on_day

    def with_option(self, parameter: str, code: str, today: date) -> BitMap:
        """The ids of the listings that an option of a facet finds."""
        return self.on_day(today).with_key(f"{parameter}:{code}", self.bitmaps)

    @cached_property
    def places(self) -> list[int]:
        """The places, counted from 0, at which some listing has an offering."""
        return [place for place in range(MAX_PLACES) if self.with_offering(place)]

    def with_offering(self, place: int) -> BitMap:
        """The ids of the listings that have an offering at a place, counted from 0."""
        return self.with_key(f"{place}:")

    def with_stated_offering(self, place: int) -> BitMap:
        """The ids of the listings that state more than a price of their offering at a place."""
        return self.with_key(f"{place}+")

    def with_offered(self, parameter: str, codes: Iterable[str], place: int) -> BitMap:
        """The ids of the listings whose offering at a place has one of the options of a facet."""
        return BitMap.union(EMPTY, *(self.with_key(f"{place}:{parameter}:{code}") for code in codes))

    def below_price(self, unit: str, dollars: int, place: int) -> BitMap:
        """The ids of the listings whose offering at a place is to be had for less than so many dollars."""
        return BitMap.union(
            EMPTY, *(ids for price, at, ids in self.prices(unit) if at == place and price < dollars)
        )

    def prices(self, unit: str) -> list[tuple[int, int, BitMap]]:
        """(dollars, place, ids of the listings whose offering at that place has this price), lowest first.

        unit  a key of DOLLARS
        """
        return self._prices.get(unit, [])

    @cached_property
    def _prices(self):
        prices = {}
        for key, ids in self.bitmaps.groups[DOLLARS].items():
            place, _, rest = key.partition(":")
            unit, _, dollars = rest.partition("_dollars:")
            prices.setdefault(unit, []).append((int(dollars), int(place), ids))
        return {unit: sorted(rows, key=lambda row: row[:2]) for unit, rows in prices.items()}

    def miles_from(self, point: Located, *, within: float, among: BitMap) -> Miles:
        """The Miles from a position, for those of `among` that lie `within` this distance."""
        cells = self.bitmaps.groups[CELLS]
        near = [cells[cell] for cell in cells_around(point, within) if cell in cells]
        pks = as_array(BitMap.union(EMPTY, *near) & among)
        return Miles.within(point, within, pks, self.columns.vectors.take(pks))

    @property
    def name_book(self) -> NameBook:
        """The names as those who read typed texts ask for them."""
        return self.names

    def with_name(self, folded: str) -> BitMap:
        """The ids of the listings whose whole name, or whole alias, is the folded text."""
        return self.names.with_name(folded)

    def counts_by_state(self, today: date) -> dict[str, int]:
        """{"CO": 18, …} for every state, of the listings that the results page shows without a filter."""
        listed = self.on_day(today).listed
        return {
            state: listed.intersection_cardinality(self.with_key(f"state:{state}")) for state in State.values
        }

    # ---- sorting: ids of `among` from position `start` to `stop`, ties by id

    def by_name(self, among: BitMap, start: int, stop: int) -> list[int]:
        return self.name_order.ranked.first(among, start, stop)

    def by_confirmation(self, among: BitMap, start: int, stop: int) -> list[int]:
        """Ids in order: latest confirmation first, then those never confirmed, latest publication first."""
        if len(among) <= FEW:
            pks = as_array(among)
            return first_by(self.columns.ages.take(pks), pks, start, stop)
        ids, seen = [], 0
        for _day, of_that_day in self._confirmation_days:
            if seen >= stop:
                break
            count = among.intersection_cardinality(of_that_day)
            if seen + count > start:
                ids += (among & of_that_day)[max(start - seen, 0) : stop - seen]
            seen += count
        return ids

    @cached_property
    def _confirmation_days(self):
        return [*self.bitmaps.days(CONFIRMED), *self.bitmaps.days(UNCONFIRMED)]

    def by_change(self, among: BitMap, count: int, after: tuple[int, int] | None = None) -> list[int]:
        """The ids that changed last, by version number.

        after  (version number, id) of the listing behind which they stand in this order
        """
        ranked = self.columns.changed_at
        if after is None:
            return ranked.first(among, 0, count)
        pks = as_array(among)
        numbers, (version, last) = ranked.column.take(pks), after  # the column has numbers below zero
        behind = (numbers > -version) | ((numbers == -version) & (pks > last))
        return first_by(numbers[behind], pks[behind], 0, count)

    @staticmethod
    def by_distance(miles: Miles, among: BitMap, start: int, stop: int) -> list[int]:
        """Ids, nearest first; those without a point last."""
        return miles.nearest(among, start, stop)


class ChangedAt:
    """Listing id → the version number under which it last changed."""

    def __init__(self, index: Index):
        self._column = index.columns.changed_at

    def __getitem__(self, pk: int) -> int:
        return -int(self._column[pk])
