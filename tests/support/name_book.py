"""NameBook in plain dictionaries: the names of a test, and what directory/index/names.py is compared with."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from directory.folding import fold

MAX_NAME_WORDS = 8
# Left out at the end of a name: who types it seldom types them.
LEGAL_FORMS = frozenset("llc inc pllc pc pa ltd corp lp llp plc incorporated".split())  # noqa: SIM905
ENDS = frozenset("clinic clinics center centers co company group practice".split())  # noqa: SIM905
TITLES = frozenset("dr doctor md do phd psyd dnp np pmhnp rn crna lcsw lmft mr mrs ms prof".split())  # noqa: SIM905
UMLAUTS = re.compile("ae|oe|ue|ss")


class NameBook:
    """The names that listings have, and every word of them. Holds folded words only.

    `words` are those of names, aliases, organizations, people and towns, counted by listings.
    """

    def __init__(self):
        self.words: Counter[str] = Counter()
        self._names: Counter[tuple[str, str]] = Counter()  # (compact, folded)
        self._folded: dict[str, str] = {}  # compact name → folded name
        self._entries: dict[int, tuple[tuple[str, ...], frozenset[str]]] = {}
        self._alike: dict[tuple[str, int], set[str]] = {}  # (first letter, length) → words

    def add(
        self,
        listing: int,
        name: str,
        alias: str = "",
        organization: str = "",
        people: Iterable[str] = (),
        town: str = "",
    ) -> None:
        """Add a listing; it replaces what was added under its id."""
        self.remove(listing)
        names = [_without_legal_form(fold(text).split()) for text in (name, alias, organization)]
        names += [" ".join(_without(fold(person).split(), TITLES)) for person in people]
        names += [" ".join(_without_end(text.split())) for text in names[:2]]
        names = tuple(dict.fromkeys(filter(None, names)))
        words = frozenset(
            word for text in (*names, fold(name), fold(alias), fold(town)) for word in text.split()
        )
        self._entries[listing] = names, words
        for text in names:
            self._names[_compact(text), text] += 1
            self._folded.setdefault(_compact(text), text)
        for word in words:
            self.words[word] += 1
            if self.words[word] == 1:
                self._alike.setdefault((word[0], len(word)), set()).add(word)

    def remove(self, listing: int) -> None:
        """Forget a listing."""
        names, words = self._entries.pop(listing, ((), frozenset()))
        for text in names:
            key = _compact(text), text
            self._names[key] -= 1
            if not self._names[key]:
                del self._names[key]
                if self._folded.get(key[0]) == text:
                    del self._folded[key[0]]
        for word in words:
            self.words[word] -= 1
            if not self.words[word]:
                del self.words[word]
                self._alike[word[0], len(word)].discard(word)

    def __contains__(self, word: str) -> bool:
        return word in self.words

    def similar(self, word: str, edits: int) -> Iterator[str]:
        """The words with the same first letter that have so many letters more or less, or fewer of either."""
        for length in range(len(word) - edits, len(word) + edits + 1):
            yield from self._alike.get((word[0], length), ())

    def spelling(self, word: str) -> str:
        """The word as the directory writes it: `mueller` → `muller`, if that is what it holds; else ""."""
        alike = (other for other in self.words if _loose(other) == _loose(word))
        return word if word in self.words else min(alike, default="")

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """(start, stop, folded name) of each whole name among folded words; of two, the longer one."""
        at = 0
        while at < len(words):
            for stop in range(min(at + MAX_NAME_WORDS, len(words)), at, -1):
                if name := self._folded.get(_compact(" ".join(words[at:stop]))):
                    yield at, stop, name
                    at = stop - 1
                    break
            at += 1


def _without(words, left_out):
    kept = [word for word in words if word not in left_out]
    return kept or words


def _without_legal_form(words):
    """`["pa", "ketamine", "pllc"]` → `pa ketamine`: a first PA is Pennsylvania, or a license."""
    count = len(words)
    while count > 1 and words[count - 1] in LEGAL_FORMS:
        count -= 1
    return " ".join(words[:count])


def _without_end(words):
    """`["harbor", "ketamine", "clinic"]` → without the last word, which people leave out."""
    return words[:-1] if len(words) > 2 and words[-1] in ENDS else words


def _compact(text):
    """The key of a name: the same for “De Novo” and “DeNovo”, “In & Out” and “In and Out”."""
    return "".join(word for word in text.split() if word != "and")


def _loose(word):
    """The same for “Müller” and “Mueller”."""
    return UMLAUTS.sub(lambda match: match[0][0], word)
