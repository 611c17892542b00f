"""Filters inside an offering, crossed: one offering of a listing must match them all."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from pyroaring import BitMap

from directory.index.index import EMPTY

# A filter: place of an offering, counted from 0 → ids of the listings whose offering at that place matches.
OfferingFilter = Callable[[int], BitMap]


def matching_by_place(filters: Sequence[OfferingFilter], places: Iterable[int]) -> dict[int, BitMap]:
    """Place → ids of the listings whose offering there matches every filter; at least one filter.

    places  those at which some listing has an offering

    The filters are crossed at each place before the places are joined: this keeps out a listing that has
    one option on one offering and the other option on another.
    """
    by_place = {place: BitMap.intersection(*(matches(place) for matches in filters)) for place in places}
    return {place: ids for place, ids in by_place.items() if ids}


def union_of_places(by_place: Mapping[int, BitMap]) -> BitMap:
    """The ids of the listings of which some offering matches."""
    return BitMap.union(EMPTY, *by_place.values())
