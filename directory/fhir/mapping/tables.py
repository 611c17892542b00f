"""What resources repeat, made once for each address of the site: addresses of extensions, codings, texts."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import override

from directory.facts.fields import Part
from directory.facts.spine import STATEMENTS
from directory.fhir.mapping import codes as foreign
from directory.fhir.mapping.systems import CODED, LANGUAGE, fhir_id, own_systems, part_system_id

Json = dict[str, Any]
# Kind of a statement or part → the value[x] of an extension that holds it. Codes are Codings.
VALUE_OF_KIND = {
    "text": "valueString",
    "yes_no": "valueBoolean",
    "number": "valueInteger",
    "dollars": "valueMoney",
    "date": "valueDate",
    "time": "valueTime",
    "point": "valueDecimal",
    "code": "valueCoding",
    "codes": "valueCoding",
}
SERVICE_TYPE = ("service", "ketamine-treatment", "Ketamine treatment")  # system, code, display
VERIFICATION = f"{foreign.NDH}StructureDefinition/base-ext-verification-status"
NEW_PATIENTS = f"{foreign.NDH}StructureDefinition/base-ext-newpatients"
DELIVERY_METHOD = f"{foreign.NDH}StructureDefinition/base-ext-delivery-method"
ACCESSIBILITY = f"{foreign.NDH}StructureDefinition/base-ext-accessibility"


@dataclass(frozen=True)
class CodedConcept:
    """A code as a characteristic has it: its Codings, and the labels of the statement and the code."""

    coding: list[Json]
    text: str


class Concepts(dict[str, CodedConcept]):
    """Code → CodedConcept, of one code system; a code that this release does not know stands for itself."""

    def __init__(self, system: str, concepts: dict[str, CodedConcept]):
        super().__init__(concepts)
        self.system = system

    def __missing__(self, code: str) -> CodedConcept:
        return CodedConcept([{"system": self.system, "code": code}], code)


@dataclass(frozen=True)
class PartTable:
    """How the parts of a record are written: name → kind, and name → code → Coding; records in it by name."""

    url: str
    kinds: dict[str, str]
    codings: dict[str, dict[str, Json]]
    records: dict[str, "PartTable"]


@dataclass(frozen=True)
class Tables:
    """For one address of the site.

    kinds            statement → kind
    names            statement or part of an offering → its name as the part `name` of an extension
    concepts         coded statement → its Concepts
    records          statement of records → PartTable
    offering         coded part of an offering → its Concepts
    """

    site: str
    kinds: dict[str, str]
    names: dict[str, Json]
    concepts: dict[str, Concepts]
    records: dict[str, PartTable]
    offering: dict[str, Concepts]

    def extension_url(self, name: str) -> str:
        return extension_url(self.site, name)

    def system_url(self, system_id: str) -> str:
        return system_url(self.site, system_id)


def tables() -> Tables:
    """The tables for the address of the site as it is set now."""
    return _tables(settings.SITE_URL)


def extension_url(site: str, name: str) -> str:
    return f"{site}/fhir/StructureDefinition/{fhir_id(name)}"


def system_url(site: str, system_id: str) -> str:
    return f"{site}/fhir/CodeSystem/{system_id}"


@cache
def _tables(site: str) -> Tables:
    with override(LANGUAGE):
        parts = {name: one.parts for name, one in STATEMENTS.items() if one.parts}
        offering = parts["offerings"]
        return Tables(
            site=site,
            kinds={name: one.kind for name, one in STATEMENTS.items()},
            names={
                name: {"url": "name", "valueCode": name}
                for name in (*STATEMENTS, *(part.name for part in offering))
            },
            concepts={
                name: _concepts(site, fhir_id(name), one.label)
                for name, one in STATEMENTS.items()
                if one.kind in CODED
            },
            records={name: _part_table(site, name, its_parts) for name, its_parts in parts.items()},
            offering={
                part.name: _concepts(site, part_system_id("offerings", part), part.label)
                for part in offering
                if part.kind in CODED
            },
        )


def _concepts(site: str, system_id: str, label: str) -> Concepts:
    url = system_url(site, system_id)
    concepts = {
        code: CodedConcept([{"system": url, "code": code}], f"{label}: {code_label}")
        for code, code_label in own_systems()[system_id].labels.items()
    }
    return Concepts(url, concepts)


def _part_table(site: str, record: str, parts: Iterable[Part]) -> PartTable:
    parts = list(parts)
    codings = {}
    for part in parts:
        if part.kind in CODED:
            system_id = part_system_id(record, part)
            url = system_url(site, system_id)
            codings[part.name] = {
                code: {"system": url, "code": code, "display": label}
                for code, label in own_systems()[system_id].labels.items()
            }
    return PartTable(
        url=extension_url(site, record),
        kinds={part.name: part.kind for part in parts},
        codings=codings,
        records={
            part.name: _part_table(site, part.name, part.parts) for part in parts if part.kind == "records"
        },
    )
