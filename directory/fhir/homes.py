"""The statements that have an element of FHIR to themselves: the only table of statements in this room.

Every other statement is written by the rules of its kind, on the clinic's own HealthcareService.
"""

from typing import NamedTuple

from directory.facts.spine import STATEMENTS
from directory.fhir.systems import CODED, fhir_id, part_system_id
from directory.fhir.tables import VALUE_OF_KIND

OFFERING = "HealthcareService (one for each offering)"


class Home(NamedTuple):
    """The elements that hold a statement, and the type of the resource that has its evidence."""

    resource: str
    elements: str


_ADDRESS = "Location.address.{0}, Organization.address.{0}"
_TELECOM = "telecom[system={0}] of Organization, Location, HealthcareService and PractitionerRole"
HOMES = {
    "name": Home("Location", "Organization.name, Location.name, HealthcareService.name"),
    "alias": Home("Location", "Organization.alias, Location.alias"),
    "organization": Home("Organization", "Organization.partOf.display"),
    "about": Home("HealthcareService", "HealthcareService.comment"),
    "street": Home("Location", _ADDRESS.format("line")),
    "city": Home("Location", _ADDRESS.format("city")),
    "state": Home("Location", _ADDRESS.format("state")),
    "zip": Home("Location", _ADDRESS.format("postalCode")),
    "country": Home("Location", _ADDRESS.format("country")),
    "latitude": Home("Location", "Location.position.latitude"),
    "longitude": Home("Location", "Location.position.longitude"),
    "point_source": Home("Location", "Location.extension(point-source).valueCode"),
    "phone": Home("Location", _TELECOM.format("phone")),
    "phone_extension": Home("Location", f"{_TELECOM.format('phone')}, after “;ext=”"),
    "email": Home("Location", _TELECOM.format("email")),
    "website": Home("Location", _TELECOM.format("url")),
    "npi": Home("Organization", "Organization.identifier[system=http://hl7.org/fhir/sid/us-npi]"),
    "accessibility": Home(
        "Location", "Location.extension(base-ext-accessibility) with CodeSystem/accessibility, also of THO"
    ),
    "practitioners": Home("Practitioner", "Practitioner and PractitionerRole, one of each for a person"),
    "training": Home(
        "Practitioner",
        "Practitioner.extension(training) where it is that of a person who is named, else "
        "HealthcareService.extension(training)",
    ),
    "offerings": Home("HealthcareService", "HealthcareService, one for each offering"),
}
# What some statements say in an element of FHIR as well, where the rule of their kind has them already.
ALSO = {
    "telehealth_states": "HealthcareService.coverageArea; base-ext-delivery-method “virtual”",
    "setting": "base-ext-delivery-method",
    "availability": "base-ext-newpatients, while it is fresh, and never for a waiting list",
    "languages": "HealthcareService.communication",
    "opening_times": "HealthcareService.availableTime",
}
# Parts of a person that have an element to themselves. The others are in the extension `practitioners`.
PERSON_PARTS = {
    "name": "Practitioner.name.text",
    "roles": "PractitionerRole.code",
    "license": "Practitioner.qualification.code; also PractitionerRole.code (NDH) and specialty (NUCC)",
    "license_number": "Practitioner.qualification.identifier.value",
    "npi": "Practitioner.identifier[system=http://hl7.org/fhir/sid/us-npi]",
}
# Parts of an offering that make one price: the extension `price`.
PRICE_PARTS = {
    "price_low": "low",
    "price_high": "high",
    "price_unit": "unit",
    "prices_as_of": "as_of",
}


def where(name: str) -> str:
    """Where FHIR has a statement, or a part of a record: `opening_times`, `practitioners.npi`."""
    statement, _dot, part = name.partition(".")
    if part:
        return _where_part(statement, part)
    if statement in HOMES:
        return HOMES[statement].elements
    return "; ".join(filter(None, (_where_by_kind(statement), ALSO.get(statement))))


def _where_by_kind(name: str) -> str:
    kind = STATEMENTS[name].kind
    if kind in CODED:
        return f"HealthcareService.characteristic, CodeSystem/{fhir_id(name)}"
    if kind == "records":
        return f"HealthcareService.extension({fhir_id(name)}), one for each record"
    return f"HealthcareService.extension(statement) with name {name} and {VALUE_OF_KIND[kind]}"


def _where_part(record: str, name: str) -> str:
    part = next(one for one in STATEMENTS[record].parts if one.name == name)
    if record == "offerings":
        return _where_offering_part(part)
    if record == "practitioners" and name in PERSON_PARTS:
        return PERSON_PARTS[name]
    value = VALUE_OF_KIND[part.kind] if part.kind != "records" else "extensions"
    resource = HOMES[record].resource if record in HOMES else "HealthcareService"
    return f"{resource}.extension({fhir_id(record)}).extension({name}).{value}"


def _where_offering_part(part) -> str:
    if part.name in PRICE_PARTS:
        return f"{OFFERING}.extension(price).extension({PRICE_PARTS[part.name]})"
    if part.kind in CODED:
        return f"{OFFERING}.characteristic, CodeSystem/{part_system_id('offerings', part)}"
    if part.kind == "records":
        return f"{OFFERING}.extension({fhir_id(part.name)}), one for each record"
    return f"{OFFERING}.extension(statement) with name {part.name} and {VALUE_OF_KIND[part.kind]}"
