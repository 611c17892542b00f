"""The listings that match what was understood of the words that a reader typed."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property, partial

from pyroaring import BitMap

from directory.facts.facets import OFFERED
from directory.folding import fold
from directory.index.distance import Miles
from directory.index.index import EMPTY, Index
from directory.index.lexemes import STOP_WORDS
from directory.index.words import NAME, ORGANIZATION, OWN_WORDS, PLACE_AND_PEOPLE, STATEMENTS
from directory.search.crossing import OfferingFilter
from directory.search.full_text import may_go_on
from directory.search.place import miles_around
from directory.understanding.parts import Part, Understanding

# Texts of a listing: its names and its organization; those, its place and people; what it wrote, too.
NAMES = NAME + ORGANIZATION
NAMES_AND_PEOPLE = NAMES + PLACE_AND_PEOPLE
WRITTEN = NAMES_AND_PEOPLE + OWN_WORDS
# The texts of a listing by which the best match is decided, those that count most first.
RANKED_TEXTS = (NAME, ORGANIZATION + PLACE_AND_PEOPLE, STATEMENTS, OWN_WORDS)
MAX_RANKED_WORDS = 12  # of a longer text the others do not rank, so that no text takes long
LONGEST_CODE = 3  # letters of a state's code, and of a town's nickname ("SLC")
# Facets of one subject: an option of either says who pays.
SUBJECTS = {"insurance": "insurer"}


class PartMatches:
    """The listings that match each Part of an Understanding, and those that match all parts of a box.

    Parts join by and. A listing that holds every typed word in what it wrote matches, too.
    """

    def __init__(self, understanding: Understanding, index: Index, today: date, *, within: int | None):
        self.understanding, self.index, self.today, self.within = understanding, index, today, within
        self._ids = {}  # Part → BitMap

    # ---- one part

    def of(self, part: Part) -> BitMap:
        """The ids that match one part alone."""
        if part not in self._ids:
            ids = self._stating(part)
            self._ids[part] = self.index.ids - ids if part.excluded else ids
        return self._ids[part]

    def narrows(self, part: Part) -> bool:
        """False for a part that narrows nothing.

        These are words of the text that no listing holds, beside other parts; a stop word inside a sentence
        that may name a state: "in home ketamine"; and a name whose words have another reading beside it.
        """
        if part.kind == "name" and part.guess:
            return False
        if _is_guessed_stop_word(part):
            return self._ends_text(part)
        return not self._is_text(part) or bool(self.of(part)) or not self._understood

    def _ends_text(self, part):
        typed = self.understanding.q if part.box == "q" else self.understanding.near
        return part.span[1] >= len(typed.rstrip(" .,;!?"))

    def _stating(self, part):
        if part.kind == "facet":
            stated = BitMap.union(EMPTY, *(self._with_key(key) for key in part.keys))
            return stated | self._with_guessed_words(part) if part.guess else stated
        if part.kind == "price" and part.price:
            below = partial(self.index.below_price, *part.price)
            return BitMap.union(EMPTY, *(below(place) for place in self.index.places))
        if part.kind == "video":
            return self.index.with_key(f"serves:{part.state}")
        if part.kind == "place":
            return self._in_place(part)
        if part.kind in ("name", "text"):
            return self._with_words(part)
        return self.index.ids

    def _with_key(self, key):
        facet, _, code = key.partition(":")
        return self.index.with_option(facet, code, self.today)

    def _in_place(self, part):
        place = part.place
        if getattr(place, "kind", "") == "state":
            ids = self.index.with_key(f"state:{place.state}")
            return ids | self._with_guessed_words(part) if part.guess else ids
        if hasattr(place, "latitude"):
            ids = self.miles_from(place).ids
            return ids | self._with_guessed_words(part) if part.guess else ids
        return self._with_words(part)

    def miles_from(self, place) -> Miles:
        """The Miles from a Place, for listings within the distance of the search."""
        within = miles_around(place, self.within)
        return self.index.miles_from(place, within=within, among=self.index.ids)

    # ---- words of the text

    def _with_words(self, part):
        """The ids of the listings that hold all words of a part."""
        return self.index.words.holding(part.terms, is_prefix=self._may_be_a_beginning(part))

    def _with_guessed_words(self, part):
        """The ids in whose text the words of a guess stand, stop words ("in", "or") too."""
        if not STOP_WORDS.issuperset(part.terms):
            return self.index.words.holding(part.terms)
        if len(self.understanding.parts) == 1:  # "in" alone finds no words
            return EMPTY
        others = [self.of(other) for other in self.understanding.parts if not other.guess]
        return BitMap.intersection(self.index.words.with_stop_word(part.terms[0]), *others)

    def _may_be_a_beginning(self, part):
        """True if the part ends the typed text, so that its last word may go on: "harb" finds Harbor."""
        is_quoted = self.understanding.q.rstrip().endswith(('"', "”"))
        return not is_quoted and bool(part.terms) and may_go_on(part.terms[-1]) and self._ends_text(part)

    # ---- all parts of a box

    def of_box(self, box: str) -> BitMap:
        """The ids that match every part of a box ("q" or "near"), and those that hold all its words."""
        matching = self.of_parts(self._parts_of(box))
        return matching | self.holding if box == "q" else matching

    def of_parts(self, parts: Iterable[Part]) -> BitMap:
        """The ids that match each of several parts, of those that narrow a search."""
        return BitMap.intersection(self.index.ids, *(self.of(part) for part in parts if self.narrows(part)))

    def _parts_of(self, box):
        return [part for part in self.understanding.parts if part.box == box]

    @staticmethod
    def _is_text(part):
        return part.kind == "text" and not part.excluded

    @cached_property
    def _understood(self):
        """The parts that are more than words of the text, and those words that some listing holds."""
        parts = self.understanding.parts
        return [part for part in parts if not self._is_text(part) or (part.box == "q" and self.of(part))]

    @cached_property
    def named(self) -> BitMap:
        """The ids of the listings whose whole name was typed, alone or beside a place and other words."""
        names = {fold(self.understanding.q)}
        names |= {" ".join(part.terms) for part in self.understanding.parts if part.kind == "name"}
        return BitMap.union(EMPTY, *map(self.index.with_name, names - {""}))

    @cached_property
    def holding(self) -> BitMap:
        """The ids of the listings that hold all the typed words in what they wrote, or were named whole.

        Beside a place only names, towns and people count: who wrote "we came from Denver" is not near Denver.
        """
        parts = [part for part in self._parts_of("q") if not part.excluded]
        terms = [word for part in parts for word in part.terms]
        if not parts or len(parts) < len(self._parts_of("q")) or not all(part.terms for part in parts):
            return self.named
        kinds = {part.kind for part in parts}
        if kinds <= {"text", "name"} or kinds & {"price", "video"}:  # found already, or not by words
            return self.named
        where = WRITTEN
        if any(map(_is_named_place, parts)):
            if not STOP_WORDS.isdisjoint(terms):  # "Portland, OR" is not every Portland
                return self.named
            where = NAMES if kinds == {"place"} else NAMES_AND_PEOPLE
        ids = self.index.words.holding(terms, where)
        for part in parts:  # "after work" is not any work
            if ids and part.kind == "facet" and not STOP_WORDS.isdisjoint(part.terms):
                ids = self.index.words.with_rows(part.terms, ids, where)
        return self.named | ids

    @cached_property
    def held(self) -> BitMap:
        """The ids of `holding` that do not state what the typed words ask for: they only use the words."""
        facets = [part for part in self._parts_of("q") if part.kind == "facet" and not part.excluded]
        return self.holding - self.of_parts(facets) if facets else EMPTY

    @property
    def may_be_a_name(self) -> bool:
        """True if a typed word is no option: a place, a name, or a word that no table explains."""
        return any(part.kind in ("place", "text") or _is_sure_name(part) for part in self._parts_of("q"))

    # ---- inside an offering

    def offered(self, boxes: frozenset[str]) -> "dict[str, OfferingFilter]":
        """Subject → the filter of the offerings that have what the words of some boxes name.

        Words of one subject are alternatives inside an offering: a clinic with infusions and with Spravato
        matches "IV Spravato", and has no offering that is both.
        """
        keys, filters = {}, {}
        for part in self.understanding.parts:
            if part.box not in boxes or part.excluded:
                continue
            if part.kind == "price" and part.price:
                filters["price"] = self._crossed(partial(self.index.below_price, *part.price))
            subjects = {SUBJECTS.get(name, name) for name in map(_facet_of, part.keys) if name in OFFERED}
            if part.kind == "facet" and len(subjects) == 1:
                keys.setdefault(subjects.pop(), []).extend(part.keys)
        return filters | {subject: self._crossed(partial(self._offering, keys[subject])) for subject in keys}

    def _offering(self, keys, place):
        here = (self.index.with_key(f"{place}:{key}") for key in keys)
        whole = (self._with_key(key) for key in keys if _facet_of(key) not in OFFERED)
        return BitMap.union(EMPTY, *here, *whole)

    def _crossed(self, matching):
        """The filter for those whose offering matches; a listing found by its names passes."""
        return lambda place: self.index.with_offering(place) & (matching(place) | self.holding)

    def codes_of(self, facet: str) -> tuple[str, ...]:
        """The codes of a facet that the typed words name, those of excluded parts apart."""
        keys = (key for part in self.understanding.parts if not part.excluded for key in part.keys)
        codes = (key.partition(":")[2] for key in keys if _facet_of(key) == facet)
        return tuple(dict.fromkeys(codes))

    @property
    def asks_for_price(self) -> bool:
        """True if the typed words ask for a low price and name no bound: "affordable"."""
        return any(part.kind == "price" and part.price is None for part in self.understanding.parts)

    # ---- ranking

    @cached_property
    def rank_terms(self) -> tuple[str, ...]:
        """The typed words by which matches are ranked, folded, each once.

        None of a word that no listing holds, of an address or of a position.
        """
        return tuple(self._rank_words)

    @cached_property
    def _rank_words(self):
        """Word of `rank_terms` → True if it may be the beginning of a longer one."""
        words = {}
        for part in self.understanding.parts:
            if self._ranks(part):
                goes_on = part.kind in ("name", "text") and self._may_be_a_beginning(part)
                words |= {word: goes_on and word == part.terms[-1] for word in part.terms}
        ranking = [(word, goes_on) for word, goes_on in words.items() if word not in STOP_WORDS]
        return dict(ranking[:MAX_RANKED_WORDS])

    def ranked_by(self) -> list[list[BitMap]]:
        """Bitmaps, of which the best match is in the most; those that decide first come first.

        The states that were typed, then for each of RANKED_TEXTS the listings that hold each word there, or
        in a text that counts more.
        """
        criteria, holding = [self.guessed_states], [EMPTY] * len(self._rank_words)
        for where in RANKED_TEXTS:
            in_text = (
                self.index.words.holding([word], where, is_prefix=goes_on)
                for word, goes_on in self._rank_words.items()
            )
            holding = [before | ids for before, ids in zip(holding, in_text, strict=True)]
            criteria.append(holding)
        return criteria

    def _ranks(self, part):
        if part.kind == "place":
            return part.box == "q" and not any(map(str.isdecimal, part.terms))
        if part.kind == "text" and part.box == "near":
            return False
        return not part.excluded and (part.guess or self.narrows(part))

    @cached_property
    def guessed_states(self) -> list[BitMap]:
        """The ids in each state that ends the text and is a stop word: "spravato in" shows Indiana first."""
        return [
            BitMap.union(EMPTY, *(self.index.with_key(key) for key in _state_keys(part)))
            for part in self.understanding.parts
            if part.guess
            and STOP_WORDS.issuperset(part.terms)
            and self._ends_text(part)
            and _state_keys(part)
        ]


def _is_named_place(part):
    """True for "Denver", not for "la", which is a word of English or Spanish as well."""
    return part.kind == "place" and max(map(len, part.terms)) > LONGEST_CODE


def _is_sure_name(part):
    return part.kind == "name" and not part.guess


def _is_guessed_stop_word(part):
    return part.guess and STOP_WORDS.issuperset(part.terms)


def _state_keys(part):
    if part.kind == "place" and getattr(part.place, "kind", "") == "state":
        return [f"state:{part.place.state}"]
    return [key for key in part.keys if key.startswith("state:")]


def _facet_of(key):
    return key.partition(":")[0]
