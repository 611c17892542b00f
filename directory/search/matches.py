"""Finds the listings that match a search."""

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
        self._crossed = {}  # (facets, subjects of words) → what matching_by_place() returned

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
        by_place = self._matching_by_place()
        if by_place is None:
            by_place = {place: self.index.with_offering(place) for place in self.index.places}
        return {place: ids & self.ids for place, ids in by_place.items()}

    def without_filter(self, *names: str) -> BitMap:
        """The ids that match every filter except those called `names`."""
        ids, by_place = self._matching_as_a_whole(names), self._matching_by_place(names)
        return ids if by_place is None else ids & union_of_places(by_place)

    def counts(self, facet: Facet) -> dict[str, int]:
        """Code of each option → how many listings match it and the filters of all other facets."""
        name = facet.name
        others = self._matching_as_a_whole((name,))
        by_place = self._matching_by_place((name,), choosing=name)
        if by_place and facet.inside_offering:
            return self._counts_by_place(facet, {place: ids & others for place, ids in by_place.items()})
        if by_place is not None:
            others = others & union_of_places(by_place)
        dated, bitmaps = self.on_day.bitmaps, self.index.bitmaps
        return {
            code: others.intersection_cardinality(dated[key] if key in dated else bitmaps.get(key, EMPTY))
            for code, key in facet.key_of.items()
        }

    def _counts_by_place(self, facet, others):
        """As counts(), where an option must be of an offering that matches the other filters.

        others  place → ids of the listings whose offering there matches them
        """
        counts, bitmaps = {}, self.index.bitmaps
        places = [(f"{place}:", ids) for place, ids in others.items() if ids]
        for code, key in facet.key_of.items():
            at = ((ids, bitmaps.get(place + key)) for place, ids in places)
            counts[code] = len(BitMap.union(EMPTY, *[ids & with_key for ids, with_key in at if with_key]))
        return counts

    def _matching_as_a_whole(self, without):
        """The ids that match the filters that are about the listing as a whole."""
        ids = [ids for name, ids in self.ids_by_filter.items() if name not in without]
        return BitMap.intersection(self.index.ids, *ids)

    def _matching_by_place(self, without=(), choosing=""):
        """matching_by_place() of the filters inside an offering, computed once; None where there is none.

        without   names of filters that do not count
        choosing  a facet of which an option is counted

        A word that names a route, or an insurer, filters offerings only where no such option is chosen.
        """
        chosen = tuple(name for name in self.question.facets if name in OFFERED and name not in without)
        subjects = {SUBJECTS.get(name) for name in (*chosen, choosing)}
        words = () if "q" in without else tuple(name for name in self._offered_words if name not in subjects)
        if not chosen and not words:
            return None
        if (chosen, words) not in self._crossed:
            filters = [partial(self.index.with_offered, name, self.question.facets[name]) for name in chosen]
            filters += [self._offered_words[name] for name in words]
            self._crossed[chosen, words] = matching_by_place(filters, self.index.places)
        return self._crossed[chosen, words]

    @cached_property
    def _offered_words(self):
        """Subject → the OfferingFilter of the words that name what one offering must have together."""
        query = self.question.text_query
        filters = {subject: self._filter_of_words(keys) for subject, keys in query.offered.items()}
        if query.price:
            filters["price"] = partial(self.index.below_price, *query.price)
        return filters

    def _filter_of_words(self, keys):
        """The OfferingFilter of words that name `keys`.

        A listing that has none of the keys on any offering matches by its text, or by its whole name.
        """
        bitmaps = self.index.bitmaps
        stating = BitMap.union(EMPTY, *(bitmaps.get(key, EMPTY) for key in keys))
        others = (self.index.ids - stating) | self.named

        def matches(place):
            here = (bitmaps.get(f"{place}:{key}", EMPTY) for key in keys)
            return self.index.with_offering(place) & BitMap.union(others, *here)

        return matches

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
        return ids | (
            self.named if query is self.question.text_query else self.index.with_name(fold(query.typed))
        )

    @cached_property
    def named(self) -> BitMap:
        """The ids of the listings whose whole name was typed."""
        return self.index.with_name(fold(self.question.q)) if self.question.q else EMPTY

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
