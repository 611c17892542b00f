"""The statements that have an element of FHIR to themselves: the only table of statements in this room.

Every other statement is written by the rules of its kind, on the clinic's own HealthcareService.
"""

from typing import NamedTuple

from directory.facts.spine import STATEMENTS
from directory.fhir.mapping.codes import US_NPI
from directory.fhir.mapping.systems import CODED, fhir_id, part_system_id
from directory.fhir.mapping.tables import ACCESSIBILITY, VALUE_OF_KIND

OFFERING = "HealthcareService (one for each offering)"


class Home(NamedTuple):
    """The element that holds a statement.

    resource  the type of the resource that has it, and its evidence
    path      where it is in that resource, in FHIRPath
    copies    the other elements that have it too, likewise
    remark    what the paths cannot say
    """

    resource: str
    path: str
    copies: tuple[str, ...] = ()
    remark: str = ""


def _address(element: str) -> Home:
    return Home("Location", f"Location.address.{element}", (f"Organization.address.{element}",))


def _telecom(system: str, remark: str = "") -> Home:
    types = ("Location", "Organization", "HealthcareService", "PractitionerRole")
    path, *copies = (f"{one}.telecom.where(system = '{system}').value" for one in types)
    return Home("Location", path, tuple(copies), remark)


def extension_path(resource: str, name: str) -> str:
    """The extensions of ours with a name, in FHIRPath, whatever the address of the site."""
    return f"{resource}.extension.where(url.endsWith('/{fhir_id(name)}'))"


HOMES = {
    "name": Home("Location", "Location.name", ("Organization.name", "HealthcareService.name")),
    "alias": Home("Location", "Location.alias", ("Organization.alias",)),
    "organization": Home("Organization", "Organization.partOf.display"),
    "about": Home("HealthcareService", "HealthcareService.comment"),
    "street": _address("line"),
    "city": _address("city"),
    "state": _address("state"),
    "zip": _address("postalCode"),
    "country": _address("country"),
    "latitude": Home("Location", "Location.position.latitude"),
    "longitude": Home("Location", "Location.position.longitude"),
    "point_source": Home("Location", f"{extension_path('Location', 'point_source')}.value"),
    "phone": _telecom("phone", "in front of ;ext="),
    "phone_extension": _telecom("phone", "behind ;ext="),
    "email": _telecom("email"),
    "website": _telecom("url"),
    "npi": Home("Organization", f"Organization.identifier.where(system = '{US_NPI}').value"),
    "accessibility": Home("Location", f"Location.extension('{ACCESSIBILITY}').value"),
    "practitioners": Home("Practitioner", "Practitioner", ("PractitionerRole",), "one for each person"),
    "training": Home(
        "Practitioner",
        extension_path("Practitioner", "training"),
        (extension_path("HealthcareService", "training"),),
        "which is that of who is named, or of nobody",
    ),
    "offerings": Home("HealthcareService", "HealthcareService", remark="one for each offering"),
}
# What some statements say in an element of FHIR as well, where the rule of their kind has them already.
ALSO = {
    "telehealth_states": (
        "HealthcareService.coverageArea.identifier.value; "
        "HealthcareService.extension(base-ext-delivery-method), as virtual"
    ),
    "setting": "HealthcareService.extension(base-ext-delivery-method), as physical or virtual",
    "availability": (
        "HealthcareService.extension(base-ext-newpatients), while it is fresh, and never for a waiting list"
    ),
    "languages": "HealthcareService.communication, without how it is spoken",
    "opening_times": "HealthcareService.availableTime, where treatment or the office is open",
}
# Parts of a person that have an element to themselves. The others are in the extension `practitioners`.
PERSON_PARTS = {
    "name": "Practitioner.name.text",
    "roles": "PractitionerRole.code, CodeSystem/practitioners-roles",
    "license": (
        "Practitioner.qualification.code, CodeSystem/practitioners-license, where there is one; "
        "Practitioner.extension(practitioners).extension(license).valueCoding, where it is none; "
        "PractitionerRole.specialty, where NUCC has the same"
    ),
    "license_number": "Practitioner.qualification.identifier.value",
    "npi": f"Practitioner.identifier.where(system = '{US_NPI}').value",
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
        home = HOMES[statement]
        remark = f", {home.remark}" if home.remark else ""
        return "; ".join(f"{path}{remark}" for path in (home.path, *home.copies))
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
    place = f"extension({fhir_id(record)}).extension({name}).{value}"
    if record == "training":
        return f"Practitioner.{place}, of who is named; HealthcareService.{place}, of nobody who is named"
    return f"{HOMES[record].resource if record in HOMES else 'HealthcareService'}.{place}"


def _where_offering_part(part) -> str:
    if part.name in PRICE_PARTS:
        return f"{OFFERING}.extension(price).extension({PRICE_PARTS[part.name]})"
    if part.kind in CODED:
        return f"{OFFERING}.characteristic, CodeSystem/{part_system_id('offerings', part)}"
    if part.kind == "records":
        return f"{OFFERING}.extension({fhir_id(part.name)}), one for each record"
    return f"{OFFERING}.extension(statement) with name {part.name} and {VALUE_OF_KIND[part.kind]}"
