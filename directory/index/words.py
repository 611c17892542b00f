"""The words of all listings: which listings hold a word, and where."""

from collections.abc import Mapping, Sequence

from directory.index.rows import Row


class Words:
    """The words at one version of the directory. Immutable: `updated` returns a new one."""

    def updated(self, rows: Sequence[Row]) -> "Words":
        """The words after some listings changed, each at most once; a row that is not public is gone."""
        return self

    def to_parts(self) -> dict[str, bytes]:
        """All of it, by the names of its parts, for a snapshot."""
        return {}

    @classmethod
    def from_parts(cls, parts: Mapping[str, memoryview]) -> "Words":
        """What `to_parts` gave; the memory of the parts may be used as it lies."""
        return cls()
