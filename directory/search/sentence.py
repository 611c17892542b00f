"""A search and its results in words: the sentence over the results, and the active filters."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.facts.about_me import ABOUT_ME
from directory.facts.facet_phrases import FACET_PHRASES
from directory.facts.facets import FACETS, Facet
from directory.facts.vocabulary import NOT_STATED, State
from directory.places.nearby import nearest_town
from directory.places.place import Place
from directory.search.clinic_counts import COUNTS
from directory.search.matches import Matches
from directory.search.query import Question
from directory.understanding.parts import Part
from directory.understanding.prices import PriceBelow
from directory.wording.formats import dollars, format_distance, join_with_commas, join_with_or

MAX_TOWNS = 10  # in a sentence
MAX_OPTIONS_NAMED = 4  # of what was read; of more, the typed words say it shorter
# Of more parts, or longer texts, no search without one of them is tried: each is read and run as a whole.
MAX_TRIED, MAX_CHARACTERS_TRIED = 8, 200
MAX_WORDS_SHOWN = 40  # characters of the typed words in a heading


class ActiveFilter(NamedTuple):
    """An active filter. total: how many listings match without it, where that was counted."""

    label: str
    question_without: Question
    total: int | None = None


class ReadPart(NamedTuple):
    """One thing that was understood of the typed words, as the page shows it.

    label          what it was read as: `Languages: Spanish`, `Within 25 miles of Denver, CO`
    typed          the words as they were typed
    query_without  query string of the search without these words
    is_guess       True if the words may mean something else
    other_label    for a guess: a sentence that offers the words as words, else ""
    other_query    query string of that search, else ""
    """

    label: str
    typed: str
    query_without: str
    is_guess: bool = False
    other_label: str = ""
    other_query: str = ""


class Sentence:
    """A search and its results in words."""

    def __init__(self, matches: Matches):
        self.matches, self.question, self.place = matches, matches.question, matches.place
        self.understanding = matches.understanding

    @cached_property
    def headline(self) -> str:
        """Title, heading and spoken line of a page: what matches, or why the place was not searched."""
        if self.place.is_known:
            return self.count_and_filters
        if self.place.choices:
            return _("Which %(place)s? We have not searched yet") % {"place": self.place.choices.typed}
        if self.place.foreign:
            return _("This directory lists clinics in the United States, so we could not search")
        if self.place.near_me:
            return _("We do not know where you are, so we have not searched yet")
        return _("We do not know this place, so we could not search")

    @cached_property
    def count_and_filters(self) -> str:
        """`14 clinics within 25 miles of Denver, CO, with ketamine given by IV infusion`"""
        phrases = facet_phrases(self.question.facets)
        if not phrases:
            return self._count
        return _("%(clinics)s, %(filters)s") % {"clinics": self._count, "filters": join_with_commas(phrases)}

    @property
    def _count(self):
        """`14 clinics for “PTSD” within 25 miles of Denver, CO`: one message for each kind of search."""
        question, total = self.question, self.matches.total
        words = self._typed_words
        values = {
            "count": f"{total:,}",
            "words": words,
            "typed": question.near,
            "distance": format_distance(self.place.miles),
            "place": point_label(self.place.point) if self.place.point else "",
            "state": self.place.state.label if self.place.state else "",
        }
        if self.place.state:
            kind = "state"
        elif self.place.point:
            kind = "point"
        else:
            kind = "anywhere" if self.place.is_known else "unknown"
        return COUNTS[kind, bool(words)](total) % values

    @property
    def _typed_words(self):
        """The search words that narrow the search, cut short; the place stands elsewhere in the sentence."""
        words = [
            part.typed
            for part in self._parts
            if part.box == "q"
            and (part is not self.place.part or self.place.choices)
            and not _asks_for_price(part)
        ]
        return Truncator(" ".join(words)).chars(MAX_WORDS_SHOWN)

    @property
    def place_label(self) -> str:
        """`Within 25 miles of Denver, CO`, `In Texas`, or the typed text if it names no place."""
        if self.place.state:
            return _("In %(state)s") % {"state": self.place.state.label}
        if not self.place.point:
            return _("Place: %(typed)s") % {"typed": self.place.part_typed or self.question.near}
        return _("Within %(distance)s of %(place)s") % {
            "distance": format_distance(self.place.miles),
            "place": point_label(self.place.point),
        }

    # ---- what was understood

    @cached_property
    def read(self) -> list[ReadPart]:
        """Everything that narrows the search: what was understood of the typed words, then the filters.

        The place's box comes first, each box in the order of its text.
        """
        unread = [ReadPart(label, "", other.query_string()) for label, other in self._unread_boxes()]
        return [
            *unread,
            *map(self._read, self._parts),
            *self._read_filters(),
        ]

    def _read_filters(self):
        return [
            ReadPart(active.label, "", active.question_without.query_string())
            for active in self._chosen_filters
        ]

    def _read(self, part):
        question = self.question
        without = question.with_typed(*self.understanding.without(part)).query_string()
        if not part.guess:
            return ReadPart(self.part_label(part), part.typed, without)
        return ReadPart(
            _("“%(word)s” also read as %(meaning)s")
            % {"word": part.typed, "meaning": self.part_label(part, alone=True)},
            part.typed,
            without,
            is_guess=True,
            other_label=_("Read “%(word)s” only as a word") % {"word": part.typed},
            other_query=self._with_quoted(part).query_string(),
        )

    def _with_quoted(self, part):
        """The same search with the words of a part in quotation marks, which are read as nothing else."""
        start, stop = part.span
        typed = {"q": self.question.q, "near": self.question.near}
        text = typed[part.box]
        typed[part.box] = f'{text[:start]}"{text[start:stop]}"{text[stop:]}'
        return self.question.with_typed(**typed)

    def part_label(self, part: Part, *, alone: bool = False) -> str:
        """What a part was read as. alone: the bare name of a state or an option, as in a sentence."""
        if part.kind == "facet" and len(part.keys) > MAX_OPTIONS_NAMED:
            return _("“%(words)s”") % {"words": part.corrected or part.typed}
        if part.kind == "facet":
            if not part.excluded:
                return keys_label(part.keys, alone=alone)
            is_clear = all(FACETS[key.partition(":")[0]].labels_stand_alone for key in part.keys)
            return _("Not: %(option)s") % {"option": keys_label(part.keys, alone=alone or is_clear)}
        if part.kind == "place" and part is self.place.part and not alone:
            return self.place_label
        if part.kind == "place" and isinstance(part.place, Place):
            return part.place.label
        if part.kind == "price":
            return price_label(part.price) if part.price else _("A low price")
        if part.kind == "video":
            return _("By video in %(state)s") % {"state": State(part.state).label}
        words = part.corrected or part.typed
        return _("“%(words)s”") % {"words": words} if alone else _("Keywords: %(words)s") % {"words": words}

    @property
    def not_held(self) -> list[tuple[str, str]]:
        """(typed words, sentence) for each thing asked for that this directory does not hold."""
        return [(one.typed, one.sentence) for one in self.understanding.not_held]

    @cached_property
    def left_over(self) -> list[str]:
        """Typed words that were not understood and that no listing holds: they narrow nothing."""
        unheld = [
            part.typed
            for part in self.understanding.parts
            if part.kind == "text" and part.box == "q" and not self.matches.parts.narrows(part)
        ]
        return [*self.understanding.left_over, *unheld]

    @property
    def video_state(self) -> str:
        """Name of the state in which Matches.by_video serve people, or ""."""
        code = self.matches.video_state
        return str(State(code).label) if code else ""

    @property
    def place_error(self) -> str:
        """The error of a request for data with an unknown place: the reason, and what to write instead."""
        if self.place.choices:
            towns = "; ".join(town.label for town in self.place.towns[:MAX_TOWNS])
            return _(
                "We have not searched yet: many towns are called %(place)s. Add the state: %(towns)s."
            ) % {"place": self.place.choices.typed, "towns": towns}
        return _(
            "We do not know this place, so we could not search. Enter a ZIP code, or a town and its state."
        )

    @cached_property
    def active_filters(self) -> list[ActiveFilter]:
        """Every active filter: each part of the typed words, then each option of a facet by itself."""
        typed = [ActiveFilter(label, without) for label, without in self._typed_filters()]
        return typed + self._chosen_filters

    @cached_property
    def _chosen_filters(self):
        """The active filters but those of the typed words."""
        question = self.question
        filters = [
            ActiveFilter(option_label(FACETS[name], code), question.without(name, code))
            for name, codes in question.facets.items()
            for code in codes
        ]
        filters += [ActiveFilter(about_me_label(code), question.without("me", code)) for code in question.me]
        if question.organization:
            filters.append(ActiveFilter(_("Clinics of one organization"), question.without("organization")))
        return filters

    @cached_property
    def removable_filters(self) -> list[ActiveFilter]:
        """Active filters without which listings would match, most first: offered if nothing matches."""
        question, without = self.question, self.matches.without_filter
        filters = [
            ActiveFilter(label, other, self.matches.total_of(other)) for label, other in self._tried_filters()
        ]
        filters += [
            ActiveFilter(options_label(FACETS[name], codes), question.without(name), len(without(name)))
            for name, codes in question.facets.items()
        ]
        filters += [
            ActiveFilter(about_me_label(code), other, self.matches.total_of(other))
            for code in question.me[:MAX_TRIED]
            for other in [question.without("me", code)]
        ]
        if question.organization:
            label = _("Clinics of one organization")
            filters.append(
                ActiveFilter(label, question.without("organization"), len(without("organization")))
            )
        return sorted((active for active in filters if active.total), key=lambda active: -(active.total or 0))

    def _tried_filters(self):
        """_typed_filters() where they are few; else (label, the search without it) of each box."""
        question = self.question
        if len(self._parts) <= MAX_TRIED and len(question.q + question.near) <= MAX_CHARACTERS_TRIED:
            yield from self._typed_filters()
            return
        if question.near:
            yield self.place_label, question.without("near")
        if question.q:
            words = Truncator(question.q).chars(MAX_WORDS_SHOWN)
            yield _("Keywords: %(words)s") % {"words": words}, question.without("q")

    def _typed_filters(self):
        """(label, the search without it) of each part of the typed words; of the whole text without any."""
        yield from self._unread_boxes()
        for part in self._parts:
            yield self.part_label(part), self.question.with_typed(*self.understanding.without(part))

    @cached_property
    def _parts(self):
        """The parts that narrow the search; none of a place that is not known."""
        parts = sorted(self.understanding.parts, key=lambda part: (part.box == "q", part.span))
        if not self.place.is_known:
            parts = [part for part in parts if part.box == "q"]
        return [part for part in parts if self.matches.parts.narrows(part)]

    def _unread_boxes(self):
        """(label, the search without it) of the whole text of a box from which no part was read."""
        boxes = {part.box for part in self._parts}
        if self.question.near and "near" not in boxes:
            yield self.place_label, self.question.without("near")
        if self.question.q and "q" not in boxes:
            yield _("Keywords: %(words)s") % {"words": self.question.q}, self.question.without("q")


def price_label(price: PriceBelow) -> str:
    """`A session: under $400`"""
    return PRICE_LABELS[price.unit] % {"price": dollars(price.dollars)}


PRICE_LABELS = {
    "session": gettext_lazy("A session for less than %(price)s"),
    "course": gettext_lazy("A whole course for less than %(price)s"),
    "month": gettext_lazy("A month for less than %(price)s"),
}


def _asks_for_price(part):
    """True for "affordable", which names no bound and so narrows nothing."""
    return part.kind == "price" and part.price is None


def about_me_label(code: str) -> str:
    """`About me: bipolar disorder`"""
    return _("About me: %(what)s") % {"what": ABOUT_ME[code].label}


def keys_label(keys: Sequence[str], *, alone: bool = False) -> str:
    """The options that several keys of the search index name: `How it is given: IV infusion or Swallowed`."""
    by_facet: dict[str, list[str]] = {}
    for key in keys:
        facet, _colon, code = key.partition(":")
        by_facet.setdefault(facet, []).append(code)
    if alone:
        labels = [str(FACETS[facet].labels[code]) for facet, codes in by_facet.items() for code in codes]
        return join_with_or(labels)
    labels = [options_label(FACETS[facet], codes) for facet, codes in by_facet.items()]
    return join_with_or(list(dict.fromkeys(labels)))  # Medicaid is an option of two facets


def point_label(place: Place) -> str:
    """`Denver, CO`; of a point typed as two numbers, or filled in by a device, `a point near Denver, CO`."""
    town = (
        nearest_town(place.latitude, place.longitude) if place.kind == "point" and not place.state else None
    )
    return _("a point near %(town)s") % {"town": town.label} if town else place.label


def option_label(facet: Facet, code: str) -> str:
    """`IV infusion`, or with the facet where the option needs it: `Talk therapy: Not stated`."""
    label = str(facet.labels[code])
    if code == NOT_STATED or not facet.labels_stand_alone:
        return _("%(filter)s: %(option)s") % {"filter": facet.label, "option": label}
    return label


def options_label(facet: Facet, codes: Sequence[str]) -> str:
    """The options of a facet that are on: `IV infusion`, `How it is given: IV infusion or Swallowed`."""
    if len(codes) == 1:
        return option_label(facet, codes[0])
    options = join_with_or([str(facet.labels[code]) for code in codes])
    return _("%(filter)s: %(option)s") % {"filter": facet.label, "option": options}


def facet_phrases(chosen: dict[str, tuple[str, ...]]) -> list[str]:
    """What the options chosen say of the clinics: ["with ketamine given rectally", "for PTSD"]."""
    return [facet_phrase(FACETS[name], chosen[name]) for name in FACET_PHRASES if name in chosen]


def facet_phrase(facet: Facet, codes: Sequence[str]) -> str:
    """`for PTSD or grief`; with "not stated" beside them, `for PTSD or with no conditions given`."""
    phrase, not_stated, words = FACET_PHRASES[facet.name]
    stated = [str(words.get(code) or facet.labels[code]) for code in codes if code != NOT_STATED]
    phrases = [str(phrase) % {"what": join_with_or(stated)}] if stated else []
    return join_with_or([*phrases, str(not_stated)] if NOT_STATED in codes else phrases)
