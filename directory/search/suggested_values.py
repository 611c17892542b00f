"""Values of facets that can be suggested, each with words by which the reader of searches understands it.

The words come from the table of phrases of the reader (understanding/phrases.py), so that choosing a
suggestion finds what it says.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from django.utils.translation import get_language
from rapidfuzz import fuzz, process

from directory.facts.facets import FACETS
from directory.facts.vocabulary import NOT_STATED
from directory.folding import plain
from directory.understanding.phrases import table

MIN_SIMILARITY = 80  # of 100, rapidfuzz's ratio: one letter wrong in five
MAX_SIMILAR = 3
MIN_SYNONYM_LENGTH = 3  # of what is typed: fewer letters are a synonym's first word whole, such as "iv"
LABEL, WORD_OF_LABEL, SYNONYM = range(3)  # ranks of a phrase, the best one first
ENDS_PHRASE = re.compile("[?!;()]")  # the reader reads no phrase across these
# Key → words for an option whose label the reader does not understand; without them, the first phrase.
WORDS = {
    "open:evenings": "evenings",
    "takes:active_sud": "active addiction",
    "takes:untreated_hyperthyroid": "overactive thyroid",
    "takes:opioids_or_benzodiazepines": "benzodiazepines",
}
# What many people type that is no label of an option.
FREQUENT = ("Psychiatrist", "Anesthesiologist", "Telehealth", "At home")
# Facets whose labels say nothing beside another facet's: "No", "Not needed". Their words are shown instead.
SHOWN_BY_WORDS = ("referral", "therapy_required")
NOT_SUGGESTED = ("state", "stays_with")  # a state is suggested as a place; who stays, as who treats
MAX_MEANINGS = 4  # of a phrase that stands for several values


@dataclass(frozen=True, slots=True, eq=False)  # each is made once: a look-up by it need not hash its keys
class Value:
    """Words that mean one or more options of facets.

    facet     the name of the facet that stands beside the label
    readings  keys of the search index: a listing has one of each
    """

    words: str
    label: str
    facet: str
    readings: tuple[tuple[str, ...], ...]


def values_beginning_with(typed: str) -> dict[Value, int]:
    """Value → the best rank of its phrases that begin with the typed text."""
    prefix, ranks = plain(typed), {}
    phrases = _phrases(get_language()) if prefix else []
    for phrase, rank, value in islice(phrases, bisect_left(phrases, prefix, key=_first), None):
        if not phrase.startswith(prefix):
            break
        if rank == SYNONYM and len(prefix) < MIN_SYNONYM_LENGTH and phrase.split()[0] != prefix:
            continue
        ranks[value] = min(rank, ranks.get(value, rank))
    return ranks


def values_spelled_like(typed: str) -> list[Value]:
    """Up to MAX_SIMILAR values of which a label, or a synonym of one word, is nearly what was typed."""
    short = _short_phrases(get_language())
    names = [phrase for phrase, _value in short]
    similar = process.extract(
        plain(typed), names, scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY, limit=2 * MAX_SIMILAR
    )
    return list(dict.fromkeys(short[at][1] for _phrase, _score, at in similar))[:MAX_SIMILAR]


@cache
def _values(_language) -> dict[str, Value]:
    """Folded words → their Value, for every option that some words mean."""
    values = {}
    for facet in FACETS.values():
        if facet.is_dated or facet.name in NOT_SUGGESTED:
            continue
        for code, label in facet.labels.items():
            if code == NOT_STATED or not (words := _words_for(facet.key_of[code], str(label))):
                continue
            (keys,) = readings = _readings(words)
            is_label = len(keys) == 1 and facet.name not in SHOWN_BY_WORDS
            shown = str(label) if is_label else words
            values.setdefault(plain(words), Value(words, shown, facet.name, readings))
    for words in FREQUENT:
        if readings := _readings(words):
            facet = readings[0][0].partition(":")[0]
            values.setdefault(plain(words), Value(words, words, facet, readings))
    return values


def _words_for(key, label):
    """The words for one option: its label, or a part of it, else a phrase of the reader; "" for none."""
    texts = [label, re.sub(r" *\(.*?\)", "", label), *re.findall(r"\(([^)]+)\)", label)]
    texts += [re.split("[,;]", text)[0] for text in texts] + [ENDS_PHRASE.sub("", label), WORDS.get(key, "")]
    for text in texts:
        readings = () if ENDS_PHRASE.search(text) else _readings(text)
        if len(readings) == 1 and key in readings[0]:
            return text
    return _phrase_of_key().get(key, "")


@cache
def _phrase_of_key():
    """Key → the first phrase that means it alone."""
    phrases = {}
    for phrase in table().entries:
        if len(readings := _readings(phrase)) == 1 and len(readings[0]) == 1:
            phrases.setdefault(readings[0][0], phrase)
    return phrases


def _readings(words) -> tuple[tuple[str, ...], ...]:
    """The keys of each Reading of a phrase; () where it means nothing, or something else, or perhaps."""
    entry = table().entries.get(plain(words))
    readings = entry.readings if entry and entry.kind == "facet" else ()
    is_sure = not any(one.is_excluded or one.is_guess for one in readings)
    return tuple(one.keys for one in readings) if is_sure else ()


@cache
def _phrases(language) -> list[tuple[str, int, Value]]:
    """(folded phrase, rank, Value), sorted by phrase: labels, their ends from each word, what people type."""
    same, by_key, rows = {}, {}, set()
    for value in _values(language).values():
        same.setdefault(value.readings, []).append(value)
        for key in value.readings[0] if len(value.readings) == 1 else ():
            by_key.setdefault(key, []).append(value)
        words = plain(value.label).split()
        rows |= {(" ".join(words[at:]), min(at, WORD_OF_LABEL), value) for at in range(len(words))}
    for phrase in table().entries:
        readings = _readings(phrase)
        meant = same.get(readings, ())
        if not meant and len(readings) == 1:
            meant = [value for key in readings[0] for value in by_key.get(key, ())]
        if len(meant) <= MAX_MEANINGS:
            rows |= {(phrase, SYNONYM, value) for value in meant}
    return sorted(rows, key=lambda row: (row[0], row[1], row[2].words))


@cache
def _short_phrases(language) -> list[tuple[str, Value]]:
    return [
        (phrase, value)
        for phrase, rank, value in _phrases(language)
        if rank == LABEL or (rank == SYNONYM and " " not in phrase)
    ]


def _first(row) -> str:
    return row[0]


def all_values() -> Iterator[Value]:
    """Every Value, for tests."""
    return iter(_values(get_language()).values())
