"""Finds the listings that match a search."""

from datetime import date
from functools import cached_property
from heapq import nsmallest

from pyroaring import BitMap

from directory.folding import fold
from directory.models import Listing
from directory.search.index import EMPTY, Index
from directory.search.place import SearchPlace
from directory.search.query import MAX_MILES, Question
from directory.search.text import ExpandedTerm, TextQuery

MAX_NEARBY = 5
MAX_IDS_IN_QUERY = 5_000  # of more listings, a query reads all public ones instead of naming the ids


class Matches:
    """The ids of the listings that match a search on a day: by each filter alone, and by all of them."""

    def __init__(self, question: Question, index: Index, place: SearchPlace, today: date):
        self.question, self.index, self.place, self.today = question, index, place, today
        self.on_day = index.on_day(today)

    @cached_property
    def ids_by_filter(self) -> dict[str, BitMap]:
        """Parameter → ids that match its filter. The intersection of all these ids matches the search."""
        question = self.question
        ids = {
            name: BitMap.union(EMPTY, *(self.index.with_option(name, code, self.today) for code in codes))
            for name, codes in question.facets.items()
        }
        ids.setdefault("confirmed", self.on_day.listed)
        if question.organization:
            ids["organization"] = self.index.with_key(f"organization:{question.organization}")
        if question.q:
            ids["q"] = self.with_text(question.text_query)
        if self.place.state:
            ids["near"] = self.index.with_key(f"state:{self.place.state.code}")
        elif question.near:
            ids["near"] = BitMap(self.miles)
        return ids

    @cached_property
    def ids(self) -> BitMap:
        return BitMap.intersection(self.index.ids, *self.ids_by_filter.values())

    @property
    def total(self) -> int:
        return len(self.ids)

    def without_filter(self, name: str) -> BitMap:
        """The ids that match every filter except the one called `name`."""
        others = [ids for other, ids in self.ids_by_filter.items() if other != name]
        return BitMap.intersection(self.index.ids, *others)

    # ---- distance

    @cached_property
    def miles(self) -> dict[int, float]:
        """Listing id → statute miles from the place, for listings within the distance of the search."""
        if self.place.point is None:
            return {}
        return self.index.miles_from(self.place.point, within=self.question.within, among=self.index.ids)

    @cached_property
    def miles_nearby(self) -> dict[int, float]:
        """Id → miles of up to MAX_NEARBY listings that match every filter but distance, nearest first.

        A lapsed listing is never among them, even where a filter asks for lapsed ones.
        """
        if self.place.point is None:
            return {}
        among = (self.without_filter("near") & self.on_day.listed) - self.ids
        within = min(self.question.within * 2 + 25, MAX_MILES)
        miles = self.index.miles_from(self.place.point, within=within, among=among)
        return {pk: miles[pk] for pk in nsmallest(MAX_NEARBY, miles, key=lambda pk: (miles[pk], pk))}

    # ---- search words

    def with_text(self, query: TextQuery) -> BitMap:
        """The ids that match search words: each term, and each expanded term by its words or an option.

        A listing whose whole name was typed matches as well.
        """
        if not query:
            return EMPTY
        ids = self.index.ids
        if query.match_query is not None:
            ids = ids & self._with_words(query.match_query, (query.terms, query.is_prefix))
        for term in query.expanded:
            pairs = [key.split(":") for key in term.keys]
            options = (self.index.with_option(name, code, self.today) for name, code in pairs)
            ids = ids & BitMap.union(self._with_expanded_words(term, query, ids), *options)
        return ids | self.index.with_name(fold(query.typed))

    def _with_words(self, search_query, key):
        return self.index.answers.get(key, lambda: BitMap(Listing.objects.ids_with_words(search_query)))

    def _with_expanded_words(self, term: ExpandedTerm, query: TextQuery, among):
        """The ids of `among` in whose text the words of an expanded term stand."""
        if not term.is_stop_words:
            return self._with_words(term.query, term.terms)
        if not term.is_last:  # "in home ketamine": "in" narrows nothing
            return among
        if query.expanded == (term,) and not query.terms and not query.generic:  # "in" alone finds no words
            return EMPTY
        is_short = len(among) <= MAX_IDS_IN_QUERY
        listings = Listing.objects.filter(pk__in=among) if is_short else Listing.objects.public()
        return among & BitMap(listings.ids_with_word(term.terms[0]))
