"""Whether a place was read as a case of tests/search/cases/places.csv expects, by its column `expected`.

    39.74,-104.99~15           a point; the answer's point lies at most so many miles from it
    covers:41.88,-87.63;42,-88 these points lie inside the searched circle
    state:CO                   the whole state
    choices:IL,MA,MO           it is asked which one: at least a place in each of these states is offered
    suggests:Denver, CO        nothing was searched, and this place is suggested
    nothing                    nothing was searched, or the text narrowed nothing
    near me                    the question where the reader stands
    words:route=iv             read as search words: expected_words.py
    help                       the help box comes first

Separated by a space: all of it. By " | ": answers of which each is right.
"""

import re
from dataclasses import dataclass

from directory.places.geometry import haversine_miles

POINT = re.compile(r"(-?[\d.]+),(-?[\d.]+)(?:~(\d+))?")
SLACK = 1  # mile: towns have no exact middle


@dataclass(frozen=True)
class Answer:
    """How the search read a place.

    point     (latitude, longitude) of the middle of the search, or None
    miles     searched around it
    state     code of the state, if the whole state was searched
    choices   labels of the places to choose from
    suggested labels of places spelled like it
    is_near_me  True if it was read as the place where the reader stands
    asks_for_help
    """

    point: tuple[float, float] | None = None
    miles: int = 0
    state: str = ""
    choices: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()
    is_near_me: bool = False
    asks_for_help: bool = False

    @property
    def searched(self) -> bool:
        return self.point is not None or bool(self.state)

    def is_right(self, expected: str) -> bool:
        return any(self._meets(one.strip()) for one in expected.split(" | "))

    def _meets(self, alternative):
        if alternative.startswith("words:"):
            return False  # cases.py reads it
        if alternative.startswith("suggests:"):
            return not self.searched and alternative.removeprefix("suggests:") in self.suggested
        if alternative == "near me":
            return self.is_near_me and not self.searched
        return all(self._has(part) for part in alternative.split())

    def _has(self, part):
        kind, _, value = part.partition(":")
        if kind == "covers":
            return all(self._reaches(point) for point in value.split(";"))
        if kind == "state":
            return self.state == value
        if kind == "choices":
            offered = {label.rpartition(", ")[2] for label in self.choices}
            return not self.searched and set(value.split(",")) <= offered
        if kind == "nothing":
            return not self.searched
        if kind == "help":
            return self.asks_for_help
        return self._is_at(part)

    def _is_at(self, part):
        latitude, longitude, miles = POINT.fullmatch(part).groups()
        there = float(latitude), float(longitude)
        return self.point is not None and haversine_miles(self.point, there) <= int(miles)

    def _reaches(self, point):
        there = tuple(map(float, point.split(",")))
        return self.point is not None and haversine_miles(self.point, there) <= self.miles + SLACK


def answer_of(results, asks_for_help: bool) -> Answer:
    """The Answer of Results."""
    place = results.place
    point = (place.point.latitude, place.point.longitude) if place.point else None
    return Answer(
        point=point,
        miles=place.miles,
        state=place.state.state if place.state else "",
        choices=tuple(town.label for town in place.towns),
        suggested=tuple(place.suggestions),
        is_near_me=place.near_me,
        asks_for_help=asks_for_help,
    )
