"""Distances on the globe: points, haversine, and bounding boxes."""

import math
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Q

EARTH_RADIUS_MILES = 3958.7613  # mean, 6371.0088 km (IUGG)


class Located(Protocol):
    """Anything with a latitude and a longitude in degrees, WGS 84: a Point, a place.Place."""

    @property
    def latitude(self) -> float: ...

    @property
    def longitude(self) -> float: ...


@dataclass(frozen=True)
class Point:
    """A position in degrees, WGS 84."""

    latitude: float
    longitude: float


def haversine_miles(a, b):
    """Great-circle distance.

    a, b     (latitude, longitude), degrees, WGS 84
    returns  statute miles, float, >= 0; within 0.5 % of the ellipsoid
    source   haversine formula with EARTH_RADIUS_MILES
    """
    (south, west), (north, east) = [map(math.radians, pair) for pair in (a, b)]
    chord = math.sin((north - south) / 2) ** 2
    chord += math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    return 2 * EARTH_RADIUS_MILES * math.asin(min(1, math.sqrt(chord)))


def unit_vector(latitude, longitude):
    """Degrees → (x, y, z) on the sphere of radius 1. Half the chord between two vectors is sin(angle / 2)."""
    north, east = math.radians(latitude), math.radians(longitude)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


def bounding_box(point, miles):
    """The smallest box of latitudes and longitudes that holds every position within `miles` of a Located.

    returns  (south, north, west, east), degrees. Where the box crosses the antimeridian, west > east, and a
             longitude is inside when it is >= west or <= east. A box around a pole holds every longitude.
    """
    angle = miles / EARTH_RADIUS_MILES
    slack = 1e-9  # degrees, a tenth of a millimeter: rounding must not lose a position on the edge
    reach = math.degrees(angle) + slack
    south, north = point.latitude - reach, point.latitude + reach
    if south <= -90 or north >= 90:
        return max(south, -90.0), min(north, 90.0), -180.0, 180.0
    aside = math.degrees(math.asin(math.sin(angle) / math.cos(math.radians(point.latitude)))) + slack
    west, east = point.longitude - aside, point.longitude + aside
    return south, north, west + 360 if west < -180 else west, east - 360 if east > 180 else east


def in_box(point, miles):
    """A Q for rows whose `latitude` and `longitude` lie in the bounding box of a Located and a distance."""
    south, north, west, east = bounding_box(point, miles)
    if west > east:  # across the antimeridian
        longitudes = Q(longitude__gte=west) | Q(longitude__lte=east)
    else:
        longitudes = Q(longitude__range=(west, east))
    return Q(latitude__range=(south, north)) & longitudes
