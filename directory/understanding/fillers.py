"""Words that no table explains: a name, a rare word to look up, or an ordinary word that says nothing."""

import re

from directory.facts.synonyms import IDENTITY_WORDS
from directory.understanding.names import NameBook
from directory.understanding.spelling import is_ordinary

AGE = re.compile("[0-9]{2}(?:f|m|yo|yof|yom)")  # of a patient, in doctors' shorthand: "45F"


def kind_of_word(term: str, *, names: NameBook, in_sentence: bool, stands_alone: bool) -> str:
    """ "name", "text" or "unused", for a folded word that no table explains.

    in_sentence   True right after a pronoun or a verb, or in a sentence: in "my hope" no clinic is meant
    stands_alone  True if nothing before it was understood, and no sentence has begun
    """
    if term in IDENTITY_WORDS:
        return "unused" if in_sentence else "text"  # "I am a 41 year old woman"
    if term.isdecimal() and (len(term) < 3 or in_sentence) and term not in names:
        return "unused"  # "my father (78)"
    if AGE.fullmatch(term):
        return "unused"
    if names.spelling(term) and not (in_sentence and is_ordinary(term)):
        return "name"
    if not is_ordinary(term) or stands_alone:
        return "text"
    return "unused"
