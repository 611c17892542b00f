# ruff: noqa: E501
"""Which names of places are words of English or personal names too, and which words look like a misspelling."""

from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from directory.facts.synonyms import IDENTITY_WORDS, SYNONYMS
from directory.folding import plain
from directory.places.build.hand import FOLDER

MIN_FREQUENCY = 2_000  # in the corpus of pyspellchecker: a word that people write; "denver" has 608
MIN_FREQUENCY_UNCORRECTED = 150  # "tuscon" has 50
MIN_PEOPLE_OF_A_RARE_WORD = 20_000  # a smaller town is no place alone where a rare word has its name
MAX_PEOPLE_OF_A_WORD = 250_000  # a larger town comes to mind first: Buffalo, Phoenix


def words_and_names():
    """(words that are no place alone, words that are never corrected)"""
    dictionary = SpellChecker().word_frequency.dictionary
    names = set(Path(FOLDER / "personal_names.txt").read_text(encoding="utf-8").split())
    ours = {word for codes in SYNONYMS.values() for text in codes.values() for word in plain(text).split()}
    ordinary = (
        {word for word, count in dictionary.items() if count >= MIN_FREQUENCY} | set(IDENTITY_WORDS) | names
    )
    uncorrected = {word for word, count in dictionary.items() if count >= MIN_FREQUENCY_UNCORRECTED}
    return ordinary, uncorrected | set(IDENTITY_WORDS) | ours | names


def like_a_place(words, keys):
    """The words that are one or two letters away from one of the keys, or are one."""
    keys = [key for key in keys if len(key) >= 4]
    return sorted(
        word
        for word in words
        if len(word) >= 4
        and word.isascii()
        and process.extractOne(word, keys, scorer=OSA.distance, score_cutoff=2)
    )
