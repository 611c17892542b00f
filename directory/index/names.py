"""The names of all listings, as people type them: for what words mean, for whole names, for suggestions.

Names lie in layers of arrays that never change, and what has changed since in small dictionaries. A publish
costs the same at any size; from time to time the changes become a layer, and small layers are joined.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import merge
from itertools import islice
from zlib import crc32

import numpy as np
from pyroaring import BitMap

from directory.folding import fold
from directory.index.name_layers import Layer, sorted_layers
from directory.index.name_segment import Entry, Segment
from directory.index.name_tables import table_of_entries
from directory.index.rows import Row
from directory.understanding.names import (
    MAX_NAME_WORDS,
    compact,
    loose,
    without_legal_form,
    without_titles,
)

MAX_RECENT = 500  # listings in dictionaries, or gone since; some 20 ms make a layer of them
MAX_SCANNED = 500  # names looked at for one answer, so that many unlisted ones cost little

type Found = tuple[int, str, str, str]  # pk, name, town, code of the state


class Names:
    """The names at one version of the directory. Immutable: `updated` returns a new one.

    A NameBook (directory/understanding/names.py) of names, aliases, organizations, people and towns.
    """

    def __init__(self, layers: Iterable[Layer] = ()):
        self._given = tuple(layers)
        self._recent: dict[int, Entry] = {}  # pk → names of a listing that is in no layer yet
        # Word → how many listings have it, more or fewer than the layers count.
        self._changes: Counter[str] = Counter()

    # ---- updating

    def updated(self, rows: Sequence[Row]) -> "Names":
        """The names after some listings changed, each at most once; a row that is not public is gone.

        Many rows are only stored; `settled` sorts them, or the first look-up.
        """
        if len(rows) > MAX_RECENT or len(self._recent) + len(rows) + self._uncounted > MAX_RECENT:
            return self._with_layer(rows)
        layers, recent, changes = list(self._layers), self._recent.copy(), self._changes.copy()
        for row in rows:
            if entry := recent.pop(row.pk, None) or _taken_out(layers, row.pk):
                changes.subtract(entry.words)
            if row.is_public:
                entry = recent[row.pk] = entry_of(row)
                changes.update(entry.words)
        new = Names()
        new._layers, new._recent, new._changes = tuple(layers), recent, changes
        return new

    @property
    def _uncounted(self):
        """How many listings of the layers have changed since the layers were made."""
        return sum(len(layer.uncounted) for layer in self._layers)

    def _with_layer(self, rows):
        layers = self.__dict__.get("_layers", self._given)
        gone = BitMap([row.pk for row in rows])
        entries = [entry for pk, entry in self._recent.items() if pk not in gone]
        entries += [entry_of(row) for row in rows if row.is_public]
        return Names([*(layer.without(gone) for layer in layers), Layer(table_of_entries(entries))])

    def settled(self) -> "Names":
        """The same names, sorted."""
        _ = self._layers
        return self

    @cached_property
    def _layers(self) -> tuple[Layer, ...]:
        return sorted_layers(self._given)

    # ---- words

    def __contains__(self, word: str) -> bool:
        count = self._changes.get(word, 0)
        return count > 0 or count + sum(layer.segment.count(word) for layer in self._layers) > 0

    def similar(self, word: str, edits: int) -> set[str]:
        """The words of the same first letter that are up to so many edits from a word, and some others."""
        words = {other for layer in self._layers for other in layer.segment.similar(word, edits)}
        if self._changes:
            words = {other for other in words if other in self}
            for length in range(len(word) - edits, len(word) + edits + 1):
                words.update(self._new_words.get((word[0], length), ()))
        return words

    @cached_property
    def _new_words(self):
        """(first letter, length) → words of listings in no layer."""
        words: dict[tuple[str, int], list[str]] = {}
        for word, count in self._changes.items():
            if count > 0:
                words.setdefault((word[0], len(word)), []).append(word)
        return words

    def spelling(self, word: str) -> str:
        """The word as the directory writes it: `mueller` → `muller`, if that is what it holds; else "".

        Of several spellings the first one in the order of the alphabet.
        """
        if word in self:
            return word
        plain = loose(word)
        words = {plain}
        for layer in self._layers:
            words.update(layer.segment.words_with_umlauts(plain))
        words |= {other for other, count in self._changes.items() if count > 0 and loose(other) == plain}
        return min((other for other in words if loose(other) == plain and other in self), default="")

    # ---- whole names

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """(start, stop, folded name) of each whole name among folded words; of two, the longer one.

        Where listings write a name differently, as the one with the lowest number does.
        """
        found: dict[int, tuple[int, str]] = {}  # start → stop and name, the longest so far
        spans, sums = _spans(words)
        numbers = np.array(sums, np.uint32)
        hits = {at for layer in self._layers for at in layer.segment.places_of_names(numbers)}
        hits |= {at for at, number in enumerate(sums) if number in self._new_names} if self._recent else set()
        for at in sorted(hits):
            start, stop = spans[at]
            if name := self._name(compact(" ".join(words[start:stop])), sums[at]):
                found[start] = stop, name
        start = 0
        while start < len(words):
            stop, name = found.get(start, (start + 1, ""))
            if name:
                yield start, stop, name
            start = stop

    def _name(self, key, number):
        """The whole name with a compact form and its checksum; "" where no listing has it."""
        found = [layer.segment.name_at(number, key, layer.gone) for layer in self._layers]
        found += [(pk, name) for pk, name in self._new_names.get(number, ()) if compact(name) == key]
        return min(filter(None, found), key=lambda one: one[0], default=(0, ""))[1]

    @cached_property
    def _new_names(self):
        """Checksum → (pk, whole name) of listings in no layer."""
        names: dict[int, list[tuple[int, str]]] = {}
        for pk, entry in self._recent.items():
            for name in entry.whole_names:
                names.setdefault(crc32(compact(name).encode()), []).append((pk, name))
        return names

    def with_name(self, folded: str) -> BitMap:
        """The ids of the listings whose whole name, or whole alias, is the folded text."""
        if not folded:
            return BitMap()
        ids = BitMap([pk for pk, entry in self._recent.items() if folded in (entry.name, entry.alias)])
        for layer in self._layers:
            ids |= layer.segment.pks_named(folded) - layer.gone
        return ids

    # ---- suggestions

    def beginning_with(self, typed: str) -> Iterator[Found]:
        """(pk, name, town, state) of the listings of whose name or alias a word begins with the typed text.

        Names that begin with it come first. A listing may come twice.
        """
        folded = fold(typed)
        if not folded:
            return
        for inner in (False, True):
            sources: list[Iterable] = [
                self._sorted_rows(layer, folded.encode(), inner) for layer in self._layers
            ]
            if self._recent:
                sources.append(self._recent_rows(folded, inner))
            for _text, pk, segment, row in islice(merge(*sources, key=_order), MAX_SCANNED):
                yield segment.found(row) if segment else self._recent[pk].found

    @staticmethod
    def _sorted_rows(layer, prefix, inner):
        segment = layer.segment
        for text, pk, row in segment.beginning_with(prefix, inner=inner):
            if pk not in layer.gone:
                yield text, pk, segment, row

    def _recent_rows(self, folded, inner):
        rows = []
        for pk, entry in self._recent.items():
            for text in (entry.name, entry.alias):
                if inner:
                    starts = (at + 1 for at, letter in enumerate(text) if letter == " ")
                else:
                    starts = (0,) if text else ()
                rows += [(text[at:].encode(), pk, None, 0) for at in starts if text.startswith(folded, at)]
        return sorted(rows, key=_order)

    # ---- as bytes

    def to_parts(self) -> dict[str, bytes]:
        """All of it, by the names of its parts, for a snapshot."""
        names = self._with_layer(()) if self._recent or self._uncounted else self
        parts = {}
        for number, layer in enumerate(names._layers):
            parts |= {f"{number}/{name}": part for name, part in layer.segment.to_parts().items()}
            parts[f"{number}/gone"] = layer.gone.serialize()
        return parts

    @classmethod
    def from_parts(cls, parts: Mapping[str, memoryview]) -> "Names":
        """What `to_parts` gave; the memory of the parts is used as it lies."""
        layers: dict[int, dict[str, memoryview]] = {}
        for name, part in parts.items():
            number, _, name = name.partition("/")
            layers.setdefault(int(number), {})[name] = part
        names = cls()
        names._layers = tuple(
            Layer(Segment.from_parts(layer), BitMap.deserialize(bytes(layer["gone"])))
            for _number, layer in sorted(layers.items())
        )
        return names


def entry_of(row: Row) -> Entry:
    """The names of a listing of the database."""
    people = (without_titles(fold(person["name"])) for person in row.practitioners)
    return Entry(
        row.pk,
        " ".join(row.name.split()),
        fold(row.name),
        fold(row.alias),
        without_legal_form(fold(row.organization)),
        tuple(filter(None, people)),
        " ".join(row.city.split()),
        row.state,
    )


def _taken_out(layers, pk):
    """The Entry of a listing in one of the layers, which then holds it no more; None without one."""
    for number, layer in enumerate(layers):
        if layer.holds(pk):
            layers[number] = layer.without_held(BitMap([pk]))
            return layer.segment.entry(layer.segment.row_of(pk))
    return None


def _spans(words):
    """((start, stop), …) of up to MAX_NAME_WORDS words in a row, and the checksum of each, compact."""
    keys = [compact(word).encode() for word in words]
    spans, sums = [], []
    for start in range(len(keys)):
        number = 0
        for stop in range(start, min(start + MAX_NAME_WORDS, len(keys))):
            number = crc32(keys[stop], number)
            spans.append((start, stop + 1))
            sums.append(number)
    return spans, sums


def _order(row):
    return row[:2]
