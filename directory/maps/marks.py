"""Where marks, names of towns and miles of rings stand on a map, so that none covers another. Pure."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from directory.maps.shapes import Box, Position

APART = 28  # units between the middles of two marks: 24 px and more where 328 units are at least 282 px wide
EDGE = 14  # units from the middle of a mark to the edge of the map
STEP = 7  # units between the positions that are tried for a mark
REACH = 540  # units in which they lie: farther than one corner of a map from another
LABEL_SIZE, BIG_LABEL_SIZE = 12, 13


def spread(points: Sequence[Position], width: float, height: float) -> list[Position]:
    """Positions for marks, each as near to its point as can be, and no two nearer than APART to each other.

    A mark with room around it stays where it is. Of a cluster the first one stays, and the others move aside.
    All lie at least EDGE inside the map. Fits 40 marks into 328 by 190 units.
    """
    wanted = [(_between(x, EDGE, width - EDGE), _between(y, EDGE, height - EDGE)) for x, y in points]
    x, y = np.array(wanted).reshape(-1, 2).T
    near = np.hypot(x[:, None] - x, y[:, None] - y) < APART
    crowded = (near.sum(axis=1) > 1).tolist()
    shown: dict[int, Position] = {}
    for at in sorted(range(len(wanted)), key=lambda at: (crowded[at], at)):
        shown[at] = _free_spot(wanted[at], list(shown.values()), width, height)
    return [shown[at] for at in range(len(wanted))]


def _between(value, least, most):
    return min(max(value, least), most)


def _free_spot(point, taken, width, height) -> Position:
    """The spot nearest to a point that is APART from those taken."""
    x, y = point
    right, bottom, least = width - EDGE, height - EDGE, APART**2 - 1e-6
    # The nearest ones are in the way most times; farther than a spot and APART together is nobody.
    near = sorted([(math.hypot(tx - x, ty - y) - APART - 1, tx, ty) for tx, ty in taken])
    ax = ay = -math.inf  # what was in the way of the spot before
    for dx, dy, distance in _offsets():
        sx, sy = x + dx, y + dy
        if (sx - ax) ** 2 + (sy - ay) ** 2 < least or not (EDGE <= sx <= right and EDGE <= sy <= bottom):
            continue
        for nearest, tx, ty in near:
            if nearest > distance:
                return sx, sy
            if (sx - tx) ** 2 + (sy - ty) ** 2 < least:
                ax, ay = tx, ty
                break
        else:
            return sx, sy
    raise ValueError(f"no room for {len(taken) + 1} marks on a map of {width} by {height}")


@cache
def _offsets():
    """Steps to the positions of a honeycomb, and their length, the nearest first."""
    rows = round(REACH / STEP)
    tall = STEP * math.sqrt(3) / 2
    steps = [
        ((column + row % 2 / 2) * STEP, row * tall)
        for row in range(-rows, rows + 1)
        for column in range(-rows, rows + 1)
    ]
    steps = [(x, y, math.hypot(x, y)) for x, y in steps]
    return sorted((step for step in steps if step[2] <= REACH), key=lambda step: step[2])


@dataclass(frozen=True)
class Label:
    """A word on the map. anchor: `start`, `middle` or `end`. dot: the position that it names, or None."""

    text: str
    x: int
    y: int
    anchor: str
    dot: tuple[int, int] | None = None
    is_big: bool = False


class Room:
    """The boxes of a map that are taken."""

    def __init__(self, width: float, height: float):
        self.width, self.height = width, height
        self._taken: list[Box] = []

    def take(self, box: Box) -> None:
        self._taken.append(box)

    def is_free(self, box: Box) -> bool:
        left, top, right, bottom = box
        if left < 2 or top < 1 or right > self.width - 2 or bottom > self.height - 1:
            return False
        return not any(a < right and left < c and b < bottom and top < d for a, b, c, d in self._taken)

    def around(self, positions: Iterable[Position], reach: float) -> None:
        """Take a square around each position."""
        for x, y in positions:
            self.take((x - reach, y - reach, x + reach, y + reach))


def town_label(room: Room, name: str, position: Position, *, is_big: bool = False) -> Label | None:
    """The Label of a town, and takes its room; None where none is free. is_big: it is the place asked for."""
    x, y = position
    dot = (x - 3, y - 3, x + 3, y + 3)
    if not (4 <= x <= room.width - 4 and 4 <= y <= room.height - 4):
        return None
    if not is_big and not room.is_free(dot):
        return None
    for anchor, tx, ty, box in _label_spots(x, y, name, is_big):
        if room.is_free(box):
            room.take(box)
            room.take(dot)
            return Label(name, round(tx), round(ty), anchor, (round(x), round(y)), is_big)
    return None


def _label_spots(x, y, name, is_big):
    size = BIG_LABEL_SIZE if is_big else LABEL_SIZE
    wide = len(name) * size * (0.65 if is_big else 0.6)
    yield "start", x + 6, y + 4, (x + 5, y - 7, x + 7 + wide, y + 8)
    yield "end", x - 6, y + 4, (x - 7 - wide, y - 7, x - 5, y + 8)
    yield "middle", x, y - 7, (x - wide / 2, y - 18, x + wide / 2, y - 5)
    yield "middle", x, y + 16, (x - wide / 2, y + 6, x + wide / 2, y + 20)
    if is_big:  # the marks of a town often stand around its dot
        for dx, dy in ((0, -22), (22, -18), (-22, -18), (0, 30), (24, 28), (-24, 28), (0, -36), (0, 44)):
            yield "middle", x + dx, y + dy, (x + dx - wide / 2, y + dy - 11, x + dx + wide / 2, y + dy + 3)


TURNS = (90, 270, 0, 180, 45, 135, 225, 315)  # degrees, clockwise from the right


def ring_label(room: Room, text: str, center: Position, radius: float) -> Label | None:
    """The Label of a ring, on its line where room is; takes the room."""
    wide = len(text) * LABEL_SIZE * 0.5 / 2 + 2
    for turn in TURNS:
        x = center[0] + radius * math.cos(math.radians(turn))
        y = center[1] + radius * math.sin(math.radians(turn))
        if room.is_free(box := (x - wide, y - 8, x + wide, y + 8)):
            room.take(box)
            return Label(text, round(x), round(y + 4), "middle")
    return None
