"""VerificationResult: what the clinic attested, and each document or register that a moderator looked at."""

from collections.abc import Mapping
from typing import Any

from directory.facts.spine import STATEMENTS
from directory.facts.vocabulary import Evidence
from directory.fhir.mapping import codes as foreign
from directory.fhir.mapping.clinic import Clinic, Person
from directory.fhir.mapping.evidence import CHECKED, mark_extension, marks_of
from directory.fhir.mapping.homes import HOMES, extension_path
from directory.fhir.mapping.organization import stated_elements
from directory.fhir.mapping.systems import CODED, fhir_id
from directory.fhir.mapping.tables import Json
from directory.models import Verification

PRIMARY = {
    "validationType": foreign.concept(foreign.VALIDATION_TYPE, "primary"),
    "validationProcess": [foreign.concept(foreign.VALIDATION_PROCESS, "primary")],
}
# No code says that a person looked at a paper.
DOCUMENT_WORDS = {"text": "Document seen by a moderator"}
DOCUMENT = {"validationType": DOCUMENT_WORDS, "validationProcess": [DOCUMENT_WORDS]}
# What was looked up → what kind of source a register of it is.
REGISTERS: dict[Any, str] = {Verification.About.LICENSE: "lic-board", Verification.About.NPI: "auth-source"}


def verification_results(clinic: Clinic) -> list[Json]:
    """The attestation of the clinic, if it ever confirmed its listing, then each document and register."""
    results = [_attested(clinic)] if clinic.record["confirmed_on"] else []
    paths: set[str] = set()
    for name, statement in clinic.stated.items():
        if (
            statement.get("evidence") not in CHECKED
            and "also" not in statement
            and "checked" not in statement
        ):
            continue
        for mark in (*marks_of(statement), *statement.get("checked", ())):
            if mark.get("evidence") in CHECKED:
                results.append(_checked(clinic, name, mark, _new_path(name, mark, paths)))
    return results


def _new_path(name: str, mark: Mapping[str, Any], paths: set[str]) -> str:
    """`verification:npi::register_checked:2026-11-03`; `#2` behind the second of the same."""
    base = ":".join(("verification", name, mark.get("person") or "", mark["evidence"], mark.get("on") or ""))
    path, number = base, 1
    while path in paths:
        number += 1
        path = f"{base}#{number}"
    paths.add(path)
    return path


def _attested(clinic: Clinic) -> Json:
    on = clinic.record["confirmed_on"]
    resource = {
        "resourceType": "VerificationResult",
        "id": clinic.part_id("verification"),
        "meta": clinic.meta,
        "target": [clinic.reference(kind) for kind in ("Organization", "Location", "HealthcareService")],
        "status": "attested",
        "statusDate": on,
        "nextScheduled": clinic.record["current_until"],
        "attestation": {"who": clinic.reference("Organization"), "date": on},
    }
    return stated_elements(resource)


def _checked(clinic: Clinic, name: str, mark: Mapping[str, Any], path: str) -> Json:
    person = mark.get("person") or ""
    is_register = mark["evidence"] == Evidence.REGISTER_CHECKED
    source_type = (
        foreign.concept(foreign.PRIMARY_SOURCE_TYPE, REGISTERS.get(mark.get("about"), "reg-auth"))
        if is_register
        else DOCUMENT_WORDS
    )
    source: Json = {
        "type": [source_type],
        "validationStatus": foreign.concept(foreign.VALIDATION_STATUS, "successful"),
    }
    if mark.get("source"):
        source["who"] = {"display": mark["source"]}
    if mark.get("on"):
        source["validationDate"] = mark["on"]
    resource = {
        "resourceType": "VerificationResult",
        "id": clinic.part_id(path),
        "meta": clinic.meta,
        "extension": [mark_extension(clinic.evidence_url, mark, name, person)],
        "target": _targets(clinic, name, person),
        "targetLocation": _paths(clinic, name, person),
        "status": "validated",
        "statusDate": mark.get("on"),
        **(PRIMARY if is_register else DOCUMENT),
        "nextScheduled": mark.get("until"),
        "primarySource": [source],
    }
    return stated_elements(resource)


def _targets(clinic: Clinic, name: str, person: str) -> list[Json]:
    """The resources that have what was checked."""
    if person in clinic.person_by_name:
        return [_practitioner(clinic.person_by_name[person])]
    if name == "practitioners" and not person:
        return [_practitioner(one) for one in clinic.people]
    if name == "training":
        trained = {record.get("practitioner") for record in clinic.value(name)}
        of_people = [_practitioner(one) for key, one in clinic.person_by_name.items() if key in trained]
        of_nobody = [clinic.reference("HealthcareService")] if trained - clinic.person_by_name.keys() else []
        return [*of_nobody, *of_people]
    if name == "offerings":
        return [
            {"reference": f"HealthcareService/{clinic.part_id(f'offering:{entry}')}"}
            for entry in range(1, len(clinic.value(name)) + 1)
        ]
    resource = HOMES[name].resource if name in HOMES else "HealthcareService"
    return [clinic.reference("HealthcareService" if resource == "Practitioner" else resource)]


def _practitioner(person: Person) -> Json:
    return {"reference": f"Practitioner/{person.id}"}


def _paths(clinic: Clinic, name: str, person: str) -> list[str]:
    """What was checked, in FHIRPath of the targets."""
    if person:
        return ["Practitioner.qualification"] if person in clinic.person_by_name else []
    if name == "training":
        return [extension_path(resource, name) for resource in ("HealthcareService", "Practitioner")]
    if name in HOMES:
        return [HOMES[name].path]
    if STATEMENTS[name].kind in CODED:
        system = clinic.tables.system_url(fhir_id(name))
        return [f"HealthcareService.characteristic.where(coding.system = '{system}')"]
    if STATEMENTS[name].kind == "records":
        return [extension_path("HealthcareService", name)]
    named = f"extension.where(url = 'name').value = '{name}'"
    return [f"{extension_path('HealthcareService', 'statement')}.where({named})"]
