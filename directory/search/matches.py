"""Finds the listings that match a search."""

from collections.abc import Callable
from datetime import date
from functools import cached_property, partial
from heapq import nsmallest

from pyroaring import BitMap

from directory.facts.facets import OFFERED, Facet
from directory.folding import fold
from directory.models import Listing
from directory.search.crossing import matching_by_place, union_of_places
from directory.search.index import EMPTY, Index
from directory.search.offered_words import SUBJECTS
from directory.search.place import SearchPlace
from directory.search.query import MAX_MILES, Question
from directory.search.text import ExpandedTerm, TextQuery

MAX_NEARBY = 5
MAX_IDS_IN_QUERY = 5_000  # of more listings, a query reads all public ones instead of naming the ids


class Matches:
    """The ids of the listings that match a search on a day: by each filter alone, and by all of them.

    Filters inside an offering are crossed: one offering of a listing must match them all.
    """

    def __init__(self, question: Question, index: Index, place: SearchPlace, today: date):
        self.question, self.index, self.place, self.today = question, index, place, today
        self.on_day = index.on_day(today)

    @cached_property
    def ids_by_filter(self) -> dict[str, BitMap]:
        """Parameter → ids that match its filter, of the filters that are about the listing as a whole."""
        question = self.question
        ids = {
            name: self._with_options(name, codes)
            for name, codes in question.facets.items()
            if name not in OFFERED
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
        return self.without_filter()

    @property
    def total(self) -> int:
        return len(self.ids)

    @cached_property
    def matching_offerings(self) -> dict[int, BitMap]:
        """Place → ids of the matches whose offering at that place matches every filter inside an offering."""
        filters = [self.index.with_offering, *self._offering_filters()]
        return {place: ids & self.ids for place, ids in matching_by_place(filters).items()}

    def without_filter(self, *names: str) -> BitMap:
        """The ids that match every filter except those called `names`."""
        ids = self._without(names)
        filters = self._offering_filters(without=names)
        return ids & union_of_places(matching_by_place(filters)) if filters else ids

    def counter(self, facet: Facet) -> Callable[[str], int]:
        """A function: code of an option → how many listings match it and the filters of all other facets."""
        others = self._without([facet.name])
        filters = self._offering_filters(without=[facet.name], choosing=facet.name)
        if not facet.inside_offering and filters:
            others, filters = others & union_of_places(matching_by_place(filters)), []
        if not filters:
            return lambda code: others.intersection_cardinality(
                self.index.with_option(facet.name, code, self.today)
            )
        with_key, name = self.index.with_key, facet.name
        by_place = {place: ids & others for place, ids in matching_by_place(filters).items()}
        return lambda code: len(
            BitMap.union(
                EMPTY, *(ids & with_key(f"{place}:{name}:{code}") for place, ids in by_place.items())
            )
        )

    def _without(self, names):
        ids = [ids for other, ids in self.ids_by_filter.items() if other not in names]
        return BitMap.intersection(self.index.ids, *ids)

    def _offering_filters(self, *, without=(), choosing=""):
        """The OfferingFilters that one offering must match together, except those called `without`.

        choosing  a facet of which an option is counted

        A word that names a route, or an insurer, filters offerings only where no such option is chosen.
        """
        chosen = {
            name: codes
            for name, codes in self.question.facets.items()
            if name in OFFERED and name not in without
        }
        filters = [partial(self.index.with_offered, name, codes) for name, codes in chosen.items()]
        if "q" in without:
            return filters
        query = self.question.text_query
        if query.price:
            filters.append(partial(self.index.below_price, *query.price))
        subjects = {SUBJECTS.get(name) for name in [*chosen, choosing]}
        named = self.index.with_name(fold(query.typed)) if query.offered else EMPTY
        return filters + [
            partial(self._with_offered_words, keys, named)
            for subject, keys in query.offered.items()
            if subject not in subjects
        ]

    def _with_offered_words(self, keys, named, place):
        """The ids whose offering at a place has one of `keys`, and those that state none of them anywhere.

        named  ids of the listings whose whole name was typed: they match whatever they offer
        """
        here, anywhere = (
            BitMap.union(EMPTY, *(self.index.with_key(f"{prefix}{key}") for key in keys))
            for prefix in (f"{place}:", "")
        )
        return self.index.with_offering(place) & (here | (self.index.ids - anywhere) | named)

    def _with_options(self, name, codes):
        return BitMap.union(EMPTY, *(self.index.with_option(name, code, self.today) for code in codes))

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

    # ---- by video

    @cached_property
    def by_video(self) -> BitMap:
        """Ids that serve the state of the search by video, and match every filter but the place.

        Not those that match or stand nearby anyway, and never a lapsed listing.
        """
        serving = self.index.with_key(f"serves:{self.video_state}") & self.on_day.listed
        if not serving:
            return EMPTY
        return (serving & self.without_filter("near", "state")) - self.ids - BitMap(self.miles_nearby)

    @property
    def video_state(self) -> str:
        """Code of the state of the search: of the place, or the one state chosen; "" for none."""
        if self.place.state:
            return self.place.state.code
        if self.place.point:
            return self.place.point.state
        states = self.question.facets.get("state", ())
        return states[0] if len(states) == 1 and not self.question.near else ""

    # ---- search words

    def with_text(self, query: TextQuery) -> BitMap:
        """The ids that match search words: each term, and each expanded term by its words or an option.

        A listing whose whole name was typed matches as well. What one offering must have together is an
        OfferingFilter.
        """
        if not query:
            return EMPTY
        ids = self.index.ids
        if query.match_query is not None:
            ids = ids & self._with_words(query.match_query, (query.terms, query.is_prefix))
        if query.serves:
            ids = ids & self.index.with_key(f"serves:{query.serves}")
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
