"""The names of all listings, as people type them."""

from collections.abc import Mapping, Sequence

from pyroaring import BitMap

from directory.folding import fold
from directory.index.rows import Row


class Names:
    """The names at one version of the directory. Immutable: `updated` returns a new one."""

    def __init__(self):
        self._whole: dict[str, BitMap] = {}  # folded name or alias → ids of the listings
        self._of: dict[int, tuple[str, ...]] = {}  # listing id → its folded name and alias

    def updated(self, rows: Sequence[Row]) -> "Names":
        """The names after some listings changed, each at most once; a row that is not public is gone."""
        new = Names()
        new._whole, new._of = dict(self._whole), dict(self._of)
        for row in rows:
            for name in new._of.pop(row.pk, ()):
                new._whole[name] = new._whole[name] - BitMap([row.pk])
            if row.is_public:
                new._of[row.pk] = tuple({fold(row.name), fold(row.alias)} - {""})
                for name in new._of[row.pk]:
                    new._whole[name] = new._whole.get(name, BitMap()) | BitMap([row.pk])
        return new

    def with_name(self, folded: str) -> BitMap:
        """The ids of the listings whose whole name, or whole alias, is the folded text."""
        return self._whole.get(folded, BitMap())

    def to_parts(self) -> dict[str, bytes]:
        """All of it, by the names of its parts, for a snapshot."""
        return {}

    @classmethod
    def from_parts(cls, parts: Mapping[str, memoryview]) -> "Names":
        """What `to_parts` gave; the memory of the parts may be used as it lies."""
        return cls()
