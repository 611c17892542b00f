"""Suggestions for the two boxes of a search, while somebody types: places, and words that are understood.

Nothing that is typed is stored. The suggestions come from the memory of this process.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from weakref import WeakKeyDictionary

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from pyroaring import BitMap
from rapidfuzz import fuzz, process

from directory.facts.facets import FACETS
from directory.facts.synonyms import SYNONYM_PHRASES, SYNONYMS
from directory.facts.vocabulary import NOT_STATED
from directory.folding import fold
from directory.places import resolve
from directory.search.index import EMPTY, Index
from directory.search.name_prefixes import name_prefixes

MAX_SUGGESTIONS = 8
MAX_VALUES = 5  # of facets, before places and names
MAX_PLACES = 2  # in the box of words
MIN_LENGTH = 2
MIN_PLACE_LENGTH = 3  # in the box of words
MIN_TAIL_LENGTH = 3
MAX_TAIL_WORDS = 4
NEGATIONS = {"no", "not", "without", "except"}  # after these, a count of clinics would say the opposite
SMALL_WORDS = set("an as at by do in is it me my no of on or so to up us we".split())  # noqa: SIM905
MIN_SIMILARITY = 80  # of 100, rapidfuzz's ratio: one letter wrong in five

# Until the gazetteer is there, no place is suggested.
places_beginning_with = getattr(resolve, "places_beginning_with", lambda _prefix, _limit: [])
similar_places = getattr(resolve, "similar_places", lambda _typed: [])
read_place = getattr(resolve, "read_place", lambda _typed: None)

KINDS = {
    "zip": gettext_lazy("ZIP code"),
    "town": gettext_lazy("town"),
    "county": gettext_lazy("county"),
    "region": gettext_lazy("region"),
    "state": gettext_lazy("state"),
}


# DatedBitmaps of an index → options → how many clinics have one of them; no longer than the bitmaps live
_COUNTS = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the list. value: what the box holds once it is chosen. kind: what it is, in words."""

    value: str
    label: str
    kind: str


def suggest_places(typed: str) -> list[Suggestion]:
    """Places that begin with the typed text, most populous first; else those that are spelled like it."""
    if len(typed) < MIN_LENGTH:
        return []
    places = places_beginning_with(typed, MAX_SUGGESTIONS)
    if not places:
        similar = (read_place(label) for label in similar_places(typed))
        places = [place for place in similar if hasattr(place, "kind")]
    return [_place("", place) for place in places if place.kind in KINDS]


def _place(head, place):
    return Suggestion(_completed(head, place.label), place.label, str(KINDS[place.kind]))


def suggest_words(typed: str, index: Index, today: date) -> list[Suggestion]:
    """Values of facets with their counts, places, and names of clinics that the typed text may become.

    Where nothing begins with the whole text, something may with its last words: `spanish med`.
    """
    typed = " ".join(typed.split())
    for head, tail in _tails(typed):
        values = _values(head, tail, index, today)
        places = _places_among_words(head, tail)
        names = [] if head else _names(tail, index, today)
        if values or places or names:
            return [*values[:MAX_VALUES], *places, *names, *values[MAX_VALUES:]][:MAX_SUGGESTIONS]
    counts = {label: _count(label, index, today) for label in _similar_values(typed)}
    return [_value("", label, count) for label, count in counts.items() if count]


def _tails(typed):
    """("", typed), then what comes before and after each of its last spaces, longest end first."""
    if len(typed) < MIN_LENGTH:
        return
    yield "", typed
    words = typed.split(" ")
    for start in range(max(1, len(words) - MAX_TAIL_WORDS), len(words)):
        tail = " ".join(words[start:])
        is_told = len(tail) >= MIN_TAIL_LENGTH or tail.lower() not in SMALL_WORDS
        if is_told and len(tail) >= MIN_LENGTH and fold(words[start - 1]) not in NEGATIONS:
            yield f"{' '.join(words[:start])} ", tail


def _completed(head, words):
    """What the box holds: search words, and no sentence."""
    return f"{head}{words}"


# ---- values of facets


def _values(head, typed, index, today):
    """The labels that some listing has, first those that match themselves, each with most listings first."""
    ranks = {}
    for rank, label in _phrases_beginning_with(fold(typed)):
        ranks[label] = min(rank, ranks.get(label, rank))
    counts = {label: _count(label, index, today) for label in ranks}
    labels = sorted(
        (label for label in ranks if counts[label]), key=lambda one: (ranks[one], -counts[one], one)
    )
    return [_value(head, label, counts[label]) for label in labels[:MAX_SUGGESTIONS]]


def _value(head, label, count):
    facet = FACETS[_labels(get_language())[label][0][0]]
    kind = ngettext("%(facet)s, %(count)s clinic", "%(facet)s, %(count)s clinics", count)
    return Suggestion(_completed(head, label), label, kind % {"facet": facet.label, "count": f"{count:,}"})


def _count(label, index, today):
    """How many listed clinics have one of the options of a label: "Medicaid" is an option of two facets."""
    options = tuple(_labels(get_language())[label])
    counts = _COUNTS.setdefault(index.on_day(today), {})
    if options not in counts:
        ids = (index.with_option(name, code, today) for name, code in options)
        counts[options] = BitMap.union(EMPTY, *ids).intersection_cardinality(index.on_day(today).listed)
    return counts[options]


@cache
def _labels(_language) -> dict[str, list[tuple[str, str]]]:
    """Label → (name of the facet, code) of the options that are called so."""
    labels = {}
    for facet in FACETS.values():
        if facet.labels_stand_alone and facet.name != "state":
            for code, label in facet.labels.items():
                if code != NOT_STATED:
                    labels.setdefault(str(label), []).append((facet.name, code))
    return labels


def _phrases_beginning_with(prefix) -> Iterator[tuple[int, str]]:
    """(rank, label) of every phrase that begins with a folded text; 0 is the best rank."""
    phrases = _phrases(get_language())
    for phrase, rank, label in islice(phrases, bisect_left(phrases, (prefix,)), None):
        if not phrase.startswith(prefix):
            return
        yield rank, label


def _similar_values(typed):
    """Up to three labels that are called nearly as typed."""
    if len(typed) <= MIN_TAIL_LENGTH:
        return []
    phrases = _phrases(get_language())
    whole = [phrase for phrase, _rank, _label in phrases]
    similar = process.extract(fold(typed), whole, scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY, limit=6)
    return list(dict.fromkeys(phrases[at][2] for _phrase, _score, at in similar))[:3]


@cache
def _phrases(language) -> list[tuple[str, int, str]]:
    """(folded words, rank, label), sorted: labels (0), their ends from each word (1), synonyms (2)."""
    rows = set()
    for label, options in _labels(language).items():
        words = fold(label).split()
        rows |= {(" ".join(words[at:]), min(at, 1), label) for at in range(len(words))}
        for name, code in options:
            statement = FACETS[name].statement
            synonyms = SYNONYMS.get(statement, {}).get(code, "").split()
            synonyms += [phrase for phrase, values in SYNONYM_PHRASES.items() if (statement, code) in values]
            rows |= {(fold(synonym), 2, label) for synonym in synonyms}
    return sorted(rows)


# ---- places and names


def _places_among_words(head, typed):
    if len(typed) < MIN_PLACE_LENGTH:
        return []
    places = places_beginning_with(typed, MAX_PLACES)
    return [_place(head, place) for place in places if place.kind in KINDS]


def _names(typed, index, today):
    """Names of listed clinics. One that is chosen is searched as if it were typed: no list opens a page."""
    listed, rows = index.on_day(today).listed, {}
    for pk, name, city, state in name_prefixes(index).beginning_with(typed):
        if pk in listed:
            rows.setdefault(pk, (name, city, state))
        if len(rows) == MAX_SUGGESTIONS:
            break
    return [
        Suggestion(name, name, _("clinic in %(town)s, %(state)s") % {"town": city, "state": state})
        for name, city, state in rows.values()
    ]
