"""The order of listings by name."""

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence

import numpy as np

from directory.index.column import MAX_CHANGED, Column, Numbers
from directory.index.orders import MANY_CHANGED, Ranked
from directory.index.rows import Row

STEP = 1 << 40  # between the labels of two neighbors: so many names fit between them, halved forty times
NO_LABEL = -1
END = b"\n"


class NameOrder:
    """The listings by folded name, alias and organization, ties by id.

    A listing has a label, a number that grows with the name. A new name takes one between its neighbors', so
    that the others keep theirs. Immutable: `updated` returns a new order.

    ranked   the labels
    texts    the names, each with END after it
    starts   where the name of a listing begins in `texts`, uint32
    changed  listing id → name, of those whose label is not yet in the array of `ranked`
    """

    def __init__(self, ranked: Ranked, texts: bytes, starts: Numbers):
        self.ranked, self.texts, self.starts = ranked, texts, starts
        self.changed: dict[int, bytes] = {}
        self._sorted_changed: list[tuple[bytes, int]] = []

    @classmethod
    def empty(cls) -> "NameOrder":
        return cls(Ranked.empty(np.int64, NO_LABEL), b"", np.empty(0, np.uint32))

    # ---- updating

    def updated(self, rows: Sequence[Row]) -> "NameOrder":
        """The order after some listings changed. A listing that is not public any more keeps its place."""
        texts = {row.pk: row.search_text_a.replace("\n", " ").encode() for row in rows if row.is_public}
        texts = {pk: text for pk, text in texts.items() if self._text(pk) != text}
        if not texts:
            return self
        if len(self.changed) + len(texts) > MAX_CHANGED:
            return self._settled_with(texts)
        return self._with_labels(texts) or self._settled_with(texts)

    def _with_labels(self, texts):
        """The order with some names between the others; None if two labels lie too close."""
        new = NameOrder(self.ranked, self.texts, self.starts)
        new.changed = {pk: text for pk, text in self.changed.items() if pk not in texts}
        new._sorted_changed = [pair for pair in self._sorted_changed if pair[1] not in texts]
        labels = {}
        for pk, text in texts.items():
            low, high = new._bounds((text, pk), labels)
            if high - low < 2:
                return None
            labels[pk] = (low + high) // 2
            new.changed[pk] = text
            insort(new._sorted_changed, (text, pk))
        new.ranked = Ranked(self.ranked.column.with_changes(labels), self.ranked.order)
        return new

    def _bounds(self, pair, labels):
        """The labels between which a (name, id) stands."""
        array, order, changed = self.ranked.column.array, self.ranked.order, self._sorted_changed
        at = self._position(pair)
        low = int(array[order[at - 1]]) if at else 0
        high = int(array[order[at]]) if at < len(order) else low + 2 * STEP
        at = bisect_left(changed, pair)
        around = [pk for _text, pk in changed[max(at - 1, 0) : at + 1]]
        beside = [labels.get(pk) or int(self.ranked[pk]) for pk in around]
        if at:
            low = max(low, beside[0])
        if at < len(changed):
            high = min(high, beside[-1])
        return low, high

    def _position(self, pair):
        """Where a (name, id) stands among the listings of the array."""
        return bisect_left(self.ranked.order, pair, key=lambda pk: (self._text_in_array(int(pk)), int(pk)))

    def _settled_with(self, texts):
        """The order with all names in the arrays, and some more; labels lie even again."""
        texts = self.changed | texts
        if not texts:
            return self
        length = max(len(self.starts), max(texts) + 1)
        starts = np.full(length, 0, np.uint32)
        starts[: len(self.starts)] = self.starts
        ends = np.cumsum([len(self.texts)] + [len(text) + 1 for text in texts.values()])
        kept = self.ranked.order[~np.isin(self.ranked.order, np.fromiter(texts, np.uint32, len(texts)))]
        order = self._merged(kept, texts)
        starts[np.fromiter(texts, np.int64, len(texts))] = ends[:-1]
        blob = self.texts + b"".join(text + END for text in texts.values())
        return NameOrder(Ranked(Column(_even_labels(order, length), NO_LABEL), order), blob, starts)

    def _merged(self, kept, texts):
        pairs = sorted((text, pk) for pk, text in texts.items())
        if len(texts) * MANY_CHANGED > len(kept):
            pairs = sorted([*pairs, *((self._text_in_array(pk), pk) for pk in kept.tolist())])
            return np.fromiter((pk for _text, pk in pairs), np.uint32, len(pairs))
        base = NameOrder(Ranked(self.ranked.column, kept), self.texts, self.starts)
        at = [base._position(pair) for pair in pairs]
        return np.insert(kept, at, [pk for _text, pk in pairs])

    # ---- reading

    def labels(self, pks: Numbers) -> Numbers:
        """The labels of some listings. pks: sorted, each once."""
        return self.ranked.column.take(pks)

    def text_of(self, pk: int) -> str:
        """The folded name of a listing; "" if it has none here."""
        return (self._text(pk) or b"").decode()

    def label_of(self, text: str, pk: int) -> int:
        """The label of a listing with a folded name, or one that lies between those of its neighbors."""
        name = text.replace("\n", " ").encode()
        if self._text(pk) == name:
            return int(self.ranked[pk])
        low, high = self._bounds((name, pk), {})
        return (low + high) // 2

    def _text(self, pk):
        """The name of a listing; None if it has none here."""
        if pk in self.changed:
            return self.changed[pk]
        return self._text_in_array(pk) if self.ranked[pk] != NO_LABEL else None

    def _text_in_array(self, pk):
        start = self.starts[pk]
        return self.texts[start : self.texts.index(END, start)]

    # ---- snapshot

    def to_parts(self) -> dict[str, bytes]:
        """The names and their order. Labels are not kept: they lie even again."""
        settled = self._settled_with({})
        return {
            "by_name": settled.ranked.order.tobytes(),
            "names": settled.texts,
            "name_starts": settled.starts.tobytes(),
        }

    @classmethod
    def from_parts(cls, parts: Mapping[str, memoryview]) -> "NameOrder":
        """What `to_parts` gave."""
        order, starts = (np.frombuffer(parts[name], np.uint32) for name in ("by_name", "name_starts"))
        labels = Column(_even_labels(order, len(starts)), NO_LABEL)
        return cls(Ranked(labels, order), bytes(parts["names"]), starts)


def _even_labels(order, length):
    labels = np.full(length, NO_LABEL, np.int64)
    labels[order] = np.arange(1, len(order) + 1) * STEP
    return labels
