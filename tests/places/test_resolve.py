import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.places.among import find_place
from directory.places.place import ForeignPlace, NearMe, Place, PlaceChoices
from directory.places.resolve import read_place
from directory.places.spelling import similar_places

CASES = list(csv.DictReader(Path(__file__).with_name("cases.csv").read_text(encoding="utf-8").splitlines()))
IN_THE_BOX = "words in the box"
KINDS = {
    "county",
    "newspaper abbreviation",
    "address",
    "coordinates",
    "ZIP shapes",
    "misspelled",
    "accents",
    IN_THE_BOX,
}


def answer(kind, typed):
    """The meaning of a text as the column `expected` of cases.csv writes it; choices without their number."""
    found = find_place(typed.split(), strict=True) if kind == IN_THE_BOX else None
    meaning = found.place if found else None if kind == IN_THE_BOX else read_place(typed)
    if isinstance(meaning, Place):
        return meaning.label
    return {PlaceChoices: "choices", ForeignPlace: "foreign", NearMe: "near me"}.get(type(meaning), "none")


@pytest.mark.parametrize(
    ("kind", "typed", "expected"), [tuple(case.values()) for case in CASES if case["kind"] in KINDS]
)
def test_a_place_is_read_as_it_is_meant(kind, typed, expected):
    assert answer(kind, typed) == re.sub(r"^choices:.*", "choices", expected)


@settings(deadline=None, max_examples=200)
@given(st.text() | st.text(st.characters(exclude_categories=[])) | st.text("0123456789-,. dDeEnNvVrRcCoO'"))
def test_any_text_is_read_without_an_error(typed):
    meaning = read_place(typed)

    assert meaning is None or isinstance(meaning, Place | PlaceChoices | ForeignPlace | NearMe)
    assert len(similar_places(typed)) <= 3


@settings(deadline=None, max_examples=200)
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_any_point_on_earth_is_kept_to_the_meter(latitude, longitude):
    point = read_place(f"{latitude:.8f},{longitude:.8f}")

    assert (point.latitude, point.longitude) == pytest.approx((latitude, longitude), abs=1e-5)
    assert read_place(point.label) == point
