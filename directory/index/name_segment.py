"""The names of many listings in arrays: about 50 bytes for a listing, used as they lie in a snapshot.

A text is a row of words, and a word a number: the more frequent, the smaller. Look-ups by a word or by a
whole name go through sorted checksums, and what they find is compared letter by letter.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from zlib import crc32

import numpy as np
from pyroaring import BitMap

from directory.folding import fold
from directory.understanding.names import compact, whole_names

WIDE = 0xF000  # units from here on are the first half of a word's number, of which the second has 12 bits
TEXTS_OF_NAME = 2  # the first texts of a row: its name and its alias
# Array → dtype. Rows are sorted by pk; words by their bytes; the arrays of checksums by them.
ARRAYS = {
    "pks": "<u4",  # of a row
    "towns": "<u4",  # of a row: its place in town_ends
    "starts": "<u4",  # of a row: its first unit; one more at the end
    "units": "<u2",  # the words of the texts of a row: name, alias, organization, people; 0 behind each text
    "words": "|u1",  # UTF-8, one word behind another
    "word_ends": "<u4",
    "word_counts": "<u4",  # of a word: how many listings have it
    "by_frequency": "<u4",  # number of a word in `units`, less one → its place in word_ends
    "word_sums": "<u4",  # checksum of a word
    "words_by_sum": "<u4",  # its place in word_ends
    "alike_keys": "<u8",  # first letter and length
    "alike_starts": "<u4",  # of a key: its first place in alike_words; one more at the end
    "alike_words": "<u4",
    "alike_letters": "<u4",  # the letters of a word as bits
    "loose_sums": "<u4",  # checksum of a word without umlauts, where it had some
    "loose_words": "<u4",
    "name_sums": "<u4",  # checksum of a whole name, compact
    "name_rows": "<u4",
    "firsts": "<u4",  # first units of names and aliases, sorted by the text from there
    "inners": "<u4",  # first units of their other words, sorted in the same way
    "shown_rows": "<u4",  # rows whose name is not its folded words with capitals
    "shown_ends": "<u4",
    "shown": "|u1",
    "town_ends": "<u4",
    "town_texts": "|u1",  # UTF-8: town, tab, code of the state
}

type Arrays = dict[str, np.ndarray]


class Entry(NamedTuple):
    """The names of one listing. Folded, but for `shown`, `town` and `state`, which are as people read them.

    organization  without its legal form
    people        without titles
    """

    pk: int
    shown: str
    name: str
    alias: str
    organization: str
    people: tuple[str, ...]
    town: str
    state: str

    @property
    def whole_names(self) -> tuple[str, ...]:
        return whole_names(self.name, self.alias, self.organization, self.people)

    @property
    def words(self) -> set[str]:
        texts = (self.name, self.alias, self.organization, *self.people, fold(self.town))
        return {word for text in texts for word in text.split()}

    @property
    def found(self) -> tuple[int, str, str, str]:
        """What a suggestion says of the listing."""
        return self.pk, self.shown, self.town, self.state


def checksum(text: str) -> int:
    return crc32(text.encode())


def letters(word: str) -> int:
    """The letters of a word as 32 bits. One edit of a word changes at most two of them."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits


def with_capitals(folded: str) -> str:
    """`harbor ketamine` → `Harbor Ketamine`, as most names are written."""
    return " ".join([word.capitalize() for word in folded.split()])


def alike_key(word: str, length: int) -> int:
    return ord(word[0]) << 16 | min(length, 0xFFFF)


class Segment:
    """The names of some listings, in arrays that never change."""

    def __init__(self, arrays: Mapping[str, np.ndarray]):
        self.arrays: Arrays = dict(arrays)
        # Views give plain integers, and `bisect` reads them ten times as fast as arrays.
        self._view = {name: memoryview(array) for name, array in self.arrays.items()}
        self._units, self._starts = self._view["units"], self._view["starts"]
        self._frequent, self._word_ends = self._view["by_frequency"], self._view["word_ends"]
        self._words = self._view["words"]

    @property
    def pks(self) -> np.ndarray:
        return self.arrays["pks"]

    # ---- rows

    def row_of(self, pk: int) -> int | None:
        pks = self._view["pks"]
        row = bisect_left(pks, pk)
        return row if row < len(pks) and pks[row] == pk else None

    def entry(self, row: int) -> Entry:
        name, alias, organization, *people = self._texts(row)
        pk, shown, town, state = self._found(row, name)
        return Entry(pk, shown, name, alias, organization, tuple(people), town, state)

    def _found(self, row, name):
        town, state = self._text("town_texts", "town_ends", self._view["towns"][row]).split("\t")
        rows = self._view["shown_rows"]
        at = bisect_left(rows, row)
        is_written = at < len(rows) and rows[at] == row
        shown = self._text("shown", "shown_ends", at) if is_written else with_capitals(name)
        return self._view["pks"][row], shown, town, state

    def _text(self, texts, ends, at):
        ends = self._view[ends]
        return str(self._view[texts][ends[at - 1] if at else 0 : ends[at]], "utf-8")

    def word(self, at: int) -> str:
        """The word at a place in the sorted words."""
        ends = self._word_ends
        return str(self._words[ends[at - 1] if at else 0 : ends[at]], "utf-8")

    def _texts(self, row):
        at, stop = self._starts[row], self._starts[row + 1]
        while at < stop:
            text = self._text_at(at)
            yield text
            at = self._behind(at)

    def _text_at(self, at):
        """The text from a unit on."""
        units, words = self._units, []
        while number := units[at]:
            if number >= WIDE:
                at += 1
                number = (number & 0xFFF) << 12 | units[at]
            words.append(self.word(self._frequent[number - 1]))
            at += 1
        return " ".join(words)

    def _behind(self, at):
        units = self._units
        while number := units[at]:
            at += 2 if number >= WIDE else 1
        return at + 1

    # ---- words

    def count(self, word: str) -> int:
        """How many listings have a word."""
        at = self._place_of(word)
        return 0 if at is None else self._view["word_counts"][at]

    def _place_of(self, word):
        for at in self._with_sum("word_sums", "words_by_sum", checksum(word)):
            if self.word(at) == word:
                return at
        return None

    def _with_sum(self, sums, places, wanted):
        sums, places = self._view[sums], self._view[places]
        at = bisect_left(sums, wanted)
        while at < len(sums) and sums[at] == wanted:
            yield places[at]
            at += 1

    def words_with_umlauts(self, loose: str) -> Iterator[str]:
        """Words with umlauts that may be `loose` without them."""
        for at in self._with_sum("loose_sums", "loose_words", checksum(loose)):
            yield self.word(at)

    def similar(self, word: str, edits: int) -> Iterator[str]:
        """The words of the same first letter that may be so many edits from a word."""
        keys, starts = self._view["alike_keys"], self._view["alike_starts"]
        first = bisect_left(keys, alike_key(word, len(word) - edits))
        stop = bisect_right(keys, alike_key(word, len(word) + edits), first)
        if first < stop:
            part = slice(starts[first], starts[stop])
            others = self.arrays["alike_letters"][part] ^ np.uint32(letters(word))
            near = self.arrays["alike_words"][part][np.bitwise_count(others) <= 2 * edits]
            for at in near[self.arrays["word_counts"][near] > 0].tolist():
                yield self.word(at)

    # ---- whole names

    def places_of_names(self, sums: np.ndarray) -> list[int]:
        """The places among some checksums of those that a whole name may have."""
        all_sums = self.arrays["name_sums"]
        if not len(all_sums):
            return []
        at = np.minimum(np.searchsorted(all_sums, sums), len(all_sums) - 1)
        return np.flatnonzero(all_sums[at] == sums).tolist()

    def name_at(self, number: int, key: str, gone: BitMap) -> tuple[int, str] | None:
        """(pk, name) of the first listing whose whole name is `key` in its compact form; None without one.

        number  checksum of the key
        gone    pks that do not count
        """
        pks = self._view["pks"]
        for row in self._with_sum("name_sums", "name_rows", number):
            if pks[row] not in gone:
                for name in self.entry(row).whole_names:
                    if compact(name) == key:
                        return pks[row], name
        return None

    def pks_named(self, folded: str) -> BitMap:
        """The pks of the listings whose name, or alias, is the folded text."""
        firsts = self._view["firsts"]
        start = bisect_left(firsts, folded.encode(), key=self._bytes_at)
        stop = bisect_right(firsts, folded.encode(), start, key=self._bytes_at)
        units = self.arrays["firsts"][start:stop]
        rows = np.searchsorted(self.arrays["starts"], units, side="right") - 1
        return BitMap(self.arrays["pks"][rows].tolist())

    def _bytes_at(self, at):
        units, words, ends = self._units, [], self._word_ends
        while number := units[at]:
            if number >= WIDE:
                at += 1
                number = (number & 0xFFF) << 12 | units[at]
            place = self._frequent[number - 1]
            words.append(self._words[ends[place - 1] if place else 0 : ends[place]])
            at += 1
        return b" ".join(words)

    def beginning_with(self, prefix: bytes, *, inner: bool) -> Iterator[tuple[bytes, int, int]]:
        """(text from there, pk, row) of the names that begin so, or of which another word does; sorted.

        prefix  folded, UTF-8
        """
        places = self._view["inners" if inner else "firsts"]
        pks = self._view["pks"]
        for at in range(bisect_left(places, prefix, key=self._bytes_at), len(places)):
            text = self._bytes_at(places[at])
            if not text.startswith(prefix):
                return
            row = bisect_right(self._starts, places[at]) - 1
            yield text, pks[row], row

    def found(self, row: int) -> tuple[int, str, str, str]:
        """What a suggestion says of a row: pk, name, town, code of the state."""
        return self._found(row, self._text_at(self._starts[row]))

    # ---- what changed

    def without(self, rows: Iterable[int]) -> "Segment":
        """The same names, in which the words of some rows are not counted any more."""
        counts = self.arrays["word_counts"].copy()
        for row in rows:
            for word in self.entry(row).words:
                counts[self._place_of(word)] -= 1
        return Segment(self.arrays | {"word_counts": counts})

    # ---- as bytes

    def to_parts(self) -> dict[str, bytes]:
        return {name: array.tobytes() for name, array in self.arrays.items()}

    @classmethod
    def from_parts(cls, parts: Mapping[str, memoryview | bytes]) -> "Segment":
        arrays = {name: np.frombuffer(parts[name], dtype) for name, dtype in ARRAYS.items()}
        # What lies at an odd place is copied: views of it would be slow.
        return cls({name: np.require(array, requirements="A") for name, array in arrays.items()})
