"""The frames of our maps: around a place, of a state, of the country, of a listing."""

import math
from dataclasses import replace
from functools import cache, lru_cache

from directory.maps import albers
from directory.maps.area import Frame
from directory.maps.base import Base, cached_base, country_base, draw_base
from directory.maps.lines import lines
from directory.maps.towns import Town, towns_in
from directory.maps.window import Window
from directory.places.geometry import EARTH_RADIUS_MILES

WIDTH, HEIGHT = 328, 400  # units; on a phone of 360 px and beside a list as many pixels
LISTING_HEIGHT, LISTING_MILES, LISTING_RING = 190, 26, 5
MAX_KEPT = 256  # frames around a place, of some 12 kB
MIN_MILES = 4  # from the middle to a ring
ACROSS = 2.6  # widths of the map in the radius of its ring
INNER_RINGS = {10: 5, 25: 10, 50: 25, 100: 50, 250: 100, 500: 250}  # miles asked → miles of a second ring
MARGIN, LEAST_HEIGHT, MOST_HEIGHT = 14, 200, 420  # units, of the map of a state

FIPS = {
    **{"AL": 1, "AK": 2, "AZ": 4, "AR": 5, "CA": 6, "CO": 8, "CT": 9, "DE": 10, "DC": 11, "FL": 12, "GA": 13},
    **{"HI": 15, "ID": 16, "IL": 17, "IN": 18, "IA": 19, "KS": 20, "KY": 21, "LA": 22, "ME": 23, "MD": 24},
    **{"MA": 25, "MI": 26, "MN": 27, "MS": 28, "MO": 29, "MT": 30, "NE": 31, "NV": 32, "NH": 33, "NJ": 34},
    **{"NM": 35, "NY": 36, "NC": 37, "ND": 38, "OH": 39, "OK": 40, "OR": 41, "PA": 42, "RI": 44, "SC": 45},
    **{"SD": 46, "TN": 47, "TX": 48, "UT": 49, "VT": 50, "VA": 51, "WA": 53, "WV": 54, "WI": 55, "WY": 56},
    **{"AS": 60, "GU": 66, "MP": 69, "PR": 72, "VI": 78},
}


def around(
    latitude: float, longitude: float, miles: float, *, ring: int, town: str, is_town: bool, is_public: bool
) -> Frame:
    """The Frame of the surroundings of a place.

    miles      that the map shows at least to each side
    ring       miles of the search
    town       name of the town that the place is, or lies in; "" for another place
    is_town    True if the place is the town itself
    is_public  True for a place of the gazetteer. The lines around a position that somebody typed, or stands
               at, are not kept in memory.
    """
    place = latitude, longitude, miles, ring, town, is_town
    return kept_surroundings(*place) if is_public else _surroundings(*place)


def _surroundings(latitude, longitude, miles, ring, town, is_town):
    window = Window(latitude, longitude, round(max(miles, MIN_MILES) * ACROSS, 1), WIDTH, HEIGHT)
    towns = _towns(window, town)
    if is_town and not any(one.is_big for one in towns):
        towns.insert(0, Town(town, latitude, longitude, is_big=True))
    return _frame(window, draw_base(window), towns, [ring, INNER_RINGS.get(ring)])


@lru_cache(maxsize=MAX_KEPT)
def kept_surroundings(*place) -> Frame:
    """What around() returns for a place of the gazetteer."""
    return replace(_surroundings(*place), key=place)


def of_listing(latitude: float, longitude: float, *, town: str) -> Frame:
    """The Frame of the surroundings of one clinic, with the name of its town."""
    window = Window(latitude, longitude, LISTING_MILES, WIDTH, LISTING_HEIGHT)
    return _frame(window, cached_base(window), _towns(window, town), [LISTING_RING])


@cache
def of_state(code: str) -> Frame:
    """The Frame of a state or territory, by its code."""
    window = state_window(code)
    return replace(_frame(window, draw_base(window, FIPS[code]), towns_in(window)), key=code)


@cache
def of_country() -> Frame:
    """The Frame of the country, without the territories."""
    unit = WIDTH / albers.WIDTH

    def place(latitude, longitude):
        at = albers.project(latitude, longitude)
        return at and (at[0] * unit, at[1] * unit)

    def place_all(points):
        return albers.project_all(points) * unit

    return Frame(WIDTH, round(albers.HEIGHT * unit), country_base(unit), place, place_all, key="US")


def _towns(window, asked):
    """The larger towns of a window; `asked` is the name of the one that stands out."""
    return [replace(town, is_big=town.name == asked) for town in towns_in(window)]


def _frame(window: Window, base: Base, towns: list[Town], rings=()) -> Frame:
    return Frame(
        window.width,
        window.height,
        base,
        window.place,
        window.place_all,
        middle=(window.width / 2, window.height / 2),
        rings=tuple((miles, miles * window.units_a_mile) for miles in rings if miles),
        towns=tuple(towns),
        units_a_mile=window.units_a_mile,
    )


@cache
def state_window(code: str) -> Window:
    """The Window that a state fills."""
    vectors = list(_outline(code))
    middle = [sum(axis) for axis in zip(*vectors, strict=True)]
    latitude = math.degrees(math.atan2(middle[2], math.hypot(*middle[:2])))
    longitude = math.degrees(math.atan2(middle[1], middle[0]))
    for _ in range(3):  # the middle of the outline, then of its box, as it is seen from there
        window = Window(latitude, longitude, WIDTH, WIDTH, WIDTH)  # a unit is a mile
        x, y = zip(*window.project(vectors), strict=True)
        wide, tall = max(x) - min(x), max(y) - min(y)
        east, south = (min(x) + max(x) - WIDTH) / 2, (min(y) + max(y) - WIDTH) / 2
        latitude, longitude = _beside(window, east, south)
    unit = min((WIDTH - 2 * MARGIN) / wide, (MOST_HEIGHT - 2 * MARGIN) / tall)
    height = min(max(LEAST_HEIGHT, math.ceil(tall * unit + 2 * MARGIN)), MOST_HEIGHT)
    return Window(latitude, longitude, WIDTH / unit, WIDTH, height)


def _outline(code):
    """The vectors of a state's outline; of Hawaii that of the islands where people live."""
    atlas = lines()
    for ring in atlas.rings[FIPS[code]]:
        vectors = [vector for number in ring for vector in atlas.vectors(max(number, ~number))]
        if code != "HI" or math.degrees(math.atan2(vectors[0][1], vectors[0][0])) > -161:
            yield from vectors


def _beside(window, x, y):
    """(latitude, longitude) of the place that lies so many miles east and south of the middle of a Window."""
    distance = math.hypot(x, y) or 1e-9
    angle = 2 * math.asin(distance / (2 * EARTH_RADIUS_MILES))
    north = math.radians(window.latitude)
    latitude = math.asin(math.cos(angle) * math.sin(north) - y * math.sin(angle) * math.cos(north) / distance)
    east = math.atan2(
        x * math.sin(angle),
        distance * math.cos(north) * math.cos(angle) + y * math.sin(north) * math.sin(angle),
    )
    return math.degrees(latitude), (window.longitude + math.degrees(east) + 180) % 360 - 180
