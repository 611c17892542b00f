"""The order in which the matches of a search are shown."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from pyroaring import BitMap

from directory.index.index import EMPTY
from directory.search.matches import Matches
from directory.search.prices import PriceOrder
from directory.search.query import ORDERS


class Sorting:
    """The order of the matches, in four groups: whole name typed, current, the rest, found by words alone.

    Each group is in the order that the reader chose, or in the default order.
    """

    def __init__(self, matches: Matches):
        self.matches, self.index, self.question = matches, matches.index, matches.question

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """(code, label) of each order that makes sense for the search.

        Not "nearest" without a place, "match" without search words or a whole name, or "price" without
        exactly one route.
        """
        useless = set() if self.matches.place.point else {"nearest"}
        if not self.matches.parts.rank_terms and not self.matches.parts.named:
            useless.add("match")
        if self.prices is None:
            useless.add("price")
        return tuple((code, label) for code, label in ORDERS if code not in useless)

    @property
    def default(self) -> str:
        """ "price" if the words ask for it, "nearest" with a place, "match" with words, else "confirmed"."""
        sensible = dict(self.choices)
        if "price" in sensible and self.matches.parts.asks_for_price:
            return "price"
        return next(code for code in ("nearest", "match", "confirmed") if code in sensible)

    @cached_property
    def code(self) -> str:
        """The order that the reader chose, if it is among `choices`; else the default."""
        asked = self.question.order
        return asked if asked in dict(self.choices) else self.default

    @cached_property
    def prices(self) -> PriceOrder | None:
        """The PriceOrder of the search; None where prices cannot be compared."""
        return PriceOrder.of(self.matches)

    @property
    def explanation(self) -> str:
        """What a reader must know about the order; "" for nothing."""
        return self.prices.explanation if self.code == "price" and self.prices else ""

    @cached_property
    def named(self) -> BitMap:
        """The matches whose whole name was typed, if the order is "match"; else none."""
        if self.code != "match":
            return EMPTY
        named = self.matches.ids & self.matches.parts.named
        return named if self.matches.parts.may_be_a_name else named - self.matches.parts.held

    @cached_property
    def held(self) -> BitMap:
        """The matches that only mention the typed words. They stand behind those that state them."""
        return (self.matches.ids & self.matches.parts.held) - self.named

    def ids(self, start: int, stop: int) -> list[int]:
        """The ids of the matches from position `start` to `stop`."""
        stating, current = self.matches.ids - self.named - self.held, self.matches.on_day.current
        ids = []
        for among in (self.named, stating & current, stating - current, self.held):
            if stop > 0:
                ids += self._sorted(among, max(start, 0), stop)
            start, stop = start - len(among), stop - len(among)
        return ids

    def _sorted(self, among, start, stop):
        if not among or start >= len(among):
            return []
        if self.code == "nearest":
            return self.index.by_distance(self.matches.miles, among, start, stop)
        if self.code == "name":
            return self.index.by_name(among, start, stop)
        if self.code == "price":
            return self._by_price(among, start, stop)
        if self.code == "confirmed":
            return self.index.by_confirmation(among, start, stop)
        return self._by_rank(among, start, stop)

    def _by_price(self, among, start, stop):
        priced = [pk for pk in self.prices.ids if pk in among] if self.prices else []
        others = among - BitMap(priced)
        return (priced + self.index.by_confirmation(others, 0, max(stop - len(priced), 0)))[start:stop]

    def _by_rank(self, among, start, stop):
        """Ids, the best match first; of equal matches the one confirmed last.

        Only the groups of equal matches in which the wanted positions lie are divided any further.
        """
        ids = []
        for group in groups_by_count(among, self._ranked_by, start, stop):
            ids += self.index.by_confirmation(group, max(start, 0), stop)
            start, stop = start - len(group), stop - len(group)
            if stop <= 0:
                break
        return ids

    @cached_property
    def _ranked_by(self):
        return self.matches.parts.ranked_by()


def groups_by_count(
    among: BitMap, criteria: Sequence[Sequence[BitMap]], start: int, stop: int
) -> Iterator[BitMap]:
    """Groups of ids in order: those in most bitmaps of the first criterion, of these in most of the next.

    start, stop  positions that are wanted: a group that lies outside of them is not divided
    """
    if not criteria or len(among) <= 1 or start >= len(among) or stop <= 0:
        yield among
        return
    for group in by_count(among, criteria[0]):
        yield from groups_by_count(group, criteria[1:], start, stop)
        start, stop = start - len(group), stop - len(group)


def by_count(among: BitMap, bitmaps: Sequence[BitMap]) -> list[BitMap]:
    """The ids in groups by how many of the bitmaps they are in, the most first; none is empty."""
    groups = [among]  # groups[count]: the ids that are in so many of the bitmaps so far
    for ids in bitmaps:
        inside = [group & ids for group in groups]
        outside = [group - ids for group in groups]
        groups = [BitMap.union(*both) for both in zip([EMPTY, *inside], [*outside, EMPTY], strict=True)]
    return [group for group in reversed(groups) if group]
