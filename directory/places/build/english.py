"""Which names of places are words or personal names too, and which words look like a misspelled place."""

from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from directory.facts.synonyms import IDENTITY_WORDS, SYNONYMS
from directory.folding import plain
from directory.places.build.hand import FOLDER
from directory.places.spelling import MIN_LETTERS, allowed_distance

MIN_FREQUENCY = 2_000  # in the corpus of pyspellchecker: a word that people write; "denver" has 608
MIN_FREQUENCY_UNCORRECTED = 150  # "tuscon" has 50
MIN_PEOPLE_OF_A_RARE_WORD = 20_000  # a smaller town is no place alone where a rare word has its name
MAX_PEOPLE_OF_A_NAME = 600_000  # of a town with a personal name; Austin and Charlotte are larger
MAX_PEOPLE_OF_A_WORD = 250_000  # a larger town comes to mind first: Buffalo, Phoenix


def words_and_names():
    """(words that are no place alone, personal names, words that are never corrected)"""
    dictionary = SpellChecker().word_frequency.dictionary
    names = set(Path(FOLDER / "personal_names.txt").read_text(encoding="utf-8").split())
    ours = {word for codes in SYNONYMS.values() for text in codes.values() for word in plain(text).split()}
    ordinary = {word for word, count in dictionary.items() if count >= MIN_FREQUENCY} | set(IDENTITY_WORDS)
    uncorrected = {word for word, count in dictionary.items() if count >= MIN_FREQUENCY_UNCORRECTED}
    return ordinary, names, uncorrected | set(IDENTITY_WORDS) | ours | names


def like_a_place(words, keys):
    """The words that spelling.py would take for a misspelled key: as near as it allows."""
    keys = [key for key in keys if len(key) >= MIN_LETTERS - 1]
    by_letter = {letter: [key for key in keys if key[0] == letter] for letter in {key[0] for key in keys}}
    words = [word for word in words if len(word) >= MIN_LETTERS and word.isascii() and word.isalpha()]
    return sorted(word for word in words if _is_like(word, by_letter.get(word[0], ())))


def _is_like(word, keys):
    return (
        process.extractOne(word, keys, scorer=OSA.distance, score_cutoff=allowed_distance(word)) is not None
    )
