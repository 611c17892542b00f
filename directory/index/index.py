"""The index of all listings in the memory of this process: facets filter and count by it.

One moment of the directory, in parts: bitmaps of listing ids by key, columns by listing number, words, names.
Each request compares versions (one query) and, when the directory has changed, reads only the listings that
changed.
"""

import math
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from heapq import nsmallest
from itertools import batched
from uuid import UUID

from pyroaring import BitMap

from directory.facts.vocabulary import State
from directory.index.bitmaps import EMPTY, Bitmaps
from directory.index.columns import Columns
from directory.index.days import DatedBitmaps
from directory.index.names import Names
from directory.index.rows import COLUMNS, Row
from directory.index.words import Words
from directory.maps.lines import degrees
from directory.places.geometry import Located, bounding_box, miles_within
from directory.understanding.names import NameBook

__all__ = ["COLUMNS", "EMPTY", "Index"]

MAX_PLACES = 16  # of the offerings of a listing
BATCH_ROWS = 20_000  # rows that are turned into keys, columns and words at a time


class Index:
    """The index at one version of the directory. Immutable once it is shared: `updated` returns a new one."""

    def __init__(self, history: UUID | None, number: int = 0):
        self.history = history  # of models.Version; None before the first one is read
        self.number = number  # of models.Version
        self._bitmaps = Bitmaps()
        self._columns = Columns()
        self.words = Words()
        self.names = Names()
        self.name_book = NameBook()  # of all listings; the next version goes on with the same one
        self._dated = {}  # one day → DatedBitmaps

    # ---- updating

    def updated(self, number: int, rows: Iterable[tuple]) -> "Index":
        """The index after `rows` (of COLUMNS) have changed; shares what did not change.

        rows  each listing at most once; any number, of which BATCH_ROWS are in memory at a time
        """
        new = Index(self.history, number)
        new._take_parts(self)
        for batch in batched(map(Row._make, rows), BATCH_ROWS):
            new._bitmaps = new._bitmaps.updated(batch)
            new._columns = new._columns.updated(batch)
            new.words = new.words.updated(batch)
            new.names = new.names.updated(batch)
            new._update_name_book(batch)
        new.words = new.words.settled()
        return new

    def _take_parts(self, other):
        self._bitmaps, self._columns = other._bitmaps, other._columns
        self.words, self.names, self.name_book = other.words, other.names, other.name_book

    def _update_name_book(self, rows):
        for row in rows:
            self.name_book.remove(row.pk)
            if row.is_public:
                people = [person["name"] for person in row.practitioners]
                self.name_book.add(row.pk, row.name, row.alias, row.organization, people, row.city)

    # ---- reading

    @property
    def bitmaps(self) -> Mapping[str, BitMap]:
        """Key → the ids of the listings that have it."""
        return self._bitmaps.by_key

    @property
    def changed_at(self) -> Mapping[int, int]:
        """Listing id → the version number under which it last changed."""
        return self._columns.changed_at

    def point(self, pk: int) -> tuple[float, float] | None:
        """(latitude, longitude) of a listing, degrees, WGS 84; None where it states none."""
        vector = self._columns.vectors.get(pk)
        return None if vector is None else degrees(vector)

    @cached_property
    def ids(self) -> BitMap:
        """The ids of all public listings."""
        return BitMap(self._bitmaps.keys)

    @cached_property
    def with_point(self) -> BitMap:
        """The ids of the listings that state where they are, or at least a ZIP code."""
        return BitMap(self._columns.vectors)

    def with_key(self, key: str) -> BitMap:
        return self.bitmaps.get(key, EMPTY)

    def on_day(self, today: date) -> "DatedBitmaps":
        """The DatedBitmaps of a day. Only those of the last requested day are stored."""
        if today not in self._dated:
            self._dated = {today: DatedBitmaps(self, today)}
        return self._dated[today]

    def with_option(self, parameter: str, code: str, today: date) -> BitMap:
        """The ids of the listings that an option of a facet finds."""
        key = f"{parameter}:{code}"
        dated = self.on_day(today).bitmaps
        return dated[key] if key in dated else self.with_key(key)

    @cached_property
    def places(self) -> list[int]:
        """The places, counted from 0, at which some listing has an offering."""
        return [place for place in range(MAX_PLACES) if self.with_offering(place)]

    def with_offering(self, place: int) -> BitMap:
        """The ids of the listings that have an offering at a place, counted from 0."""
        return self.with_key(f"{place}:")

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
        for key, ids in self.bitmaps.items():
            place, _, rest = key.partition(":")
            unit, _, dollars = rest.partition("_dollars:")
            if dollars:
                prices.setdefault(unit, []).append((int(dollars), int(place), ids))
        return {unit: sorted(rows, key=lambda row: row[:2]) for unit, rows in prices.items()}

    def with_key_between(self, kind: str, first: float, last: float) -> BitMap:
        """The union of dated keys (`confirmed@739500`) from one ordinal day to another, both included."""
        days = (self.bitmaps[key] for key, day in self._dated_keys(kind) if first <= day <= last)
        return BitMap.union(EMPTY, *days)

    def _dated_keys(self, kind):
        return [(key, int(key.partition("@")[2])) for key in self.bitmaps if key.startswith(f"{kind}@")]

    def miles_from(self, point: Located, *, within: float, among: BitMap) -> dict[int, float]:
        """Listing id → miles from a position, for those of `among` that lie `within` this distance."""
        cells = [self.bitmaps[cell] for cell in _cells(bounding_box(point, within)) if cell in self.bitmaps]
        candidates = BitMap.union(EMPTY, *cells) & among
        return miles_within(point, within, ((pk, self._columns.vectors[pk]) for pk in candidates))

    def with_name(self, folded: str) -> BitMap:
        """The ids of the listings whose whole name, or whole alias, is the folded text."""
        ids = BitMap()
        for pk, names in self._columns.names.items():
            if folded in names:
                name, alias = self._columns.name_lengths[pk]
                if folded == names[:name] or folded == names[name + 1 : name + 1 + alias]:
                    ids.add(pk)
        return ids

    def counts_by_state(self, today: date) -> dict[str, int]:
        """{"CO": 18, …} for every state, of the listings that the results page shows without a filter."""
        listed = self.on_day(today).listed
        return {
            state: listed.intersection_cardinality(self.with_key(f"state:{state}")) for state in State.values
        }

    # ---- sorting: ids of `among` from position `start` to `stop`, ties by id

    def by_name(self, among: BitMap, start: int, stop: int) -> list[int]:
        if len(among) * 8 > len(self._columns.names):
            inside = (pk for pk in self._ids_by_name if pk in among)
            return [pk for position, pk in zip(range(stop), inside, strict=False) if position >= start]
        return sorted(among, key=lambda pk: (self._columns.names[pk], pk))[start:stop]

    @cached_property
    def _ids_by_name(self):
        return sorted(self._columns.names, key=lambda pk: (self._columns.names[pk], pk))

    def by_confirmation(self, among: BitMap, start: int, stop: int) -> list[int]:
        """Ids in order: latest confirmation first, then those never confirmed, latest publication first."""
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
        confirmed = sorted(self._dated_keys("confirmed"), key=lambda pair: -pair[1])
        published = sorted(self._dated_keys("unconfirmed"), key=lambda pair: -pair[1])
        return [(day, self.bitmaps[key]) for key, day in [*confirmed, *published]]

    def by_change(self, among: BitMap, count: int) -> list[int]:
        """The ids that changed last, by version number."""
        return nsmallest(count, among, key=lambda pk: (-self.changed_at[pk], pk))

    @staticmethod
    def by_distance(miles: Mapping[int, float], among: BitMap, start: int, stop: int) -> list[int]:
        """Ids, nearest first; those without a point last."""

        def order(pk):
            return miles.get(pk, math.inf), pk

        is_short = stop * 4 < len(among)
        return (nsmallest(stop, among, key=order) if is_short else sorted(among, key=order))[start:stop]


def _cells(box):
    """The keys of the one-degree cells in a box (south, north, west, east); west > east crosses 180°."""
    south, north, west, east = box
    columns = range(math.floor(west), math.floor(east) + 1)
    if west > east:
        columns = [*range(math.floor(west), 181), *range(-180, math.floor(east) + 1)]
    return [
        f"cell@{row},{column}"
        for row in range(math.floor(south), math.floor(north) + 1)
        for column in columns
    ]
