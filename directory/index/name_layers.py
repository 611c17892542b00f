"""Segments of names, one above the other: each knows which of its listings a later one holds instead."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from pyroaring import BitMap

from directory.index.name_segment import Segment
from directory.index.name_tables import Table, joined, segment_of, table_of_segment

MIN_RATIO = 2  # a layer is joined with the one above it unless it is at least so many times its size
MAX_GONE = 0.25  # of the listings of a layer, before it is made anew without them
EMPTY = BitMap()


@dataclass(frozen=True)
class Layer:
    """Names, and which of their listings do not count: they changed later, or were removed.

    uncounted  pks of `gone` whose words the counts of the segment still hold
    """

    names: Segment | Table
    gone: BitMap = EMPTY
    uncounted: BitMap = EMPTY

    @property
    def segment(self) -> Segment:
        if isinstance(self.names, Table):
            raise TypeError("These names are not sorted yet.")
        return self.names

    @property
    def size(self) -> int:
        return len(self.names.pks) - len(self.gone)

    def holds(self, pk: int) -> bool:
        return pk not in self.gone and self.segment.row_of(pk) is not None

    def without(self, pks: BitMap) -> "Layer":
        held = self.names.pks[np.isin(self.names.pks, np.array(pks.to_array(), np.uint32))]
        return self.without_held(BitMap(held.tolist()) - self.gone)

    def without_held(self, pks: BitMap) -> "Layer":
        return replace(self, gone=self.gone | pks, uncounted=self.uncounted | pks) if pks else self


def sorted_layers(layers: Iterable[Layer]) -> tuple[Layer, ...]:
    """The same names in segments, each at least MIN_RATIO times the size of the one above it."""
    groups: list[list[Layer]] = []
    for layer in layers:
        groups.append([layer])
        while len(groups) > 1 and _size(groups[-2]) < MIN_RATIO * _size(groups[-1]):
            groups[-2:] = [groups[-2] + groups[-1]]
    made = (_sorted(group) for group in groups if _size(group))
    return tuple(made)


def _size(group):
    return sum(layer.size for layer in group)


def _sorted(group):
    first = group[0]
    is_kept = len(group) == 1 and isinstance(first.names, Segment)
    if is_kept and len(first.gone) <= MAX_GONE * len(first.names.pks):
        rows = (first.segment.row_of(pk) for pk in first.uncounted)
        return Layer(first.segment.without(rows), first.gone) if first.uncounted else first
    tables = [
        (layer.names if isinstance(layer.names, Table) else table_of_segment(layer.names), layer.gone)
        for layer in group
    ]
    return Layer(segment_of(joined(tables)))
