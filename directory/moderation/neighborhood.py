"""What the database knows around the contents that wait: clinics near them, middles of ZIP codes, doubts."""

from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

from directory.matching import duplicates
from directory.models import Clinic, Place, ReviewFlag, Submission
from directory.places.geometry import Point, in_box


class Surroundings:
    """What the database knows around the contents: three queries for all of them.

    Clinics are compared that are listed, or that wait for a decision.
    """

    def __init__(self, sent):
        self.zips = _zip_points(sent)
        self.others, self.duplicate_finder = {}, duplicates.DuplicateFinder()
        points = [point for one in sent if (point := self.point(one.content))]
        codes = {one.content["zip"][:5] for one in sent} & set(self.zips)
        if points:
            for pk, slug, *values in _around(points, codes):
                stated = dict(zip(duplicates.COMPARED_COLUMNS, values, strict=True))
                self.others[pk] = (stated["name"], slug)
                self.duplicate_finder.add(self.compared_clinic(pk, stated))
        self.far = dict(
            ReviewFlag.objects.filter(
                clinic__in=[one.clinic for one in sent], kind=ReviewFlag.Kind.POINT_FAR_FROM_ZIP
            ).values_list("clinic", "miles")
        )

    def point(self, stated):
        """Where a content stands, in degrees: its own point, else the middle of its ZIP code area."""
        given = (stated["latitude"], stated["longitude"])
        return self.zips.get(stated["zip"][:5]) if None in given else given

    def compared_clinic(self, pk, stated):
        latitude, longitude = self.point(stated) or (None, None)
        return duplicates.compared_clinic(pk, {**stated, "latitude": latitude, "longitude": longitude})


def _zip_points(sent):
    codes = {one.content["zip"][:5] for one in sent} - {""}
    found = Place.objects.filter(kind=Place.Kind.ZIP, key__in=codes)
    return {code: point for code, *point in found.values_list("key", "latitude", "longitude")}


def _around(points, codes):
    """(id, slug or None, *COMPARED_COLUMNS) of clinics in the boxes of the points, or in the ZIP codes."""
    centers = [Point(*point, label="") for point in {tuple(point) for point in points}]
    near = reduce(or_, (in_box(center, duplicates.SHARED_DETAIL_MILES) for center in centers))
    if codes:
        near |= Q(latitude=None) & reduce(or_, (Q(zip__startswith=code) for code in codes))
    waiting = Submission.objects.filter(clinic=OuterRef("pk")).waiting()
    listed = Q(listing__isnull=False, listing__removed_at=None)
    return (
        Clinic.objects.filter(near)
        .filter(listed | Q(Exists(waiting)))
        .values_list("pk", "listing__slug", *duplicates.COMPARED_COLUMNS)
    )
