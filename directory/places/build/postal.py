"""The towns and ZIP codes of the package zipcodes, with points.

Every ZIP code with a known point in a state or territory of the vocabulary is held: post office boxes,
single organizations and retired codes too, because people still write them and their points are still right.
Of a ZIP code of a single organization only the first name is held, because the other names are the
organization's, not a town's. Towns take point and size from delivery areas in use, and from other ZIP codes
only where there are none.
"""

import re
from collections import defaultdict
from functools import cache
from statistics import median
from typing import NamedTuple

import zipcodes

from directory.facts.vocabulary import State
from directory.places.names import place_key

ZIP, TOWN = "zip", "town"

# Names that the Postal Service does not accept on an envelope, and that are held all the same.
UNACCEPTABLE_BUT_USED = {("Manhattan", "NY"), ("Queens", "NY"), ("Hollywood", "CA")}

MAX_UNABBREVIATED = 13  # characters: the Postal Service lists a longer name in an abbreviated form as well


class Row(NamedTuple):
    """A ZIP code or a town of the package zipcodes. The first three fields identify it.

    size  of a town: how many ZIP codes carry its name, see merge_town(); of a ZIP code: 1
    """

    kind: str
    key: str
    state: str
    name: str
    latitude: float
    longitude: float
    size: int

    identity = property(lambda row: row[:3])


def rows():
    """Every Row of the package zipcodes, each identity once."""
    states = set(State.values)
    zips, towns, abbreviated = [], defaultdict(lambda: ([], [])), {}
    for record in zipcodes.list_all():
        state, point = record["state"], point_of(record)
        if state not in states or point == (0, 0):  # 0.0000 means that the point is unknown
            continue
        first, others = record["city"], list(record["acceptable_cities"])
        if record["zip_code_type"] == "UNIQUE":
            others.clear()
        zips.append(Row(ZIP, record["zip_code"], state, proper_name(first), *point, size=1))
        abbreviated.update({(short, state): (full, state) for short, full in abbreviations([first, *others])})
        others += [name for name in record["unacceptable_cities"] if (name, state) in UNACCEPTABLE_BUT_USED]
        towns[key_of(first), state][0].append((first, record))
        for key, name in {key_of(name): name for name in others if key_of(name) != key_of(first)}.items():
            towns[key, state][1].append((name, record))

    merged = {(key, state): merge_town(key, state, *named) for (key, state), named in towns.items()}
    for short, full in abbreviated.items():
        if not towns[short][0]:  # no ZIP code has it as its first name, so it only abbreviates another name
            merged[short] = merged[full]._replace(key=short[0])
    return zips + list(merged.values())


def merge_town(key, state, first, other):
    """One Row for a town.

    first  [(name, record of a ZIP code)] for ZIP codes of which the town is the first name
    other  the same for ZIP codes of which the town is another name

    The point is the median of the latitudes and of the longitudes, so one stray ZIP code does not move it.
    In the size, a ZIP code with the town as another name counts half.
    """
    named = first or other
    records = [record for _, record in named]
    in_use = [record for record in records if is_delivery_area(record)]
    points = [point_of(record) for record in in_use or records]
    latitudes, longitudes = zip(*points, strict=True)
    point = round(median(latitudes), 5), round(median(longitudes), 5)
    name = max({name for name, _ in named}, key=lambda name: (len(name), name))  # Saint Paul, not St Paul
    size = sum(is_delivery_area(record) for _, record in first)
    size += sum(is_delivery_area(record) for _, record in other) // 2
    return Row(TOWN, key, state, proper_name(name), *point, max(size, 1))


def point_of(record):
    """(latitude, longitude) of a record of the package zipcodes, degrees."""
    return float(record["lat"]), float(record["long"])


def is_delivery_area(record):
    """True for a ZIP code in use for delivery; False for post office boxes and single organizations."""
    return record["zip_code_type"] == "STANDARD" and record["active"]


def abbreviations(names):
    """(short key, full key) for each name that abbreviates another: "Colorado Spgs", "Colorado Springs"."""
    for full in [name for name in names if len(name) > MAX_UNABBREVIATED]:
        for short in [name for name in names if len(name) <= MAX_UNABBREVIATED]:
            if is_abbreviation(key_of(short), key_of(full)):
                yield key_of(short), key_of(full)


def is_abbreviation(short, full):
    """True if each word of `short` begins like its word in `full` and has only letters of it, in order."""
    short, full = short.split(), full.split()
    return len(short) == len(full) and short != full and all(map(_abbreviates, short, full))


def _abbreviates(short, full):
    letters = iter(full)
    return short[0] == full[0] and all(letter in letters for letter in short)


key_of = cache(place_key)


@cache
def proper_name(name):
    """A name with the apostrophes and capitals that the source leaves out: "Coeur D Alene", "Mcallen"."""
    name = re.sub(r"^D (?=[A-Z][A-Za-z])", "D'", name)
    name = re.sub(r"\bD (?=[AEIOU][a-z])", "d'", name)
    name = re.sub(r"\bO (?=[A-Z][a-z])", "O'", name)
    name = re.sub(r"\bMc ?([A-Za-z])(?=[a-z]{2})", lambda match: "Mc" + match[1].upper(), name)
    return re.sub(r"-[a-z]", lambda match: match[0].upper(), name)
