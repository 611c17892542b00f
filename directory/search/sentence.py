"""A search and its results in words: the sentence over the results, and the active filters."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _

from directory.facts.facet_phrases import FACET_PHRASES
from directory.facts.facets import FACETS, Facet
from directory.facts.vocabulary import NOT_STATED, State
from directory.search.clinic_counts import COUNTS
from directory.search.matches import Matches
from directory.search.query import Question
from directory.wording.formats import format_distance, join_with_commas, join_with_or

MAX_TOWNS = 10  # in a sentence


class ActiveFilter(NamedTuple):
    """An active filter. total: how many listings match without it, where that was counted."""

    label: str
    question_without: Question
    total: int | None = None


class ReadPart(NamedTuple):
    """A part of what a search was read as. The queries are query strings; "" where there is none.

    typed        the words as they were typed
    is_guess     True if the reading may be wrong
    other_label  the other reading of a guess
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

    @cached_property
    def headline(self) -> str:
        """Title, heading and spoken line of a page: what matches, or why the place was not searched."""
        if self.place.choices:
            return _("Which %(place)s? We have not searched yet") % {"place": self.place.choices.typed}
        if not self.place.is_known:
            return _("We do not know this place, so we could not search")
        return self.count_and_filters

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
        values = {
            "count": f"{total:,}",
            "words": question.q,
            "typed": question.near,
            "distance": format_distance(question.within),
            "place": self.place.point.label if self.place.point else "",
            "state": self.place.state.label if self.place.state else "",
        }
        if not question.near:
            kind = "anywhere"
        elif self.place.state:
            kind = "state"
        else:
            kind = "point" if self.place.point else "unknown"
        return COUNTS[kind, bool(question.q)](total) % values

    @property
    def place_label(self) -> str:
        """`Within 25 miles of Denver, CO`, `In Texas`, or the typed text if it names no place."""
        if self.place.state:
            return _("In %(state)s") % {"state": self.place.state.label}
        if not self.place.point:
            return _("Place: %(typed)s") % {"typed": self.question.near}
        return _("Within %(distance)s of %(place)s") % {
            "distance": format_distance(self.question.within),
            "place": self.place.point.label,
        }

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
        """Every active filter, in the order of an address: each option of a facet by itself."""
        question, filters = self.question, []
        for name, label in self._labels():
            if name in FACETS:
                filters += [
                    ActiveFilter(option_label(FACETS[name], code), question.without(name, code))
                    for code in question.facets[name]
                ]
            else:
                filters.append(ActiveFilter(label, question.without(name)))
        return filters

    @cached_property
    def read(self) -> list[ReadPart]:
        """Everything that narrows the search, in the order of an address."""
        return [
            ReadPart(active.label, "", active.question_without.query_string())
            for active in self.active_filters
        ]

    @property
    def not_held(self) -> list[tuple[str, str]]:
        """(typed words, sentence) for what no directory of clinics holds."""
        return []

    @property
    def left_over(self) -> list[str]:
        """Typed words that were not understood."""
        return []

    @cached_property
    def removable_filters(self) -> list[ActiveFilter]:
        """Active filters without which listings would match, most first: offered if nothing matches."""
        filters = [
            ActiveFilter(label, self.question.without(name), len(self.matches.without_filter(name)))
            for name, label in self._labels()
        ]
        return sorted((active for active in filters if active.total), key=lambda active: -(active.total or 0))

    def _labels(self):
        """(parameter, label) of each filter that is on, a facet with all its options at once."""
        question = self.question
        if question.q:
            yield "q", _("Keywords: %(words)s") % {"words": question.q}
        if question.near:
            yield "near", self.place_label
        for name, codes in question.facets.items():
            yield name, options_label(FACETS[name], codes)
        if question.organization:
            yield "organization", _("Clinics of one organization")


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
