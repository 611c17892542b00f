"""Words typed → what to look for: a text query, and the meanings of two-letter words.

The synonyms stand in the words of each listing (content.py), so typing "drip" finds "IV infusion" by itself.
"""

import re
from dataclasses import dataclass
from functools import cache

from django.contrib.postgres.search import SearchQuery
from rapidfuzz import fuzz, process

from directory import vocabulary as v
from directory.facts import FACETED, STATEMENTS
from directory.folding import fold

LONGEST = 200  # characters typed
MOST_WORDS = 12
# Written small in the middle of a sentence these are words, not states: "drip or shot", "near me".
SMALL_WORDS = {"al", "as", "de", "hi", "id", "in", "la", "ma", "me", "oh", "ok", "or", "pa"}
CRISIS = re.compile(r"\b(suicid\w*|kill myself|end my life|want to die|self harm)\b")


@dataclass(frozen=True)
class Words:
    """All of `terms` have to be there, the last one as a beginning, and one code of each of `meanings`."""

    typed: str
    terms: tuple = ()
    meanings: tuple = ()

    @property
    def query(self):
        """None without terms. They are letters and digits, so nothing needs an escape."""
        if not self.terms:
            return None
        every = " & ".join([*self.terms[:-1], f"{self.terms[-1]}:*"])
        return SearchQuery(every, config="english", search_type="raw")

    @property
    def crisis(self):
        return bool(CRISIS.search(fold(self.typed)))


def read(typed):
    """`denver co IV` → terms denver, iv; meaning state:CO."""
    signs = re.findall(r"[^\s,;]+|,", re.sub(r"(?i)\bnear me\b", " ", typed))
    final = max((place for place, sign in enumerate(signs) if sign != ","), default=0)
    terms, meanings = [], []
    for place, sign in enumerate(signs):
        state = sign.strip(".").upper()
        after_comma = place > 0 and signs[place - 1] == ","
        meant = after_comma or place == final or sign.isupper() or sign not in SMALL_WORDS
        if state in v.State and meant:
            meanings.append((f"state:{state}", *abbreviations().get(state, ())))
        else:
            terms += fold(sign).split()
    return Words(typed, tuple(terms[:MOST_WORDS]), tuple(meanings))


@cache
def abbreviations():
    """Two capital letters that mean something beside a state: {"MD": ("licence:md",), "VA": (…)}."""
    found = {}
    for parameter, statement in FACETED.items():
        labels = v.Licence.choices if parameter == "licence" else STATEMENTS[statement].choices
        for code, label in labels:
            if parameter == "language":
                continue
            said = set(re.findall(r"\b[A-Z]{2}\b", str(label)))
            said |= {word.upper() for word in v.SYNONYMS.get(statement, {}).get(code, "").split()}
            for word in said & set(v.State.values):
                found.setdefault(word, []).append(f"{parameter}:{code}")
    return {word: tuple(keys) for word, keys in found.items()}


@cache
def vocabulary_words():
    """Every word of a label or a synonym, so that "spravatto" has something to be near to."""
    said = [words for codes in v.SYNONYMS.values() for words in codes.values()]
    said += [
        str(label) for name, one in STATEMENTS.items() if name != "languages" for _code, label in one.choices
    ]
    said += [str(label) for label in [*v.Licence.labels, *v.Language.labels]]
    return frozenset(word for words in said for word in fold(words).split() if len(word) > 2)


def did_you_mean(words, known):
    """The typed words with each unknown one put right, or None. `known`: the directory's own words."""
    choices = vocabulary_words() | known
    better = [_nearest(term, choices) for term in words.terms]
    if better == list(words.terms) or not all(better):
        return None
    return " ".join([*better, *(meaning[0].removeprefix("state:") for meaning in words.meanings)])


def _nearest(term, choices):
    if term in choices or len(term) < 4 or term.isdigit():
        return term
    alike = [word for word in choices if abs(len(word) - len(term)) <= 2 and word[0] == term[0]]
    found = process.extractOne(term, alike, scorer=fuzz.ratio, score_cutoff=72)
    found = found or process.extractOne(term, choices, scorer=fuzz.ratio, score_cutoff=80)
    return found[0] if found else term
