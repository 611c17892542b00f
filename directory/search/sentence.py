"""A search and its results in words: the sentence over the results, and the active filters."""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.facts.facets import FACETS, PHRASES, TELLING_PHRASES, Facet
from directory.facts.vocabulary import NOT_STATED, State
from directory.search.matches import Matches
from directory.search.query import Question
from directory.wording.formats import lower_first

MAX_TOWNS = 10  # in a sentence


class ActiveFilter(NamedTuple):
    """An active filter. total: how many listings match without it, where that was counted."""

    label: str
    question_without: Question
    total: int | None = None


class Sentence:
    """A search and its results in words."""

    def __init__(self, matches: Matches):
        self.matches, self.question, self.place = matches, matches.question, matches.place

    @cached_property
    def headline(self) -> str:
        """Title, heading and spoken line of a page: what matches, or why the place was not searched."""
        if self.place.choices:
            return _("Which %(place)s? Nothing was searched yet") % {"place": self.place.choices.typed}
        if not self.place.is_known:
            return _("We do not know this place, so nothing was searched")
        return self.count_and_filters

    @cached_property
    def count_and_filters(self) -> str:
        """`14 clinics within 25 miles of Denver, CO offering IV infusion`"""
        question, total = self.question, self.matches.total
        parts = [ngettext("%(count)s clinic", "%(count)s clinics", total) % {"count": f"{total:,}"}]
        if question.q:
            parts.append(_("for “%(words)s”") % {"words": question.q})
        if question.near:
            parts.append(self.place_phrase)
        return " ".join([*parts, facets_phrase(question.facets)]).strip()

    @property
    def place_phrase(self) -> str:
        """`within 25 miles of Denver, CO`, `in Texas`, or the typed text if it names no place."""
        if self.place.state:
            return _("in %(state)s") % {"state": self.place.state.label}
        if not self.place.point:
            return _("place: %(typed)s") % {"typed": self.question.near}
        within = self.question.within
        phrase = ngettext("within %(count)s mile of %(place)s", "within %(count)s miles of %(place)s", within)
        return phrase % {"count": within, "place": self.place.point.label}

    @property
    def video_state(self) -> str:
        """Name of the state in which Matches.by_video serve people, or ""."""
        code = self.matches.video_state
        return str(State(code).label) if code else ""

    @property
    def place_error(self) -> str:
        """The error of a request for data with an unknown place: the reason, and what to write instead."""
        if self.place.choices:
            return _("%(nothing)s. Many towns go by that name. Add the state: %(towns)s.") % {
                "nothing": self.headline,
                "towns": "; ".join(town.label for town in self.place.towns[:MAX_TOWNS]),
            }
        return _("%(nothing)s. Enter a ZIP code, or a town and its state.") % {"nothing": self.headline}

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
            yield "q", _("Words: %(words)s") % {"words": question.q}
        if question.near:
            yield "near", str(capfirst(self.place_phrase))
        for name, codes in question.facets.items():
            yield name, str(capfirst(options_phrase(FACETS[name], codes)))
        if question.organization:
            yield "organization", _("One organization")


def option_label(facet: Facet, code: str) -> str:
    """`IV infusion`, or with the facet where the option needs it: `Talking therapy: not stated`."""
    label = str(facet.labels[code])
    if code == NOT_STATED or not facet.labels_stand_alone:
        return f"{facet.label}: {lower_first(label)}"
    return label


def options_phrase(facet: Facet, codes: Iterable[str]) -> str:
    """`IV infusion or lozenge under the tongue`"""
    return _(" or ").join(_option_phrase(facet, code) for code in codes)


def _option_phrase(facet, code):
    if not facet.is_dated and code == NOT_STATED:
        return _("%(what)s not stated") % {"what": lower_first(str(facet.label))}
    if not facet.is_dated and not facet.labels_stand_alone:
        return lower_first(option_label(facet, code))
    return lower_first(str(facet.labels[code]))


def facets_phrase(chosen: dict[str, tuple[str, ...]]) -> str:
    """The options chosen as the end of a sentence: `offering IV infusion, for PTSD`."""
    phrases = []
    for key, phrase in PHRASES.items():
        options = [
            options
            for facet in FACETS.values()
            if facet.name in chosen and (options := _told_by(key, facet, chosen[facet.name]))
        ]
        if options:
            phrases.append(phrase % {"what": ", ".join(options)})
    return ", ".join(phrases)


def _told_by(phrase, facet, codes):
    """What a phrase tells of the options of a facet; "" for nothing.

    "Not stated" alone is told by "with": `with condition not stated`, but `for PTSD (or not stated)`.
    """
    if facet.is_dated:
        return options_phrase(facet, codes) if facet.phrase == phrase else ""
    stated = [code for code in codes if code != NOT_STATED]
    if not stated:
        return options_phrase(facet, codes) if phrase == "with" else ""
    if facet.phrase != phrase:
        return ""
    is_told = facet.labels_stand_alone or phrase in TELLING_PHRASES
    labels = [
        lower_first(str(facet.labels[code])) if is_told else _option_phrase(facet, code) for code in stated
    ]
    what = _(" or ").join(labels)
    return what if len(stated) == len(codes) else _("%(what)s (or not stated)") % {"what": what}
