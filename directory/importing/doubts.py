"""Which clinics may be one and the same. A person decides: nothing is merged here."""

import math
from collections import defaultdict
from dataclasses import dataclass
from heapq import nsmallest
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from directory.folding import fold
from directory.importing.details import zip_point
from directory.models import Clinic
from directory.places import haversine_miles

NEARBY = 1  # mile, for a shared phone, web domain or NPI
NEXT_DOOR = 250 / 1609.344  # miles, for a like name
ALIKE = 90  # of 100, rapidfuzz's token_ratio: the order of the words and words left out do not count
MOST = 5  # for one clinic: a campus of forty programs is one question for a person, not forty
CELL = 0.05  # degrees, more than a mile wide up to 73° of latitude
SLACK = 1.02  # a degree of latitude is 69.09 miles on the sphere of places.haversine_miles


@dataclass(slots=True)
class Known:
    """What is compared of a clinic. `pk` is None until it is saved."""

    pk: int | None
    point: tuple | None
    name: str
    phone: str
    domain: str
    npi: str


def known(pk, content):
    """From a content, or any mapping with its keys. A clinic without a point stands at its ZIP code."""
    given = (content["latitude"], content["longitude"])
    return Known(
        pk=pk,
        point=zip_point(content["zip"][:5]) if None in given else given,
        name=fold(content["name"]),
        phone=content["phone"],
        domain=domain(content["website"]),
        npi=content["npi"],
    )


def domain(website):
    """`https://www.clinic.example/denver` → `clinic.example`."""
    try:
        host = urlsplit(website).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


class Neighbours:
    """Every clinic in a grid of points, in memory: some 600 bytes each."""

    def __init__(self):
        self._cells = defaultdict(list)
        self._by_pk = {}

    @classmethod
    def of_the_directory(cls):
        found = cls()
        parts = ("latitude", "longitude", "zip", "name", "phone", "website", "npi")
        for pk, *values in Clinic.objects.values_list("pk", *parts).iterator(chunk_size=2000):
            found.add(known(pk, dict(zip(parts, values, strict=True))))
        return found

    def add(self, one):
        if one.pk:
            self.forget(one.pk)
            self._by_pk[one.pk] = one
        if one.point:
            self._cells[cell(one.point)].append(one)

    def forget(self, pk):
        """A clinic that changes is no duplicate of what it was."""
        old = self._by_pk.pop(pk, None)
        if old and old.point:
            self._cells[cell(old.point)].remove(old)

    def like(self, one):
        """[(Known, what is shared, miles)], at most MOST: those that share more first, then the nearest."""
        if not one.point:
            return []
        found = []
        for other in self._around(one.point):
            north = abs(one.point[0] - other.point[0]) * 69
            itself = other is one or (one.pk is not None and other.pk == one.pk)
            if itself or north > NEARBY * SLACK:
                continue
            shared = [
                what
                for what, mine, theirs in (
                    ("phone", one.phone, other.phone),
                    ("web", one.domain, other.domain),
                    ("npi", one.npi, other.npi),
                )
                if mine and mine == theirs
            ]
            if not shared and north > NEXT_DOOR * SLACK:
                continue
            miles = haversine_miles(one.point, other.point)
            if miles <= NEXT_DOOR and fuzz.token_ratio(one.name, other.name) >= ALIKE:
                shared.append("name")
            if miles <= NEARBY and shared:
                found.append((other, shared, miles))
        return nsmallest(MOST, found, key=lambda like: (-len(like[1]), like[2]))

    def _around(self, point):
        row, column = cell(point)
        for north in (-1, 0, 1):
            for east in (-1, 0, 1):
                yield from self._cells.get((row + north, column + east), ())


def cell(point):
    return math.floor(point[0] / CELL), math.floor(point[1] / CELL)
