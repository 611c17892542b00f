"""The base of all checks: their input, their output, and the decorator that registers a check."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, cast

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from directory.facts.offerings import effective_offerings
from directory.facts.spine import STATEMENTS
from directory.facts.statements import NOTES, is_stated
from directory.moderation.neighborhood import Neighborhood
from directory.publishing.diff import compare_snapshots
from directory.publishing.snapshot import OfferingRecord, PractitionerRecord, Snapshot
from directory.wording import values

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


type Way = Mapping[str, Any]  # an EffectiveOffering, of which every part is there


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

    @cached_property
    def changed_offerings(self) -> list[OfferingRecord]:
        """The offerings that are new, or differ from their published state."""
        shown = self.shown.get("offerings", [])
        return [offering for offering in self.content["offerings"] if offering not in shown]

    @cached_property
    def ways(self) -> list[Way]:
        """The effective offerings of the content: its offerings in their order, else one for each route."""
        return [way for way in effective_offerings(self.content) if not way.get("price_alone")]

    def is_said_of(self, number: int, part: str) -> bool:
        """True if all codes of a part hold for the way with this number, which counts from 1.

        Several codes of the clinic may each be meant for another way: "Several where it depends on the
        treatment".
        """
        if len(self.ways[number - 1][part]) == 1:
            return True
        offerings = self.content["offerings"]
        return is_stated(cast(Any, offerings[number - 1])[part]) if offerings else len(self.ways) == 1

    def find_in_ways(
        self, code: str, statement: str, look: Callable[[int, Way], Iterable[str]]
    ) -> Iterator[Finding]:
        """A finding for each sentence that `look` yields about a way and its number, which counts from 1.

        Where the content lists offerings, the finding is about them and names its offering; else it is about
        the statement of the clinic, and each sentence is told once.
        """
        findings = {}
        for number, way in enumerate(self.ways, start=1):
            for sentence in look(number, way):
                if self.content["offerings"]:
                    finding = Finding(code, "offerings", self.name_offering(number, sentence))
                else:
                    finding = Finding(code, statement, sentence)
                findings[finding] = None
        yield from findings

    def name_offering(self, number: int, sentence: str) -> str:
        """The sentence after the number and the name of the offering that it is about, counted from 1.

        0 stands for the clinic: the sentence as it is.
        """
        if not number:
            return sentence
        name = values.offering_name(self.content["offerings"][number - 1])
        parts = {"number": number, "name": name, "finding": sentence}
        if not name:
            return _("Treatment option %(number)s: %(finding)s") % parts
        return _("Treatment option %(number)s (%(name)s): %(finding)s") % parts

    def free_texts(self) -> Iterator[tuple[str, str]]:
        """(statement, text) of every text in which a clinic may write sentences."""
        yield from ((name, self.content[name]) for name in FREE_TEXT)
        yield from (("practitioners", person["board_certification"]) for person in self.changed_people)
        yield from (("training", training["provider"]) for training in self.content["training"])
        yield from (("insurers", insurer["plan_name"]) for insurer in self.content["insurers"])
        for offering in self.changed_offerings:
            yield "offerings", offering["note"]
            yield from (("offerings", insurer["plan_name"]) for insurer in offering["insurers"])


Check = Callable[[Submitted], Iterator[Finding]]
CHECKS: list[Check] = []  # every function that is decorated with @check, in the order of run.MODULES


def check(function: Check) -> Check:
    """Register a check: a generator function that takes a Submitted and yields Findings."""
    CHECKS.append(function)
    return function


def label(name: str) -> str:
    return str(STATEMENTS[name].label)


def label_of(vocabulary: type[TextChoices], code: str) -> str:
    """The label of a code; the code itself where an older release knew it."""
    labels: dict[str, str] = dict(vocabulary.choices)
    return str(labels.get(code, code))


def quote(name: str, codes: Iterable[str]) -> str:
    """The labels of codes of a statement: “Aetna” and “Cigna”."""
    labels = STATEMENTS[name].labels
    return values.join_with_and([f"“{labels.get(code, code)}”" for code in codes])
