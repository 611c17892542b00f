"""States and ZIP codes as people and spreadsheets write them."""

import pytest

from directory.exchange.cells.zip_and_state import parse_state, parse_zip_code
from tests.exchange.cells.refusal import refusal


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        *(("Colorado", "CO"), ("colorado", "CO"), (" co ", "CO"), ("Colo.", "CO"), ("N.Y.", "NY")),
        *(("Mass.", "MA"), ("W. Va.", "WV"), ("D.C.", "DC"), ("Washington, D.C.", "DC"), ("new york", "NY")),
        *(
            ("U.S. Virgin Islands", "VI"),
            ("Puerto Rico", "PR"),
            ("N. Dakota", "ND"),
            ("Ontario", "Ontario"),
            ("CO - Colorado", "CO"),
            ("Colorado, USA", "CO"),
            ("CO/NM", "CO/NM"),
        ),
    ],
)
def test_a_state_is_read_by_name_code_and_short_form(cell, code):
    assert parse_state(cell) == code


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("80202",), "80202"),
        (("80202-",), "80202"),
        (("80202-1234",), "80202-1234"),
        (("80202–1234",), "80202-1234"),
        (("80202 1234",), "80202-1234"),
        (("802021234",), "80202-1234"),
        (("80202.0",), "80202"),
        (("'06708",), "06708"),
        (("80202", "CO", "1234"), "80202-1234"),
        (("59602", "MT", "548"), "59602-0548"),
        (("6708", "CT", "2460"), "06708-2460"),
        (("67082460", "CT"), "06708-2460"),
        (("2139", "MA"), "02139"),
        (("601", "PR"), "00601"),
        (("80202", "CO", "0"), "80202"),
        (("", "CO"), ""),
    ],
)
def test_a_zip_code_gets_its_lost_zeros_back_in_its_state(given, code):
    assert parse_zip_code(*given) == code


def test_a_zip_code_that_lacks_a_digit_gets_no_zero_in_another_state():
    assert refusal(parse_zip_code, "8020", "CO") == (
        "A digit is missing: 08020 is not in CO. Enter all five digits, for example 80202."
    )


@pytest.mark.parametrize(
    "given", [("6708",), ("ABC",), ("80202-12345",), ("80202", "CO", "12x"), ("K1A 0B1",)]
)
def test_what_is_no_zip_code_gets_an_example(given):
    assert refusal(parse_zip_code, *given) == "Enter a ZIP code, for example 80202."


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("802021234.0", "80202-1234"),
        ("8.0202E+04", "80202"),
        ("CO 80202", "80202"),
        ("Colorado, 80202-1234", "80202-1234"),
        ("80202 CO", "80202"),
        ("80202 USA", "80202"),
        ("80202, United States", "80202"),
        ("８０２０２", "80202"),
        ("00000", ""),
    ],
)
def test_a_zip_code_is_read_beside_its_own_state(cell, code):
    assert parse_zip_code(cell, "CO") == code


@pytest.mark.parametrize(
    "cell", ["MA 80202", "80202 MA", "80202 or 80203", "80202;80203", "8O202", "Denver 80202"]
)
def test_a_zip_code_beside_something_else_is_refused(cell):
    assert refusal(parse_zip_code, cell, "CO") == "Enter a ZIP code, for example 80202."


@pytest.mark.parametrize("cell", ["CO USA", "Colorado, United States", "CO, US", "Colo. U.S.A."])
def test_a_state_is_read_before_its_country(cell):
    assert parse_state(cell) == "CO"
