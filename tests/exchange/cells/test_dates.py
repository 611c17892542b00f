"""Dates as people and spreadsheets write them."""

import pytest

from directory.exchange.cells.dates import parse_date
from tests.exchange.cells.refusal import refusal


@pytest.mark.parametrize(
    ("cell", "day"), [("2026-11-22", "2026-11-22"), ("2026-11-22 00:00:00", "2026-11-22"), ("", None)]
)
def test_a_day_is_read_with_the_midnight_of_spreadsheets(cell, day):
    assert parse_date(cell) == day


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-01",
        "2026/11/01",
        "2026-11-1",
        "20261101",
        "2026-11-01T10:15:00Z",
        "November 1, 2026",
        "Nov 1 2026",
        "Nov. 1st, 2026",
        "1 Nov 2026",
        "1-Nov-2026",
    ],
)
def test_a_day_that_can_be_no_other_is_read(cell):
    assert parse_date(cell) == "2026-11-01"


@pytest.mark.parametrize(
    "cell",
    [
        "11/1/2026",
        "1.11.2026",
        "1-Nov-26",
        "2026-11",
        "2026111",
        "0001-01-01",
        "1900-01-00",
        "Foo 1, 2026",
        "Novem 1, 2026",
    ],
)
def test_what_can_be_two_days_or_none_is_refused(cell):
    assert refusal(parse_date, cell) == "Enter a date as year-month-day, for example 2026-11-22."


@pytest.mark.parametrize("cell", ["46327", "46327.0", "46327.5"])
def test_the_number_of_a_day_is_refused_for_what_it_is(cell):
    assert refusal(parse_date, cell).startswith("This is a spreadsheet’s internal number for a date.")
