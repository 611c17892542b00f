"""The search parameters of each type of resource: what they look for, and where it stands in the resource.

One table, from which addresses are read, the CapabilityStatement is made and `_include` is followed.
"""

from typing import NamedTuple

ADDRESS_PARTS = {
    "address-city": ("city", "The city of the address."),
    "address-state": ("state", "The state of the address, as two letters."),
    "address-postalcode": ("postalCode", "The ZIP code of the address."),
    "address-country": ("country", "The country of the address."),
}


class Parameter(NamedTuple):
    """A search parameter of a type.

    kind     string, token, reference, date or special
    paths    where its values stand in a resource: names of elements, joined by dots
    says     a sentence for the CapabilityStatement
    targets  the types that a reference leads to
    system   of a token whose values are codes without one: the system that FHIR means there
    """

    name: str
    kind: str
    paths: tuple[str, ...]
    says: str
    targets: tuple[str, ...] = ()
    system: str = ""


def _parameter(name, kind, paths, says, *targets):
    return Parameter(name, kind, tuple(paths.split()), says, targets)


ID = _parameter("_id", "token", "id", "The id of the resource.")
LAST_UPDATED = _parameter("_lastUpdated", "date", "meta.lastUpdated", "When the resource last changed.")
COMMON = (ID, LAST_UPDATED)
IDENTIFIER = _parameter("identifier", "token", "identifier", "An identifier, such as an NPI.")
ACTIVE = _parameter("active", "token", "active", "Whether the resource is in use.")._replace(
    system="http://terminology.hl7.org/CodeSystem/special-values"
)
STATUS = _parameter("status", "token", "status", "Whether the location is in use.")._replace(
    system="http://hl7.org/fhir/location-status"
)
NAMES = _parameter("name", "string", "name alias", "The beginning of a word of the name, or of an alias.")
ADDRESS = (
    _parameter("address", "string", "address", "The beginning of a word of any part of the address."),
    *(_parameter(name, "string", f"address.{part}", says) for name, (part, says) in ADDRESS_PARTS.items()),
)
NEAR = _parameter(
    "near",
    "special",
    "position",
    "Within a distance of a point: latitude|longitude|distance|unit, in km where no unit is said. "
    "The nearest come first.",
)


def _reference(name, path, target, says):
    return _parameter(name, "reference", path, says, *target.split())


# Type → its parameters.
PARAMETERS: dict[str, tuple[Parameter, ...]] = {
    "Organization": (
        *COMMON,
        NAMES,
        IDENTIFIER,
        *ADDRESS,
        _reference("partof", "partOf", "Organization", "The organization that runs this one."),
        _parameter("type", "token", "type", "The kind of organization."),
        ACTIVE,
    ),
    "Location": (
        *COMMON,
        NEAR,
        NAMES,
        IDENTIFIER,
        *ADDRESS,
        _reference("organization", "managingOrganization", "Organization", "The clinic's organization."),
        STATUS,
    ),
    "HealthcareService": (
        *COMMON,
        _reference("organization", "providedBy", "Organization", "The organization that provides it."),
        _reference("location", "location", "Location", "Where it is provided."),
        _parameter("service-category", "token", "category", "The broad category."),
        _parameter("service-type", "token", "type", "The kind of service."),
        _parameter("characteristic", "token", "characteristic", "A code of a statement, such as a route."),
        _parameter("name", "string", "name", "The beginning of a word of the name."),
        ACTIVE,
        IDENTIFIER,
    ),
    "Practitioner": (
        *COMMON,
        _parameter("name", "string", "name.text", "The beginning of a word of the name."),
        IDENTIFIER,
        ACTIVE,
    ),
    "PractitionerRole": (
        *COMMON,
        _reference("practitioner", "practitioner", "Practitioner", "The person."),
        _reference("organization", "organization", "Organization", "The clinic's organization."),
        _reference("location", "location", "Location", "Where the person works."),
        _reference("service", "healthcareService", "HealthcareService", "What the person does there."),
        _parameter("role", "token", "code", "A role or a license."),
        _parameter("specialty", "token", "specialty", "A specialty of the NUCC taxonomy."),
        ACTIVE,
    ),
    "VerificationResult": (
        *COMMON,
        _reference(
            "target",
            "target",
            "Organization Location HealthcareService Practitioner PractitionerRole",
            "What was verified.",
        ),
    ),
}
TYPES = tuple(PARAMETERS)
# Types that are read by their id, and not searched.
DEFINITION_TYPES = ("CodeSystem", "StructureDefinition")
# (source, parameter) that `_include` and `_revinclude` follow.
INCLUDES = (
    ("Location", "organization"),
    ("HealthcareService", "location"),
    ("HealthcareService", "organization"),
    ("PractitionerRole", "practitioner"),
    ("PractitionerRole", "organization"),
    ("PractitionerRole", "location"),
    ("PractitionerRole", "service"),
    ("Organization", "partof"),
    ("VerificationResult", "target"),
)
STRING_MODIFIERS = ("exact", "contains")


def parameter_of(resource_type: str, name: str) -> Parameter | None:
    """A parameter of a type; None if there is none of this name."""
    return next((one for one in PARAMETERS[resource_type] if one.name == name), None)


def known_parameter(resource_type: str, name: str) -> Parameter:
    """A parameter of a type that is known to have it."""
    return next(one for one in PARAMETERS[resource_type] if one.name == name)
