"""Our own code systems: one for each coded statement and for each coded part of a record, by rule."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from django.utils.translation import override

from directory.facts.fields import Part
from directory.facts.spine import STATEMENTS

CODED = ("code", "codes")
LANGUAGE = "en"  # of the words in resources: they are for programs, and the same for every reader


@dataclass(frozen=True)
class OwnSystem:
    """A code system of ours.

    statement  the statement under which its codes carry safety warnings
    labels     code → its English label, in the order of the vocabulary
    """

    id: str
    title: str
    statement: str
    labels: dict[str, str] = field(default_factory=dict)


@cache
def own_systems() -> dict[str, OwnSystem]:
    """Id → code system, in the order of the spine. A part with the codes of a statement shares its system."""
    systems: dict[str, OwnSystem] = {}
    with override(LANGUAGE):
        for statement in STATEMENTS.values():
            if statement.kind in CODED:
                _add(systems, fhir_id(statement.name), statement.label, statement.name, statement.choices)
            for record, part in coded_parts(statement.name, statement.parts):
                _add(systems, part_system_id(record, part), part.label, part.name, part.choices)
    return systems


def _add(systems, key, label, statement, choices):
    system = systems.setdefault(key, OwnSystem(key, str(label), statement))
    for code, code_label in choices:
        system.labels.setdefault(str(code), str(code_label))


def coded_parts(record: str, parts: Iterable[Part]) -> Iterator[tuple[str, Part]]:
    """(name of the record, part) of each coded part, also of the records in a record."""
    for part in parts:
        if part.kind in CODED:
            yield record, part
        yield from coded_parts(part.name, part.parts)


def part_system_id(record: str, part: Part) -> str:
    """`route` for the route of an offering, which is also a statement; `training-code` for a part alone."""
    statement = STATEMENTS.get(part.name)
    if statement is not None and statement.kind in CODED:
        shared = {code: str(label) for code, label in part.choices if code in statement.labels}
        if shared and all(str(statement.labels[code]) == label for code, label in shared.items()):
            return fhir_id(part.name)
    return f"{fhir_id(record)}-{fhir_id(part.name)}"


def fhir_id(name: str) -> str:
    """The name of a statement as an id of FHIR, which has no underscore."""
    return name.replace("_", "-")
