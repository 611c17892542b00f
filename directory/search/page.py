"""One page of the results."""

import math
from collections.abc import Callable, Hashable
from functools import cached_property

from directory.exchange.record import RecordRow
from directory.search.about_me import AboutMeAnswers
from directory.search.cards import Card, card, listing_cards
from directory.search.records import records
from directory.search.sorting import Sorting

MAX_BY_VIDEO = 10  # cards; a link leads to the rest


class Page:
    """The cards of one page: `named`, `current`, `late` and `held` in order.

    After the last page: `nearby` if it is short, and `by_video`.
    """

    def __init__(self, sorting: Sorting):
        self.sorting, self.matches = sorting, sorting.matches
        self.number, self.size = self.matches.question.page, self.matches.question.per_page

    @property
    def count(self) -> int:
        """The number of pages, at least one."""
        return max(1, math.ceil(self.matches.total / self.size))

    @property
    def named(self) -> list[Card]:
        """Cards of the listings whose whole name was typed."""
        return self._cards["named"]

    @property
    def current(self) -> list[Card]:
        """The other cards that were confirmed within CURRENT_DAYS."""
        return self._cards["current"]

    @property
    def late(self) -> list[Card]:
        """The other cards, which were confirmed longer ago or never."""
        return self._cards["late"]

    @property
    def held(self) -> list[Card]:
        """Cards of the listings that use the typed words, and do not state what they ask for."""
        return self._cards["held"]

    @property
    def cards(self) -> list[Card]:
        """All cards of the page."""
        return [one for cards in self._cards.values() for one in cards]

    @property
    def nearby(self) -> list[Card]:
        """Cards of `nearby_miles`."""
        return self._cards["nearby"]

    @property
    def by_video(self) -> list[Card]:
        """Cards of `ids_by_video`."""
        return self._cards["by_video"]

    @cached_property
    def nearby_miles(self) -> dict[int, float]:
        """Matches.miles_nearby; on the last page only, where fewer than a page matched."""
        is_short = self.number == self.count and self.matches.total < self.size
        return self.matches.miles_nearby if is_short else {}

    @cached_property
    def ids_by_video(self) -> list[int]:
        """Ids of MAX_BY_VIDEO of Matches.by_video, the latest confirmed first; on the last page only."""
        if self.number != self.count:
            return []
        return self.matches.index.by_confirmation(self.matches.by_video, 0, MAX_BY_VIDEO)

    @cached_property
    def ids(self) -> list[int]:
        """Ids of the matches of this page, in order."""
        start = (self.number - 1) * self.size
        return self.sorting.ids(start, start + self.size)

    @cached_property
    def numbers(self) -> dict[int, int]:
        """Listing id → the number on its card and on the map: from 1 over all pages, then `nearby`."""
        start = (self.number - 1) * self.size + 1
        return {pk: start + place for place, pk in enumerate([*self.ids, *self.nearby_miles])}

    def records[T](self, kind: Hashable, make: Callable[[RecordRow], T]) -> tuple[dict[int, T], dict[int, T]]:
        """The records (see records.py) of the page, and those of `ids_by_video`."""
        by_video = self.ids_by_video
        made = records(self.matches.index, [*self.ids, *by_video], kind, make)
        matched = {pk: record for pk, record in made.items() if pk not in by_video}
        return matched, {pk: made[pk] for pk in by_video if pk in made}

    @cached_property
    def _cards(self):
        matches, nearby, by_video = self.matches, self.nearby_miles, self.ids_by_video
        ids = [*self.ids, *nearby, *by_video]
        listings = listing_cards(ids, matches.index, matches.today)
        about_me = AboutMeAnswers(matches)
        cards = {"named": [], "current": [], "late": [], "held": [], "nearby": [], "by_video": []}
        for pk in ids:
            if pk in listings:
                lines = about_me.lines(pk) if about_me else ()
                one = card(listings[pk], miles=self._miles(pk), number=self.numbers.get(pk), about_me=lines)
                cards[self._section(pk)].append(one)
        return cards

    def _miles(self, pk):
        return self.nearby_miles.get(pk, self.matches.miles.get(pk))

    def _section(self, pk):
        if pk in self.nearby_miles:
            return "nearby"
        if pk in self.ids_by_video:
            return "by_video"
        if pk in self.sorting.named:
            return "named"
        if pk in self.sorting.held:
            return "held"
        return "current" if pk in self.matches.on_day.current else "late"
