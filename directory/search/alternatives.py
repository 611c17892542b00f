"""Where a search finds nothing: what else would find something."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.facts.facets import FACETS
from directory.facts.vocabulary import State
from directory.search.matches import Matches
from directory.search.query import Question
from directory.search.sentence import ActiveFilter, Sentence, keys_label, options_label


def single_filters(matches: Matches, sentence: Sentence) -> list[ActiveFilter]:
    """Each filter with the search for it alone, most clinics first; [] where to remove one filter is enough.

    total  how many listings match the filter alone
    """
    if len(sentence.active_filters) < 3 or sentence.removable_filters:
        return []
    alone = [
        ActiveFilter(label, question, matches.total_of(question))
        for label, question in _alone(matches.question, sentence)
    ]
    return sorted((one for one in alone if one.total), key=lambda one: -(one.total or 0))


def _alone(question: Question, sentence: Sentence) -> Iterator[tuple[str, Question]]:
    """(label, search) for the place, for the search words, and for each facet by itself."""
    if question.near:
        yield sentence.place_label, Question(near=question.near, within=question.within)
    if question.q:
        yield _("Keywords: %(words)s") % {"words": question.q}, Question(q=question.q)
    for name, codes in question.facets.items():
        yield options_label(FACETS[name], codes), Question(facets={name: codes})


def in_whole_state(matches: Matches) -> ActiveFilter | None:
    """The same search in the whole state of the place; None where that finds nothing either.

    label  the name of the state
    """
    point, question = matches.place.point, matches.question
    if not point or not point.state or not question.near or "state" in question.facets:
        return None
    whole = question.in_state(point.state)
    total = matches.total_of(whole)
    return ActiveFilter(str(State(point.state).label), whole, total) if total else None


class InsurerNobodyTakes(NamedTuple):
    """An insurer that was asked for, and that no clinic here states to take.

    nearest  the same search for commercial insurance; None where that finds nothing
    """

    label: str
    nearest: ActiveFilter | None


def insurer_nobody_takes(matches: Matches) -> InsurerNobodyTakes | None:
    """The insurer of a search that no clinic of the directory states; None where there is none."""
    for keys, without in _insurers_asked_for(matches):
        if any(matches.index.with_key(key) for key in keys):
            continue
        facets = without.facets | {"insurance": (str(v.Insurance.COMMERCIAL),)}
        question = replace(without, facets=facets, page=1)
        total = matches.total_of(question)
        nearest = ActiveFilter(str(v.Insurance.COMMERCIAL.label), question, total) if total else None
        return InsurerNobodyTakes(keys_label(keys, alone=True), nearest)
    return None


def _insurers_asked_for(matches):
    """(keys of the search index, the search without them) of the insurers typed, then of those chosen."""
    question, understanding = matches.question, matches.understanding
    for part in understanding.parts:
        if part.keys and not part.excluded and all(key.startswith("insur") for key in part.keys):
            yield part.keys, question.with_typed(*understanding.without(part))
    for code in question.facets.get("insurer", ()):
        if code != v.NOT_STATED:
            yield (f"insurer:{code}",), question.without("insurer", code)
