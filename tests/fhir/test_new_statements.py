"""A statement, or a part of a record, that is new to the spine needs no line in this room."""

import json
from dataclasses import replace

import fhirkit
import pytest

from directory.exchange.record import json_line
from directory.facts.fields import Part
from directory.facts.spine import STATEMENTS, Statement
from directory.fhir import definitions
from directory.fhir.mapping import systems, tables
from directory.fhir.mapping.homes import where
from directory.fhir.mapping.resources import resources
from tests.support.open_records import CLINIC, CONFIRMED_ON, open_record
from tests.support.read_back import Mark, fhir

CHOICES = (("red", "Red"), ("blue_green", "Blue and green"))
# A value of each kind that a statement or a part can have.
VALUES = {
    "text": "In words",
    "code": "red",
    "codes": ["red", "blue_green"],
    "yes_no": False,
    "number": 0,
    "dollars": 450,
    "date": "2026-11-01",
    "time": "09:30",
}
CODED = ("code", "codes")
NEW_PARTS = tuple(
    Part(f"new_{kind}", f"New {kind}", CHOICES if kind in CODED else (), kind) for kind in VALUES
)
NEW_VALUES = {part.name: VALUES[part.kind] for part in NEW_PARTS}
NESTED = Part("new_records", "New records", kind="records", parts=NEW_PARTS)
MARKS = frozenset({Mark("self_reported", CONFIRMED_ON)})


@pytest.fixture
def extended_spine(monkeypatch):
    """Statements of every kind that are not in the spine, and new parts in each record."""
    for kind in VALUES:
        choices = CHOICES if kind in CODED else ()
        add(monkeypatch, Statement(f"new_{kind}", f"New {kind}", "", "G", kind, choices))
    add(monkeypatch, Statement("new_list", "New list", "", "G", "records", parts=(*NEW_PARTS, NESTED)))
    for name in ("practitioners", "training", "offerings", "insurers", "opening_times"):
        statement = STATEMENTS[name]
        add(monkeypatch, replace(statement, parts=(*statement.parts, *NEW_PARTS)))
    forget()
    yield
    monkeypatch.undo()
    forget()


def add(monkeypatch, statement):
    monkeypatch.setitem(STATEMENTS, statement.name, statement)


def forget():
    """Make the tables of the room anew."""
    for made_once in (systems.own_systems, tables._tables, definitions._definitions):
        made_once.cache_clear()


def read_back(**facts):
    written = [json.loads(json_line(one)) for one in resources(open_record(**facts))]
    assert [str(issue) for one in fhirkit.parse_many(written) for issue in one.issues] == []
    return fhir.read(written)[CLINIC]


@pytest.mark.usefixtures("extended_spine")
@pytest.mark.parametrize("kind", VALUES)
def test_a_new_statement_is_written_and_read_back(kind):
    name = f"new_{kind}"

    assert read_back(**{name: VALUES[kind]})[name] == (VALUES[kind], MARKS)
    assert where(name)


@pytest.mark.usefixtures("extended_spine")
def test_a_new_list_of_records_with_records_in_it_is_written_and_read_back():
    records = [{**NEW_VALUES, "new_records": [NEW_VALUES, NEW_VALUES]}]

    assert read_back(new_list=records)["new_list"] == (records, MARKS)


@pytest.mark.usefixtures("extended_spine")
@pytest.mark.parametrize("name", ["practitioners", "training", "offerings", "insurers", "opening_times"])
def test_new_parts_of_a_record_are_written_and_read_back(name):
    whole = open_record(**{name: [NEW_VALUES]})["statements"][name]["value"]

    assert read_back(**{name: [NEW_VALUES]})[name] == (whole, MARKS)


@pytest.mark.usefixtures("extended_spine")
def test_what_is_new_and_coded_has_a_code_system():
    found = definitions.definition("CodeSystem", "new-codes")

    assert [one["code"] for one in found["concept"]] == ["red", "blue_green"]
    assert definitions.definition("CodeSystem", "training-new-code") is None  # that of the statement
    assert definitions.definition("StructureDefinition", "new-list")["title"] == "New list"
    assert [str(issue) for one in definitions.definitions().values() for issue in fhirkit.validate(one)] == []
