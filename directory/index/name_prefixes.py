"""The names of all listings, found by what somebody has typed of one: for suggestions.

Names lie in one block of bytes, and their beginnings in sorted arrays of offsets: at 100,000 listings a
look-up takes some microseconds, and all of it a few megabytes.
"""

import threading
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice
from weakref import WeakKeyDictionary

from directory.folding import fold
from directory.index.index import Index
from directory.models import Listing

MAX_CHANGED = 1_000  # of more listings changed since, everything is sorted anew
MAX_SCANNED = 500  # names looked at for one answer, so that many unlisted ones cost little
KEY_BYTES = 48  # of a name, by which it is sorted
COLUMNS = ("pk", "name", "alias", "city", "state", "removed_at")

type Row = tuple[int, str, str, str, str]  # pk, name, alias, town, code of the state
type Found = tuple[int, str, str, str]  # pk, name, town, code of the state


class NamePrefixes:
    """The names and aliases of listings, sorted once, and what has changed since."""

    def __init__(self, rows: Iterable[Row]):
        names, shown = bytearray(), bytearray()
        self._pks, self._names_at, self._shown_at = array("Q"), array("I"), array("I")
        starts, inner = array("I"), array("I")
        for pk, name, alias, city, state in rows:
            for text in filter(None, (name, alias)):
                self._pks.append(pk)
                self._names_at.append(len(names))
                self._shown_at.append(len(shown))
                starts.append(len(names))
                folded = fold(text).encode()
                inner.extend(len(names) + at + 1 for at, byte in enumerate(folded) if byte == ord(" "))
                names += folded + b"\n"
                shown += "\t".join(" ".join(text.split()) for text in (name, city, state)).encode() + b"\n"
        self._names, self._shown = bytes(names), bytes(shown)
        self._starts = array("I", sorted(starts, key=self._key_at))
        self._inner = array("I", sorted(inner, key=self._key_at))
        # pk → (folded name and alias, what is found of it) since; ("", None) if it was removed
        self.changed: dict[int, tuple[str, Found | None]] = {}

    def with_changes(self, rows: Iterable[Row], removed: Iterable[int]) -> "NamePrefixes":
        """The same names, sorted as they are, with other rows in place of some."""
        new = object.__new__(NamePrefixes)
        changed = {
            pk: (f" {fold(name)}\n {fold(alias)}", (pk, name, city, state))
            for pk, name, alias, city, state in rows
        }
        gone = dict.fromkeys(removed, ("", None))
        new.__dict__ = self.__dict__ | {"changed": self.changed | changed | gone}
        return new

    def beginning_with(self, typed: str) -> Iterator[Found]:
        """(pk, name, town, state) of the listings of whose name or alias a word begins with the typed text.

        Names that begin with it come first, after those that changed. A listing may come twice.
        """
        folded = fold(typed)
        if not folded:
            return
        for names, found in self.changed.values():
            if found and f" {folded}" in names:
                yield found
        for offsets in (self._starts, self._inner):
            yield from islice(self._rows(offsets, folded.encode()), MAX_SCANNED)

    def _key_at(self, offset):
        return self._names[offset : offset + KEY_BYTES].partition(b"\n")[0]

    def _rows(self, offsets, prefix):
        first = bisect_left(offsets, prefix[:KEY_BYTES], key=self._key_at)
        for position in range(first, len(offsets)):
            at = offsets[position]
            if not self._names.startswith(prefix, at):
                if self._key_at(at) > prefix:
                    return
                continue  # equal in the bytes that are sorted, and different after them
            row = bisect_right(self._names_at, at) - 1
            pk = self._pks[row]
            if pk not in self.changed:
                start = self._shown_at[row]
                name, city, state = self._shown[start : self._shown.index(b"\n", start)].decode().split("\t")
                yield pk, name, city, state


# ---- those of this process

_by_index: WeakKeyDictionary[Index, NamePrefixes] = WeakKeyDictionary()
_last: tuple[object, int, NamePrefixes] = (None, -1, NamePrefixes([]))  # history and number of its index
_updating = threading.Lock()


def name_prefixes(index: Index) -> NamePrefixes:
    """The names at the version of an index, or later. One query for each index."""
    global _last
    names = _by_index.get(index)
    if names is None:
        with _updating:
            names = _by_index.get(index)
            if names is None:
                history, number, last = _last
                is_restored = history != index.history or number > index.number
                names = NamePrefixes(_rows(0)[0]) if is_restored else _updated(last, number)
                _by_index[index], _last = names, (index.history, index.number, names)
    return names


def _updated(names, number):
    rows, removed = _rows(number)
    if len(names.changed) + len(rows) + len(removed) > MAX_CHANGED:
        return NamePrefixes(_rows(0)[0])
    return names.with_changes(rows, removed)


def _rows(number):
    """(rows of the listings that changed after a version number, pks of those that were removed)"""
    rows, removed = [], []
    for pk, name, alias, city, state, removed_at in Listing.objects.changed_since(number).values_list(
        *COLUMNS
    ):
        if removed_at is None:
            rows.append((pk, name, alias, city, state))
        else:
            removed.append(pk)
    return rows, removed
