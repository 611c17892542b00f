"""ZIP codes and towns of the package zipcodes → the table of places. Only `load_places` writes it.

Every ZIP code with a known point in a state or territory that the directory knows is kept: post office boxes,
single organizations and retired codes too, because people still write them and their point is still right.
The other names of a single organization's code are the organization's, not a town's, and are left out.
Towns take point and size from the delivery areas in use, and from the other codes only where there are none.
"""

import re
from collections import Counter, defaultdict
from functools import cache
from statistics import median
from typing import NamedTuple

import zipcodes
from django.db import connection, transaction

from directory.facts.vocabulary import State
from directory.models.place import Place
from directory.places import resolve

ZIP, TOWN = Place.Kind.ZIP.value, Place.Kind.TOWN.value

# What people call a place, and the Postal Service would not have on an envelope.
OTHER_NAMES = {
    ("New York", "NY"): ("New York City", "NYC", "Harlem"),
    ("Philadelphia", "PA"): ("Philly", "Phila"),
    ("Salt Lake City", "UT"): ("SLC",),
}
COLLOQUIAL = {("Manhattan", "NY"), ("Queens", "NY"), ("Hollywood", "CA")}

ABBREVIATED_OVER = 13  # letters: the Postal Service also lists longer names in a form that fits 13


class Row(NamedTuple):
    """One place, in the order of the columns written. The first three identify it."""

    kind: str
    key: str
    state: str
    name: str
    latitude: float
    longitude: float
    size: int

    identity = property(lambda row: row[:3])


def rows(progress=iter):
    """Every Row, each identity once. progress wraps the loop over the ZIP codes."""
    states = set(State.values)
    zips, towns, shortened = [], defaultdict(lambda: ([], [])), {}
    for code in progress(zipcodes.list_all()):
        state, point = code["state"], point_of(code)
        if state not in states or point == (0, 0):  # 0.0000 means that the point is unknown
            continue
        first, others = code["city"], list(code["acceptable_cities"])
        if code["zip_code_type"] == "UNIQUE":
            others.clear()
        zips.append(Row(ZIP, code["zip_code"], state, as_written(first), *point, size=1))
        shortened.update({(short, state): (full, state) for short, full in abbreviations([first, *others])})
        others += [name for name in code["unacceptable_cities"] if (name, state) in COLLOQUIAL]
        towns[fold(first), state][0].append((first, code))
        for key, name in {fold(name): name for name in others if fold(name) != fold(first)}.items():
            towns[key, state][1].append((name, code))

    found = {at: town(*at, *carried) for at, carried in towns.items()}
    for at, full in shortened.items():
        if not towns[at][0]:  # no ZIP code has it as its first name, so it is only short for another
            found[at] = found[full]._replace(key=at[0])
    for (name, state), others in OTHER_NAMES.items():
        for key in map(fold, others):
            found[key, state] = found[fold(name), state]._replace(key=key)
    return zips + list(found.values())


def town(key, state, first, other):
    """A town from the (name, ZIP code) pairs that carry it as the first name, and as one of the others.

    The point is the median of the latitudes and of the longitudes, so one stray code does not move it.
    Another name counts half a first name in the size.
    """
    carried = first or other
    codes = [code for _, code in carried]
    points = [point_of(code) for code in codes if delivers(code)] or [point_of(code) for code in codes]
    latitudes, longitudes = zip(*points, strict=True)
    point = round(median(latitudes), 5), round(median(longitudes), 5)
    name = max({name for name, _ in carried}, key=lambda name: (len(name), name))  # Saint Paul, not St Paul
    size = sum(delivers(code) for _, code in first) + sum(delivers(code) for _, code in other) // 2
    return Row(TOWN, key, state, as_written(name), *point, max(size, 1))


def point_of(code):
    return float(code["lat"]), float(code["long"])


def delivers(code):
    """Whether it is a delivery area in use, not post office boxes or one organization."""
    return code["zip_code_type"] == "STANDARD" and code["active"]


def abbreviations(names):
    """(short key, full key) for each name that shortens a longer one: "Colorado Spgs", "Colorado Springs"."""
    for full in [name for name in names if len(name) > ABBREVIATED_OVER]:
        for short in [name for name in names if len(name) <= ABBREVIATED_OVER]:
            if shortens(fold(short), fold(full)):
                yield fold(short), fold(full)


def shortens(short, full):
    """Word by word the same first letter, and no letter that the full word does not have in that order."""
    short, full = short.split(), full.split()
    return len(short) == len(full) and short != full and all(map(is_short_for, short, full))


def is_short_for(short, full):
    letters = iter(full)
    return short[0] == full[0] and all(letter in letters for letter in short)


@cache
def fold(name):
    return resolve.place_key(name)


@cache
def as_written(name):
    """The source writes neither apostrophes nor capitals inside a word: "Coeur D Alene", "Mcallen"."""
    name = re.sub(r"^D (?=[A-Z][A-Za-z])", "D'", name)
    name = re.sub(r"\bD (?=[AEIOU][a-z])", "d'", name)
    name = re.sub(r"\bO (?=[A-Z][a-z])", "O'", name)
    name = re.sub(r"\bMc ?([A-Za-z])(?=[a-z]{2})", lambda found: "Mc" + found[1].upper(), name)
    return re.sub(r"-[a-z]", lambda found: found[0].upper(), name)


def load(rows, *, dry_run=False):
    """Make the table hold exactly these rows, in one transaction: readers see the old rows until it ends.

    returns  Counter of created, changed, unchanged, removed
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("LOCK TABLE directory_place IN SHARE ROW EXCLUSIVE MODE")  # two loads take turns
        stored = {row[1:4]: row for row in Place.objects.values_list("pk", *Row._fields)}
        written, outdated, counts = [], [], Counter()
        for row in rows:
            before = stored.pop(row.identity, None)
            if before and before[1:] == row:
                counts["unchanged"] += 1
                continue
            counts["changed" if before else "created"] += 1
            written.append(row)
            if before:
                outdated.append(before[0])
        counts["removed"] = len(stored)
        outdated += [row[0] for row in stored.values()]
        if not dry_run:
            Place.objects.filter(pk__in=outdated).delete()  # nothing refers to a place, so a new row will do
            copy_sql = (
                f"COPY directory_place ({', '.join(Row._fields)}) FROM STDIN"  # names of our own columns
            )
            with cursor.copy(copy_sql) as copy:
                for row in written:
                    copy.write_row(row)
            cursor.execute("ANALYZE directory_place")  # or the first searches plan as if it were empty
    return counts
