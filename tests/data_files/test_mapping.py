"""The table of where each format has each statement."""

import csv
import io

import pytest

from directory.data_files.mapping import FORMATS, HEADER
from directory.facts.spine import STATEMENTS

pytestmark = pytest.mark.django_db


def mapping(client):
    answer = client.get("/data/map.csv")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    return list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))


def test_every_statement_and_every_part_has_a_row_and_a_place_in_each_format(client):
    rows = mapping(client)

    assert tuple(rows[0]) == HEADER
    assert [(row["statement"], row["part"]) for row in rows] == [
        (name, part)
        for name, statement in STATEMENTS.items()
        for part in ("", *(part.name for part in statement.parts))
    ]
    assert [row for row in rows if not all(row[name] for name in FORMATS)] == []


def test_a_place_is_where_the_format_writes_it(client):
    by_name = {(row["statement"], row["part"]): row for row in mapping(client)}

    assert [by_name["route", ""][name] for name in ("section", "kind", "json", "csv", "fhir_r4")] == [
        "D",
        "codes",
        "statements.route.value",
        "column route: the codes, divided by “;”",
        "HealthcareService.characteristic, CodeSystem/route",
    ]
    assert by_name["practitioners", "npi"]["json"] == "statements.practitioners.value[].npi"
    assert by_name["practitioners", "npi"]["csv"] == "column practitioners: key npi in the JSON"
