"""What is known of a ZIP code without the database: its point, its state and the towns that it serves.

From the package zipcodes, as the table of places is (gazetteer.py). The first question reads 42,000 codes,
which takes about a second; every other takes microseconds.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import zipcodes
from django.utils.translation import gettext as _

from directory.places.geometry import haversine_miles
from directory.places.resolve import place_key

NEARBY = 20  # miles from the nearest ZIP code of a town: beyond, an address in the town has another ZIP code
LARGE = 10  # ZIP codes: a town that is known far beyond its state


class Code(NamedTuple):
    """One ZIP code. `point` is in degrees, WGS 84, None where it is not known; `names` are towns, folded."""

    town: str  # as it stands on letters
    state: str
    point: tuple | None
    names: tuple


@dataclass(frozen=True)
class Contradiction:
    """A town or a state in which a ZIP code does not lie.

    place        what was stated, as in "Boston, MA"
    five         the ZIP code
    town, state  where it lies
    is_state     the states differ, which no suburb explains
    """

    place: str
    five: str
    town: str
    state: str
    is_state: bool

    @property
    def sentence(self):
        return _("ZIP code %(zip)s is in %(town)s, %(state)s, not in %(place)s.") % {
            "zip": self.five,
            "town": self.town,
            "state": self.state,
            "place": self.place,
        }


def zip_point(five):
    """(latitude, longitude) of the middle of a ZIP code, degrees; None where it is not known."""
    found = _codes().get(five)
    return found and found.point


def states_of(five):
    """The codes of the states in which a ZIP code lies: its own, else those with its first three digits."""
    code = _codes().get(five)
    return {code.state} if code else _states().get(five[:3], set())


def miles_from_town(point, town, state):
    """Miles from a point, in degrees, to the nearest ZIP code of a town; None where the town is not known."""
    here = _towns().get(place_key(town), {}).get(state, ())
    return min((haversine_miles(point, one) for one in here), default=None)


def town_against_zip(town, state, zip_code):
    """Whether an address contradicts itself, as "Boston", "MA", "80202" does.

    town, state  as they are stated; each may be ""
    zip_code     five digits, or five and four
    returns      Contradiction, or None where nothing speaks against it. Nothing does where the Postal Service
                 knows the name for the ZIP code, recommended or not; where a town of that name in the same
                 state has a ZIP code within NEARBY miles (a suburb); where no large town has the name (a
                 neighborhood); and where the ZIP code is not known.
    """
    five = zip_code[:5]
    code = _codes().get(five)
    if code is None:
        return None
    place = ", ".join(part for part in (town, state) if part)
    if state and state != code.state:
        return Contradiction(place, five, code.town, code.state, is_state=True)
    name = place_key(town)
    if not name or name in code.names or code.point is None:
        return None
    miles = miles_from_town(code.point, town, code.state)
    if miles is None:
        far = any(len(points) >= LARGE for points in _towns().get(name, {}).values())
    else:
        far = miles > NEARBY
    return Contradiction(place, five, code.town, code.state, is_state=False) if far else None


@cache
def _codes():
    folded = cache(place_key)
    return {
        code["zip_code"]: Code(
            code["city"],
            code["state"],
            _point(code),
            tuple({folded(name) for name in _names(code)}),
        )
        for code in zipcodes.list_all()
    }


def _names(code):
    return code["city"], *code["acceptable_cities"], *code["unacceptable_cities"]


def _point(code):
    point = float(code["lat"]), float(code["long"])
    return None if point == (0.0, 0.0) else point


@cache
def _states():
    """First three digits → states."""
    states = defaultdict(set)
    for five, code in _codes().items():
        states[five[:3]].add(code.state)
    return dict(states)


@cache
def _towns():
    """Folded name → state → the points of the ZIP codes that carry it."""
    towns = defaultdict(lambda: defaultdict(list))
    for code in _codes().values():
        if code.point:
            for name in code.names:
                towns[name][code.state].append(code.point)
    return towns


FAR = 50  # miles from its ZIP code: the point is not trusted


def miles_apart(given, center):
    """Miles, if the two are more than FAR apart; else None."""
    if given is None or center is None:
        return None
    miles = haversine_miles(given, center)
    return miles if miles > FAR else None
