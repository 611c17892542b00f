"""Builds patterns from phrases. A space in a phrase also stands for a hyphen; case does not count."""

import re
from collections.abc import Iterable


def any_of(words: str) -> str:
    """A pattern of one of the words. `_` is a space inside a word: "cure most_of"."""
    return "(?:" + "|".join(words.split()).replace("_", " ") + ")"


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern that finds any of the phrases as whole words."""
    either = "|".join(phrase.replace(" ", "[ -]") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
