"""Location: where the clinic is and how to reach it, with the ways in which it is accessible."""

from directory.fhir.mapping import codes as foreign
from directory.fhir.mapping.clinic import INCOMPLETE, Clinic
from directory.fhir.mapping.organization import own_identifier, stated_elements
from directory.fhir.mapping.tables import ACCESSIBILITY, Json
from directory.fhir.mapping.values import characteristics


def location(clinic: Clinic) -> Json:
    resource = {
        "resourceType": "Location",
        "id": clinic.id,
        "meta": clinic.meta,
        "identifier": [own_identifier(clinic.id)],
        "extension": [
            INCOMPLETE,
            *clinic.resource_evidence("Location"),
            *_point_source(clinic),
            *_accessibility(clinic),
        ],
        # A clinic that no one confirms may still be there: a lapsed one has no status.
        "status": "active" if clinic.listed else None,
        "name": clinic.value("name"),
        "alias": [clinic.value("alias")] if clinic.value("alias") else None,
        "mode": "instance",
        "telecom": clinic.telecom,
        "address": clinic.address or None,
        "position": _position(clinic),
        "managingOrganization": clinic.reference("Organization"),
    }
    return stated_elements(resource)


def _position(clinic: Clinic) -> Json | None:
    latitude, longitude = clinic.value("latitude"), clinic.value("longitude")
    if latitude is None or longitude is None:
        return None
    return {"longitude": longitude, "latitude": latitude}


def _point_source(clinic: Clinic) -> list[Json]:
    source = clinic.value("point_source")
    return [{"url": clinic.tables.extension_url("point-source"), "valueCode": source}] if source else []


def _accessibility(clinic: Clinic) -> list[Json]:
    """The extension of NDH for each way: our code first, then that of THO where it says the same."""
    name = "accessibility"
    if clinic.value(name) is None:
        return []
    concepts = characteristics(clinic.value(name), clinic.tables.concepts[name], [])
    return [
        {"url": ACCESSIBILITY, "valueCodeableConcept": {**concept, "coding": _with_tho(concept["coding"])}}
        for concept in concepts
    ]


def _with_tho(codings: list[Json]) -> list[Json]:
    code = foreign.ACCESSIBILITY_CODES.get(codings[0]["code"])
    return [*codings, foreign.coding(foreign.ACCESSIBILITY, code)] if code else codings
