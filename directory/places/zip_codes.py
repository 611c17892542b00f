"""ZIP codes: the point, the state and every town name that the Postal Service knows for one.

The data are from the package zipcodes, which gazetteer.bin is made from too. The first call reads 42,000
ZIP codes, which takes about a second; every later call takes microseconds.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import zipcodes
from django.utils.translation import gettext as _

from directory.places.geometry import haversine_miles
from directory.places.names import place_key

SUBURB_MILES = 20  # from the nearest ZIP code of a town: farther away, an address in the town has another one
LARGE_TOWN_ZIP_CODES = 10  # a town with as many is known far beyond its state
FAR_MILES = 50  # a point farther than this from its ZIP code is not trusted


class ZipCode(NamedTuple):
    """One ZIP code.

    town   the name to write in a postal address
    point  (latitude, longitude) in degrees, WGS 84; None where the source does not know it
    names  keys of every town name that the Postal Service knows for the ZIP code, recommended or not
    """

    town: str
    state: str
    point: tuple[float, float] | None
    names: tuple[str, ...]


@dataclass(frozen=True)
class ZipMismatch:
    """A contradiction: a ZIP code and a town or state in which it does not lie.

    place        the place stated, as in "Boston, MA"
    five         the ZIP code
    town, state  where the ZIP code lies
    is_state     True if the states differ, which no suburb explains
    """

    place: str
    five: str
    town: str
    state: str
    is_state: bool

    @property
    def sentence(self) -> str:
        return _("ZIP code %(zip)s is in %(town)s, %(state)s, not in %(place)s.") % {
            "zip": self.five,
            "town": self.town,
            "state": self.state,
            "place": self.place,
        }


def zip_point(five: str) -> tuple[float, float] | None:
    """(latitude, longitude) of the middle of a ZIP code, degrees; None where it is not known."""
    zip_code = _zip_codes().get(five)
    return zip_code and zip_code.point


def states_of_zip(five: str) -> set[str]:
    """The codes of the states in which a ZIP code lies: its own, else those with its first three digits."""
    zip_code = _zip_codes().get(five)
    return {zip_code.state} if zip_code else _states_by_prefix().get(five[:3], set())


def miles_from_town(point, town: str, state: str) -> float | None:
    """Miles from a (latitude, longitude) to the nearest ZIP code of a town; None for an unknown town."""
    centers = _points_by_town().get(place_key(town), {}).get(state, ())
    return min((haversine_miles(point, center) for center in centers), default=None)


def miles_if_far(point, center) -> float | None:
    """Miles between two (latitude, longitude); None if at most FAR_MILES, or if one point is None."""
    if point is None or center is None:
        return None
    miles = haversine_miles(point, center)
    return miles if miles > FAR_MILES else None


def zip_mismatch(town: str, state: str, zip_code: str) -> ZipMismatch | None:
    """The contradiction between an address and its ZIP code, as in "Boston", "MA", "80202"; None if none.

    town, state  as they are stated; each may be ""
    zip_code     five digits, or five and four

    No mismatch where the Postal Service knows the name for the ZIP code, recommended or not; where a town of
    that name in the same state has a ZIP code within SUBURB_MILES (a suburb); where no large town has the
    name (a neighborhood); and where the ZIP code is not known.
    """
    five = zip_code[:5]
    known = _zip_codes().get(five)
    if known is None:
        return None
    place = ", ".join(part for part in (town, state) if part)
    if state and state != known.state:
        return ZipMismatch(place, five, known.town, known.state, is_state=True)
    key = place_key(town)
    if not key or key in known.names or known.point is None:
        return None
    miles = miles_from_town(known.point, town, known.state)
    if miles is None:
        is_far = any(
            len(points) >= LARGE_TOWN_ZIP_CODES for points in _points_by_town().get(key, {}).values()
        )
    else:
        is_far = miles > SUBURB_MILES
    return ZipMismatch(place, five, known.town, known.state, is_state=False) if is_far else None


@cache
def _zip_codes():
    """Five digits → ZipCode."""
    key = cache(place_key)
    return {
        record["zip_code"]: ZipCode(
            record["city"],
            record["state"],
            _point(record),
            tuple({key(name) for name in _names(record)}),
        )
        for record in zipcodes.list_all()
    }


def _names(record):
    return record["city"], *record["acceptable_cities"], *record["unacceptable_cities"]


def _point(record):
    point = float(record["lat"]), float(record["long"])
    return None if point == (0.0, 0.0) else point


@cache
def _states_by_prefix():
    """First three digits → states."""
    states = defaultdict(set)
    for five, zip_code in _zip_codes().items():
        states[five[:3]].add(zip_code.state)
    return dict(states)


@cache
def _points_by_town():
    """Key of a town name → state → the points of the ZIP codes that carry the name."""
    points = defaultdict(lambda: defaultdict(list))
    for zip_code in _zip_codes().values():
        if zip_code.point:
            for key in zip_code.names:
                points[key][zip_code.state].append(zip_code.point)
    return points
