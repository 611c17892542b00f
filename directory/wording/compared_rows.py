"""A row across the clinics of a comparison: its cells, and whether they differ."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from directory.facts.spine import Section
from directory.wording.compared_columns import ColumnRow

MAX_IN_SIGHT = 4  # rows of a cell; more, such as many people, are folded


class Cell(NamedTuple):
    """What one clinic says. clinic: its short name."""

    clinic: str
    row: ColumnRow

    @property
    def rows(self):
        """The DisplayRows: one, or one for each person."""
        return self.row.rows

    @property
    def in_sight(self):
        return self.rows if len(self.rows) <= MAX_IN_SIGHT else self.rows[: MAX_IN_SIGHT - 1]

    @property
    def folded(self):
        return self.rows[len(self.in_sight) :]


@dataclass(frozen=True)
class ComparedRow:
    """One row across the clinics.

    values  the compared value of each clinic; None where it is not stated
    """

    name: str
    label: str
    cells: list[Cell]
    values: list

    @cached_property
    def stated(self):
        return [value for value in self.values if value is not None]

    @cached_property
    def differs(self):
        """True if two stated values differ. A clinic that does not state the row is not compared."""
        return any(value != self.stated[0] for value in self.stated[1:])

    @property
    def first_two_alike(self):
        """True if some clinics differ and the first two do not: neither states it, or both the same."""
        return self.differs and self.values[0] == self.values[1]

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
