"""Organization: the clinic as a legal body, which has its NPI, and the group that runs it."""

from collections.abc import Mapping
from typing import Any

from directory.fhir.mapping import codes as foreign
from directory.fhir.mapping.clinic import INCOMPLETE, Clinic
from directory.fhir.mapping.tables import Json

PROVIDER = foreign.concept(foreign.ORGANIZATION_TYPE, "prov")


def organization(clinic: Clinic) -> Json:
    """The Organization of a clinic. It always has one of its own, under its group where there is one."""
    npi = clinic.value("npi")
    identifiers = [own_identifier(clinic.id)]
    if npi:
        identifiers.append({"system": foreign.US_NPI, "value": npi})
    resource = {
        "resourceType": "Organization",
        "id": clinic.id,
        "meta": clinic.meta,
        "extension": [INCOMPLETE, *clinic.resource_evidence("Organization")],
        "identifier": identifiers,
        "active": clinic.listed,
        "type": [PROVIDER],
        "name": clinic.value("name"),
        "alias": [clinic.value("alias")] if clinic.value("alias") else None,
        "telecom": clinic.telecom,
        "address": [clinic.address] if clinic.address else None,
        "partOf": _group_reference(clinic.record, clinic.value("organization")),
    }
    return stated_elements(resource)


def group_organization(record: Mapping[str, Any]) -> Json | None:
    """The Organization of the group that runs the clinic, as this record states it; None without one.

    Every clinic of a group states it. What the one with the highest `changed_in` says holds; of several, the
    one with the lowest id.
    """
    group_id, name = record["organization_id"], record["statements"]["organization"]["value"]
    if not group_id or not name:
        return None
    return {
        "resourceType": "Organization",
        "id": group_id,
        "meta": {"versionId": str(record["changed_in"]), "lastUpdated": record["changed_at"]},
        "extension": [INCOMPLETE],
        "identifier": [own_identifier(group_id)],
        "type": [PROVIDER],
        "name": name,
    }


def own_identifier(uid: str) -> Json:
    """The permanent id of a clinic or a group as an identifier."""
    return {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{uid}"}


def _group_reference(record: Mapping[str, Any], name: str | None) -> Json | None:
    if not name:
        return None
    group_id = record["organization_id"]
    return {"reference": f"Organization/{group_id}", "display": name} if group_id else {"display": name}


def stated_elements(resource: Json) -> Json:
    """A resource without the elements that have no value: FHIR knows no null, no "" and no empty list."""
    return {name: value for name, value in resource.items() if value is not None and value != []}
