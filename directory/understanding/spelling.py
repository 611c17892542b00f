"""Words of English, how common they are, and the correction of words that are none."""

from collections.abc import Mapping
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from directory.facts.synonyms import IDENTITY_WORDS
from directory.understanding.names import NameBook
from directory.understanding.phrases import table

MIN_LETTERS = 5  # of a word that is corrected, and of what it is corrected to
LONG_WORD = 7  # from so many letters on, two edits
ORDINARY = (
    1_500  # occurrences in the table of frequencies: “kitchen” has 49,700, “lantern” 2,401, “taper” 454
)


@cache
def english_words() -> Mapping[str, int]:
    """160,000 words of English → how often they occur. The first call takes a quarter of a second."""
    return SpellChecker().word_frequency.dictionary


def is_spelled_right(word: str) -> bool:
    """True for a folded word of English, or one by which people call themselves."""
    return word in IDENTITY_WORDS or word in english_words()


def is_ordinary(word: str) -> bool:
    """True for a word that everybody uses."""
    return english_words().get(word, 0) >= ORDINARY


def may_be_misspelled(word: str, names: NameBook) -> bool:
    """True for a long enough word that is none of English, of the directory, or of the tables."""
    if len(word) < MIN_LETTERS or not word.isalpha() or word in names or word in table().words:
        return False
    return not is_spelled_right(word)


def corrected(word: str, names: NameBook) -> str:
    """The word that a misspelled word plainly means; "" if nothing is near.

    The directory's own words and those of facets are candidates: one edit away, two in a long word.
    """
    edits = 1 if len(word) < LONG_WORD else 2
    for similar in (_words_of_phrases, names.similar):
        others = [other for other in similar(word, edits) if len(other) >= MIN_LETTERS]
        near = process.extract(word, others, scorer=OSA.distance, score_cutoff=edits, limit=None)
        if near:
            # "psychiatris" is the beginning of a word, rather than another one
            return min(near, key=lambda one: (one[1], not one[0].startswith(word), one[0]))[0]
    return ""


def _words_of_phrases(word, edits):
    for length in range(len(word) - edits, len(word) + edits + 1):
        yield from _phrase_words().get((word[0], length), ())


@cache
def _phrase_words():
    words = {}
    for word in sorted(table().words):
        words.setdefault((word[0], len(word)), []).append(word)
    return words
