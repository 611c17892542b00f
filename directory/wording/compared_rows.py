"""A row across the clinics of a comparison: its cells, and whether they differ."""

from dataclasses import dataclass
from typing import NamedTuple

from directory.facts.spine import Section
from directory.wording.rows import DisplayRow


class Cell(NamedTuple):
    clinic: str  # its short name
    rows: list[DisplayRow]  # one, or one for each person


@dataclass(frozen=True)
class ComparedRow:
    """One row across the clinics.

    values  the compared value of each clinic; None where it is not stated
    """

    name: str
    label: str
    cells: list[Cell]
    values: list

    @property
    def stated(self):
        return [value for value in self.values if value is not None]

    @property
    def differs(self):
        """True if two stated values differ. A clinic that does not state the row is not compared."""
        return any(value != self.stated[0] for value in self.stated[1:])

    @property
    def agrees(self):
        return len(self.stated) == len(self.values) and not self.differs

    @property
    def is_partly_stated(self):
        """True if all stated values are the same, and some clinics do not state the row."""
        return 0 < len(self.stated) < len(self.values) and not self.differs


class ComparedSection(NamedTuple):
    section: Section
    rows: list[ComparedRow]
