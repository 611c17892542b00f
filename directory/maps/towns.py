"""The larger towns in a window, whose names stand on a map."""

import math
from dataclasses import dataclass

from directory.maps.window import Window
from directory.places import nearby

MAX_TOWNS = 16  # that are tried; about half of them find room for their name
MILES_A_DEGREE = 69.1  # of latitude


@dataclass(frozen=True)
class Town:
    """A town whose name stands on a map. is_big: the place that was asked for."""

    name: str
    latitude: float
    longitude: float
    is_big: bool = False


def towns_in(window: Window) -> list[Town]:
    """The most populous towns in a window, the largest first."""
    north = window.height / window.units_a_mile / 2 / MILES_A_DEGREE
    highest = min(abs(window.latitude) + north, 85)
    east = min(window.across / 2 / MILES_A_DEGREE / math.cos(math.radians(highest)), 179)
    found = nearby.towns_in(
        window.latitude - north,
        window.latitude + north,
        (window.longitude - east + 180) % 360 - 180,
        (window.longitude + east + 180) % 360 - 180,
        limit=MAX_TOWNS,
    )
    return [Town(place.label.rpartition(",")[0], place.latitude, place.longitude) for place in found]
