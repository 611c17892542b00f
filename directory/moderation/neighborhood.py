"""The surroundings of submitted clinics: other clinics nearby, ZIP code areas, notes of the import."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Left

from directory.matching import duplicates
from directory.models import Clinic, ClinicPair, ReviewFlag, Submission
from directory.places.gazetteer import gazetteer
from directory.places.geometry import Point, bounding_box, in_box
from directory.publishing.snapshot import Snapshot


class Neighborhood:
    """The surroundings of all given snapshots together; two queries.

    zip_points        ZIP code → (latitude, longitude) of the middle of its area
    others            clinic id → (name, slug or None): the clinics around all snapshots, listed or waiting
    duplicate_finder  holds the same clinics
    file_miles        clinic id → miles between point and ZIP code area in the file that was imported
    """

    def __init__(self, contents: list[tuple[int, Snapshot]]):
        """contents: (clinic id, snapshot) of each submission."""
        snapshots = [snapshot for _clinic, snapshot in contents]
        self.zip_points = _zip_points(snapshots)
        self.others, self.duplicate_finder, self._positions = {}, duplicates.DuplicateFinder(), {}
        points = [point for snapshot in snapshots if (point := self.point(snapshot))]
        codes = {snapshot["zip"][:5] for snapshot in snapshots} & set(self.zip_points)
        if points:
            ids = [clinic for clinic, _snapshot in contents]
            for pk, slug, before, behind, *values in _clinics_around(points, codes, ids):
                self.duplicate_finder.decided.update(
                    [*((one, pk) for one in before), *((pk, one) for one in behind)]
                )
                stated = dict(zip(duplicates.COMPARED_COLUMNS, values, strict=True))
                self.others[pk] = (stated["name"], slug)
                self._positions[pk] = ((stated["latitude"], stated["longitude"]), stated["zip"][:5])
                self.duplicate_finder.add(self.compared_clinic(pk, stated))
        self.file_miles = dict(
            ReviewFlag.objects.filter(
                clinic__in=[clinic for clinic, _snapshot in contents], kind=ReviewFlag.Kind.POINT_FAR_FROM_ZIP
            ).values_list("clinic", "miles")
        )

    def point(self, stated: Mapping[str, Any]) -> Sequence[float] | None:
        """(latitude, longitude): the stated point, else the middle of the ZIP code area, else None."""
        point = (stated["latitude"], stated["longitude"])
        return self.zip_points.get(stated["zip"][:5]) if None in point else point

    def is_around(self, other: int | None, stated: Mapping[str, Any]) -> bool:
        """True if the clinic `other` lies around this snapshot, and not only around another one of them."""
        (latitude, longitude), code = self._positions[cast(int, other)]
        point = self.point(stated)
        if point is None:
            return False
        if latitude is None:
            return code in self.zip_points and code == stated["zip"][:5]
        if longitude is None:
            return False
        south, north, west, east = bounding_box(Point(*point), duplicates.SHARED_DETAIL_MILES)
        across = longitude >= west or longitude <= east
        return south <= latitude <= north and (across if west > east else west <= longitude <= east)

    def compared_clinic(self, pk: int, stated: Mapping[str, Any]) -> duplicates.ComparedClinic:
        """The clinic as duplicates.py compares it; `stated` holds the COMPARED_COLUMNS."""
        latitude, longitude = self.point(stated) or (None, None)
        return duplicates.compared_clinic(pk, {**stated, "latitude": latitude, "longitude": longitude})


def _zip_points(snapshots):
    codes = {snapshot["zip"][:5] for snapshot in snapshots} - {""}
    areas = {code: gazetteer().zip_place(code) for code in codes}
    return {code: (area.latitude, area.longitude) for code, area in areas.items() if area}


def _clinics_around(points, codes, ids):
    """Clinics in the boxes of the points, or in the ZIP codes: id, slug or None, two lists, COMPARED_COLUMNS.

    The lists hold those of `ids` of which a moderator has said that they are not the same clinic: those that
    stand first in the pair, and those that stand second.
    """
    centers = [Point(*point) for point in {tuple(point) for point in points}]
    near = reduce(or_, (in_box(center, duplicates.SHARED_DETAIL_MILES) for center in centers))
    if codes:
        near |= Q(latitude=None, zip_code__in=codes)
    waiting = Submission.objects.filter(clinic=OuterRef("pk")).waiting()
    listed = Q(listing__isnull=False, listing__removed_at=None)
    pairs = ClinicPair.objects.order_by("pk")
    before = pairs.filter(second=OuterRef("pk"), first__in=ids).values("first")
    behind = pairs.filter(first=OuterRef("pk"), second__in=ids).values("second")
    return (
        Clinic.objects.alias(zip_code=Left("zip", 5))
        .filter(near)
        .filter(listed | Q(Exists(waiting)))
        .annotate(before=ArraySubquery(before), behind=ArraySubquery(behind))
        .values_list("pk", "listing__slug", "before", "behind", *duplicates.COMPARED_COLUMNS)
    )
