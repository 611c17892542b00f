"""A number for each listing, by listing number, that changes little by little."""

from collections.abc import Mapping
from typing import Any

import numpy as np

MAX_CHANGED = 512  # listings; of more, a new array is made
GROWTH = 4096  # an array grows by an eighth, and to a multiple of this

type Numbers = np.ndarray[Any, np.dtype[Any]]


class Column:
    """An array, and the few numbers that changed since: a publication copies these few, and not the array.

    Immutable: `updated` returns a new one. A number may be a row of several, of one type.

    array    by listing number, with `missing` where there is none
    changed  listing numbers, sorted; `values` has a number for each
    """

    def __init__(self, array: Numbers, missing: float, changed: Numbers | None = None, values: Any = None):
        self.array, self.missing = array, missing
        self.changed: Numbers = np.empty(0, np.int64) if changed is None else changed
        self.values: Numbers = array[:0] if values is None else values

    @classmethod
    def empty(cls, dtype: type, missing: float, shape: tuple[int, ...] = ()) -> "Column":
        return cls(np.empty((0, *shape), dtype), missing)

    def updated(self, numbers: Mapping[int, object]) -> "Column":
        """The column after the numbers of some listings changed."""
        if not numbers:
            return self
        new = self.with_changes(numbers)
        return new if len(new.changed) <= MAX_CHANGED else Column(new.whole(), self.missing)

    def with_changes(self, numbers: Mapping[int, object]) -> "Column":
        """The same array, and more numbers beside it."""
        pks = np.fromiter(numbers, np.int64, len(numbers))
        values = np.array(list(numbers.values()), self.array.dtype).reshape(-1, *self.array.shape[1:])
        kept = ~np.isin(self.changed, pks)
        pks = np.concatenate([self.changed[kept], pks])
        values = np.concatenate([self.values[kept], values])
        order = np.argsort(pks)
        return Column(self.array, self.missing, pks[order], values[order])

    def whole(self) -> Numbers:
        """One array of all numbers by listing number."""
        if not len(self.changed):
            return self.array
        length, needed = len(self.array), int(self.changed[-1]) + 1
        if needed > length:
            length = -(-max(needed, length + length // 8) // GROWTH) * GROWTH
        array = np.full((length, *self.array.shape[1:]), self.missing, self.array.dtype)
        array[: len(self.array)] = self.array
        array[self.changed] = self.values
        return array

    def take(self, pks: Numbers) -> Numbers:
        """The numbers of some listings. pks: sorted, each once, of listings that have one."""
        if not len(self.array):
            return self.values[np.searchsorted(self.changed, pks)]
        values = self.array.take(pks, axis=0, mode="clip")
        if len(self.changed) and len(pks):
            at = np.searchsorted(pks, self.changed)
            at[at == len(pks)] = 0
            here = pks[at] == self.changed
            values[at[here]] = self.values[here]
        return values

    def __getitem__(self, pk: int) -> Any:
        """The number of one listing; `missing` if it has none."""
        at = self.changed.searchsorted(pk)
        if at < len(self.changed) and self.changed[at] == pk:
            return self.values[at]
        if 0 <= pk < len(self.array):
            return self.array[pk]
        return np.full(self.array.shape[1:], self.missing, self.array.dtype)[()]
