"""Suggestions for the two boxes of a search, while somebody types: places, and words that are understood.

Nothing that is typed is stored. The suggestions come from the memory of this process.
"""

from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from pyroaring import BitMap

from directory.facts.facets import FACETS
from directory.folding import fold
from directory.places.resolve import places_beginning_with, read_place, similar_places
from directory.search.index import EMPTY, Index
from directory.search.name_prefixes import name_prefixes
from directory.search.suggested_values import values_beginning_with, values_spelled_like

MAX_SUGGESTIONS = 8
MAX_VALUES = 5  # of facets, before places and names
MAX_PLACES = 2  # in the box of words
MIN_LENGTH = 2
MIN_PLACE_LENGTH = 3  # in the box of words
MIN_PEOPLE = 100_000  # of a place in the box of words
MIN_TAIL_LENGTH = 3
MAX_TAIL_WORDS = 4
NEGATIONS = {"no", "not", "without", "except"}  # after these, a count of clinics would say the opposite
SMALL_WORDS = set("an as at by do in is it me my no of on or so to up us we".split())  # noqa: SIM905

KINDS = {
    "zip": gettext_lazy("ZIP code"),
    "town": gettext_lazy("town"),
    "county": gettext_lazy("county"),
    "region": gettext_lazy("region"),
    "state": gettext_lazy("state"),
}


# DatedBitmaps of an index → readings of a value → how many clinics have one of each
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
    similar = values_spelled_like(typed) if len(typed) > MIN_TAIL_LENGTH else []
    counts = {value: _count(value, index, today) for value in similar}
    return [_value("", value, count) for value, count in counts.items() if count]


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
    """The values that some listing has, first those whose label matches, each with most listings first."""
    ranks = values_beginning_with(typed)
    counts = {value: _count(value, index, today) for value in ranks}
    values = sorted(filter(counts.get, ranks), key=lambda one: (ranks[one], -counts[one], one.words))
    return [_value(head, value, counts[value]) for value in values[:MAX_SUGGESTIONS]]


def _value(head, value, count):
    kind = ngettext("%(facet)s, %(count)s clinic", "%(facet)s, %(count)s clinics", count)
    kind = kind % {"facet": FACETS[value.facet].label, "count": f"{count:,}"}
    return Suggestion(_completed(head, value.words), value.label, kind)


def _count(value, index, today):
    """How many listed clinics state a value."""
    counts = _COUNTS.setdefault(index.on_day(today), {})
    if value.readings not in counts:
        ids = (_with_any(keys, index, today) for keys in value.readings)
        counts[value.readings] = len(BitMap.intersection(index.on_day(today).listed, *ids))
    return counts[value.readings]


def _with_any(keys, index, today):
    options = (key.split(":") for key in keys)
    return BitMap.union(EMPTY, *(index.with_option(name, code, today) for name, code in options))


# ---- places and names


def _places_among_words(head, typed):
    if len(typed) < MIN_PLACE_LENGTH:
        return []
    places = places_beginning_with(typed, MAX_PLACES, MIN_PEOPLE)
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
