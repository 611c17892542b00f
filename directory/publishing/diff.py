"""What differs between two snapshots."""

from dataclasses import dataclass

from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated


@dataclass(frozen=True)
class Change:
    statement: str
    old: object
    new: object


def compare_snapshots(old, new):
    """What differs, in the order of the spine. `old` may be {} for a clinic that was never published."""
    return [
        Change(name, old.get(name), new[name])
        for name in STATEMENTS
        if (is_stated(old.get(name)) or is_stated(new[name])) and old.get(name) != new[name]
    ]
