"""Distances from a position, of many listings at once."""

import math
from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np
from pyroaring import BitMap

from directory.index.column import Numbers
from directory.index.orders import first_by
from directory.index.sets import as_array, as_bitmap
from directory.places.geometry import EARTH_RADIUS_MILES, Located, bounding_box, unit_vector

NONE = np.empty(0, np.uint32), np.empty(0)


class Miles(Mapping[int, float]):
    """Listing id → statute miles from a position, for the listings within a distance of it.

    Distances are held as squared chords of the sphere of radius 1, and become miles when they are asked for.
    """

    def __init__(self, pks: Numbers, squared_chords: Numbers):
        self._pks, self._chords = pks, squared_chords  # pks sorted

    @classmethod
    def none(cls) -> "Miles":
        return cls(*NONE)

    @classmethod
    def within(cls, center: Located, max_miles: float, pks: Numbers, vectors: Numbers) -> "Miles":
        """The distances of some listings, of those at most `max_miles` away.

        pks      sorted
        vectors  the unit vector of each
        """
        apart = vectors - unit_vector(center.latitude, center.longitude)
        apart *= apart
        chords = apart[:, 0] + apart[:, 1] + apart[:, 2]
        angle = min(max_miles / (2 * EARTH_RADIUS_MILES), math.pi / 2)
        near = chords <= (2 * math.sin(angle)) ** 2 * (1 + 1e-12)
        return cls(pks[near], chords[near])

    @cached_property
    def ids(self) -> BitMap:
        """The listings within the distance."""
        return as_bitmap(self._pks)

    def __len__(self) -> int:
        return len(self._pks)

    def __iter__(self) -> Iterator[int]:
        return iter(self._pks.tolist())

    def __contains__(self, pk: object) -> bool:
        return isinstance(pk, int) and pk in self.ids

    def __getitem__(self, pk: int) -> float:
        at = self._pks.searchsorted(pk)
        if at == len(self._pks) or self._pks[at] != pk:
            raise KeyError(pk)
        return 2 * EARTH_RADIUS_MILES * math.asin(min(1, math.sqrt(self._chords[at]) / 2))

    def squared_chords(self, pks: Numbers) -> Numbers:
        """A number for each of some listings within the distance that grows with its miles."""
        return self._chords[np.searchsorted(self._pks, pks)]

    def nearest(self, among: BitMap, start: int, stop: int) -> list[int]:
        """Ids of `among` from position `start` to `stop`, nearest first, ties by id; those farther last."""
        inside = as_array(among & self.ids)
        chords = self._chords[np.searchsorted(self._pks, inside)]
        ids = first_by(chords, inside, start, stop)
        if stop > len(inside):
            ids += (among - self.ids)[max(start - len(inside), 0) : stop - len(inside)]
        return ids


def cells_around(point: Located, miles: float) -> list[str]:
    """The keys of the one-degree cells that may hold a position within some miles of a point."""
    south, north, west, east = bounding_box(point, miles)
    columns = range(math.floor(west), math.floor(east) + 1)
    if west > east:  # across 180°
        columns = [*range(math.floor(west), 181), *range(-180, math.floor(east) + 1)]
    rows = range(math.floor(south), math.floor(north) + 1)
    return [f"{row},{column}" for row in rows for column in columns]
