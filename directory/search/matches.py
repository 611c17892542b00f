"""Finds the listings that match a search."""

from datetime import date
from functools import cached_property, partial
from itertools import repeat
from typing import NamedTuple

from pyroaring import BitMap

from directory.facts.about_me import ABOUT_ME, EXCLUDED
from directory.facts.facets import OFFERED, Facet
from directory.index.distance import Miles
from directory.index.index import EMPTY, Index
from directory.search.crossing import Offerings, matching_by_place, union_of_places
from directory.search.parts import SUBJECTS, PartMatches
from directory.search.place import SearchPlace
from directory.search.query import MAX_MILES, Question
from directory.understanding.parts import Understanding
from directory.understanding.reader import understand

MAX_NEARBY = 5


class Others(NamedTuple):
    """What matches the filters of all other facets: listings, and which of their offerings.

    offerings  None where no filter is about an offering
    """

    ids: BitMap
    offerings: Offerings | None


class Matches:
    """The ids of the listings that match a search on a day: by each filter alone, and by all of them.

    Filters inside an offering are crossed: one offering of a listing must match them all.
    """

    def __init__(self, question: Question, understanding: Understanding, index: Index, today: date):
        self.question, self.understanding, self.index, self.today = question, understanding, index, today
        self.place = SearchPlace(understanding, question.within)
        self.parts = PartMatches(understanding, index, today, within=question.within)
        self.on_day = index.on_day(today)
        self._crossed = {}  # what _crossing() returned → what matching_by_place() returned
        self._others_of = {}  # (names of filters, what _crossing() returned) → Others

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
        if question.me:
            excluding = (self.index.with_key(ABOUT_ME[code].key(EXCLUDED)) for code in question.me)
            ids["me"] = self.index.ids - BitMap.union(EMPTY, *excluding)
        if question.q:
            ids["q"] = self.parts.of_box("q")
        if question.near:
            ids["near"] = self.parts.of_box("near") if self.place.is_known else EMPTY
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
        crossing = self._crossing((name,), choosing=name)
        whole = tuple(other for other in self.ids_by_filter if other != name)
        if crossing is None and whole == ("confirmed",) and "confirmed" not in self.question.facets:
            counts = self.on_day.counts_of_listed(facet.key_of.values(), self.index.bitmaps)
            return dict(zip(facet.key_of, counts, strict=True))
        others = self._others(whole, crossing)
        if others.offerings is not None and facet.inside_offering:
            return dict(zip(facet.key_of, others.offerings.counts(facet), strict=True))
        keys, bitmaps = facet.key_of.values(), self.index.bitmaps
        with_options = map(bitmaps.facets.get, keys, repeat(EMPTY))
        if name in self.on_day.facets:
            with_options = (self.on_day.with_key(key, bitmaps) for key in keys)
        return dict(zip(facet.key_of, map(others.ids.intersection_cardinality, with_options), strict=True))

    def _others(self, whole, crossing):
        """The listings, and their offerings, that match filters about the whole and those of a crossing."""
        key = (whole, crossing)
        if key not in self._others_of:
            ids = BitMap.intersection(self.index.ids, *(self.ids_by_filter[name] for name in whole))
            offerings = None
            if crossing is not None:
                by_place = self._crossed_by(crossing)
                offerings = Offerings({place: ids & there for place, there in by_place.items()}, self.index)
                ids = offerings.ids
            self._others_of[key] = Others(ids, offerings)
        return self._others_of[key]

    def _matching_as_a_whole(self, without):
        """The ids that match the filters that are about the listing as a whole."""
        ids = [ids for name, ids in self.ids_by_filter.items() if name not in without]
        return BitMap.intersection(self.index.ids, *ids)

    def _matching_by_place(self, without=()):
        """matching_by_place() of the filters inside an offering; None where there is none."""
        crossing = self._crossing(without)
        return None if crossing is None else self._crossed_by(crossing)

    def _crossing(self, without=(), choosing=""):
        """Which filters inside an offering are to be crossed: (facets, subjects of words, boxes), or None.

        without   names of filters that do not count
        choosing  a facet of which an option is counted

        A word that names a route, or an insurer, filters offerings only where no such option is chosen.
        """
        chosen = tuple(name for name in self.question.facets if name in OFFERED and name not in without)
        subjects = {SUBJECTS.get(name, name) for name in (*chosen, choosing)}
        boxes = {"q", "near"} - set(without)
        offered = self.parts.offered(frozenset(boxes))
        words = tuple(subject for subject in offered if subject not in subjects)
        if not chosen and not words:
            return None
        return chosen, words, frozenset(boxes)

    def _crossed_by(self, crossing):
        """matching_by_place() of what _crossing() returned, computed once."""
        if crossing not in self._crossed:
            chosen, words, boxes = crossing
            offered = self.parts.offered(boxes)
            filters = [partial(self.index.with_offered, name, self.question.facets[name]) for name in chosen]
            filters += [offered[name] for name in words]
            self._crossed[crossing] = matching_by_place(filters, self.index.places)
        return self._crossed[crossing]

    def _with_options(self, name, codes):
        return BitMap.union(EMPTY, *(self.index.with_option(name, code, self.today) for code in codes))

    @cached_property
    def anywhere(self) -> BitMap:
        """The ids that match all but the place, whether it was typed in its box or among the words."""
        part = self.place.part
        box = (part.box,) if part else ("near",)
        ids = self.without_filter(*box, "state")
        others = tuple(other for other in self.understanding.parts if other is not part)
        return ids & self.parts.of_parts(others) if part else ids

    def total_of(self, question: Question) -> int:
        """How many listings match another search on the same day."""
        understanding = understand(question.q, question.near, self.index.name_book)
        return Matches(question, understanding, self.index, self.today).total

    # ---- distance

    @cached_property
    def miles(self) -> Miles:
        """The Miles from the place, for listings within the distance of the search."""
        if self.place.point is None:
            return Miles.none()
        return self.parts.miles_from(self.place.point)

    @cached_property
    def miles_nearby(self) -> dict[int, float]:
        """Id → miles of up to MAX_NEARBY listings that match every filter but distance, nearest first.

        A lapsed listing is never among them, even where a filter asks for lapsed ones.
        """
        if self.place.point is None:
            return {}
        among = (self.anywhere & self.on_day.listed) - self.ids
        within = min(self.place.miles * 2 + 25, MAX_MILES)
        miles = self.index.miles_from(self.place.point, within=within, among=among)
        return {pk: miles[pk] for pk in miles.nearest(miles.ids, 0, MAX_NEARBY)}

    # ---- by video

    @cached_property
    def by_video(self) -> BitMap:
        """Ids that serve the state of the search by video, and match every filter but the place.

        Not those that match or stand nearby anyway, and never a lapsed listing.
        """
        serving = self.index.with_key(f"serves:{self.video_state}") & self.on_day.listed
        if not serving:
            return EMPTY
        return (serving & self.anywhere) - self.ids - BitMap(self.miles_nearby)

    @property
    def video_state(self) -> str:
        """Code of the state of the search: of the place, or the one state chosen; "" for none."""
        place = self.place.state or self.place.point
        if place:
            return place.state
        states = self.question.facets.get("state", ())
        return states[0] if len(states) == 1 and not self.question.near else ""
