"""The words of all listings: which listings hold a word, and where.

The few listings that changed last stand apart, each with its keys. When there are MAX_RECENT of them they
become a Segment; segments of similar size are merged. So what a publication costs does not grow with the
directory. Looking a word up asks the recent ones and the few segments, and remembers nothing: what a reader
typed is kept nowhere.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pyroaring import BitMap

from directory.folding import fold
from directory.index.lexemes import (
    NUMBERED,
    Remembered,
    known_rows_in,
    lexeme,
    phrases_of,
    row_of,
    row_of_number,
    rows_of,
)
from directory.index.postings import NUMBER, Postings, PostingsWriter, merged
from directory.index.rows import Row

# Where a word stands, as the first letter of its key. Those of publishing/search_text.py, but that an
# organization is apart from the names of the clinic.
NAME, ORGANIZATION, PLACE_AND_PEOPLE, STATEMENTS, OWN_WORDS = "AOBCD"
EVERYWHERE = "AOBCD"
MAX_RECENT = 64  # listings that stand apart
SIMILAR = 2  # a segment is merged with those after it unless it is more than so many times as large


class Recent(NamedTuple):
    """The keys of a listing that changed lately, to be looked up, and in order."""

    keys: frozenset[str]
    ordered: list[str]


class Segment(NamedTuple):
    """Postings of listings that changed at about the same time.

    ids   the listings in the postings
    gone  those of them that changed since, which the postings no longer speak of
    """

    postings: Postings
    ids: BitMap
    gone: BitMap

    @property
    def size(self) -> int:
        return len(self.ids) - len(self.gone)

    def without(self, changed: BitMap) -> "Segment":
        """The segment after listings have changed."""
        gone = self.ids & changed
        return self._replace(gone=self.gone | gone) if gone else self


class Words:
    """The words at one version of the directory. Immutable: `updated` returns a new one."""

    def __init__(self, segments: Sequence[Segment] = (), recent: Mapping[int, Recent] | None = None):
        self._segments = tuple(segments)
        self._recent = recent or {}  # listing number → Recent

    # ---- looking up

    def holding(self, terms: Sequence[str], where: str = EVERYWHERE, *, is_prefix: bool = False) -> BitMap:
        """The listings that hold all of the terms; none for stop words alone.

        terms      folded words; hours or minutes behind a number must stand behind it
        where      letters of the texts that are searched
        is_prefix  True if the last term may be the beginning of a word
        """
        by_term, last = [], len(terms) - 1
        for place, term in enumerate(terms):
            goes_on = is_prefix and place == last
            if place and term in NUMBERED and terms[place - 1].isdecimal():
                key = row_of_number(terms[place - 1], term)
                by_term[-1] = self._with_key(key, where, is_prefix=goes_on)
            elif key := lexeme(term):
                by_term.append(self._with_key(key, where, is_prefix=goes_on))
        return BitMap.intersection(*by_term) if by_term else BitMap()

    def with_stop_word(self, word: str, where: str = EVERYWHERE) -> BitMap:
        """The listings whose texts have a stop word that may be a state, such as "in"; none for another."""
        return self._with_key(row_of((word,)), where)

    def with_rows(self, terms: Sequence[str], among: BitMap, where: str = EVERYWHERE) -> BitMap:
        """Those of `among` in whose texts the phrases of these folded words stand word by word.

        Stop words that are in none of lexemes.known_rows() are passed over.
        """
        rows = [self._with_key(row_of(row), where) for row in known_rows_in(terms)]
        return BitMap.intersection(among, *rows)

    def _with_key(self, key, where, *, is_prefix=False):
        """The listings with a key in one of the texts."""
        keys = [letter + key for letter in where]
        ids = BitMap()
        for segment in self._segments:
            look_up = segment.postings.holding_beginning if is_prefix else segment.postings.holding
            of_segment = BitMap.union(*map(look_up, keys))
            ids |= of_segment - segment.gone if segment.gone else of_segment
        for pk, recent in self._recent.items():
            if any(_begins(recent.ordered, one) if is_prefix else one in recent.keys for one in keys):
                ids.add(pk)
        return ids

    # ---- updating

    def updated(self, rows: Sequence[Row]) -> "Words":
        """The words after some listings changed, each at most once; a row that is not public is gone."""
        changed = BitMap([row.pk for row in rows])
        lexemes, folded = Remembered(lexeme), Remembered(fold)
        segments = [segment.without(changed) for segment in self._segments]
        recent = {pk: one for pk, one in self._recent.items() if pk not in changed}
        keys = {row.pk: _keys(row, lexemes, folded) for row in rows if row.is_public}
        if len(recent) + len(keys) <= MAX_RECENT:
            return Words(segments, recent | {pk: Recent(one, sorted(one)) for pk, one in keys.items()})
        return Words([*segments, _segment({pk: one.keys for pk, one in recent.items()} | keys)])

    def settled(self) -> "Words":
        """The same words in fewer segments, once several are of similar size."""
        first = len(self._segments) - 1
        size = self._segments[first].size if self._segments else 0
        while first > 0 and self._segments[first - 1].size <= SIMILAR * size:
            first -= 1
            size += self._segments[first].size
        similar = self._segments[first:]
        if len(similar) < 2:
            return self
        ids = BitMap.union(*(segment.ids - segment.gone for segment in similar))
        ids.run_optimize()
        postings = merged([(segment.postings, segment.gone) for segment in similar])
        return Words([*self._segments[:first], Segment(postings, ids, BitMap())], self._recent)

    # ---- as bytes

    def to_parts(self) -> dict[str, bytes]:
        """All of it, by the names of its parts, for a snapshot."""
        segments = list(self._segments)
        if self._recent:
            segments.append(_segment({pk: one.keys for pk, one in self._recent.items()}))
        parts = {}
        for number, segment in enumerate(segments):
            for name, part in segment.postings.to_parts().items():
                parts[f"{number}.{name}"] = part.tobytes()
            parts |= {f"{number}.ids": segment.ids.serialize(), f"{number}.gone": segment.gone.serialize()}
        return parts

    @classmethod
    def from_parts(cls, parts: Mapping[str, memoryview]) -> "Words":
        """What `to_parts` gave; the memory of the parts may be used as it lies."""
        segments = []
        while f"{len(segments)}.ids" in parts:
            of_segment = {name: parts[f"{len(segments)}.{name}"] for name in (*Postings.PARTS, "ids", "gone")}
            ids, gone = (BitMap.deserialize(bytes(of_segment.pop(name))) for name in ("ids", "gone"))
            segments.append(Segment(Postings(of_segment), ids, gone))
        return cls(segments)


def _begins(ordered, prefix):
    place = bisect_left(ordered, prefix)
    return place < len(ordered) and ordered[place].startswith(prefix)


def _segment(keys_by_listing):
    """A Segment of listing number → its keys."""
    listings = {}
    for pk in sorted(keys_by_listing):
        for key in keys_by_listing[pk]:
            if key in listings:
                listings[key].append(pk)
            else:
                listings[key] = array(NUMBER, (pk,))
    writer = PostingsWriter()
    for key in sorted(listings):
        writer.add(key.encode(), listings[key])
    ids = BitMap(keys_by_listing)
    ids.run_optimize()
    return Segment(writer.postings(), ids, BitMap())


def _keys(row, lexemes, folded):
    """The keys of a listing: for each of its texts the letter, then a lexeme or a row."""
    keys = set()
    for letter, text in _texts(row, folded[row.organization]):
        words = frozenset(text.split())
        of_text = rows_of(text, words).union(map(lexemes.__getitem__, words))
        if letter != STATEMENTS:
            of_text |= phrases_of(text)
        of_text.discard("")
        keys.update([letter + key for key in of_text])
    return frozenset(keys)


def _texts(row: Row, organization: str) -> Iterator[tuple[str, str]]:
    """(letter, folded text) of each text of a listing."""
    yield NAME, row.search_text_a.removesuffix(organization)
    yield ORGANIZATION, organization
    yield PLACE_AND_PEOPLE, row.search_text_b
    yield STATEMENTS, row.search_text_c
    yield OWN_WORDS, row.search_text_d
