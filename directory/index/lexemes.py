"""Folded words as lexemes: what PostgreSQL's English configuration makes of them, without a database.

A lexeme is a word without its ending ("infusions" → "infus"); stop words have none. Words with a digit stay
as they are. Beside its lexemes a text has rows: words that count only as they stand, one behind the other,
such as "after work" and "150 hours".
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

import Stemmer

from directory.facts import vocabulary as v
from directory.folding import fold
from directory.understanding.phrases import option_labels, table

# What PostgreSQL's English configuration leaves out of a text vector (its english.stop).
STOP_WORDS = frozenset(
    """
    i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her
    hers herself it its itself they them their theirs themselves what which who whom this that these
    those am is are was were be been being have has had having do does did doing a an the and but if or
    because as until while of at by for with about against between into through during before after
    above below to from up down in out on off over under again further then once here there when where
    why how all any both each few more most other some such no nor not only own same so than too very s
    t can will just don should now
    """.split()  # noqa: SIM905
)
NUMBERED = frozenset({"hour", "hours", "minute", "minutes"})  # words with a number before them: "150 hours"
MAX_STEMMED_BYTES = 1_000  # of a longer word PostgreSQL keeps the ending
MAX_LEXEME_BYTES = 2_046  # a longer word PostgreSQL leaves out
ASCII_DIGIT = re.compile("[0-9]")
# "adding": PostgreSQL 18 keeps both letters ("add"), the stemmer keeps one ("ad").
VOWEL_AND_DOUBLE = re.compile(r"([aeiou](bb|dd|ff|gg|mm|nn|pp|rr|tt))(?:ed|ing)(?:ly)?s?")
NUMBER_OF_TIME = re.compile(r"(?<!\S)(\d+) ((?:hour|minut)\S*)")


def lexeme(word: str) -> str:
    """The lexeme of a folded word; "" for a stop word, and for a word too long to be one.

    A stemmer is made for each word: it costs a quarter of a microsecond, threads can't share one, and one
    that is shared would remember what readers typed.
    """
    if word in STOP_WORDS or len(word.encode()) > MAX_LEXEME_BYTES:
        return ""
    if ASCII_DIGIT.search(word) or len(word.encode()) > MAX_STEMMED_BYTES:
        return word
    double = VOWEL_AND_DOUBLE.fullmatch(word)
    return double[1] if double else Stemmer.Stemmer("english", 0).stemWord(word)


class Remembered(dict[str, str]):
    """What a function makes of a text, once: for texts of listings only, never for what a reader typed."""

    def __init__(self, function: Callable[[str], str]):
        super().__init__()
        self._function = function

    def __missing__(self, text: str) -> str:
        self[text] = self._function(text)
        return self[text]


def row_of(words: tuple[str, ...]) -> str:
    """The key of a row: " after work". No lexeme begins with a space."""
    return f" {' '.join(words)}"


def row_of_number(number: str, word: str) -> str:
    """The key of a number before hours or minutes: " 150 hour"."""
    return f" {number} {lexeme(word)}"


def rows_of(text: str, words: Iterable[str]) -> set[str]:
    """The keys of a folded text for stop words that may be states, and for numbers of hours or minutes.

    words  those of the text, in any order
    """
    rows = {row_of((word,)) for word in WORDS_OF_STATES.intersection(words)}
    if "hour" in text or "minut" in text:
        rows.update(row_of_number(*match) for match in NUMBER_OF_TIME.findall(text))
    return rows


def phrases_of(text: str) -> set[str]:
    """The keys of those of known_rows() that stand in a folded text."""
    words, lengths = text.split(), _lengths_by_start()
    rows = (
        tuple(words[at : at + length])
        for at, start in enumerate(pairwise(words))
        if start in lengths
        for length in lengths[start]
    )
    return {row_of(row) for row in rows if row in known_rows()}


WORDS_OF_STATES = STOP_WORDS & {code.lower() for code in v.State.values}  # "in", "or", "me", "as"


def known_rows_in(terms: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The rows that folded words are made of, from left to right, the longest at each place."""
    start = 0
    while start < len(terms):
        rows = (tuple(terms[start:stop]) for stop in range(len(terms), start, -1))
        row = next((row for row in rows if _is_known(row)), None)
        if row:
            yield row
        start += len(row or "1")


def _is_known(row):
    return row in known_rows() or (len(row) == 1 and row[0] in WORDS_OF_STATES)


@cache
def known_rows() -> frozenset[tuple[str, ...]]:
    """The phrases with a stop word in them by which an option of a facet is found."""
    phrases = [phrase for phrase, entry in table().entries.items() if entry.kind == "facet"]
    rows = (tuple(fold(phrase).split()) for phrase in [*phrases, *option_labels()])
    return frozenset(row for row in rows if len(row) > 1 and not STOP_WORDS.isdisjoint(row))


@cache
def _lengths_by_start():
    """First two words of a row → how many words the rows have that begin with them."""
    lengths = {}
    for words in known_rows():
        lengths.setdefault(words[:2], set()).add(len(words))
    return lengths
