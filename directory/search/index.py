"""The directory in memory, as sets of listings: what the filters cross and the live counts count.

Every published listing has a few dozen keys ("route:iv", "state:CO", "cell@39,-105"); a key's set is a bitmap
of listing ids. One process holds one Catalog. Each request compares versions (one query) and, when the
directory has moved, reads only the listings that changed.
"""

import math
import threading
from functools import cached_property
from heapq import nsmallest

from pyroaring import BitMap

from directory.facts.vocabulary import NOT_STATED, Availability, State
from directory.folding import fold
from directory.models import Listing, Version
from directory.models.listing import AVAILABILITY_DAYS, CURRENT_DAYS, LISTED_DAYS
from directory.places.geometry import EARTH_RADIUS_MILES, bounding_box, unit_vector

NOTHING = BitMap()
BATCH = 5_000
COLUMNS = """
    pk codes latitude longitude confirmed_on first_published_on availability availability_on stated_on
    document_seen_until register_checked_until removed_at
    directory_version words_a words_b name alias
""".split()  # noqa: SIM905
REMOVED_AT = COLUMNS.index("removed_at")


class Common:
    """What common words have found at a moment of the directory, for the next reader who asks for them.

    Only what finds hundreds of listings is kept: such words say nothing of who asked.
    """

    FEWEST, MOST = 500, 200  # listings; answers

    def __init__(self):
        self._kept = {}

    def get(self, asked, find):
        """What `find` returns, a BitMap or a list of ids; `asked` is all that it depends on."""
        found = self._kept.get(asked)
        if found is None:
            found = find()
            if len(found) >= self.FEWEST and len(self._kept) < self.MOST:
                self._kept[asked] = found
        return found


class Catalog:
    """A moment of the directory. Never changed once it is shared: `moved` makes the next one."""

    def __init__(self, history, number=0):
        self.history = history
        self.number = number
        self.sets = {}  # key → BitMap of listing ids
        self.keys = {}  # listing id → its keys
        self.points = {}  # listing id → unit vector (x, y, z)
        self.names = {}  # listing id → folded name, alias and organization
        self.called = {}  # listing id → how many letters of those are the name, and the alias
        self.changed = {}  # listing id → the number under which it last changed
        self.words = set()  # of names, towns and people; grows only
        self.common = Common()
        self._days = {}

    # ---- keeping up

    def moved(self, number, rows):
        """The catalog after `rows` (of COLUMNS) have changed; shares what did not change."""
        new = Catalog(self.history, number)
        new.sets, new.keys = dict(self.sets), dict(self.keys)
        new.points, new.names, new.called = dict(self.points), dict(self.names), dict(self.called)
        new.changed, new.words = dict(self.changed), set(self.words)
        own = set()
        for row in rows:
            new._take_out(row[0], own)
            if row[REMOVED_AT] is None:
                new._put_in(row, own)
        return new

    def _own(self, key, own):
        """The bitmap of a key, copied once before it is changed."""
        if key not in own:
            self.sets[key] = BitMap(self.sets.get(key, NOTHING))
            own.add(key)
        return self.sets[key]

    def _take_out(self, pk, own):
        for key in self.keys.pop(pk, ()):
            self._own(key, own).discard(pk)
        self.points.pop(pk, None)
        self.names.pop(pk, None)
        self.called.pop(pk, None)
        self.changed.pop(pk, None)

    def _put_in(self, row, own):
        pk, _codes, latitude, longitude, *_rest, number, words_a, words_b, name, alias = row
        self.changed[pk] = number
        if latitude is not None:
            self.points[pk] = unit_vector(latitude, longitude)
        self.names[pk] = words_a
        self.called[pk] = len(fold(name)), len(fold(alias))
        self.words.update(words_a.split(), words_b.split())
        self.keys[pk] = [SHARED.setdefault(key, key) for key in _keys(row)]
        for key in self.keys[pk]:
            self._own(key, own).add(pk)

    # ---- reading

    @cached_property
    def everything(self):
        return BitMap(self.keys)

    def day(self, today):
        """The sets that depend on the date."""
        if today not in self._days:
            self._days = {today: Day(self, today)}
        return self._days[today]

    def having(self, parameter, code, today):
        """The listings that an option of a facet stands for."""
        key = f"{parameter}:{code}"
        dated = self.day(today).sets
        return dated[key] if key in dated else self.sets.get(key, NOTHING)

    def with_key_between(self, kind, first, last):
        """The union of dated keys (`confirmed@739500`) from one day to another, both included."""
        days = (self.sets[key] for key, day in self._by_day(kind) if first <= day <= last)
        return BitMap.union(NOTHING, *days)

    def _by_day(self, kind):
        return [(key, int(key.partition("@")[2])) for key in self.sets if key.startswith(f"{kind}@")]

    def near(self, point, miles, among):
        """Listing id → statute miles, for those of `among` no farther than `miles` from a places.Point."""
        x, y, z = unit_vector(point.latitude, point.longitude)
        farthest = (2 * math.sin(min(miles / (2 * EARTH_RADIUS_MILES), math.pi / 2))) ** 2 * (1 + 1e-12)
        cells = [self.sets[cell] for cell in _cells(bounding_box(point, miles)) if cell in self.sets]
        found = {}
        points = self.points
        for pk in BitMap.union(NOTHING, *cells) & among:
            px, py, pz = points[pk]
            chord = (px - x) ** 2 + (py - y) ** 2 + (pz - z) ** 2
            if chord <= farthest:
                found[pk] = 2 * EARTH_RADIUS_MILES * math.asin(math.sqrt(chord) / 2)
        return found

    def named(self, folded):
        """The listings whose very name, or other name, that is."""
        found = BitMap()
        for pk, names in self.names.items():
            if folded in names:
                name, alias = self.called[pk]
                if folded == names[:name] or folded == names[name + 1 : name + 1 + alias]:
                    found.add(pk)
        return found

    def count_by_state(self, today):
        """{"CO": 18, …} for every state, over what the results page shows."""
        listed = self.day(today).listed
        return {
            state: listed.intersection_cardinality(self.sets.get(f"state:{state}", NOTHING))
            for state in State.values
        }

    # ---- orders: ids from `start` to `stop`, ties by id

    def by_name(self, among, start, stop):
        if len(among) * 8 > len(self.names):
            inside = (pk for pk in self._names_in_order if pk in among)
            return [pk for place, pk in zip(range(stop), inside, strict=False) if place >= start]
        return sorted(among, key=lambda pk: (self.names[pk], pk))[start:stop]

    @cached_property
    def _names_in_order(self):
        return sorted(self.names, key=lambda pk: (self.names[pk], pk))

    def by_confirmation(self, among, start, stop):
        """Most recently confirmed first; never confirmed last, latest published first."""
        page, seen = [], 0
        for _day, on_that_day in self._confirmation_days:
            if seen >= stop:
                break
            count = among.intersection_cardinality(on_that_day)
            if seen + count > start:
                page += (among & on_that_day)[max(start - seen, 0) : stop - seen]
            seen += count
        return page

    @cached_property
    def _confirmation_days(self):
        confirmed = sorted(self._by_day("confirmed"), key=lambda one: -one[1])
        published = sorted(self._by_day("unconfirmed"), key=lambda one: -one[1])
        return [(day, self.sets[key]) for key, day in [*confirmed, *published]]

    def by_change(self, among, count):
        """The last changed in the directory, by the version that changed them."""
        return nsmallest(count, among, key=lambda pk: (-self.changed[pk], pk))

    @staticmethod
    def by_distance(miles, among, start, stop):
        """Nearest first; without a point last."""

        def order(pk):
            return miles.get(pk, math.inf), pk

        few = stop * 4 < len(among)
        return (nsmallest(stop, among, key=order) if few else sorted(among, key=order))[start:stop]


SHARED = {}  # one string for a key however many listings carry it


class Day:
    """What a date makes of a catalog: whose confirmation, availability and evidence still count."""

    def __init__(self, catalog, today):
        now = today.toordinal()
        between = catalog.with_key_between
        ever_confirmed = between("confirmed", 0, math.inf)
        self.current = between("confirmed", now - CURRENT_DAYS, math.inf)
        self.listed = BitMap.union(
            between("confirmed", now - LISTED_DAYS, math.inf),
            between("unconfirmed", now - LISTED_DAYS, math.inf),
        )
        fresh = between("available", now - AVAILABILITY_DAYS, math.inf)
        document = between("document_seen", now, math.inf)
        register = between("register_checked", now, math.inf)
        said = catalog.sets.get("said", NOTHING)
        self.sets = {
            "confirmed:current": self.current,
            "confirmed:overdue": (ever_confirmed & self.listed) - self.current,
            "confirmed:lapsed": catalog.everything - self.listed,
            f"confirmed:{NOT_STATED}": self.listed - ever_confirmed,
            "evidence:self_reported": said,
            "evidence:document_seen": document,
            "evidence:register_checked": register,
            f"evidence:{NOT_STATED}": catalog.everything - said - document - register,
            f"availability:{NOT_STATED}": catalog.everything - fresh,
        }
        for code in Availability.values:
            self.sets[f"availability:{code}"] = catalog.sets.get(f"availability:{code}", NOTHING) & fresh


def _keys(row):
    """What is said of one listing, as keys: facet codes, its cell of the globe, its dates."""
    one = dict(zip(COLUMNS, row, strict=True))
    yield from one["codes"]
    if one["latitude"] is not None:
        yield f"cell@{math.floor(one['latitude'])},{math.floor(one['longitude'])}"
    confirmed = one["confirmed_on"]
    yield _dated("confirmed", confirmed) if confirmed else _dated("unconfirmed", one["first_published_on"])
    if confirmed or any(one["stated_on"].values()):
        yield "said"
    if one["availability"]:
        yield _dated("available", max(one["availability_on"], confirmed or one["availability_on"]))
    for kind in ("document_seen", "register_checked"):
        if one[f"{kind}_until"]:
            yield _dated(kind, one[f"{kind}_until"])


def _dated(kind, day):
    return f"{kind}@{day.toordinal()}"


def _cells(box):
    """The one-degree cells of a box (south, north, west, east); west > east crosses 180°."""
    south, north, west, east = box
    columns = range(math.floor(west), math.floor(east) + 1)
    if west > east:
        columns = [*range(math.floor(west), 181), *range(-180, math.floor(east) + 1)]
    return [
        f"cell@{row},{column}"
        for row in range(math.floor(south), math.floor(north) + 1)
        for column in columns
    ]


# ---- the one catalog of this process

_latest = Catalog(history=None)
_moving = threading.Lock()


def catalog(version):
    """The catalog at a models.Version, or later. Reads what changed since the last request that asked.

    A database that was restored from a dump has an older number, or another history: everything is read anew.
    """
    global _latest
    if not _is_at(version):
        with _moving:
            if _is_older(version):  # restored; or another request moved the catalog while this one waited
                version = Version.now()
            if not _is_at(version):
                restored = _latest.history != version.history or _is_older(version)
                base = Catalog(version.history) if restored else _latest
                _latest = base.moved(version.number, _changed(base.number))
    return _latest


def _is_at(version):
    return (_latest.history, _latest.number) == (version.history, version.number)


def _is_older(version):
    """True if `version` comes before the catalog's in one history."""
    return _latest.history == version.history and version.number < _latest.number


def _changed(number):
    changed = Listing.objects.changed_since(number)
    after = 0
    while rows := list(changed.filter(pk__gt=after).values_list(*COLUMNS)[:BATCH]):
        yield from rows
        after = rows[-1][0]
        if len(rows) < BATCH:
            return
