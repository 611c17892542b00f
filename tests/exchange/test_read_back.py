"""Whatever format goes out: each statement of each clinic is read back with its value and its evidence.

Over the invented clinics and 300 made ones, which state anything. A format is one entry of FORMATS.
"""

import json
from datetime import timedelta

import jsonschema_rs
import pytest
from django.utils import timezone

from directory.exchange import hsds
from directory.exchange.json_ld import medical_clinic
from directory.exchange.listing_csv import csv_header, csv_line
from directory.exchange.listing_json import listing_json
from directory.exchange.record import json_line, record, record_rows
from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.fhir.resources import resources
from directory.models import Listing
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
    store([maker.listing(number) for number in range(MADE)])


def read_as_record():
    return records.read_lines(map(json_line, map(record, record_rows(Listing.objects.public()))))


def read_as_hsds():
    written = map(hsds.lines, map(record, record_rows(Listing.objects.public())))
    return read_hsds.read(line for lines in written for line in lines)


def read_as_fhir():
    rows = record_rows(Listing.objects.public())
    return fhir.read(json.loads(json_line(one)) for row in rows for one in resources(record(row)))


def read_as_csv():
    rows = record_rows(Listing.objects.public())
    return csv.read(b"".join([csv_header(), *map(csv_line, rows)]))


# Name of a format → a function without arguments that reads all public clinics back from it.
FORMATS = {"record": read_as_record, "csv": read_as_csv, "hsds": read_as_hsds, "fhir": read_as_fhir}


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_gives_each_statement_back_with_its_evidence_and_nothing_else(name):
    assert differences(FORMATS[name](), expected()) == []


def test_the_json_of_today_gives_back_what_holds_today():
    today = timezone.localdate()
    public = Listing.objects.public()

    found = records.read(listing_json(row, today) for row in record_rows(public))
    assert differences(found, expected(today)) == []


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


def test_every_service_of_hsds_is_valid():
    written = map(hsds.lines, map(record, record_rows(Listing.objects.public())))
    validator = jsonschema_rs.Draft202012Validator(service_schema(), validate_formats=True)

    faults = [
        one.message for lines in written for line in lines for one in validator.iter_errors(json.loads(line))
    ]
    assert faults == []


def test_fhir_of_today_gives_back_what_holds_today():
    today = timezone.localdate()
    rows = record_rows(Listing.objects.public())

    found = fhir.read(one for row in rows for one in resources(record(row), today))
    assert differences(found, expected(today)) == []


def test_every_statement_is_tried_in_each_format():
    stated = {name for statements in expected().values() for name in statements}

    assert stated == {*STATEMENTS}
    assert len({mark.evidence for marks in all_marks() for mark in marks}) == 3


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
    return listing.terms == "" and listing.source_license == ""


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


def all_marks():
    return [marks for statements in expected().values() for _value, marks in statements.values()]


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
