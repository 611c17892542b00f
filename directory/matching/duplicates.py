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
from directory.matching.identity import normalize_street
from directory.models import Clinic
from directory.places import resolve
from directory.places.geometry import haversine_miles
from directory.places.zip_codes import zip_point

COMPARED_COLUMNS = (
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
SHARED_LABELS = {
    "phone": gettext_lazy("phone"),
    "web": gettext_lazy("website"),
    "npi": gettext_lazy("NPI"),
    "name": gettext_lazy("name"),
}
SHARED_DETAIL_MILES = 1  # mile, for a shared phone, web domain or NPI
LIKE_NAME_MILES = 250 / 1609.344  # miles, for a like name
MIN_NAME_SIMILARITY = (
    90  # of 100, rapidfuzz's token_ratio: the order of the words and words left out do not count
)
MAX_DUPLICATES = 5  # for one clinic: a campus of forty programs is one question for a person, not forty
CELL_DEGREES = 0.05  # degrees, more than a mile wide up to 73° of latitude
BOX_MARGIN = 1.02  # a degree of latitude is 69.09 miles on the sphere of places.haversine_miles


@dataclass(slots=True)
class ComparedClinic:
    """What is compared of a clinic. `pk` is None until it is saved."""

    pk: int | None
    display_name: str  # the name as it is written
    point: tuple | None
    is_zip_centroid: bool  # of its ZIP code, where many clinics seem to be next door to each other
    name: str
    town: tuple  # (state, town)
    street: str
    phone: str
    domain: str
    npi: str


def compared_clinic(pk, content):
    """From a content, or any mapping with its keys. A clinic without a point stands at its ZIP code."""
    given = (content["latitude"], content["longitude"])
    return ComparedClinic(
        pk=pk,
        display_name=content["name"],
        point=zip_point(content["zip"][:5]) if None in given else given,
        is_zip_centroid=None in given or content["point_source"] == PointSource.ZIP_CENTROID,
        name=fold(content["name"]),
        town=(content["state"], resolve.place_key(content["city"])),
        street=normalize_street(content["street"]),
        phone=content["phone"],
        domain=website_domain(content["website"]),
        npi=content["npi"],
    )


def website_domain(website):
    """`https://www.clinic.example/denver` → `clinic.example`."""
    try:
        host = urlsplit(website).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


class DuplicateFinder:
    """Every clinic in a grid of points, and by name and town, in memory: some 800 bytes each."""

    def __init__(self):
        self._cells = defaultdict(list)
        self._by_name = defaultdict(list)  # by name and town
        self._by_address = defaultdict(list)  # by name, town and street
        self._by_pk = {}
        self._existing_by_phone = defaultdict(
            list
        )  # by name and phone, of those that stood before the import

    @classmethod
    def for_all_clinics(cls):
        finder = cls()
        for pk, *values in Clinic.objects.values_list("pk", *COMPARED_COLUMNS).iterator(chunk_size=2000):
            clinic = compared_clinic(pk, dict(zip(COMPARED_COLUMNS, values, strict=True)))
            finder.add(clinic)
            if clinic.phone:
                finder._existing_by_phone[clinic.name, clinic.phone].append(clinic)
        return finder

    def add(self, clinic):
        if clinic.pk:
            self.remove(clinic.pk)
            self._by_pk[clinic.pk] = clinic
        if clinic.point:
            self._cells[grid_cell(clinic.point)].append(clinic)
        self._by_name[clinic.name, clinic.town].append(clinic)
        self._by_address[clinic.name, clinic.town, clinic.street].append(clinic)

    def remove(self, pk):
        """A clinic that changes is no duplicate of what it was."""
        old = self._by_pk.pop(pk, None)
        if old and old.point:
            self._cells[grid_cell(old.point)].remove(old)
        if old:
            self._by_name[old.name, old.town].remove(old)
            self._by_address[old.name, old.town, old.street].remove(old)

    def find(self, clinic):
        """[(Known, what is shared, miles)], at most MOST: those that share more first, then the nearest.

        `miles` is None where one of the two has no point.
        """
        finder = self._by_point(clinic) if clinic.point else []
        known = {id(other) for other, *_more in finder}
        finder += islice(self._by_name_and_town(clinic, known), MAX_DUPLICATES)
        finder += islice(
            self._by_name_and_phone(clinic, {id(other) for other, *_more in finder}), MAX_DUPLICATES
        )
        return nsmallest(
            MAX_DUPLICATES, finder, key=lambda like: (-len(like[1]), math.inf if like[2] is None else like[2])
        )

    def _by_name_and_town(self, clinic, known):
        """Those of the same name in the same town that no street tells apart, whatever their ZIP codes."""
        if not clinic.town[1]:
            return
        for other in self._with_name(clinic):
            itself = other is clinic or (clinic.pk is not None and other.pk == clinic.pk)
            if not itself and id(other) not in known:
                apart = haversine_miles(clinic.point, other.point) if clinic.point and other.point else None
                yield other, ["name"], apart

    def _by_name_and_phone(self, clinic, known):
        """For a new clinic those of its name and phone in other towns: it may be one of them that has moved.

        The sites of a chain come in one file, and are not asked about for one another.
        """
        if clinic.pk is None and clinic.phone:
            for other in self._existing_by_phone.get((clinic.name, clinic.phone), ()):
                if id(other) not in known and self._by_pk.get(other.pk) is other:
                    apart = (
                        haversine_miles(clinic.point, other.point) if clinic.point and other.point else None
                    )
                    yield other, ["phone", "name"], apart

    def _with_name(self, clinic):
        if not clinic.street:
            return self._by_name.get((clinic.name, clinic.town), ())
        streets = (clinic.street, "")
        return chain(*(self._by_address.get((clinic.name, clinic.town, street), ()) for street in streets))

    def _by_point(self, clinic):
        finder = []
        for other in self._around(clinic.point):
            north = abs(clinic.point[0] - other.point[0]) * 69
            itself = other is clinic or (clinic.pk is not None and other.pk == clinic.pk)
            if itself or north > SHARED_DETAIL_MILES * BOX_MARGIN:
                continue
            shared = [
                what
                for what, mine, theirs in (
                    ("phone", clinic.phone, other.phone),
                    ("web", clinic.domain, other.domain),
                    ("npi", clinic.npi, other.npi),
                )
                if mine and mine == theirs
            ]
            if not shared and north > LIKE_NAME_MILES * BOX_MARGIN:
                continue
            miles = haversine_miles(clinic.point, other.point)
            if (
                miles <= LIKE_NAME_MILES
                and not _streets_differ(clinic, other)
                and fuzz.token_ratio(clinic.name, other.name) >= MIN_NAME_SIMILARITY
            ):
                shared.append("name")
            if miles <= SHARED_DETAIL_MILES and shared:
                finder.append((other, shared, miles))
        return finder

    def _around(self, point):
        row, column = grid_cell(point)
        for north in (-1, 0, 1):
            for east in (-1, 0, 1):
                yield from self._cells.get((row + north, column + east), ())


def _streets_differ(clinic, other):
    """Whether the streets tell two clinics apart where the points do not."""
    return (
        (clinic.is_zip_centroid or other.is_zip_centroid)
        and clinic.street != other.street
        and clinic.street
        and other.street
    )


def grid_cell(point):
    return math.floor(point[0] / CELL_DEGREES), math.floor(point[1] / CELL_DEGREES)
