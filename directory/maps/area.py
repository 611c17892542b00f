"""The map of clinics: what the template components/area_map.html draws."""

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from django.utils.translation import gettext, ngettext

from directory.maps.base import Base
from directory.maps.marks import Label, Room, ring_label, spread, town_label
from directory.maps.shapes import Position
from directory.maps.towns import Town

MAX_REST = 200  # dots
MIN_LEAD = 4  # units that a mark must have moved to get a line to its point
MARK_REACH, DOT_REACH = 13, 6  # units from the middle of a mark, or of a dot, that nothing else may cover


@dataclass(frozen=True)
class Mark:
    """A clinic on a map.

    number         as on its card; 0 for none
    is_approximate its point is the middle of a ZIP code, or was given with two decimals at most
    """

    number: int
    name: str
    href: str
    latitude: float
    longitude: float
    is_approximate: bool = False


@dataclass(frozen=True)
class Frame:
    """What marks are put on: a size in units, the Base, and where a place in degrees lies (None: not on it).

    place_all  `place` of many: rows of (latitude, longitude) → rows of (x, y), NaN for those not on it
    rings  (miles, radius in units) around `middle`, the widest first
    units_a_mile  of the scale; 0 for a map without one
    key  of what is drawn under the marks, where it may be kept; None for a position that somebody typed
    """

    width: int
    height: int
    base: Base
    place: Callable[[float, float], Position | None]
    place_all: Callable[[np.ndarray], np.ndarray]
    middle: Position = (0, 0)
    rings: tuple[tuple[int, float], ...] = ()
    towns: tuple[Town, ...] = ()
    units_a_mile: float = 0
    key: Hashable = None


@dataclass(frozen=True)
class PlacedMark:
    """A Mark with its position, that of its point, and the `d` of a line between the two."""

    mark: Mark
    x: int
    y: int
    at: tuple[int, int]
    lead: str


@dataclass(frozen=True)
class AreaMap:
    """A map, ready for its template. Positions are whole units, y downward.

    dots       the `d` of the points of other results: a step of no length for each
    off_map    marks whose point does not lie on the map
    scale      (units, label) of the scale
    """

    frame: Frame
    marks: list[PlacedMark]
    dots: str
    labels: list[Label]
    ring_labels: list[Label]
    off_map: list[Mark] = field(default_factory=list)

    @property
    def is_list(self) -> bool:
        """True if the marks have numbers; False on the map of one clinic, which stands still."""
        return any(placed.mark.number for placed in self.marks)

    @property
    def has_approximate(self) -> bool:
        return any(placed.mark.is_approximate for placed in self.marks)

    @cached_property
    def scale(self) -> tuple[int, str] | None:
        """The width of the scale in units, and its miles in words; None for a map without one."""
        if not self.frame.units_a_mile:
            return None
        miles = _round_miles(self.frame.width / self.frame.units_a_mile / 4)
        text = ngettext("%(miles)s mile", "%(miles)s miles", miles) % {"miles": miles}
        return round(miles * self.frame.units_a_mile), text


def area_map(frame: Frame, marks: Sequence[Mark], rest: Sequence | np.ndarray = ()) -> AreaMap:
    """The AreaMap of a Frame.

    marks  in the order in which they may stay at their point
    rest   rows of (latitude, longitude) of the other results; those outside the map are left out
    """
    points = [frame.place(mark.latitude, mark.longitude) for mark in marks]
    on_map = [(mark, at) for mark, at in zip(marks, points, strict=True) if at and _is_inside(frame, at)]
    off_map = [mark for mark, at in zip(marks, points, strict=True) if not (at and _is_inside(frame, at))]
    shown = spread([at for _, at in on_map], frame.width, frame.height)
    placed = [
        PlacedMark(mark, round(x), round(y), (round(at[0]), round(at[1])), _lead(at, (x, y)))
        for (mark, at), (x, y) in zip(on_map, shown, strict=True)
    ]
    dots = _dots(frame, rest[:MAX_REST])
    room = Room(frame.width, frame.height)
    room.around(shown, MARK_REACH)
    if frame.units_a_mile:
        room.take((0, frame.height - 26, frame.width * 0.42, frame.height))  # the scale
    named = _named(frame, room, [town for town in frame.towns if town.is_big])  # may cover a dot, not a mark
    room.around(dots, DOT_REACH)
    ring_labels = [
        label
        for miles, radius in frame.rings
        if (label := ring_label(room, gettext("%(miles)s mi") % {"miles": miles}, frame.middle, radius))
    ]
    named += _named(frame, room, [town for town in frame.towns if not town.is_big])
    return AreaMap(
        frame=frame,
        marks=placed,
        dots="".join([f"M{round(x)} {round(y)}h0" for x, y in dots]),
        labels=named,
        ring_labels=ring_labels,
        off_map=off_map,
    )


def _named(frame, room, towns):
    labels = []
    for town in towns:
        at = frame.place(town.latitude, town.longitude)
        if at and (label := town_label(room, town.name, at, is_big=town.is_big)):
            labels.append(label)
    return labels


def _dots(frame, points):
    x, y = frame.place_all(np.asarray(points, float).reshape(-1, 2)).T
    is_inside = (x >= 0) & (x <= frame.width) & (y >= 0) & (y <= frame.height)
    return list(zip(x[is_inside].tolist(), y[is_inside].tolist(), strict=True))


def _is_inside(frame, position):
    x, y = position
    return 0 <= x <= frame.width and 0 <= y <= frame.height


def _lead(point, shown):
    if math.dist(point, shown) < MIN_LEAD:
        return ""
    (x, y), (sx, sy) = point, shown
    return f"M{x:.0f} {y:.0f}L{sx:.0f} {sy:.0f}"


def _round_miles(most):
    """The longest of 1, 2, 5, 10, 20, 50, … miles that is not longer."""
    ten = 10 ** math.floor(math.log10(max(most, 1)))
    return max(step * ten for step in (1, 2, 5) if step * ten <= max(most, 1))
