"""The base of all checks: their input, their output, and the decorator that registers a check."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from directory.facts.spine import STATEMENTS
from directory.facts.statements import NOTES, is_stated
from directory.moderation.neighborhood import Neighborhood
from directory.publishing.diff import compare_snapshots
from directory.publishing.snapshot import PractitionerRecord, Snapshot

FREE_TEXT = (
    "name",
    "alias",
    "organization",
    "about",
    "opening_hours",
    "written_standard",
    "maintenance",
    "complaints",
    *NOTES,
)


class Link(NamedTuple):
    text: str
    path: str  # of a page of this site


@dataclass(frozen=True)
class Finding:
    """One sentence for the moderator about something to look at.

    code       names the check, or one of its outcomes
    statement  a name of the spine; "" where the finding is about the whole submission
    links      pages to look at beside it
    """

    code: str
    statement: str
    sentence: str
    links: tuple[Link, ...] = ()


@dataclass
class Submitted:
    """The input of a check.

    clinic        id
    content       the snapshot that was submitted, complete
    shown         the snapshot that is published, {} for none
    neighborhood  nearby clinics and ZIP code areas, loaded once for all submissions that are checked together
    """

    clinic: int
    content: Snapshot
    shown: Mapping[str, Any]
    today: date
    neighborhood: Neighborhood

    @cached_property
    def changed(self) -> set[str]:
        """Names of the statements that the submission changes."""
        return {change.statement for change in compare_snapshots(self.shown, self.content)}

    @cached_property
    def withdrawn(self) -> list[str]:
        """Names of the published statements that the submission no longer makes."""
        return [name for name in STATEMENTS if name in self.changed and not is_stated(self.content[name])]

    @cached_property
    def changed_people(self) -> list[PractitionerRecord]:
        """The practitioners that are new, or differ from their published state."""
        shown = self.shown.get("practitioners", [])
        return [person for person in self.content["practitioners"] if person not in shown]

    def free_texts(self) -> Iterator[tuple[str, str]]:
        """(statement, text) of every text in which a clinic may write sentences."""
        yield from ((name, self.content[name]) for name in FREE_TEXT)
        yield from (("practitioners", person["board_certification"]) for person in self.changed_people)
        yield from (("training", training["provider"]) for training in self.content["training"])


Check = Callable[[Submitted], Iterator[Finding]]
CHECKS: list[Check] = []  # every function that is decorated with @check, in the order of run.MODULES


def check(function: Check) -> Check:
    """Register a check: a generator function that takes a Submitted and yields Findings."""
    CHECKS.append(function)
    return function


def label(name: str) -> str:
    return str(STATEMENTS[name].label)
