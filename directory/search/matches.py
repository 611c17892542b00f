"""Finds the listings that match a search."""

from datetime import date
from functools import cached_property, partial

from pyroaring import BitMap

from directory.facts.about_me import ABOUT_ME, EXCLUDED
from directory.facts.facets import OFFERED, Facet
from directory.index.distance import Miles
from directory.index.index import EMPTY, Index
from directory.search.crossing import matching_by_place, union_of_places
from directory.search.parts import SUBJECTS, PartMatches
from directory.search.place import SearchPlace
from directory.search.query import MAX_MILES, Question
from directory.understanding.parts import Understanding
from directory.understanding.reader import understand

MAX_NEARBY = 5


class Matches:
    """The ids of the listings that match a search on a day: by each filter alone, and by all of them.

    Filters inside an offering are crossed: one offering of a listing must match them all.
    """

    def __init__(self, question: Question, understanding: Understanding, index: Index, today: date):
        self.question, self.understanding, self.index, self.today = question, understanding, index, today
        self.place = SearchPlace(understanding, question.within)
        self.parts = PartMatches(understanding, index, today, within=question.within)
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
        subjects = {SUBJECTS.get(name, name) for name in (*chosen, choosing)}
        boxes = {"q", "near"} - set(without)
        offered = self.parts.offered(frozenset(boxes))
        words = tuple(subject for subject in offered if subject not in subjects)
        if not chosen and not words:
            return None
        key = (chosen, words, frozenset(boxes))
        if key not in self._crossed:
            filters = [partial(self.index.with_offered, name, self.question.facets[name]) for name in chosen]
            filters += [offered[name] for name in words]
            self._crossed[key] = matching_by_place(filters, self.index.places)
        return self._crossed[key]

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
