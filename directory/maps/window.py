"""The window of a map with north up: which part of the earth it shows, and where in it a position lies."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from directory.maps.lines import Vector, vector
from directory.maps.shapes import Box, Position
from directory.places.geometry import EARTH_RADIUS_MILES

KM_A_MILE = 1.609344
RIM = 3  # units around the window in which lines go on, so that no end shows


@dataclass(frozen=True)
class Window:
    """A part of the earth, in the equal-area projection of Lambert around its middle.

    latitude, longitude  of the middle, degrees
    across               miles from the left edge to the right one
    width, height        in units of the SVG
    """

    latitude: float
    longitude: float
    across: float
    width: int
    height: int

    @property
    def units_a_mile(self) -> float:
        return self.width / self.across

    @property
    def box(self) -> Box:
        return (-RIM, -RIM, self.width + RIM, self.height + RIM)

    @property
    def reach(self) -> float:
        """Miles from the middle to a corner, and a little more."""
        return math.hypot(self.width, self.height) / 2 / self.units_a_mile * 1.02 + 1

    @property
    def least_km2(self) -> float:
        """The area of a square unit: a bend of a line that is smaller is not seen."""
        return (KM_A_MILE / self.units_a_mile) ** 2

    @cached_property
    def center(self) -> Vector:
        return vector(self.latitude, self.longitude)

    @cached_property
    def project(self) -> Callable[[Iterable[Vector]], list[Position]]:
        """A function that takes vectors (lines.vector) and returns their positions."""
        cx, cy, cz = self.center
        longitude, latitude = math.radians(self.longitude), math.radians(self.latitude)
        ex, ey = -math.sin(longitude), math.cos(longitude)
        nx, ny = -math.sin(latitude) * math.cos(longitude), -math.sin(latitude) * math.sin(longitude)
        nz = math.cos(latitude)
        size = EARTH_RADIUS_MILES * self.units_a_mile * math.sqrt(2)
        middle_x, middle_y, root = self.width / 2, self.height / 2, math.sqrt

        def project(vectors):
            positions = []
            for x, y, z in vectors:
                # 1e-9: the point on the other side of the earth has no place
                k = size / root(max(1 + x * cx + y * cy + z * cz, 1e-9))
                east, north = x * ex + y * ey, x * nx + y * ny + z * nz
                positions.append((middle_x + k * east, middle_y - k * north))
            return positions

        return project

    def place(self, latitude: float, longitude: float) -> Position:
        """The position of a place in degrees, which may lie outside the window."""
        return self.project([vector(latitude, longitude)])[0]

    def place_all(self, points: np.ndarray) -> np.ndarray:
        """The position (x, y) of each (latitude, longitude), as place() gives it."""
        north, east = np.radians(points).T
        vectors = np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], 1)
        longitude, latitude = math.radians(self.longitude), math.radians(self.latitude)
        to_east = np.array([-math.sin(longitude), math.cos(longitude), 0])
        to_north = np.array(
            [
                -math.sin(latitude) * math.cos(longitude),
                -math.sin(latitude) * math.sin(longitude),
                math.cos(latitude),
            ]
        )
        size = EARTH_RADIUS_MILES * self.units_a_mile * math.sqrt(2)
        k = size / np.sqrt(np.maximum(1 + vectors @ np.array(self.center), 1e-9))
        return np.stack(
            [self.width / 2 + k * (vectors @ to_east), self.height / 2 - k * (vectors @ to_north)], 1
        )

    def holds(self, position: Position, margin: float = 0) -> bool:
        """True if a position lies inside, at least `margin` units from each edge."""
        x, y = position
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin
