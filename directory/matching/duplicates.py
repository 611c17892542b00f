"""Finds likely duplicates among clinics. A person decides: nothing is merged here."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain, islice
from typing import Any, NamedTuple, Self

from rapidfuzz import fuzz

from directory.facts.vocabulary import PointSource
from directory.folding import fold
from directory.matching.contact_details import website_domain
from directory.matching.identity import normalize_street
from directory.models import Clinic, ClinicPair, Merge
from directory.places.geometry import haversine_miles
from directory.places.names import place_key
from directory.places.zip_codes import zip_point

COMPARED_COLUMNS: tuple[str, ...] = (
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
SHARED_DETAIL_MILES = 1  # farthest apart of two clinics that share a phone, web domain or NPI
SIMILAR_NAME_MILES = 250 / 1609.344  # farthest apart of two clinics with similar names: 250 meters
MIN_NAME_SIMILARITY = 90  # of 100, rapidfuzz's token_ratio, which ignores word order and missing words
MAX_DUPLICATES = 5  # of one clinic: a campus of forty programs is one question for a person, not forty
CELL_DEGREES = 0.05  # side of a cell of the grid; wider than a mile up to 73° of latitude
MILES_PER_DEGREE = 69  # of latitude; 69.09 on the sphere of haversine_miles()
BOX_MARGIN = 1.02  # makes up for MILES_PER_DEGREE being rounded down


@dataclass(slots=True)
class ComparedClinic:
    """The columns of a clinic that are compared, normalized.

    pk               None until the clinic is saved
    name             as it is written
    folded_name      for comparing
    point            (latitude, longitude) in degrees, or None
    is_zip_centroid  the point is the middle of a ZIP code, which many clinics have in common
    town             (state, folded town)
    """

    pk: int | None
    name: str
    folded_name: str
    point: tuple[float, float] | None
    is_zip_centroid: bool
    town: tuple[str, str]
    street: str
    phone: str
    domain: str
    npi: str


class LikelyDuplicate(NamedTuple):
    """A clinic that may be the one that was compared.

    shared   keys of contact_details.SHARED_LABELS
    miles    between the two; None where one of them has no point
    """

    clinic: ComparedClinic
    shared: list[str]
    miles: float | None


def compared_clinic(pk: int | None, content: Mapping[str, Any]) -> ComparedClinic:
    """The ComparedClinic of a snapshot, or of any mapping with COMPARED_COLUMNS.

    A clinic without a point of its own has the middle of its ZIP code.
    """
    given = (content["latitude"], content["longitude"])
    return ComparedClinic(
        pk=pk,
        name=content["name"],
        folded_name=fold(content["name"]),
        point=zip_point(content["zip"][:5]) if None in given else given,
        is_zip_centroid=None in given or content["point_source"] == PointSource.ZIP_CENTROID,
        town=(content["state"], place_key(content["city"])),
        street=normalize_street(content["street"]),
        phone=content["phone"],
        domain=website_domain(content["website"]),
        npi=content["npi"],
    )


class DuplicateFinder:
    """Finds likely duplicates among the clinics that were added.

    Holds the clinics in memory, some 800 bytes each: in a grid of points, and by name and town.
    """

    def __init__(self, decided: Iterable[tuple[int, int]] = ()):
        """decided: pairs of ids, smaller first, which a moderator said are not the same: never found."""
        self.decided = set(decided)
        self._by_grid_cell = defaultdict(list)
        self._by_name = defaultdict(list)  # (name, town)
        self._by_address = defaultdict(list)  # (name, town, street)
        self._by_pk = {}
        self._existing_by_phone = defaultdict(list)  # (name, phone), of for_all_clinics() alone

    @classmethod
    def for_all_clinics(cls) -> Self:
        """A finder with every clinic of the database, but those that were merged into another one."""
        finder = cls(ClinicPair.objects.values_list("first", "second"))
        clinics = Clinic.objects.exclude(pk__in=Merge.objects.standing().values("merged"))
        for pk, *values in clinics.values_list("pk", *COMPARED_COLUMNS).iterator(chunk_size=2000):
            clinic = compared_clinic(pk, dict(zip(COMPARED_COLUMNS, values, strict=True)))
            finder.add(clinic)
            if clinic.phone:
                finder._existing_by_phone[clinic.folded_name, clinic.phone].append(clinic)
        return finder

    def add(self, clinic: ComparedClinic) -> None:
        """Add a ComparedClinic, in place of a clinic with the same primary key."""
        if clinic.pk:
            self.remove(clinic.pk)
            self._by_pk[clinic.pk] = clinic
        for index, key in self._keys(clinic):
            index[key].append(clinic)

    def remove(self, pk: int) -> None:
        """Remove the clinic with this primary key, if it was added."""
        clinic = self._by_pk.pop(pk, None)
        if clinic:
            for index, key in self._keys(clinic):
                index[key].remove(clinic)

    def _keys(self, clinic):
        if clinic.point:
            yield self._by_grid_cell, _grid_cell(clinic.point)
        yield self._by_name, (clinic.folded_name, clinic.town)
        yield self._by_address, (clinic.folded_name, clinic.town, clinic.street)

    def find(
        self, clinic: ComparedClinic, *, accept: Callable[[ComparedClinic], bool] = lambda other: True
    ) -> list[LikelyDuplicate]:
        """Up to MAX_DUPLICATES LikelyDuplicates, those that share most details first, then the nearest.

        accept  False for a clinic that is not to be compared
        """
        found = [
            like for like in (self._find_by_point(clinic) if clinic.point else []) if accept(like.clinic)
        ]
        for find_more in (self._find_by_name_and_town, self._find_by_name_and_phone):
            accepted = (like for like in find_more(clinic, found) if accept(like.clinic))
            found += islice(accepted, MAX_DUPLICATES)
        return nsmallest(
            MAX_DUPLICATES,
            (like for like in found if not self._is_decided(clinic, like.clinic)),
            key=lambda like: (-len(like.shared), math.inf if like.miles is None else like.miles),
        )

    def _is_decided(self, clinic, other):
        ids = (clinic.pk, other.pk)
        return None not in ids and (min(ids), max(ids)) in self.decided

    def _find_by_point(self, clinic):
        """Clinics within a mile that share contact details, and next-door ones with a similar name."""
        found = []
        for other in self._in_adjacent_cells(clinic.point):
            miles_north = abs(clinic.point[0] - other.point[0]) * MILES_PER_DEGREE
            if _is_same(clinic, other) or miles_north > SHARED_DETAIL_MILES * BOX_MARGIN:
                continue
            shared = _shared_contact_details(clinic, other)
            if not shared and miles_north > SIMILAR_NAME_MILES * BOX_MARGIN:
                continue
            miles = haversine_miles(clinic.point, other.point)
            if miles <= SIMILAR_NAME_MILES and _has_similar_name(clinic, other):
                shared.append("name")
            if miles <= SHARED_DETAIL_MILES and shared:
                found.append(LikelyDuplicate(other, shared, miles))
        return found

    def _find_by_name_and_town(self, clinic, found):
        """Clinics of the same name and town whose streets do not differ, whatever their ZIP codes."""
        if not clinic.town[1]:
            return
        known = {id(like.clinic) for like in found}
        for other in self._with_name_and_street(clinic):
            if not _is_same(clinic, other) and id(other) not in known:
                yield LikelyDuplicate(other, ["name"], _miles_apart(clinic, other))

    def _find_by_name_and_phone(self, clinic, found):
        """For a new clinic, existing ones of its name and phone in any town: it may be one that has moved.

        The sites of a chain, which one file brings, are no duplicates of one another.
        """
        if clinic.pk is not None or not clinic.phone:
            return
        known = {id(like.clinic) for like in found}
        for other in self._existing_by_phone.get((clinic.folded_name, clinic.phone), ()):
            if id(other) not in known and self._by_pk.get(other.pk) is other:
                yield LikelyDuplicate(other, ["phone", "name"], _miles_apart(clinic, other))

    def _with_name_and_street(self, clinic):
        """Clinics of the same name and town, and the same street or none."""
        if not clinic.street:
            return self._by_name.get((clinic.folded_name, clinic.town), ())
        streets = (clinic.street, "")
        return chain(
            *(self._by_address.get((clinic.folded_name, clinic.town, street), ()) for street in streets)
        )

    def _in_adjacent_cells(self, point):
        row, column = _grid_cell(point)
        for north in (-1, 0, 1):
            for east in (-1, 0, 1):
                yield from self._by_grid_cell.get((row + north, column + east), ())


def _is_same(clinic, other):
    return other is clinic or (clinic.pk is not None and other.pk == clinic.pk)


def _shared_contact_details(clinic: ComparedClinic, other: ComparedClinic) -> list[str]:
    """Those of "phone", "web" and "npi" that two clinics share."""
    pairs = (
        ("phone", clinic.phone, other.phone),
        ("web", clinic.domain, other.domain),
        ("npi", clinic.npi, other.npi),
    )
    return [name for name, ours, theirs in pairs if ours and ours == theirs]


def _has_similar_name(clinic, other):
    if _streets_differ(clinic, other):
        return False
    return fuzz.token_ratio(clinic.folded_name, other.folded_name) >= MIN_NAME_SIMILARITY


def _streets_differ(clinic, other):
    """True if two clinics at the middle of a ZIP code are in two streets."""
    if not (clinic.is_zip_centroid or other.is_zip_centroid):
        return False
    return bool(clinic.street and other.street and clinic.street != other.street)


def _miles_apart(clinic, other):
    return haversine_miles(clinic.point, other.point) if clinic.point and other.point else None


def _grid_cell(point):
    return math.floor(point[0] / CELL_DEGREES), math.floor(point[1] / CELL_DEGREES)
