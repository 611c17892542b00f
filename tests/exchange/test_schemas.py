"""What the documents say of the data, held against the data by programs of others: each fault is found."""

import csv
import io
import json
import re
from copy import deepcopy

import jsonschema
import jsonschema_rs
import pytest
from django.utils import timezone

from directory.exchange.listing_csv import csv_lines
from directory.exchange.listing_json import listing_json
from directory.exchange.record import json_line, record, record_rows
from directory.exchange.schemas.csvw import csv_metadata
from directory.exchange.schemas.datapackage import data_package, table_schema
from directory.exchange.schemas.json_schema import clinic_schema
from directory.facts.spine import STATEMENTS
from directory.models import Listing
from tests.support.made_listings import Maker, store

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]

MADE = 300


@pytest.fixture(scope="module")
def directory(invented):
    """The invented clinics, and made ones, which state anything."""
    maker = Maker(timezone.localdate())
    store([maker.listing(number) for number in range(MADE)])


@pytest.fixture(scope="module")
def records(directory):
    return [json.loads(json_line(record(row))) for row in record_rows(Listing.objects.public())]


@pytest.fixture(scope="module")
def table(directory):
    """The lines of the CSV, the header first."""
    text = b"".join(csv_lines(record_rows(Listing.objects.public()))).decode()
    return list(csv.reader(io.StringIO(text, newline="")))


# ---- JSON


def test_every_record_is_what_the_schema_says(records):
    schema = jsonschema_rs.Draft202012Validator(clinic_schema(), validate_formats=True)

    assert len(records) > MADE
    assert [error.message for one in records for error in schema.iter_errors(one)] == []


def test_the_results_of_a_search_are_what_the_schema_says():
    schema = jsonschema_rs.Draft202012Validator(clinic_schema(), validate_formats=True)
    today = timezone.localdate()

    results = [
        json.loads(json_line(listing_json(row, today))) for row in record_rows(Listing.objects.public())
    ]
    assert [error.message for one in results for error in schema.iter_errors(one | {"miles": 2.5})] == []


def test_the_schema_describes_every_statement_in_a_whole_sentence():
    schema = clinic_schema()

    jsonschema.Draft202012Validator.check_schema(schema)
    described = list(descriptions(schema))
    assert list(schema["$defs"]["statements"]["properties"]) == list(STATEMENTS)
    assert len(described) > len(STATEMENTS)
    assert [one for one in described if not is_sentence(one)] == []


def descriptions(schema):
    if isinstance(schema, dict):
        if isinstance(schema.get("description"), str):
            yield schema["description"]
        schema = schema.values()
    if not isinstance(schema, str | int | float | bool | None):
        for one in schema:
            yield from descriptions(one)


def is_sentence(text):
    return re.fullmatch(r"[A-Z“].*[.?”]", text) is not None


def statement(name, value):
    def change(one):
        one["statements"][name]["value"] = value

    return change


def person(key, value):
    def change(one):
        one["statements"]["practitioners"]["value"][0][key] = value

    return change


def entry(name, **keys):
    def change(one):
        one["statements"][name] |= keys

    return change


def without(*path):
    def change(one):
        for key in path[:-1]:
            one = one[key]
        del one[path[-1]]

    return change


FAULTS = {
    "a code that is none": statement("route", ["iv", "telepathy"]),
    "one code for a list": statement("route", "iv"),
    "a list for one code": statement("home_dosing", ["always"]),
    "a code twice": statement("route", ["iv", "iv"]),
    "yes as text": statement("private_room", "yes"),
    "an empty list": statement("route", []),
    "empty text": statement("alias", ""),
    "a day in another form": statement("prices_as_of", "11/22/2026"),
    "a day that is none": statement("prices_as_of", "2026-02-30"),
    "a price below zero": statement("intake_fee", -1),
    "cents": statement("intake_fee", 99.5),
    "a number as text": statement("minimum_age", "18"),
    "an age of a thousand years": statement("minimum_age", 1000),
    "a place beyond the pole": statement("latitude", 90.1),
    "a phone without its country": statement("phone", "3035550142"),
    "a ZIP code of four digits": statement("zip", "8020"),
    "no name": statement("name", None),
    "a statement that is missing": without("statements", "route"),
    "a statement that nobody knows": lambda one: one["statements"].update(aura={"value": None}),
    "a kind of evidence that is none": entry("name", evidence="rumored"),
    "a value of which nobody is named": without("statements", "name", "evidence"),
    "evidence for what is not stated": entry("alias", value=None, evidence="self_reported", on="2026-11-22"),
    "a DEA number of a person": person("dea_number", "AB1234563"),
    "a role that is none": person("roles", ["wizard"]),
    "a key that nobody knows": lambda one: one.update(stars=5),
    "a key that is missing": without("listed_until"),
    "an id that is none": lambda one: one.update(id="7"),
    "a moment without its zone": lambda one: one.update(changed_at="2026-11-22T14:03:11"),
}


@pytest.fixture(scope="module")
def plain(records):
    """A record with a person, a phone and a ZIP code."""
    return next(one for one in records if one["statements"]["practitioners"]["value"])


@pytest.fixture(scope="module")
def validators():
    schema, formats = clinic_schema(), jsonschema.FormatChecker()
    return [
        jsonschema_rs.Draft202012Validator(schema, validate_formats=True),
        jsonschema.Draft202012Validator(schema, format_checker=formats),
    ]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_record_is_found(plain, validators, fault):
    one = deepcopy(plain)
    FAULTS[fault](one)

    assert [validator.is_valid(one) for validator in validators] == [False, False]


# ---- CSV


def test_frictionless_finds_every_row_valid(table, tmp_path):
    assert frictionless_faults(table, tmp_path) == []


CSV_FAULTS = {
    "a code that is none": ("home_dosing", "always_ever"),
    "a code in a list that is none": ("route", "iv;telepathy"),
    "a list with another sign between": ("route", "iv,im"),
    "yes in other words": ("private_room", "true"),
    "dollars with a sign": ("intake_fee", "$450"),
    "a day in another form": ("prices_as_of", "11/22/2026"),
    "broken JSON": ("practitioners", '[{"name": '),
    "no name": ("name", ""),
    "an id that another row has": ("id", None),
    "a place beyond the pole": ("latitude", "91"),
    "a phone without its country": ("phone", "(303) 555-0142"),
}


def test_frictionless_finds_each_fault_in_its_row(table, tmp_path):
    """One fault a row, all rows in one table: the program takes a second to get ready for a table."""
    header, first, *others = deepcopy(table)
    rows = dict(zip(CSV_FAULTS, others, strict=False))
    for fault, (column, cell) in CSV_FAULTS.items():
        place = header.index(column)
        rows[fault][place] = first[place] if cell is None else cell

    found = frictionless_faults([header, first, *rows.values()], tmp_path)
    names = dict(enumerate(CSV_FAULTS, start=3))
    told = {(names.get(row), name) for row, name in found}
    assert {(fault, name) for fault, name in told if name} == {
        (fault, column) for fault, (column, _cell) in CSV_FAULTS.items()
    }
    assert {fault for fault, _name in told} == set(CSV_FAULTS)


def test_frictionless_finds_a_renamed_column(table, tmp_path):
    header, first, *_others = deepcopy(table)
    header[header.index("route")] = "way"

    assert frictionless_faults([header, first], tmp_path) != []


def frictionless_faults(rows, folder):
    """(number of the row, name of the column) of each fault."""
    from frictionless import Resource, Schema, system

    write(folder / "clinics.csv", rows)
    with system.use_context(trusted=True):
        resource = Resource(
            path=str(folder / "clinics.csv"), schema=Schema.from_descriptor(table_schema()), encoding="utf-8"
        )
        report = resource.validate()
    assert report.valid == (report.flatten(["rowNumber", "fieldName"]) == [])
    return [tuple(one) for one in report.flatten(["rowNumber", "fieldName"])]


def write(path, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def test_the_data_package_itself_is_one():
    from frictionless import Package

    assert Package.metadata_validate(data_package()) is not None
    assert list(Package.metadata_validate(data_package())) == []


def test_a_program_of_csv_on_the_web_reads_the_table(table, tmp_path):
    rows = read_with_csvw(table, tmp_path)

    header = table[0]
    (first,) = [one for one in rows if one["id"] == table[1][0]]
    assert [list(one) for one in rows] == [header] * (len(table) - 1)
    assert first["route"] == list(filter(None, table[1][header.index("route")].split(";")))
    assert {type(one["private_room"]) for one in rows} == {bool, type(None)}
    assert {type(one["practitioners"]) for one in rows} == {list, type(None)}


@pytest.mark.parametrize("fault", ["a code that is none", "yes in other words", "a day in another form"])
def test_a_program_of_csv_on_the_web_finds_a_fault(table, tmp_path, fault):
    column, cell = CSV_FAULTS[fault]
    header, first, *_others = deepcopy(table)
    first[header.index(column)] = cell

    with pytest.raises(ValueError, match=r"."):
        read_with_csvw([header, first], tmp_path)


def read_with_csvw(rows, folder):
    from csvw import Table

    write(folder / "clinics.csv", rows)
    path = folder / "clinics.csv-metadata.json"
    path.write_text(json.dumps(csv_metadata() | {"url": "clinics.csv"}))
    return list(Table.from_file(path).iterdicts(strict=True))


# ---- programs that know no schema


def test_duckdb_reads_the_records_and_the_table(records, table, tmp_path):
    import duckdb

    (tmp_path / "clinics.ndjson").write_bytes(b"".join(map(json_line, records)))
    write(tmp_path / "clinics.csv", table)
    count, stated = duckdb.sql(
        f"SELECT count(*), count(statements.route.value) FROM read_json('{tmp_path}/clinics.ndjson')"
    ).fetchall()[0]
    rows = duckdb.sql(f"SELECT * FROM read_csv('{tmp_path}/clinics.csv', all_varchar=true)").fetchall()

    assert count == len(records)
    assert stated == sum(one["statements"]["route"]["value"] is not None for one in records)
    assert (len(rows), len(rows[0])) == (len(table) - 1, len(table[0]))


def test_pandas_keeps_every_cell_as_it_stands(table, tmp_path):
    """Without dtype=str it reads phone numbers and NPIs as floats: the page about the data says so."""
    import pandas

    write(tmp_path / "clinics.csv", table)
    read = pandas.read_csv(tmp_path / "clinics.csv", dtype=str, keep_default_na=False)

    assert [list(read.columns), *read.to_numpy().tolist()] == table
