"""Whatever format goes out: each statement of each clinic is read back with its value and its evidence.

Over the invented clinics and 300 made ones, which state anything. A format is one entry of FORMATS.
"""

import gzip
import json
from contextlib import ExitStack
from datetime import timedelta

import jsonschema_rs
import pytest
from django.utils import timezone

from directory.data_files.formats import FILES, group_lines
from directory.data_files.manifest import Attribution
from directory.data_files.output import Output
from directory.data_files.write import write_rows
from directory.exchange.json_ld import medical_clinic
from directory.exchange.record import record, record_rows
from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.fhir.mapping.resources import resources
from directory.models import Listing, Version
from tests.support.hsds_schema import service_schema
from tests.support.made_listings import Maker, store
from tests.support.read_back import Mark, csv, fhir, records, schema_org
from tests.support.read_back import hsds as read_hsds

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("directory")]

MADE = 300


@pytest.fixture(scope="module")
def directory(invented):
    """The invented clinics and the made ones, all of which a format gives out."""
    maker = Maker(timezone.localdate())
    made = store([maker.listing(number) for number in range(MADE)])
    Version.objects.update(number=made[-1].directory_version)


@pytest.fixture(scope="module")
def files(directory, tmp_path_factory):
    """Name of each bulk file → its content, decompressed; all written in one pass, as write_data does."""
    folder, public = tmp_path_factory.mktemp("files"), Listing.objects.public()
    with ExitStack() as opened:
        outputs = {
            kind.name: opened.enter_context(Output(folder / kind.name, kind.header())) for kind in FILES
        }
        write_rows(record_rows(public), outputs, Attribution())
        for name, line in group_lines(public):
            outputs[name].write(line)
        for output in outputs.values():
            output.finish(modified_at=0)
    return {name: gzip.decompress((folder / name).read_bytes()) for name in outputs}


@pytest.fixture(scope="module")
def wanted(directory):
    """expected(), of whatever day."""
    return expected()


@pytest.fixture(scope="module")
def wanted_today(directory):
    """expected() of today."""
    return expected(timezone.localdate())


def read_fhir(files):
    bundles = [content for name, content in files.items() if name.startswith("fhir-")]
    return fhir.read(json.loads(line) for content in bundles for line in content.splitlines())


# Name of a format → a function that reads all public clinics back from its files.
FORMATS = {
    "records": lambda files: records.read_lines(files["clinics.ndjson.gz"].splitlines()),
    "csv": lambda files: csv.read(files["clinics.csv.gz"]),
    "hsds": lambda files: read_hsds.read(files["hsds.ndjson.gz"].splitlines()),
    "fhir": read_fhir,
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_gives_each_statement_back_with_its_evidence_and_nothing_else(files, wanted, name):
    assert differences(FORMATS[name](files), wanted) == []


def test_the_changes_give_each_statement_back(client, wanted):
    version = Version.now()
    beginning = f"{version.history.hex[:8]}-0"

    answer = client.get("/data/changes.ndjson", {"since": beginning})
    assert differences(records.read_lines(b"".join(answer.streaming_content).splitlines()), wanted) == []


def test_the_address_of_a_clinic_gives_what_holds_today(client, wanted_today):
    some = sorted(wanted_today)[::20]

    found = records.read(client.get(f"/data/clinics/{one}.json").json() for one in some)
    assert differences(found, {one: wanted_today[one] for one in some}) == []


def test_the_json_of_a_search_gives_what_holds_today(client, wanted_today):
    address, results = "/clinics.json?per_page=200", []
    while address:
        page = client.get(address).json()
        address, results = page["next"], results + page["results"]

    today = timezone.localdate()
    current = {str(one.uid) for one in Listing.objects.public() if one.listing_state(today) != "lapsed"}
    assert differences(records.read(results), {one: wanted_today[one] for one in current}) == []


def test_json_ld_gives_what_is_stated_and_nothing_else():
    today, public = timezone.localdate(), {str(one.uid): one for one in Listing.objects.public()}
    blocks = [json.loads(json.dumps(medical_clinic(one, today))) for one in public.values()]

    found = schema_org.read(blocks)
    assert found.keys() == public.keys()
    wrong = [
        f"{clinic} {name}: {value_of(public[clinic], name)} became {value}"
        for clinic, statements in found.items()
        for name, (value, _no_marks) in statements.items()
        if not is_given(value, value_of(public[clinic], name))
    ]
    assert wrong[:5] == []
    assert {name for statements in found.values() for name in statements} == {*STATEMENTS} - {
        "opening_times",  # as hours of the week, in which nobody is told from another
        "offerings",  # as services and offers
    }


def is_given(value, stated):
    """True if a value is the one that is stated. Of a record, schema.org may have some parts alone."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return len(value) == len(stated) and all(
            is_given(part, whole[name])
            for one, whole in zip(value, stated, strict=True)
            for name, part in one.items()
        )
    return value == stated


def test_every_service_of_hsds_is_valid(files):
    validator = jsonschema_rs.Draft202012Validator(service_schema(), validate_formats=True)

    faults = [
        one.message
        for line in files["hsds.ndjson.gz"].splitlines()
        for one in validator.iter_errors(json.loads(line))
    ]
    assert faults == []


def test_fhir_of_today_gives_back_what_holds_today(wanted_today):
    today = timezone.localdate()
    rows = record_rows(Listing.objects.public())

    found = fhir.read(one for row in rows for one in resources(record(row), today))
    assert differences(found, wanted_today) == []


def test_every_statement_is_tried_in_each_format(wanted):
    pairs = [pair for statements in wanted.values() for pair in statements.items()]

    assert {name for name, _pair in pairs} == {*STATEMENTS}
    assert len({mark.evidence for _name, (_value, marks) in pairs for mark in marks}) == 3


# ---- what must come back, made of the columns of the listing and not by the code that writes


def expected(today=None):
    """{clinic id: {statement: (value, marks)}}; today: without marks that have ended."""
    return {
        str(one.uid): {
            name: (value_of(one, name), frozenset(marks_of(one, name, today)))
            for name in STATEMENTS
            if is_stated(getattr(one, name)) and not (name == "about" and is_withheld(one))
        }
        for one in Listing.objects.public()
    }


def is_withheld(listing):
    is_own = listing.source_license == "" or bool(listing.stated_on.get("about"))
    return listing.terms == "" and is_own


def value_of(listing, name):
    value = getattr(listing, name)
    return value.isoformat() if STATEMENTS[name].kind == "date" else value


def marks_of(listing, name, today):
    last = listing.availability_stated_on + timedelta(days=21) if name == "availability" else None
    marks = [
        Mark(
            one["kind"], one["on"], *(one[key] or "" for key in ("until", "source", "url", "about", "person"))
        )
        for one in listing.evidence
        if one["statement"] == name
    ]
    if said := listing.last_stated_on(name):
        marks.append(Mark("self_reported", said.isoformat()))
    for mark in marks:
        until = min(filter(None, [mark.until, last and last.isoformat()]), default="")
        if today is None or until == "" or until >= today.isoformat():
            yield mark._replace(until=until)


def differences(found, wanted):
    """Sentences about the first statements that are not equal; [] where all are."""
    wrong = [f"{one} is missing" for one in wanted.keys() - found.keys()]
    wrong += [f"{one} is not public" for one in found.keys() - wanted.keys()]
    for clinic in wanted.keys() & found.keys():
        for name in wanted[clinic].keys() | found[clinic].keys():
            pair = wanted[clinic].get(name), found[clinic].get(name)
            if pair[0] != pair[1]:
                wrong.append(f"{clinic} {name}: {pair[0]} became {pair[1]}")
    return wrong[:5]
