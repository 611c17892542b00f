"""Orders of listings by a number that each of them has."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from pyroaring import BitMap

from directory.index.column import MAX_CHANGED, Column, Numbers
from directory.index.sets import as_array, as_bitmap

FEW = 4_096  # listings, of which the numbers are read and sorted whatever their share of all is
MANY_CHANGED = 8  # of more than one in so many, all are sorted anew


def first_by(numbers: Numbers, pks: Numbers, start: int, stop: int) -> list[int]:
    """The pks from position `start` to `stop`, lowest number first, ties by pk.

    pks  sorted; `numbers` has one for each
    """
    if 0 < stop < len(pks) // 4:
        bound = np.partition(numbers, stop - 1)[stop - 1]
        within = numbers <= bound
        numbers, pks = numbers[within], pks[within]
    return pks[np.argsort(numbers, kind="stable")[start:stop]].tolist()


class Ranked:
    """A Column of one number, and the listings of its array in order, lowest number first, ties by pk.

    Immutable: `updated` returns a new one.
    """

    def __init__(self, column: Column, order: Numbers):
        self.column, self.order = column, order

    @classmethod
    def empty(cls, dtype: type, missing: float) -> "Ranked":
        return cls(Column.empty(dtype, missing), np.empty(0, np.uint32))

    def updated(self, numbers: Mapping[int, object]) -> "Ranked":
        """The same after the numbers of some listings changed."""
        if not numbers:
            return self
        new = Ranked(self.column.with_changes(numbers), self.order)
        return new if len(new.column.changed) <= MAX_CHANGED else new.settled()

    def settled(self) -> "Ranked":
        """The same with all numbers in the array, and in order."""
        column, changed = Column(self.column.whole(), self.column.missing), self.column.changed
        if not len(changed):
            return self
        is_changed = np.zeros(len(column.array), bool)
        is_changed[changed] = True
        kept = self.order[~is_changed[self.order]]
        added = changed[self.column.values != column.missing].astype(np.uint32)
        return Ranked(column, _merged(column.array, kept, added))

    def __getitem__(self, pk: int) -> Any:
        return self.column[pk]

    def first(self, among: BitMap, start: int, stop: int) -> list[int]:
        """Ids of `among` from position `start` to `stop`, lowest number first, ties by id."""
        if len(among) <= FEW or len(among) <= stop * 8 or len(among) * 64 < len(self.order):
            pks = as_array(among)
            return first_by(self.column.take(pks), pks, start, stop)
        changed = as_bitmap(self.column.changed) & among
        inside = among - changed if changed else among
        found = as_array(BitMap(self._walk(inside, stop)) | changed)
        return first_by(self.column.take(found), found, start, stop)

    def _walk(self, among, count):
        """The first `count` listings of `among` in the order of the array."""
        found, at, size = [], 0, count * 2
        while len(found) < count and at < len(self.order):
            found += [pk for pk in self.order[at : at + size].tolist() if pk in among]
            at, size = at + size, size * 2
        return found[:count]


def _merged(numbers, order, added):
    """`order` and the listings of `added`, by number, ties by pk."""
    if len(added) * MANY_CHANGED > len(order):
        pks = np.sort(np.concatenate([order, added]))
        return pks[np.argsort(numbers[pks], kind="stable")]
    added = added[np.argsort(numbers[added], kind="stable")]
    sorted_numbers, values = numbers[order], numbers[added]
    at = np.searchsorted(sorted_numbers, values)
    stop = np.searchsorted(sorted_numbers, values, side="right")
    for tied in np.flatnonzero(stop > at):
        at[tied] += np.searchsorted(order[at[tied] : stop[tied]], added[tied])
    return np.insert(order, at, added)
