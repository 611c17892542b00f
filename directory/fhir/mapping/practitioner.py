"""Practitioner and PractitionerRole: the people of a clinic, as the clinic names them.

A person here is a name at a clinic. Across clinics the NPI is the key.
"""

from typing import Any

from directory.facts.certifications import is_certified
from directory.facts.vocabulary import Board, License
from directory.fhir.mapping import codes as foreign
from directory.fhir.mapping.clinic import INCOMPLETE, Clinic, Person
from directory.fhir.mapping.evidence import mark_extension
from directory.fhir.mapping.healthcare_service import training_extensions
from directory.fhir.mapping.homes import PERSON_PARTS
from directory.fhir.mapping.organization import stated_elements
from directory.fhir.mapping.tables import Json
from directory.fhir.mapping.values import part_extensions

LICENSE = "License"  # of a kind that is not stated
# What is no qualification, though it stands in the place of one: it is given among the other parts.
NO_LICENSE = License.UNLICENSED.value


def practitioners(clinic: Clinic) -> list[Json]:
    """The Practitioner of each person, in the order of the clinic."""
    if not clinic.people:
        return []
    trainings = training_extensions(clinic)
    checked = clinic.stated["practitioners"].get("checked", ())
    return [_practitioner(clinic, person, trainings, checked) for person in clinic.people]


def roles(clinic: Clinic) -> list[Json]:
    """The PractitionerRole of each person, in the order of the clinic."""
    return [_role(clinic, person) for person in clinic.people]


def _practitioner(clinic: Clinic, person: Person, trainings: Any, checked: Any) -> Json:
    record, name = person.record, person.record["name"]
    is_first = clinic.person_by_name.get(name) is person
    table = clinic.tables.records["practitioners"]
    at_home = {*PERSON_PARTS} - ({"license"} if record["license"] == NO_LICENSE else set())
    own_parts = part_extensions(table, record, at_home)
    resource = {
        "resourceType": "Practitioner",
        "id": person.id,
        "meta": clinic.meta,
        "extension": [
            INCOMPLETE,
            *clinic.evidence("practitioners"),
            *(
                mark_extension(clinic.evidence_url, mark, "practitioners", name)
                for mark in checked
                if is_first and mark["person"] == name
            ),
            {
                "url": table.url,
                "extension": [{"url": "entry", "valuePositiveInt": person.entry}, *own_parts],
            },
            *(extension for extension, whose in trainings if is_first and whose == name),
        ],
        "identifier": [{"system": foreign.US_NPI, "value": record["npi"]}] if record["npi"] else None,
        "active": clinic.listed,
        "name": [{"text": name}] if name else None,
        "qualification": _qualifications(clinic, person),
    }
    return stated_elements(resource)


def _qualifications(clinic: Clinic, person: Person) -> list[Json]:
    """The license, the boards that certified the person, and a certification in the clinic's own words."""
    record, codings = person.record, clinic.tables.records["practitioners"].codings
    found: list[Json] = []
    license = record["license"] if record["license"] != NO_LICENSE else ""
    number = record["license_number"]
    if license or number:
        found.append(_license(clinic, codings["license"].get(license), license, number, record))
    found += [
        {"code": {"coding": [codings["boards"][board]]}}
        for board in record["boards"]
        if board != Board.NONE and board in codings["boards"]
    ]
    words = record["board_certification"]
    if words and is_certified(words):
        found.append({"code": {"text": words}})
    return found


def _license(clinic: Clinic, own: Json | None, license: str, number: str, record: Any) -> Json:
    codings = [own] if own else []
    if license in foreign.NUCC_OF_LICENSE:
        codings.append(foreign.coding(foreign.NUCC, foreign.NUCC_OF_LICENSE[license]))
    code: Json = {"coding": codings} if codings else {"text": license or LICENSE}
    if not number:
        return {"code": code}
    state = record["license_state"]
    system = f"{clinic.tables.site}/id/license/{state}" if state else f"{clinic.tables.site}/id/license"
    return {"identifier": [{"system": system, "value": number}], "code": code}


def _role(clinic: Clinic, person: Person) -> Json:
    record, codings = person.record, clinic.tables.records["practitioners"].codings
    license = record["license"]
    codes = [{"coding": [codings["roles"].get(role) or {"code": role}]} for role in record["roles"]]
    if license in foreign.ROLE_OF_LICENSE:
        codes.append(foreign.concept(foreign.PRACTITIONER_ROLE, foreign.ROLE_OF_LICENSE[license]))
    nucc = foreign.NUCC_OF_LICENSE.get(license)
    resource = {
        "resourceType": "PractitionerRole",
        "id": person.id,
        "meta": clinic.meta,
        "extension": [INCOMPLETE, *clinic.evidence("practitioners")],
        "active": clinic.listed,
        "practitioner": {
            "reference": f"Practitioner/{person.id}",
            **({"display": record["name"]} if record["name"] else {}),
        },
        "organization": clinic.reference("Organization"),
        "code": codes,
        "specialty": [foreign.concept(foreign.NUCC, nucc)] if nucc else None,
        "location": [clinic.reference("Location")],
        "healthcareService": [clinic.reference("HealthcareService")],
        "telecom": clinic.telecom,
    }
    return stated_elements(resource)
