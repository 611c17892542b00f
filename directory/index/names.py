"""The names of all listings, as people type them."""

from collections.abc import Mapping, Sequence

from directory.index.rows import Row


class Names:
    """The names at one version of the directory. Immutable: `updated` returns a new one."""

    def updated(self, rows: Sequence[Row]) -> "Names":
        """The names after some listings changed, each at most once; a row that is not public is gone."""
        return self

    def to_parts(self) -> dict[str, bytes]:
        """All of it, by the names of its parts, for a snapshot."""
        return {}

    @classmethod
    def from_parts(cls, parts: Mapping[str, memoryview]) -> "Names":
        """What `to_parts` gave; the memory of the parts may be used as it lies."""
        return cls()
