"""The directory's own words, of clinics, organizations, people and towns, as a reader of texts asks for them.

directory/index/names.py answers.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

MAX_NAME_WORDS = 8
# Left out at the end of a name: who types it seldom types them.
LEGAL_FORMS = frozenset("llc inc pllc pc pa ltd corp lp llp plc incorporated".split())  # noqa: SIM905
ENDS = frozenset("clinic clinics center centers co company group practice".split())  # noqa: SIM905
TITLES = frozenset("dr doctor md do phd psyd dnp np pmhnp rn crna lcsw lmft mr mrs ms prof".split())  # noqa: SIM905
UMLAUTS = re.compile("ae|oe|ue|ss")


class NameBook(Protocol):
    """The names that listings have, and every word of them: of names, aliases, organizations, people, towns.

    All words and texts are folded.
    """

    def __contains__(self, word: str, /) -> bool: ...

    def similar(self, word: str, edits: int) -> Iterable[str]:
        """The words of the same first letter that are up to so many edits from a word, and some others."""
        ...

    def spelling(self, word: str) -> str:
        """The word as the directory writes it: `mueller` → `muller`, if that is what it holds; else ""."""
        ...

    def find(self, words: Sequence[str]) -> Iterable[tuple[int, int, str]]:
        """(start, stop, folded name) of each whole name among folded words; of two, the longer one."""
        ...


def whole_names(name: str, alias: str, organization: str, people: Iterable[str]) -> tuple[str, ...]:
    """The names by which people may call a listing, all folded.

    organization  as without_legal_form() returns it
    people        as without_titles() returns them
    """
    own = [without_legal_form(name), without_legal_form(alias)]
    texts = (*own, organization, *people, *map(_without_end, own))
    return tuple(dict.fromkeys(filter(None, texts)))


def without_legal_form(text: str) -> str:
    """`pa ketamine pllc` → `pa ketamine`: a first PA is Pennsylvania, or a license."""
    words = text.split()
    count = len(words)
    while count > 1 and words[count - 1] in LEGAL_FORMS:
        count -= 1
    return " ".join(words[:count])


def without_titles(text: str) -> str:
    """`dr ines okonjo md` → `ines okonjo`; a name of titles alone stays."""
    words = text.split()
    return " ".join([word for word in words if word not in TITLES] or words)


def _without_end(text):
    """`harbor ketamine clinic` → without the last word, which people leave out."""
    words = text.split()
    return " ".join(words[:-1]) if len(words) > 2 and words[-1] in ENDS else text


def compact(text: str) -> str:
    """The key of a name: the same for “De Novo” and “DeNovo”, “In & Out” and “In and Out”."""
    return "".join(word for word in text.split() if word != "and")


def loose(word: str) -> str:
    """The same for “Müller” and “Mueller”."""
    return UMLAUTS.sub(lambda match: match[0][0], word)
