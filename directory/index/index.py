"""The inverted index of all listings in the memory of this process: facets filter and count by it.

Every published listing has a few dozen keys ("condition:ptsd", "state:CO", "cell@39,-105"); the index holds,
for each key, a bitmap of listing ids. What is true of one offering has a key with the place of the offering
("2:route:iv": the third one is an infusion), and the same key for the listing ("route:iv"). Each request
compares versions (one query) and, when the directory has changed, reads only the listings that changed.
"""

import math
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from functools import cached_property
from heapq import nsmallest
from uuid import UUID

from pyroaring import BitMap

from directory.facts.vocabulary import NOT_STATED, Availability, State
from directory.folding import fold
from directory.maps.precision import is_approximate
from directory.models.listing import AVAILABILITY_DAYS, CURRENT_DAYS, LISTED_DAYS
from directory.places.geometry import Located, bounding_box, miles_within, unit_vector
from directory.understanding.names import NameBook

EMPTY = BitMap()
MAX_PLACES = 16  # of the offerings of a listing
COLUMNS = """
    pk codes offering_codes latitude longitude point_source confirmed_on first_published_on availability
    availability_on stated_on document_seen_until register_checked_until removed_at
    directory_version search_text_a name alias organization city practitioners
""".split()  # noqa: SIM905
REMOVED_AT = COLUMNS.index("removed_at")


class AnswerCache:
    """The answers to frequent search words at one version of the directory.

    Only answers with many listings are stored: rare search words could tell who searched.
    """

    MIN_LISTINGS, MAX_ANSWERS = 500, 200

    def __init__(self):
        self._answers = {}

    def get[Answer: (BitMap, list[int])](self, key: Hashable, compute: Callable[[], Answer]) -> Answer:
        """The stored answer, else what `compute` returns: a BitMap or a list of ids.

        key  all that the answer depends on
        """
        answer = self._answers.get(key)
        if answer is None:
            answer = compute()
            if len(answer) >= self.MIN_LISTINGS and len(self._answers) < self.MAX_ANSWERS:
                self._answers[key] = answer
        return answer


class Index:
    """The index at one version of the directory. Immutable once it is shared: `updated` returns a new one."""

    def __init__(self, history: UUID | None, number: int = 0):
        self.history = history  # of models.Version; None before the first one is read
        self.number = number  # of models.Version
        self.bitmaps = {}  # key → BitMap of listing ids
        self.keys = {}  # listing id → its keys
        self.vectors = {}  # listing id → unit vector (x, y, z)
        self.names = {}  # listing id → folded name, alias and organization
        self.name_lengths = {}  # listing id → characters of the name, and of the alias, in `names`
        self.changed_at = {}  # listing id → the version number under which it last changed
        self.name_book = NameBook()  # of all listings; the next version goes on with the same one
        self.answers = AnswerCache()
        self._dated = {}  # one day → DatedBitmaps

    # ---- updating

    def updated(self, number: int, rows: Iterable[tuple]) -> "Index":
        """The index after `rows` (of COLUMNS) have changed; shares the bitmaps that did not change."""
        new = Index(self.history, number)
        new.bitmaps, new.keys = dict(self.bitmaps), dict(self.keys)
        new.vectors, new.names = dict(self.vectors), dict(self.names)
        new.name_lengths, new.changed_at = dict(self.name_lengths), dict(self.changed_at)
        new.name_book = self.name_book
        copied = set()
        for row in rows:
            new._remove(row[0], copied)
            if row[REMOVED_AT] is None:
                new._add(row, copied)
        return new

    def _writable(self, key, copied):
        """The bitmap of a key, copied before its first change. copied: the keys of the copies so far."""
        if key not in copied:
            self.bitmaps[key] = BitMap(self.with_key(key))
            copied.add(key)
        return self.bitmaps[key]

    def _remove(self, pk, copied):
        for key in self.keys.pop(pk, ()):
            self._writable(key, copied).discard(pk)
        self.name_book.remove(pk)
        for by_listing in (self.vectors, self.names, self.name_lengths, self.changed_at):
            by_listing.pop(pk, None)

    def _add(self, row, copied):
        pk, _codes, _offered, latitude, longitude, _source, *_rest = row
        *_rest, number, search_text_a, name, alias, organization, city, practitioners = row
        people = [person["name"] for person in practitioners]
        self.changed_at[pk] = number
        if latitude is not None:
            self.vectors[pk] = unit_vector(latitude, longitude)
        self.names[pk] = search_text_a
        self.name_lengths[pk] = len(fold(name)), len(fold(alias))
        self.name_book.add(pk, name, alias, organization, people, city)
        self.keys[pk] = [INTERNED.setdefault(key, key) for key in dict.fromkeys(_keys(row))]
        for key in self.keys[pk]:
            self._writable(key, copied).add(pk)

    # ---- reading

    @cached_property
    def ids(self) -> BitMap:
        """The ids of all public listings."""
        return BitMap(self.keys)

    @cached_property
    def with_point(self) -> BitMap:
        """The ids of the listings that state where they are, or at least a ZIP code."""
        return BitMap(self.vectors)

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
        return miles_within(point, within, ((pk, self.vectors[pk]) for pk in candidates))

    def with_name(self, folded: str) -> BitMap:
        """The ids of the listings whose whole name, or whole alias, is the folded text."""
        ids = BitMap()
        for pk, names in self.names.items():
            if folded in names:
                name, alias = self.name_lengths[pk]
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
        if len(among) * 8 > len(self.names):
            inside = (pk for pk in self._ids_by_name if pk in among)
            return [pk for position, pk in zip(range(stop), inside, strict=False) if position >= start]
        return sorted(among, key=lambda pk: (self.names[pk], pk))[start:stop]

    @cached_property
    def _ids_by_name(self):
        return sorted(self.names, key=lambda pk: (self.names[pk], pk))

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


INTERNED = {}  # one string for a key however many listings carry it


class DatedBitmaps:
    """The bitmaps that depend on the day: by the age of confirmation, of availability and of evidence."""

    def __init__(self, index: Index, today: date):
        now = today.toordinal()
        between = index.with_key_between
        ever_confirmed = between("confirmed", 0, math.inf)
        self.current = between("confirmed", now - CURRENT_DAYS, math.inf)
        self.listed = BitMap.union(
            between("confirmed", now - LISTED_DAYS, math.inf),
            between("unconfirmed", now - LISTED_DAYS, math.inf),
        )
        fresh = between("available", now - AVAILABILITY_DAYS, math.inf)
        document = between("document_seen", now, math.inf)
        register = between("register_checked", now, math.inf)
        by_clinic = index.with_key("by_clinic")
        self.bitmaps = {
            "confirmed:current": self.current,
            "confirmed:overdue": (ever_confirmed & self.listed) - self.current,
            "confirmed:lapsed": index.ids - self.listed,
            f"confirmed:{NOT_STATED}": self.listed - ever_confirmed,
            "evidence:self_reported": by_clinic,
            "evidence:document_seen": document,
            "evidence:register_checked": register,
            f"evidence:{NOT_STATED}": index.ids - by_clinic - document - register,
            f"availability:{NOT_STATED}": index.ids - fresh,
        }
        for code in Availability.values:
            self.bitmaps[f"availability:{code}"] = index.with_key(f"availability:{code}") & fresh


def _keys(row):
    """The keys of one listing: its facet codes, those of its offerings, its cell of the globe, its dates."""
    listing = dict(zip(COLUMNS, row, strict=True))
    yield from listing["codes"]
    for key in listing["offering_codes"]:
        place, _, of_listing = key.partition(":")
        yield from (key, f"{place}:", of_listing)
    if listing["latitude"] is not None:
        yield f"cell@{math.floor(listing['latitude'])},{math.floor(listing['longitude'])}"
        if is_approximate(listing["latitude"], listing["longitude"], listing["point_source"]):
            yield "approximate_point"
    confirmed = listing["confirmed_on"]
    if confirmed:
        yield _dated_key("confirmed", confirmed)
    else:
        yield _dated_key("unconfirmed", listing["first_published_on"])
    if confirmed or any(listing["stated_on"].values()):
        yield "by_clinic"
    if listing["availability"]:
        yield _dated_key(
            "available", max(listing["availability_on"], confirmed or listing["availability_on"])
        )
    for kind in ("document_seen", "register_checked"):
        if listing[f"{kind}_until"]:
            yield _dated_key(kind, listing[f"{kind}_until"])


def _dated_key(kind, day):
    return f"{kind}@{day.toordinal()}"


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
