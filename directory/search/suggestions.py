"""Suggestions for the two boxes of a search, while somebody types: places, and words that are understood.

Nothing that is typed is stored. The suggestions come from the memory of this process.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from weakref import WeakKeyDictionary

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override
from pyroaring import BitMap

from directory.facts.facets import FACETS
from directory.facts.vocabulary import State
from directory.folding import fold, plain
from directory.index.index import EMPTY, Index
from directory.places.place import ForeignPlace, Place, PlaceChoices
from directory.places.resolve import places_beginning_with, read_place
from directory.places.spelling import similar_places
from directory.places.zip_prefixes import zip_codes_beginning_with
from directory.search.suggested_values import values_beginning_with, values_spelled_like

MAX_SUGGESTIONS = 8
MAX_VALUES = 5  # of facets, before places and names
MAX_PLACES = 2  # in the box of words
MAX_CANDIDATES = 24  # places from which the suggestions are taken
MIN_PEOPLE = 50_000  # of a place in the box of words
MAX_WORDS_OF_NAME = 4  # of a text for which places with a similar name are looked up
MIN_LENGTH = 2
MIN_PLACE_LENGTH = 3  # in the box of words
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
    "point": gettext_lazy("landmark"),
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
    """Places that begin with the typed text, most populous first; else what it means or is spelled like."""
    folded = plain(typed)
    if len(folded) < MIN_LENGTH:
        return []
    if folded.isdecimal():
        places = zip_codes_beginning_with(folded, MAX_SUGGESTIONS)
    else:
        # "County of Cook" begins with "Co" as well: places that are called so come first.
        places = places_beginning_with(typed, MAX_CANDIDATES)
        places.sort(key=lambda place: not plain(place.label).startswith(folded))
    meaning = read_place(typed)
    if isinstance(meaning, Place) and meaning.kind == "point" and not meaning.state:  # two numbers
        return []
    places = [*_meant(meaning, folded), *places] or _similar(typed, meaning)
    by_label = {place.label: place for place in places if place.kind in KINDS}
    return [_place("", place) for place in islice(by_label.values(), MAX_SUGGESTIONS)]


def _place(head, place):
    return Suggestion(_completed(head, place.label), place.label, str(KINDS[place.kind]))


def _meant(place, folded):
    """What a text plainly names, first in the list: "CO", "Colo", "SF", "Denver, C", "denver colorado"."""
    states = [state for name, state in _states() if name.startswith(folded)]
    if not isinstance(place, Place):
        return states
    is_nickname = not plain(place.label).startswith(folded)
    if is_nickname and place.corrected:
        return states
    is_plain = place.kind in ("state", "zip") or is_nickname or " " in folded
    return [place, *states] if is_plain else states


@cache
def _states():
    """(folded name, Place) of every state. "LA" means a town, and "New York" as well, so both are tried."""
    with override("en"):
        texts = [text for state in State for text in (str(state.label), state.value)]
    places = [place for place in map(read_place, texts) if isinstance(place, Place) and place.kind == "state"]
    return [(plain(place.label), place) for place in dict.fromkeys(places)]


def _similar(typed, meaning):
    """The places that a text may mean, of which none begins with it: misspelled, or abroad."""
    if isinstance(meaning, Place):
        return [meaning]
    if isinstance(meaning, PlaceChoices):
        return list(meaning.places)
    if isinstance(meaning, ForeignPlace):
        labels = meaning.others
    else:
        labels = similar_places(typed) if len(typed.split()) <= MAX_WORDS_OF_NAME else ()
    return [place for place in map(read_place, labels) if isinstance(place, Place)]


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
    kind = ngettext("%(facet)s, stated by %(count)s clinic", "%(facet)s, stated by %(count)s clinics", count)
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
    options = (key.partition(":") for key in keys)
    return BitMap.union(EMPTY, *(index.with_option(name, code, today) for name, _colon, code in options))


# ---- places and names


def _places_among_words(head, typed):
    """Large places that are called so: "ketamine in den" may become "ketamine in Denver, CO"."""
    folded = plain(typed)
    if len(folded) < MIN_PLACE_LENGTH:
        return []
    places = places_beginning_with(typed, MAX_CANDIDATES, MIN_PEOPLE)
    named = [one for one in places if one.kind in KINDS and plain(one.label).startswith(folded)]
    return [_place(head, place) for place in named[:MAX_PLACES]]


def _names(typed, index, today):
    """Names of listed clinics. One that is chosen is searched as if it were typed: no list opens a page."""
    listed, rows = index.on_day(today).listed, {}
    for pk, name, city, state in index.names.beginning_with(typed):
        if pk in listed:
            rows.setdefault(pk, (name, city, state))
        if len(rows) == MAX_SUGGESTIONS:
            break
    return [
        Suggestion(name, name, _("clinic in %(town)s, %(state)s") % {"town": city, "state": state})
        for name, city, state in rows.values()
    ]
