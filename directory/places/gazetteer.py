"""The gazetteer: every town, county, region, state and ZIP code, read from the file gazetteer.bin once.

The file is made by `python -m directory.places.build` and holds arrays, not objects: 47,000 places and 42,000
ZIP codes take four megabytes of memory and some milliseconds to load. An entry is a number: the smaller, the
more people live there.
"""

import json
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from zlib import crc32, decompress

from directory.places.place import Place

PATH = Path(__file__).with_name("gazetteer.bin")
DEGREES = 1e5  # of the integers in the file

# Columns of the file, in their order: name → type code of the array, or "text" for bytes.
# Of an entry: kind, state, latitude, longitude, people, reach, flags, and the end of its name in `names`.
# Of a key, sorted: the end in `keys`, its entry, and how it names the entry. Of a ZIP code: sorted by code.
# Of a cell of one degree: its number, and the end of its towns in `cell_towns`, largest town first.
COLUMNS = {
    "kinds": "B",
    "states": "B",
    "latitudes": "i",
    "longitudes": "i",
    "people": "I",
    "reaches": "H",
    "flags": "B",
    "name_ends": "I",
    "names": "text",
    "key_ends": "I",
    "keys": "text",
    "key_entries": "I",
    "key_ways": "B",
    "zip_codes": "I",
    "zip_latitudes": "i",
    "zip_longitudes": "i",
    "zip_towns": "I",
    "zip_counties": "I",
    "cells": "I",
    "cell_ends": "I",
    "cell_towns": "I",
    "english_words": "text",
}
KINDS = ("town", "county", "region", "state", "point", "country", "foreign town")
TOWN, COUNTY, REGION, STATE, LANDMARK, COUNTRY, FOREIGN_TOWN = range(len(KINDS))
IS_PART = 1  # flag: a part of a town, such as a neighborhood
PLAIN, MEANT, WEAK = range(3)  # ways: a name among others; what people mean by it; a name seldom used
ORDINARY = 4  # added to a way: a word or a personal name as well, which alone is no place
NO_ENTRY = 2**32 - 1


def cell_of(latitude: float, longitude: float) -> int:
    """The number of the cell of one degree in which a point lies."""
    return int(latitude + 90) * 360 + int(longitude + 180) % 360


class Gazetteer:
    """The places of the file. Its columns are attributes, see COLUMNS; `codes` are those of the states."""

    def __init__(self, packed: bytes):
        head, _, body = packed.partition(b"\n")
        head = json.loads(head)
        body = memoryview(decompress(body))
        self.codes = head["codes"]
        at = 0
        for (name, kind), size in zip(COLUMNS.items(), head["sizes"], strict=True):
            piece = body[at : at + size]
            at += size
            setattr(self, name, bytes(piece) if kind == "text" else _array(kind, piece))

    def __len__(self):
        return len(self.kinds)

    def key(self, row):
        return self.keys[self.key_ends[row - 1] if row else 0 : self.key_ends[row]]

    def rows(self, key: str) -> range:
        """The rows of the sorted keys that are exactly this key."""
        wanted = key.encode()
        return self._between(wanted, wanted + b"\0") if self.has_key(key) else range(0)

    def has_key(self, key: str) -> bool:
        """False for most words, which no place is called by; True for all keys, and perhaps for others."""
        number = crc32(key.encode())
        at = bisect_left(self._key_sums, number)
        return at < len(self._key_sums) and self._key_sums[at] == number

    def has_key_beginning_with(self, prefix: str) -> bool:
        wanted = prefix.encode()
        rows = (
            self._rows_by_letters.get(wanted[:2], range(0)) if len(wanted) > 1 else range(len(self.key_ends))
        )
        at = bisect_left(rows, wanted, key=self.key)
        return at < len(rows) and self.key(rows[at]).startswith(wanted)

    def keys_of_kind(self, kind: int) -> Iterator[str]:
        rows = enumerate(self.key_entries)
        return (self.key(row).decode() for row, entry in rows if self.kinds[entry] == kind)

    @cached_property
    def _rows_by_letters(self) -> dict[bytes, range]:
        """The first two bytes of a key → the rows of the keys that begin so."""
        firsts: dict[bytes, int] = {}
        for row in range(len(self.key_ends)):
            firsts.setdefault(self.key(row)[:2], row)
        stops = [*firsts.values(), len(self.key_ends)][1:]
        return {letters: range(*rows) for letters, *rows in zip(firsts, firsts.values(), stops, strict=True)}

    @cached_property
    def _key_sums(self) -> array:
        """The checksums of all keys, sorted."""
        return array("I", sorted({crc32(self.key(row)) for row in range(len(self.key_ends))}))

    def rows_beginning_with(self, prefix: str) -> range:
        wanted = prefix.encode()
        return self._between(wanted, wanted + b"\xff")

    def _between(self, first, last):
        rows = range(len(self.key_ends))
        if len(first) > 1:
            rows = self._rows_by_letters.get(first[:2], range(0))
        start = bisect_left(rows, first, key=self.key)
        return rows[start : bisect_left(rows, last, start, key=self.key)]

    def entries(self, key: str) -> dict[int, int]:
        """Entry → way, of the entries with this key; the most populous first."""
        return {self.key_entries[row]: self.key_ways[row] % ORDINARY for row in self.rows(key)}

    def name(self, entry: int) -> str:
        return self.names[self.name_ends[entry - 1] if entry else 0 : self.name_ends[entry]].decode()

    def state(self, entry: int) -> str:
        return self.codes[self.states[entry]]

    def label(self, entry: int) -> str:
        name, state = self.name(entry), self.state(entry)
        return (
            f"{name}, {state}"
            if state and self.kinds[entry] < COUNTRY and self.kinds[entry] != STATE
            else name
        )

    def point(self, entry: int) -> tuple[float, float]:
        """(latitude, longitude) in degrees."""
        return self.latitudes[entry] / DEGREES, self.longitudes[entry] / DEGREES

    def place(self, entry: int, others: tuple[str, ...] = (), corrected: str = "") -> Place:
        return Place(
            KINDS[self.kinds[entry]],
            self.label(entry),
            self.state(entry),
            *self.point(entry),
            self.reaches[entry],
            others,
            corrected=corrected,
        )

    def zip_row(self, five: str) -> int | None:
        """The row of a ZIP code; None if the text is not five digits, or a code that is not known."""
        if len(five) != 5 or not (five.isascii() and five.isdigit()):
            return None
        code = int(five)
        row = bisect_left(self.zip_codes, code)
        return row if row < len(self.zip_codes) and self.zip_codes[row] == code else None

    def zip_place(self, five: str) -> Place | None:
        """The Place of a ZIP code of five digits; None where its point is not known."""
        row = self.zip_row(five)
        if row is None:
            return None
        label = f"{self.label(self.zip_towns[row])} {five}"
        state = self.state(self.zip_towns[row])
        return Place(
            "zip", label, state, self.zip_latitudes[row] / DEGREES, self.zip_longitudes[row] / DEGREES
        )

    def towns_of_cell(self, cell: int) -> array:
        """The towns of a cell, the most populous first."""
        row = bisect_left(self.cells, cell)
        if row == len(self.cells) or self.cells[row] != cell:
            return array("I")
        return self.cell_towns[self.cell_ends[row - 1] if row else 0 : self.cell_ends[row]]

    def is_ordinary(self, key: str) -> bool:
        """True if a key is a word of English or a personal name as well, and no large town."""
        here = [row for row in self.rows(key) if self.kinds[self.key_entries[row]] < COUNTRY]
        return bool(here) and self.key_ways[here[0]] >= ORDINARY

    @cached_property
    def english(self) -> frozenset[str]:
        """Words of English that look like a misspelled place: they are never corrected."""
        return frozenset(self.english_words.decode().split())

    @cached_property
    def state_entries(self) -> dict[str, int]:
        """Code → entry of the state."""
        return {self.state(entry): entry for entry in range(len(self)) if self.kinds[entry] == STATE}


def _array(kind, piece):
    values = array(kind)
    values.frombytes(piece)
    if sys.byteorder == "big":
        values.byteswap()
    return values


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the file."""
    return Gazetteer(PATH.read_bytes())
