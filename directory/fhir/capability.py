"""The CapabilityStatement: what this server does, made from the tables by which it does it."""

from typing import Any

from django.conf import settings

from directory.fhir.searching.parameters import DEFINITION_TYPES, INCLUDES, PARAMETERS, TYPES
from directory.fhir.searching.query import MAX_COUNT

CHANGED_ON = "2026-11-29"  # the day on which the interface last changed
VERSION = "1.0.0"
DESCRIPTION = (
    "Clinics in the United States that offer ketamine treatment, with what each of them states about itself. "
    "The data is CC BY 4.0. Read it without a key. Whoever wants every clinic takes the files of /data/."
)
SECURITY = "Everything is public. No key and no sign-in is needed, and none is taken."
HANDLING = (
    "A parameter or a modifier that is not known is refused, "
    "unless the request says Prefer: handling=lenient. "
    f"A page has at most {MAX_COUNT} resources that match."
)


def capability_statement(base: str) -> dict[str, Any]:
    """base: the address of /fhir as the client sees it."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": CHANGED_ON,
        "publisher": settings.SITE_NAME,
        "description": DESCRIPTION,
        "kind": "instance",
        "software": {"name": settings.SITE_NAME, "version": VERSION},
        "implementation": {"description": settings.SITE_NAME, "url": base},
        "fhirVersion": "4.0.1",
        "format": ["json", "application/fhir+json"],
        "rest": [
            {
                "mode": "server",
                "documentation": HANDLING,
                "security": {"cors": True, "description": SECURITY},
                "resource": [
                    *(_searched(resource_type) for resource_type in TYPES),
                    *(_only_read(resource_type) for resource_type in DEFINITION_TYPES),
                ],
            }
        ],
    }


def _only_read(resource_type):
    """Of a definition: it has an ETag, and neither a version nor a time of its own."""
    return {
        "type": resource_type,
        "interaction": [{"code": "read"}],
        "versioning": "no-version",
        "readHistory": False,
        "conditionalRead": "not-match",
    }


def _searched(resource_type):
    resource = _only_read(resource_type) | {
        "interaction": [{"code": "read"}, {"code": "search-type"}],
        "versioning": "versioned",
        "conditionalRead": "full-support",
        "referencePolicy": ["literal", "local"],
        "searchParam": [
            {"name": one.name, "type": one.kind, "documentation": one.says}
            for one in PARAMETERS[resource_type]
        ],
    }
    includes = [f"{source}:{name}" for source, name in INCLUDES if source == resource_type]
    reverse = [
        f"{source}:{one.name}"
        for source, name in INCLUDES
        for one in PARAMETERS[source]
        if one.name == name and resource_type in one.targets
    ]
    if includes:
        resource["searchInclude"] = includes
    if reverse:
        resource["searchRevInclude"] = reverse
    return resource
