"""The projection of the country's map: d3's geoAlbersUsa, in the frame of us-atlas (975 by 610 units).

Three conic equal-area projections: the lower 48 states, Alaska at 35 % of their scale, and Hawaii. Each has
its own window; what lies in none of them, such as Puerto Rico, has no place on the map.
Source: d3-geo 3, albersUsa.js and conicEqualArea.js.
"""

import math

import numpy as np

WIDTH, HEIGHT = 975, 610
SCALE, ACROSS, DOWN = 1300, 487.5, 305

Position = tuple[float, float]


class Conic:
    """A conic equal-area projection with one window, as d3 sets them up.

    parallels  the two latitudes without distortion
    rotate     degrees that are added to a longitude
    center     (longitude after that, latitude) of the position that lies `at`
    at         (x, y) in parts of SCALE, from the middle of the frame
    window     (left, top, right, bottom) in the same measure
    """

    def __init__(self, parallels, rotate, center, at, window, shrink=1.0):
        low, high = (math.sin(math.radians(degrees)) for degrees in parallels)
        self._n = (low + high) / 2
        self._c = 1 + low * (2 * self._n - low)
        self._r = math.sqrt(self._c) / self._n
        self._rotate, self._k = rotate, SCALE * shrink
        x, y = self._raw(*map(math.radians, center))
        self._x, self._y = ACROSS + at[0] * SCALE - self._k * x, DOWN + at[1] * SCALE + self._k * y
        left, top, right, bottom = window
        self._window = (
            *(ACROSS + left * SCALE, DOWN + top * SCALE),
            *(ACROSS + right * SCALE, DOWN + bottom * SCALE),
        )

    def _raw(self, east, north):
        reach = math.sqrt(self._c - 2 * self._n * math.sin(north)) / self._n
        return reach * math.sin(east * self._n), self._r - reach * math.cos(east * self._n)

    def __call__(self, latitude: float, longitude: float) -> Position | None:
        """(x, y) of a position in degrees; None outside the window."""
        east = (longitude + self._rotate + 180) % 360 - 180
        x, y = self._raw(math.radians(east), math.radians(latitude))
        x, y = self._x + self._k * x, self._y - self._k * y
        left, top, right, bottom = self._window
        return (x, y) if left <= x <= right and top <= y <= bottom else None

    def place_all(self, points: np.ndarray) -> np.ndarray:
        """(x, y) of each (latitude, longitude); NaN outside the window."""
        east = np.radians((points[:, 1] + self._rotate + 180) % 360 - 180) * self._n
        reach = np.sqrt(self._c - 2 * self._n * np.sin(np.radians(points[:, 0]))) / self._n
        x = self._x + self._k * reach * np.sin(east)
        y = self._y - self._k * (self._r - reach * np.cos(east))
        left, top, right, bottom = self._window
        is_inside = (left <= x) & (x <= right) & (top <= y) & (y <= bottom)
        return np.where(is_inside, [x, y], np.nan).T


EPSILON = 1e-6
LOWER_48 = Conic((29.5, 45.5), 96, (-0.6, 38.7), (0, 0), (-0.455, -0.238, 0.455, 0.238))
ALASKA = Conic(
    *((55, 65), 154, (-2, 58.5), (-0.307, 0.201)),
    (-0.425 + EPSILON, 0.120 + EPSILON, -0.214 - EPSILON, 0.234 - EPSILON),
    shrink=0.35,
)
HAWAII = Conic(
    *((8, 18), 157, (-3, 19.9), (-0.205, 0.212)),
    (-0.214 + EPSILON, 0.166 + EPSILON, -0.115 - EPSILON, 0.234 - EPSILON),
)
PARTS = (LOWER_48, ALASKA, HAWAII)


def project(latitude: float, longitude: float) -> Position | None:
    """(x, y) of a position in degrees on the country's map, y downward; None where it lies outside."""
    return next((at for at in (part(latitude, longitude) for part in PARTS) if at), None)


def project_all(points: np.ndarray) -> np.ndarray:
    """(x, y) of each (latitude, longitude), as project() gives it; NaN where it lies outside."""
    positions = np.full(points.shape, np.nan)
    for part in reversed(PARTS):
        placed = part.place_all(points)
        positions = np.where(np.isnan(placed), positions, placed)
    return positions
