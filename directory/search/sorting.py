"""The order in which the matches of a search are shown."""

from functools import cached_property

from django.contrib.postgres.search import SearchRank
from django.db.models import F
from pyroaring import BitMap

from directory.index.index import EMPTY
from directory.models import Listing
from directory.search.matches import Matches
from directory.search.prices import PriceOrder
from directory.search.query import ORDERS

MAX_RANKED = 1_000  # listings, fifty pages of them; ranking a thousand takes the database 20 ms


class Sorting:
    """The order of the matches, in four groups: whole name typed, current, the rest, found by words alone.

    Each group is in the order that the reader chose, or in the default order.
    """

    def __init__(self, matches: Matches):
        self.matches, self.index, self.question = matches, matches.index, matches.question

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(code, label) of each order that makes sense for the search.

        Not "nearest" without a place, "match" without search words or a whole name, or "price" without
        exactly one route.
        """
        useless = set() if self.matches.place.point else {"nearest"}
        if self.matches.parts.rank_query is None and not self.matches.parts.named:
            useless.add("match")
        if self.prices is None:
            useless.add("price")
        return [(code, label) for code, label in ORDERS if code not in useless]

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
        ranked = sorted((pk for pk in self._ranked if pk in among), key=self._states_missed)
        others = among - BitMap(ranked)
        return (ranked + self.index.by_confirmation(others, 0, max(stop - len(ranked), 0)))[start:stop]

    @cached_property
    def _ranked(self):
        """Ids, the best match first: of all matches, or of the MAX_RANKED that were confirmed last."""
        candidates = self.index.by_confirmation(self.matches.ids, 0, MAX_RANKED)
        query = self.matches.parts.rank_query
        if query is None:
            return []
        rank = SearchRank(F("search_vector"), query)
        ranked = Listing.objects.filter(pk__in=candidates).order_by(rank.desc(), "pk")
        key = ("rank", self.matches.parts.rank_terms, tuple(candidates))
        return self.index.answers.get(key, lambda: list(ranked.values_list("pk", flat=True)))

    def _states_missed(self, pk):
        """How many of the states typed a listing is not in: "spravato in" shows Indiana first.

        Counts only states whose code is a stop word; other words have a rank of their own.
        """
        return sum(pk not in ids for ids in self.matches.parts.guessed_states)
