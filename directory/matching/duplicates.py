"""Which clinics may be one and the same. A person decides: nothing is merged here."""

import math
from collections import defaultdict
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain, islice
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz

from directory.facts.vocabulary import PointSource
from directory.folding import fold
from directory.matching.identity import street_key
from directory.models import Clinic
from directory.places import resolve
from directory.places.geometry import haversine_miles
from directory.places.zip_codes import zip_point

COMPARED = (
    "latitude",
    "longitude",
    "point_source",
    "zip",
    "name",
    "street",
    "city",
    "state",
    "phone",
    "website",
    "npi",
)
# What two clinics may share, in words.
SHARED = {
    "phone": gettext_lazy("phone"),
    "web": gettext_lazy("website"),
    "npi": gettext_lazy("NPI"),
    "name": gettext_lazy("name"),
}
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
    called: str  # the name as it is written
    point: tuple | None
    is_middle: bool  # of its ZIP code, where many clinics seem to be next door to each other
    name: str
    town: tuple  # (state, town)
    street: str
    phone: str
    domain: str
    npi: str


def known(pk, content):
    """From a content, or any mapping with its keys. A clinic without a point stands at its ZIP code."""
    given = (content["latitude"], content["longitude"])
    return Known(
        pk=pk,
        called=content["name"],
        point=zip_point(content["zip"][:5]) if None in given else given,
        is_middle=None in given or content["point_source"] == PointSource.ZIP_CENTROID,
        name=fold(content["name"]),
        town=(content["state"], resolve.place_key(content["city"])),
        street=street_key(content["street"]),
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


class Neighbors:
    """Every clinic in a grid of points, and by name and town, in memory: some 800 bytes each."""

    def __init__(self):
        self._cells = defaultdict(list)
        self._named = defaultdict(list)  # by name and town
        self._housed = defaultdict(list)  # by name, town and street
        self._by_pk = {}
        self._reached = defaultdict(list)  # by name and phone, of those that stood before the import

    @classmethod
    def of_the_directory(cls):
        found = cls()
        for pk, *values in Clinic.objects.values_list("pk", *COMPARED).iterator(chunk_size=2000):
            one = known(pk, dict(zip(COMPARED, values, strict=True)))
            found.add(one)
            if one.phone:
                found._reached[one.name, one.phone].append(one)
        return found

    def add(self, one):
        if one.pk:
            self.forget(one.pk)
            self._by_pk[one.pk] = one
        if one.point:
            self._cells[cell(one.point)].append(one)
        self._named[one.name, one.town].append(one)
        self._housed[one.name, one.town, one.street].append(one)

    def forget(self, pk):
        """A clinic that changes is no duplicate of what it was."""
        old = self._by_pk.pop(pk, None)
        if old and old.point:
            self._cells[cell(old.point)].remove(old)
        if old:
            self._named[old.name, old.town].remove(old)
            self._housed[old.name, old.town, old.street].remove(old)

    def like(self, one):
        """[(Known, what is shared, miles)], at most MOST: those that share more first, then the nearest.

        `miles` is None where one of the two has no point.
        """
        found = self._like_by_point(one) if one.point else []
        known = {id(other) for other, *_more in found}
        found += islice(self._like_by_town(one, known), MOST)
        found += islice(self._like_elsewhere(one, {id(other) for other, *_more in found}), MOST)
        return nsmallest(
            MOST, found, key=lambda like: (-len(like[1]), math.inf if like[2] is None else like[2])
        )

    def _like_by_town(self, one, known):
        """Those of the same name in the same town that no street tells apart, whatever their ZIP codes."""
        if not one.town[1]:
            return
        for other in self._of_that_name(one):
            itself = other is one or (one.pk is not None and other.pk == one.pk)
            if not itself and id(other) not in known:
                apart = haversine_miles(one.point, other.point) if one.point and other.point else None
                yield other, ["name"], apart

    def _like_elsewhere(self, one, known):
        """For a new clinic those of its name and phone in other towns: it may be one of them that has moved.

        The sites of a chain come in one file, and are not asked about for one another.
        """
        if one.pk is None and one.phone:
            for other in self._reached.get((one.name, one.phone), ()):
                if id(other) not in known and self._by_pk.get(other.pk) is other:
                    apart = haversine_miles(one.point, other.point) if one.point and other.point else None
                    yield other, ["phone", "name"], apart

    def _of_that_name(self, one):
        if not one.street:
            return self._named.get((one.name, one.town), ())
        streets = (one.street, "")
        return chain(*(self._housed.get((one.name, one.town, street), ()) for street in streets))

    def _like_by_point(self, one):
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
            if (
                miles <= NEXT_DOOR
                and not _in_other_streets(one, other)
                and fuzz.token_ratio(one.name, other.name) >= ALIKE
            ):
                shared.append("name")
            if miles <= NEARBY and shared:
                found.append((other, shared, miles))
        return found

    def _around(self, point):
        row, column = cell(point)
        for north in (-1, 0, 1):
            for east in (-1, 0, 1):
                yield from self._cells.get((row + north, column + east), ())


def _in_other_streets(one, other):
    """Whether the streets tell two clinics apart where the points do not."""
    return (one.is_middle or other.is_middle) and one.street != other.street and one.street and other.street


def cell(point):
    return math.floor(point[0] / CELL), math.floor(point[1] / CELL)
