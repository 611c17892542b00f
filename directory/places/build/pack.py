"""The entries, keys and ZIP codes as the bytes of gazetteer.bin."""

import json
import sys
import zlib
from array import array
from collections import defaultdict
from itertools import accumulate

from directory.places.build.english import (
    MAX_PEOPLE_OF_A_NAME,
    MAX_PEOPLE_OF_A_WORD,
    MIN_PEOPLE_OF_A_RARE_WORD,
    like_a_place,
    words_and_names,
)
from directory.places.gazetteer import COLUMNS, DEGREES, NO_ENTRY, ORDINARY, TOWN, cell_of
from directory.places.spelling import MIN_PEOPLE_SUGGESTED


def pack(entries, zips):
    """The bytes of the file.

    entries  list of Entry, see assemble.py
    zips     [(code, latitude, longitude, Entry of the town, Entry of the county or None)]
    """
    entries = sorted(entries, key=lambda entry: (-entry.people, entry.kind, entry.state, entry.name))
    codes = sorted({entry.state for entry in entries})
    number = {id(entry): at for at, entry in enumerate(entries)}
    columns = {
        **_entry_columns(entries, codes),
        **_key_columns(entries, number),
        **_zip_columns(sorted(zips, key=lambda row: row[0]), number),
        **_cell_columns(entries),
    }
    pieces = [_bytes(kind, columns[name]) for name, kind in COLUMNS.items()]
    head = json.dumps({"codes": codes, "sizes": [len(piece) for piece in pieces]})
    return head.encode() + b"\n" + zlib.compress(b"".join(pieces), 9)


def _entry_columns(entries, codes):
    names = [entry.name.encode() for entry in entries]
    return {
        "kinds": [entry.kind for entry in entries],
        "states": [codes.index(entry.state) for entry in entries],
        "latitudes": [round(entry.latitude * DEGREES) for entry in entries],
        "longitudes": [round(entry.longitude * DEGREES) for entry in entries],
        "people": [entry.people for entry in entries],
        "reaches": [entry.reach for entry in entries],
        "flags": [entry.flags for entry in entries],
        "name_ends": list(accumulate(map(len, names))),
        "names": b"".join(names),
    }


def _key_columns(entries, number):
    ordinary, personal, uncorrected = words_and_names()
    keys = sorted((key.encode(), number[id(e)], way) for e in entries for key, way in e.keys.items())
    keys = [_marked(row, ordinary, personal, uncorrected, entries) for row in keys]
    known = {key.decode() for key, entry, _ in keys if entries[entry].people >= MIN_PEOPLE_SUGGESTED}
    return {
        "key_ends": list(accumulate(len(key) for key, _, _ in keys)),
        "keys": b"".join(key for key, _, _ in keys),
        "key_entries": [entry for _, entry, _ in keys],
        "key_ways": [way for _, _, way in keys],
        "english_words": "\n".join(like_a_place(uncorrected - known, known)).encode(),
    }


def _zip_columns(zips, number):
    return {
        "zip_codes": [int(row[0]) for row in zips],
        "zip_latitudes": [round(row[1] * DEGREES) for row in zips],
        "zip_longitudes": [round(row[2] * DEGREES) for row in zips],
        "zip_towns": [number[id(row[3])] for row in zips],
        "zip_counties": [number[id(row[4])] if row[4] else NO_ENTRY for row in zips],
    }


def _cell_columns(entries):
    cells = defaultdict(list)
    for at, entry in enumerate(entries):
        if entry.kind == TOWN and not entry.flags:
            cells[cell_of(entry.latitude, entry.longitude)].append(at)
    return {
        "cells": sorted(cells),
        "cell_ends": list(accumulate(len(cells[cell]) for cell in sorted(cells))),
        "cell_towns": [at for cell in sorted(cells) for at in cells[cell]],
    }


def _marked(row, ordinary, personal, uncorrected, entries):
    key, entry, way = row
    word, people = key.decode(), entries[entry].people
    is_word = word in ordinary and people < MAX_PEOPLE_OF_A_WORD
    is_name = word in personal and people < MAX_PEOPLE_OF_A_NAME
    is_rare_word = word in uncorrected and people < MIN_PEOPLE_OF_A_RARE_WORD
    return key, entry, way + ORDINARY * (is_word or is_name or is_rare_word)


def _bytes(kind, values):
    if kind == "text":
        return values
    values = array(kind, values)
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()
