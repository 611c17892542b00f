"""The bitmaps of all listings: for each key, the ids of the listings that have it.

A listing has a few dozen keys ("condition:ptsd", "state:CO", "cell@39,-105"). What is true of one offering
has a key with the place of the offering ("2:route:iv": the third one is an infusion), and the same key for
the listing ("route:iv").
"""

import math
from collections.abc import Iterator, Sequence
from datetime import date

from pyroaring import BitMap

from directory.index.rows import Row
from directory.maps.precision import is_approximate

EMPTY = BitMap()
INTERNED: dict[str, str] = {}  # one string for a key however many listings carry it


class Bitmaps:
    """The bitmaps at one version of the directory. Immutable: `updated` returns new ones."""

    def __init__(self):
        self.by_key: dict[str, BitMap] = {}
        self.keys: dict[int, list[str]] = {}  # listing id → its keys

    def updated(self, rows: Sequence[Row]) -> "Bitmaps":
        """The bitmaps after some listings changed; shares those that did not change."""
        new, copied = Bitmaps(), set()
        new.by_key, new.keys = dict(self.by_key), dict(self.keys)
        for row in rows:
            for key in new.keys.pop(row.pk, ()):
                new._writable(key, copied).discard(row.pk)
            if row.is_public:
                new.keys[row.pk] = [INTERNED.setdefault(key, key) for key in dict.fromkeys(keys_of(row))]
                for key in new.keys[row.pk]:
                    new._writable(key, copied).add(row.pk)
        return new

    def _writable(self, key, copied):
        """The bitmap of a key, copied before its first change. copied: the keys of the copies so far."""
        if key not in copied:
            self.by_key[key] = BitMap(self.by_key.get(key, EMPTY))
            copied.add(key)
        return self.by_key[key]


def keys_of(row: Row) -> Iterator[str]:
    """The keys of one listing: its facet codes, those of its offerings, its cell of the globe, its dates."""
    yield from row.codes
    for key in row.offering_codes:
        place, _, of_listing = key.partition(":")
        yield from (key, f"{place}:", of_listing)
    if row.latitude is not None and row.longitude is not None:
        yield f"cell@{math.floor(row.latitude)},{math.floor(row.longitude)}"
        if is_approximate(row.latitude, row.longitude, row.point_source):
            yield "approximate_point"
    if row.confirmed_on:
        yield dated_key("confirmed", row.confirmed_on)
    else:
        yield dated_key("unconfirmed", row.first_published_on)
    if row.confirmed_on or any(row.stated_on.values()):
        yield "by_clinic"
    if row.availability and row.availability_on:
        yield dated_key("available", max(row.availability_on, row.confirmed_on or row.availability_on))
    if row.document_seen_until:
        yield dated_key("document_seen", row.document_seen_until)
    if row.register_checked_until:
        yield dated_key("register_checked", row.register_checked_until)


def dated_key(kind: str, day: date) -> str:
    return f"{kind}@{day.toordinal()}"
