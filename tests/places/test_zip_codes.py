import csv
from pathlib import Path

import pytest

from directory.places import zip_codes

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "samhsa_mh_import.csv"


@pytest.mark.parametrize(
    ("town", "state", "zip_code", "sentence"),
    [
        ("Boston", "MA", "80202", "ZIP code 80202 is in Denver, CO, not in Boston, MA."),
        ("Boston", "CO", "80202-1234", "ZIP code 80202 is in Denver, CO, not in Boston, CO."),
        ("Denver", "", "94110", "ZIP code 94110 is in San Francisco, CA, not in Denver."),
        ("", "CO", "94110", "ZIP code 94110 is in San Francisco, CA, not in CO."),
        ("Buffalo", "NY", "10001", "ZIP code 10001 is in New York, NY, not in Buffalo, NY."),
        ("Colorado Springs", "CO", "80202", "ZIP code 80202 is in Denver, CO, not in Colorado Springs, CO."),
        ("Kansas City", "KS", "64108", "ZIP code 64108 is in Kansas City, MO, not in Kansas City, KS."),
        ("Lee", "MA", "02138", "ZIP code 02138 is in Cambridge, MA, not in Lee, MA."),
    ],
)
def test_a_zip_code_of_elsewhere_is_found(town, state, zip_code, sentence):
    assert zip_codes.zip_mismatch(town, state, zip_code).sentence == sentence


@pytest.mark.parametrize(
    ("town", "state", "zip_code"),
    [
        ("Denver", "CO", "80202"),
        ("denver", "CO", "80202"),
        ("Brooklyn", "NY", "11201"),
        ("Brooklyn", "NY", "10001"),  # beside it
        ("Lakewood", "CO", "80202"),
        ("Hollywood", "CA", "90028"),  # no name for letters, and a name
        ("Los Angeles", "CA", "91601"),
        ("St. Paul", "MN", "55101"),
        ("Saint Paul", "MN", "55101"),
        ("Ft Worth", "TX", "76102"),
        ("Winston-Salem", "NC", "27101"),
        ("Coeur d’Alene", "ID", "83814"),
        ("Capitol Hill", "CO", "80203"),  # a neighborhood
        ("Nowhere at all", "CO", "80202"),
        ("", "", "80202"),
        ("", "CO", "80202"),
        ("Denver", "CO", ""),
        ("Denver", "CO", "00000"),
        ("Denver", "CO", "8020"),
    ],
)
def test_a_suburb_another_name_and_what_is_not_known_are_no_contradiction(town, state, zip_code):
    assert zip_codes.zip_mismatch(town, state, zip_code) is None


@pytest.mark.skipif(not REAL.exists(), reason=f"{REAL.name} is not beside this checkout")
def test_of_the_ten_thousand_real_addresses_one_is_doubted_and_it_is_wrong():
    with REAL.open(newline="", encoding="utf-8-sig") as file:
        rows = [(row["city"], row["state"], row["zip"]) for row in csv.DictReader(file)]

    assert [row for row in rows if zip_codes.zip_mismatch(*row)] == [("Lee", "MA", "02138")]
    assert len(rows) == 10261
