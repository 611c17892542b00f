"""Filters inside an offering, crossed: one offering of a listing must match them all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from itertools import combinations, repeat
from operator import add

from pyroaring import BitMap

from directory.facts.facets import FACETS, Facet
from directory.index.bitmaps import PRICES
from directory.index.index import EMPTY, Index

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


class Offerings:
    """Offerings that match, of which those with an option are counted by listings.

    ids  the listings
    """

    def __init__(self, by_place: Mapping[int, BitMap], index: Index):
        """by_place: place → ids of the listings whose offering there matches"""
        self._by_place, self._index, self.ids = by_place, index, union_of_places(by_place)

    def counts(self, facet: Facet) -> list[int]:
        """For each option of a facet inside an offering, the listings of which a matching offering has it."""
        return (self._of_prices if facet.name in PRICES else self._of_others).counts(facet)

    @cached_property
    def _of_prices(self):
        return _Counted(self._by_place, self._index, self._index.with_offering)

    @cached_property
    def _of_others(self):
        # A price of the whole clinic may stand at a place of its own, which has nothing that is not true of
        # the other places: that such a place does not match is passed over.
        return _Counted(self._by_place, self._index, self._index.with_stated_offering)


class _Counted:
    """Matching offerings in four kinds, so that a listing counts once, however many of its offerings match.

    Where all of them match, a listing is counted by what is true of any offering; where one matches, by the
    keys of its place; where two do, by those of both places, less those that have an option at both. Of the
    few others, sets are joined.
    """

    def __init__(self, by_place, index, with_offering):
        self._facets = index.bitmaps.facets
        unmatched = [with_offering(place) - by_place.get(place, EMPTY) for place in index.places]
        partly = BitMap.union(EMPTY, *unmatched)
        of_some = {place: ids & partly for place, ids in by_place.items()}
        one, two, three = BitMap(), BitMap(), BitMap()  # the listings of which at least so many match
        for ids in of_some.values():
            three |= two & ids
            two |= one & ids
            one |= ids
        self._with_all = union_of_places(by_place) - partly
        self._with_one = {place: ids - two for place, ids in of_some.items()}
        pairs = combinations(of_some, 2) if two else ()
        of_two = {(here, there): (of_some[here] & of_some[there]) - three for here, there in pairs}
        self._with_two = {places: ids for places, ids in of_two.items() if ids}
        self._with_more = {place: ids & three for place, ids in of_some.items()} if three else {}

    def counts(self, facet):
        counts = self._counts(self._with_all, facet.key_of.values())
        for place, ids in self._with_one.items():
            if ids:
                counts = map(add, counts, self._counts(ids, _keys_at(place, facet.name)))
        for places, ids in self._with_two.items():
            here, there = (_keys_at(place, facet.name) for place in places)
            counts = map(add, counts, self._counts_at_either(ids, here, there))
        if self._with_more:
            by_place = [_keys_at(place, facet.name) for place in self._with_more]
            counts = map(add, counts, map(self._count_joined, zip(*by_place, strict=True)))
        return list(counts)

    def _counts(self, ids, keys):
        return list(map(ids.intersection_cardinality, map(self._facets.get, keys, repeat(EMPTY))))

    def _counts_at_either(self, ids, here, there):
        """How many of some listings have each option at one of two places. here, there: the keys at each."""
        facets = self._facets
        first, second = self._counts(ids, here), self._counts(ids, there)
        counts = list(map(add, first, second))
        for at, (one, other) in enumerate(zip(first, second, strict=True)):
            if one and other:
                counts[at] -= (ids & facets[here[at]]).intersection_cardinality(facets[there[at]])
        return counts

    def _count_joined(self, keys):
        """How many listings of many matching offerings have one with an option. keys: by place."""
        places = zip(self._with_more.values(), keys, strict=True)
        with_option = [ids & self._facets[key] for ids, key in places if ids and key in self._facets]
        return len(BitMap.union(EMPTY, *with_option))


@cache
def _keys_at(place, name):
    """The keys of the options of a facet at a place."""
    return tuple(f"{place}:{key}" for key in FACETS[name].key_of.values())
