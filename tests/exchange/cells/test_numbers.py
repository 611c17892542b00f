"""Yes or no, numbers, dollars and degrees as people and spreadsheets write them."""

import pytest

from directory.exchange.cells.numbers import parse_degrees, parse_dollars, parse_yes_no
from tests.exchange.cells.refusal import refusal


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        *(
            ("450", 450),
            ("$450", 450),
            ("$ 1,200", 1200),
            ("1,200", 1200),
            ("1 200", 1200),
            ("$1,200.00", 1200),
        ),
        *(("450 USD", 450), ("US$450", 450), ("450,00", 450), ("0", 0), ("", None)),
    ],
)
def test_dollars_are_read_with_signs_and_commas(cell, amount):
    assert parse_dollars(cell) == amount


@pytest.mark.parametrize(
    "cell", ["450.50", "1.200", "1,2", "12,00,000", "400-600", "-5", "free", "$", "٤٥٠", "9" * 5000]
)
def test_what_is_no_whole_amount_gets_an_example(cell):
    assert refusal(parse_dollars, cell) == "Write whole dollars, for example 450 or $1,200."


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        *((yes, True) for yes in ("yes", "Y", "TRUE", "1", "Yes.")),
        *((no, False) for no in ("no", "N", "False", "0")),
        ("", None),
    ],
)
def test_yes_and_no_are_read_in_the_ways_of_spreadsheets(cell, answer):
    assert parse_yes_no(cell) is answer


@pytest.mark.parametrize(
    ("cell", "degrees"),
    [
        ("-104.9903", -104.9903),
        ("−104,9903", -104.9903),
        ("104.9903° W", -104.9903),
        ("39.7", 39.7),
        ("", None),
    ],
)
def test_degrees_are_read_with_commas_and_sides(cell, degrees):
    assert parse_degrees(cell) == degrees


@pytest.mark.parametrize("cell", ["$450/session", "450 per infusion", "$450 / treatment", "$450."])
def test_a_price_of_one_session_is_its_dollars(cell):
    assert parse_dollars(cell) == 450


def test_degrees_are_read_in_a_spreadsheets_own_notation():
    assert parse_degrees("-1.049903E+02") == -104.9903
    refusal(parse_degrees, "1E+99")
    refusal(parse_degrees, "9E+999")
