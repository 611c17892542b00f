"""The table of phrases: folded words in a row → what they mean, made from labels of facets and tables/."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from directory.facts import vocabulary as v
from directory.facts.facets import FACETS
from directory.folding import plain
from directory.understanding.tables import (
    access,
    conditions,
    fillers,
    languages,
    money,
    not_held,
    own_words,
    people,
    treatment,
    watching,
)
from directory.understanding.tokens import tokenize

FACET_TABLES = (
    treatment.PHRASES,
    people.PHRASES,
    watching.PHRASES,
    languages.PHRASES,
    conditions.PHRASES,
    money.PHRASES,
    access.PHRASES,
)
# Kind of an Entry → table of phrases without keys.
WORD_TABLES = {
    "filler": fillers.SAID,
    "grammar": fillers.GRAMMAR,
    "whole": fillers.WHOLE,
    "no": fillers.NO,
    "lack": fillers.LACK,
    "or": fillers.OR,
    "order": money.LOWEST_PRICE,
    "text": own_words.PHRASES,
}
# Facets whose labels people type as they stand.
LABELED = (
    *("route", "setting", "format", "therapy_model", "modality", "condition", "attendance", "monitoring"),
    *("license", "training", "language", "accessibility", "population", "insurer", "insurance", "payment"),
)
# Options whose labels alone mean something else, or nothing: "check", "none", "other".
UNLABELED = {
    *("payment:check", "payment:card", "insurer:other", "insurer:all", "attendance:none", "monitoring:none"),
    *("modality:none", "insurance:none", "training:other", "attendance:lay_adult"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """Keys of a facet, as alternatives.

    is_fallback  True if it only holds where no other condition is named: "nothing works" is said of PTSD, too
    """

    keys: tuple[str, ...]
    is_excluded: bool = False
    is_guess: bool = False
    is_fallback: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """The meaning of a phrase.

    kind      "facet", "not_held", or a key of WORD_TABLES
    readings  of a facet; a listing must match each
    code      of what is not held
    """

    kind: str
    readings: tuple[Reading, ...] = ()
    code: str = ""


class Table:
    """Phrases by their words, and the words of all phrases."""

    def __init__(self, entries: Mapping[str, Entry]):
        self.entries = entries
        self.longest: dict[str, int] = {}  # first word → words of the longest phrase that begins with it
        words = set()
        for phrase in entries:
            first, *rest = parts = phrase.split()
            self.longest[first] = max(self.longest.get(first, 0), len(rest) + 1)
            words.update(parts)
        self.words = frozenset(words)

    def match(self, words: list[str], at: int) -> tuple[int, Entry | None]:
        """(number of words, Entry) of the longest phrase that begins at a place; (1, None) for none."""
        for length in range(min(self.longest.get(words[at], 0), len(words) - at), 0, -1):
            if entry := self.entries.get(" ".join(words[at : at + length])):
                return length, entry
        return 1, None


@cache
def table() -> Table:
    entries: dict[str, Entry] = {}
    for phrase, keys in _labels().items():
        _enter(entries, phrase, Entry("facet", (Reading(tuple(keys)),)))
    exact = {}
    for phrase, entry in _written().items():
        # "iv ketamine" leaves its second word to "ketamine therapy", which says nothing
        if not (phrase.endswith(" ketamine") and _written().get(phrase.removesuffix(" ketamine")) == entry):
            exact[phrase] = entry
    entries |= exact
    for phrase, entry in exact.items():
        if entry.kind in ("facet", "not_held", "whole"):
            _enter(entries, phrase, entry)
    return Table(entries)


def begins_with_no(text: str) -> bool:
    """True for "not in Texas", which no place is searched for; not for "No. Carolina"."""
    words = [token.word for token in tokenize(text)]
    entry = table().match(words, 0)[1] if words and words[0] != "no" else None
    return entry is not None and entry.kind == "no"


@cache
def _written():
    """The phrases of tables/, in the forms that stand there."""
    exact: dict[str, Entry] = {}
    for facets in FACET_TABLES:
        for keys, text in facets.items():
            exact |= dict.fromkeys(phrases_of(text), Entry("facet", tuple(_readings(keys))))
    for code, text in not_held.PHRASES.items():
        exact |= dict.fromkeys(phrases_of(text), Entry("not_held", code=code))
    for kind, text in WORD_TABLES.items():
        for phrase in phrases_of(text):
            exact.setdefault(phrase, Entry(kind))
    return exact


@cache
def video_table() -> Table:
    """Phrases before a state in which people are seen by video."""
    return Table(dict.fromkeys(phrases_of(treatment.BY_VIDEO), Entry("video")))


def phrases_of(text: str) -> Iterator[str]:
    """The folded phrases of a cell: `(take|accept) cash, pills` → `take cash`, `accept cash`, `pills`."""
    for phrase in text.split(","):
        pieces = [piece.split("|") for piece in re.split(r"[()]", phrase)]
        for chosen in product(*pieces):
            if folded := plain("".join(chosen)):
                yield folded


def _readings(cell):
    """`!route:iv route:im + ~setting:home_*` → a Reading for each side of the plus."""
    for side in cell.split("+"):
        marks, keys = set(), []
        for word in side.split():
            marks |= {mark for mark in "!~^" if word.startswith(mark)}
            keys += expand_key(word.lstrip("!~^"))
        yield Reading(tuple(dict.fromkeys(keys)), "!" in marks, "~" in marks, "^" in marks)


def expand_key(key: str) -> list[str]:
    """`setting:home_*` → every key that begins so; any other key → itself."""
    facet, _, code = key.partition(":")
    if not code.endswith("*"):
        return [key]
    codes = [other for other in FACETS[facet].labels if other not in (v.NOT_STATED, "none", "other", "all")]
    return [f"{facet}:{other}" for other in codes if other.startswith(code[:-1])]


def _labels():
    """Folded label of an option → the keys that have it."""
    labels = {}
    for name in LABELED:
        for code, label in FACETS[name].labels.items():
            if code == v.NOT_STATED or f"{name}:{code}" in UNLABELED:
                continue
            text = str(label)
            for phrase in {text, re.sub(r"\(.*?\)", " ", text), *re.findall(r"\(([^)]{2,20})\)", text)}:
                if folded := plain(phrase):
                    labels.setdefault(folded, []).append(f"{name}:{code}")
    return labels


@cache
def option_labels() -> dict[str, tuple[str, ...]]:
    """Label of an option in small letters, without punctuation → the keys that have it.

    Only labels with punctuation inside, at which a reading of words would end.
    """
    labels: dict[str, list[str]] = {}
    for name in LABELED:
        for code, label in FACETS[name].labels.items():
            if (
                code != v.NOT_STATED
                and f"{name}:{code}" not in UNLABELED
                and re.search(r"[(,:;]", str(label))
            ):
                labels.setdefault(plain(str(label)), []).append(f"{name}:{code}")
    return {label: tuple(keys) for label, keys in labels.items()}


def _enter(entries, phrase, entry):
    """Enter a phrase with its last word in the singular and in the plural, and two words as one."""
    for variant in {phrase, *_numbers(phrase)}:
        entries.setdefault(variant, entry)
    if phrase.count(" ") == 1 and len(phrase) > 7:
        entries.setdefault(phrase.replace(" ", ""), entry)


def _numbers(phrase):
    last = phrase.rpartition(" ")[2]
    if len(last) < 3 or not last.isalpha():
        return
    if last.endswith("y") and last[-2] not in "aeou":
        yield f"{phrase[:-1]}ies"
    if last.endswith(("s", "x", "ch", "sh")):
        yield f"{phrase}es"
    else:
        yield f"{phrase}s"
    if len(last) > 3 and last.endswith("s") and not last.endswith(("ss", "is", "us")):
        yield phrase[:-1]
