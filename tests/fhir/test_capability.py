"""What the server says of itself: complete enough for clients to begin, and true."""

import pytest
from fhirclient.models.capabilitystatement import CapabilityStatement

from directory.fhir.searching.parameters import PARAMETERS
from tests.fhir.searching import clinics  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clinics")]

EXAMPLES = {"date": "ge2026-01-01", "special": "39.74|-104.99", "reference": "x", "token": "x", "string": "x"}


@pytest.fixture
def resources(client):
    """Type → what the CapabilityStatement says of it."""
    (rest,) = client.get("/fhir/metadata").json()["rest"]
    return {resource["type"]: resource for resource in rest["resource"]}


def test_the_statement_is_one_that_a_client_takes(client):
    statement = CapabilityStatement(client.get("/fhir/metadata").json())

    assert (statement.fhirVersion, statement.kind, statement.status) == ("4.0.1", "instance", "active")
    assert statement.as_json()["date"] == "2026-11-29"
    assert statement.implementation.url == "http://testserver/fhir"


def test_it_names_the_types_with_what_can_be_done(resources):
    done = {kind: [one["code"] for one in resource["interaction"]] for kind, resource in resources.items()}

    assert done == {kind: ["read", "search-type"] for kind in PARAMETERS} | {
        "CodeSystem": ["read"],
        "StructureDefinition": ["read"],
    }


def test_every_parameter_and_include_that_it_names_is_answered(client, resources):
    for kind, resource in resources.items():
        asked = [f"{one['name']}={EXAMPLES[one['type']]}" for one in resource.get("searchParam", ())]
        asked += [f"_include={one}" for one in resource.get("searchInclude", ())]
        asked += [f"_revinclude={one}" for one in resource.get("searchRevInclude", ())]
        for parameter in asked:
            response = client.get(f"/fhir/{kind}?_count=1&{parameter}")
            assert (kind, parameter, response.status_code) == (kind, parameter, 200)


@pytest.mark.parametrize("kind", [*PARAMETERS, "CodeSystem"])
def test_what_it_says_of_versions_and_conditions_is_so(client, resources, kind):
    resource_id = (
        "route"
        if kind == "CodeSystem"
        else client.get(f"/fhir/{kind}?_count=1").json()["entry"][0]["resource"]["id"]
    )
    response = client.get(f"/fhir/{kind}/{resource_id}")
    has_version = "versionId" in response.json().get("meta", {})
    conditions = {header for header in ("ETag", "Last-Modified") if header in response}

    said = resources[kind]
    assert said["versioning"] == ("versioned" if has_version else "no-version")
    assert said["conditionalRead"] == {1: "not-match", 2: "full-support"}[len(conditions)]
