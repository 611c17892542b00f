"""What stands under the marks of a map: land and water, the lines of counties and states."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from directory.maps import albers
from directory.maps.lines import ABROAD, COUNTY, LAND, STATE, Lines, Vector, degrees, lines, weight_of
from directory.maps.shapes import TENTH, area_path, line_path, pieces_inside, ring_inside
from directory.maps.window import Window
from directory.places.geometry import EARTH_RADIUS_MILES

MAX_COUNTY_MILES = 700  # across; in a wider window the counties are too small to be seen
COUNTRY_KM2 = 400  # a bend that is smaller is not seen on the map of the country
COUNTRY_PART = 0.25  # units in one unit of its paths
MANY_ARCS, WIDE = (
    30,
    0.06,
)  # a ring of fewer arcs is an island of less than 240 miles, as a chord of the earth


@dataclass(frozen=True)
class Base:
    """The `d` of paths in parts of a unit.

    land     the United States, whose outline is also the shore; "" where all is water
    abroad   other countries
    chosen   the state that the map is of, or ""
    county, state  lines
    part     units in one unit of the paths
    """

    land: str
    abroad: str = ""
    chosen: str = ""
    county: str = ""
    state: str = ""
    part: float = TENTH


@lru_cache(maxsize=256)
def cached_base(window: Window, chosen: int = 0) -> Base:
    """draw_base(), of one of the last 256 windows. Not for a position that somebody typed or stands at."""
    return draw_base(window, chosen)


def draw_base(window: Window, chosen: int = 0) -> Base:
    """The Base of a Window.

    chosen  FIPS number of the state that the map is of, whose counties alone are drawn; or 0
    """
    atlas = lines()
    by_kind: dict[int, list] = {COUNTY: [], STATE: []}
    least = _least(window)
    if window.across > MAX_COUNTY_MILES:
        del by_kind[COUNTY]
    box, project = window.box, window.project
    near = [
        number
        for number in _near(atlas, window)
        if (kind := atlas.kinds[number]) in by_kind
        and not (chosen and kind == COUNTY and atlas.states[number] != chosen)
    ]
    for kind, line in _joined(atlas, near, least):
        by_kind[kind] += pieces_inside(project(line), box)
    return Base(
        land=_area(atlas, LAND, window),
        abroad=_area(atlas, ABROAD, window),
        chosen=_area(atlas, chosen, window) if chosen else "",
        county=line_path(by_kind.get(COUNTY, ())),
        state=line_path(by_kind[STATE]),
    )


@cache
def country_base(unit: float) -> Base:
    """The Base of the country's map (albers.py), without counties. unit: one unit of albers.py, in ours."""
    atlas = lines()
    least = weight_of(COUNTRY_KM2)

    def drawn(line):
        points = [albers.project(*degrees(point)) for point in line]
        return [(x * unit, y * unit) for x, y in filter(None, points)]

    def ring(numbers):
        return drawn(
            point
            for number in numbers
            for point in list(atlas.vectors(max(number, ~number), least))[:: 1 if number >= 0 else -1]
        )

    numbers = [number for number, kind in enumerate(atlas.kinds) if kind == STATE]
    states = (drawn(line) for _, line in _joined(atlas, numbers, least))
    return Base(
        land=area_path((ring(numbers) for numbers in atlas.rings[LAND]), COUNTRY_PART),
        state=line_path(filter(None, states), COUNTRY_PART),
        part=COUNTRY_PART,
    )


def _joined(atlas: Lines, numbers: Iterable[int], least: int) -> Iterator[tuple[int, list[Vector]]]:
    """(kind, points) of lines: arcs that go on in one another are one. The two ends of a line always stay."""
    line, last = [], -1
    for number in [*numbers, -1]:
        goes_on = number >= 0 and atlas.joined[number] and number == last + 1
        if line and not goes_on:
            end = atlas.starts[last + 1] - 1
            yield atlas.kinds[last], [*line, (atlas.x[end], atlas.y[end], atlas.z[end])]
        if number < 0:
            return
        if not goes_on:
            start = atlas.starts[number]
            line = [(atlas.x[start], atlas.y[start], atlas.z[start])]
        line += atlas.vectors(number, least)
        last = number


def _least(window):
    """The weight of the points that a window needs; 0 for all, which are those of 4 km² and more."""
    return weight_of(window.least_km2) if window.least_km2 > 4 else 0


def _near(atlas: Lines, window: Window) -> Iterable[int]:
    """The arcs in the cells that a window may show."""
    reach = math.degrees(window.reach / EARTH_RADIUS_MILES)
    south, north = math.floor(window.latitude - reach), math.floor(window.latitude + reach)
    narrowest = math.cos(math.radians(min(abs(window.latitude) + reach, 85)))
    wide = min(reach / narrowest, 180)
    west, east = math.floor(window.longitude - wide), math.floor(window.longitude + wide)
    found = set()
    for column in range(west, min(east, west + 359) + 1):
        column = (column + 180) % 360 - 180
        for row in range(south, north + 1):
            found.update(atlas.cells.get((row, column), ()))
    return sorted(found)


def _area(atlas: Lines, owner: int, window: Window) -> str:
    """The `d` of the land of an owner in a window.

    An arc that does not come near the window is drawn as one step from its start to its end: both lie in one
    circle outside, so the area inside stays what it is.
    """
    least, project, center = _least(window), window.project, window.center
    reach = 2 * math.sin(window.reach / EARTH_RADIUS_MILES / 2)  # as a chord
    shapes = []
    for ring in atlas.rings.get(owner, ()):
        # Only a ring of many arcs has windows inside with no arc near: the circles of a small one cover it.
        vectors, is_near = [], len(ring) > MANY_ARCS
        for number in ring:
            arc = number if number >= 0 else ~number
            middle, radius = atlas.cap(arc)
            if math.dist(middle, center) > reach + radius:
                start, stop = atlas.starts[arc], atlas.starts[arc + 1] - 1
                points = [(atlas.x[at], atlas.y[at], atlas.z[at]) for at in (start, stop)]
            else:
                points, is_near = list(atlas.vectors(arc, least)), True
            vectors += points if number >= 0 else points[::-1]
        if is_near and (shape := ring_inside(project(vectors), window.box)):
            shapes.append(shape)
    return area_path(shapes)
