"""The difference between two snapshots."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.publishing.snapshot import Snapshot


@dataclass(frozen=True)
class Change:
    """A statement that differs between two snapshots. `old` is None where there was no snapshot before."""

    statement: str
    old: Any
    new: Any


def compare_snapshots(old: Mapping[str, Any], new: Snapshot) -> list[Change]:
    """The statements that differ, in the order of the spine.

    old  a snapshot of any release, or {} for a clinic that was never published
    """
    return [
        Change(name, old.get(name), new[name])
        for name in STATEMENTS
        if (is_stated(old.get(name)) or is_stated(new[name])) and old.get(name) != new[name]
    ]
