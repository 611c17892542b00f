"""Typed words that may be the beginning of a longer one."""

from functools import cache

from directory.facts import vocabulary as v
from directory.facts.spine import STATEMENTS
from directory.facts.synonyms import IDENTITY_WORDS, SYNONYMS
from directory.folding import fold


def may_go_on(word: str) -> bool:
    """True if a folded word at the end of a text may be the beginning of a longer one: "harb" finds Harbor.

    False for a word of a label or synonym, or one by which people call themselves: "trans" does not find
    "transport".
    """
    return word not in label_words() and word not in IDENTITY_WORDS


@cache
def label_words() -> frozenset[str]:
    """Folded words of labels and synonyms."""
    texts = [synonyms for codes in SYNONYMS.values() for synonyms in codes.values()]
    texts += [
        str(label)
        for name, statement in STATEMENTS.items()
        if name != "languages"
        for _code, label in statement.choices
    ]
    texts += [str(label) for label in [*v.License.labels, *v.Language.labels]]
    return frozenset(word for text in texts for word in fold(text).split())
