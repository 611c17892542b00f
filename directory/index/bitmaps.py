"""The bitmaps of all listings: for each key, the ids of the listings that have it.

A listing has a few dozen keys ("condition:ptsd", "state:CO", "cell@39,-105"). What is true of one offering
has a key with the place of the offering ("2:route:iv": the third one is an infusion), and the same key for
the listing ("route:iv"). "2:" is the key of a third offering, "2+" of one of which more than a price is
stated. Which keys a listing has is asked of the bitmaps.

Keys stand in groups, so that a publication copies the dictionaries and the bitmaps that it touches alone.
"""

import math
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from pyroaring import BitMap

from directory.facts.vocabulary import NOT_STATED
from directory.index.rows import Row
from directory.index.sets import EMPTY
from directory.maps.precision import is_approximate

# Of options and offerings, and PUBLIC and POINT; of organizations; of cells of the globe; of prices by place.
FACETS, ORGANIZATIONS, CELLS, DOLLARS = "facets", "organizations", "cells", "dollars"
# Of days: of the last confirmation, of the first publication where there is none, of what expires.
CONFIRMED, UNCONFIRMED, AVAILABLE = "confirmed", "unconfirmed", "available"
DOCUMENT_SEEN, REGISTER_CHECKED = "document_seen", "register_checked"
DAYS = (CONFIRMED, UNCONFIRMED, AVAILABLE, DOCUMENT_SEEN, REGISTER_CHECKED)
GROUPS = (FACETS, ORGANIZATIONS, CELLS, DOLLARS, *DAYS)
OF_ONE_KEY = {ORGANIZATIONS, CELLS, *DAYS}  # groups of which a listing has one key at most
PRICES = {"session_price", "course_price", "month_price"}  # facets of prices inside an offering
PUBLIC, POINT = "public", "point"  # keys of every listing, and of those that state where they are

type Group = dict[str, BitMap]


class Bitmaps(Mapping[str, BitMap]):
    """The bitmaps at one version of the directory, by key. Immutable: `updated` returns new ones.

    As a Mapping, it has the keys that a search names: those of options, offerings and organizations.

    groups  a dictionary for each of GROUPS; days are keys as ordinal numbers, in digits
    facets  that of FACETS
    """

    def __init__(self, groups: Mapping[str, Group]):
        self.groups = groups
        self.facets, self._organizations = groups[FACETS], groups[ORGANIZATIONS]

    @classmethod
    def empty(cls) -> "Bitmaps":
        return cls({group: {} for group in GROUPS})

    def updated(self, rows: Sequence[Row]) -> "Bitmaps":
        """The bitmaps after some listings changed; shares those that did not change."""
        changed = BitMap([row.pk for row in rows])
        before = changed & self.facets.get(PUBLIC, EMPTY)
        wanted = {group: {} for group in GROUPS}
        for row in rows:
            for group, key in _all_keys_of(row) if row.is_public else ():
                wanted[group].setdefault(key, []).append(row.pk)
        groups = {}
        for name, group in self.groups.items():
            with_keys = before if name == FACETS else before & self.facets.get(_some(name), EMPTY)
            had = _had(group, with_keys, wanted[name] if name in OF_ONE_KEY else {})
            groups[name] = _updated(group, had, wanted[name])
        return Bitmaps(groups)

    # ---- reading

    def __getitem__(self, key: str) -> BitMap:
        ids = self.facets.get(key)
        return self._organizations[key] if ids is None else ids

    def __iter__(self) -> Iterator[str]:
        yield from self.facets
        yield from self._organizations

    def __len__(self) -> int:
        return len(self.facets) + len(self._organizations)

    def days(self, kind: str) -> list[tuple[int, BitMap]]:
        """(ordinal day, ids of the listings with this day) of one of DAYS, the latest first."""
        return sorted(((int(day), ids) for day, ids in self.groups[kind].items()), key=lambda row: -row[0])

    def with_day_between(self, kind: str, first: float, last: float) -> BitMap:
        """The ids with a day from one ordinal number to another, both included."""
        ids = (ids for day, ids in self.groups[kind].items() if first <= int(day) <= last)
        return BitMap.union(EMPTY, *ids)

    # ---- snapshot

    def to_parts(self) -> dict[str, bytes]:
        """For each group its keys in lines, the ends of its bitmaps, uint64, and its bitmaps."""
        parts = {}
        for name, group in self.groups.items():
            serialized = [ids.serialize() for ids in group.values()]
            parts[f"{name}.keys"] = "\n".join(group).encode()
            parts[f"{name}.ends"] = array("Q", accumulate(map(len, serialized))).tobytes()
            parts[f"{name}.bitmaps"] = b"".join(serialized)
        return parts

    @classmethod
    def from_parts(cls, parts: Mapping[str, memoryview]) -> "Bitmaps":
        """What `to_parts` gave."""
        groups = {}
        for name in GROUPS:
            keys = str(parts[f"{name}.keys"], "utf-8").split("\n")
            ends, bitmaps = parts[f"{name}.ends"].cast("Q").tolist(), parts[f"{name}.bitmaps"]
            spans = pairwise([0, *ends])
            groups[name] = {
                key: BitMap.deserialize(bytes(bitmaps[start:stop]))
                for key, (start, stop) in zip(keys, spans, strict=False)
            }
        return cls(groups)


def _updated(bitmaps: Group, had: Group, wanted: dict[str, list[int]]) -> Group:
    """The bitmaps of a group after listings changed.

    had, wanted  key → those of them that had it, that have it now
    """
    changes: Group = {}
    for key in dict.fromkeys([*had, *wanted]):
        old, new = had.get(key, EMPTY), BitMap(wanted.get(key, ()))
        if old != new:
            changes[key] = ids = BitMap(bitmaps.get(key, EMPTY))
            ids -= old
            ids |= new
    if not changes:
        return bitmaps
    return {key: ids for key, ids in (bitmaps | changes).items() if ids}


def _had(bitmaps, before, likely):
    """Key → the listings of `before` that have it.

    likely  keys; who has one of them has no other key
    """
    if not before:
        return {}
    if len(before) == 1:
        pk = before[0]
        for key in likely:
            if pk in bitmaps.get(key, EMPTY):
                return {key: before}
        return {key: before for key, ids in bitmaps.items() if pk in ids}
    return {key: before & ids for key, ids in bitmaps.items() if ids.intersect(before)}


def _some(group):
    """The key, one of FACETS, of the listings that have some key of another group."""
    return f"{group}@"


def _all_keys_of(row):
    """keys_of(), each once, and with those of _some()."""
    keys = dict.fromkeys(keys_of(row))
    return keys | {(FACETS, _some(group)): None for group, _key in keys if group != FACETS}


def keys_of(row: Row) -> Iterator[tuple[str, str]]:
    """(group, key) of one listing: its facet codes, those of its offerings, its cell, its dates."""
    yield FACETS, PUBLIC
    for key in row.codes:
        yield (ORGANIZATIONS if key.startswith("organization:") else FACETS), key
    yield from _offering_keys(row.offering_codes)
    if row.latitude is not None and row.longitude is not None:
        yield FACETS, POINT
        yield CELLS, f"{math.floor(row.latitude)},{math.floor(row.longitude)}"
        if is_approximate(row.latitude, row.longitude, row.point_source):
            yield FACETS, "approximate_point"
    if row.confirmed_on or any(row.stated_on.values()):
        yield FACETS, "by_clinic"
    for kind, day in days_of(row):
        yield kind, str(day)


def _offering_keys(codes):
    for key in codes:
        place, _, of_listing = key.partition(":")
        yield FACETS, f"{place}:"
        if _is_more_than_a_price(of_listing):
            yield FACETS, f"{place}+"
        if "_dollars:" in of_listing:
            yield DOLLARS, key
        else:
            yield from ((FACETS, key), (FACETS, of_listing))


def _is_more_than_a_price(key):
    facet, _, code = key.partition(":")
    return code != NOT_STATED and facet not in PRICES and not facet.endswith("_dollars")


def days_of(row: Row) -> Iterator[tuple[str, int]]:
    """(one of DAYS, ordinal day) of a listing."""
    if row.confirmed_on:
        yield CONFIRMED, row.confirmed_on.toordinal()
    else:
        yield UNCONFIRMED, row.first_published_on.toordinal()
    if row.availability and row.availability_on:
        yield AVAILABLE, max(row.availability_on, row.confirmed_on or row.availability_on).toordinal()
    for kind, day in (
        (DOCUMENT_SEEN, row.document_seen_until),
        (REGISTER_CHECKED, row.register_checked_until),
    ):
        if day:
            yield kind, day.toordinal()
