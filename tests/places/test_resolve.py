import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.places import resolve
from directory.places.among import find_place
from directory.places.gazetteer import COUNTRY, gazetteer
from directory.places.names import place_key
from directory.places.place import ForeignPlace, NearMe, Place, PlaceChoices
from directory.places.resolve import places_beginning_with, read_place
from directory.places.spelling import similar_places

CASES = list(csv.DictReader(Path(__file__).with_name("cases.csv").read_text(encoding="utf-8").splitlines()))
IN_THE_BOX = "words in the box"
ANSWERS = {PlaceChoices: "choices", ForeignPlace: "foreign", NearMe: "near me", type(None): "none"}


def found_among(typed):
    found = find_place(typed.split(), strict=True)
    return found.place if found else None


def answer(meaning):
    return meaning.label if isinstance(meaning, Place) else ANSWERS[type(meaning)]


# ---- what is typed


@pytest.mark.parametrize(("kind", "typed", "expected"), [tuple(case.values()) for case in CASES])
def test_a_place_is_read_as_it_is_meant(kind, typed, expected):
    meaning = found_among(typed) if kind == IN_THE_BOX else read_place(typed)

    assert answer(meaning) == re.sub("^choices:.*", "choices", expected)


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("LA", "Louisiana"),
        ("Washington", "Washington state"),
        ("New York", "New York state"),
        ("Denver", "Denver, PA"),
        ("Hollywood", "Hollywood, FL"),
        ("St. Thomas", "St. Thomas, MO"),
    ],
)
def test_another_place_of_the_name_is_offered_first_among_the_others(typed, others):
    assert read_place(typed).others[0] == others


def test_choices_keep_what_was_typed_and_name_each_place_once():
    choices = read_place("springfield")
    labels = [place.label for place in choices.places]

    assert choices.typed == "springfield"
    assert labels[:3] == ["Springfield, MO", "Springfield, MA", "Springfield, IL"]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize(
    ("typed", "country", "others"),
    [
        ("London", "United Kingdom", "London, OH"),
        ("Ontario", "Canada", "Ontario, CA"),
        ("Vancouver", "Canada", "Vancouver, WA"),
        ("M5V 3L9", "Canada", None),
        ("Tijuana, Mexico", "Mexico", None),
    ],
)
def test_a_place_abroad_names_its_country_and_its_namesakes_here(typed, country, others):
    abroad = read_place(typed)

    assert (abroad.country, next(iter(abroad.others), None)) == (country, others)


@pytest.mark.parametrize(
    ("typed", "miles"),
    [
        ("within 50 miles of Tulsa", 50),
        ("Denver 25 miles", 25),
        ("30 min from Fort Collins", None),
        ("80 km from Boise", 50),
        ("Tulsa", None),
    ],
)
def test_a_distance_in_the_text_is_kept_beside_the_place(typed, miles):
    assert read_place(typed).miles == miles


@pytest.mark.parametrize(
    ("typed", "corrected", "others"),
    [
        ("Pheonix", "Phoenix", "Phoenix, OR"),
        ("Phenix", "Phoenix", "Phenix, VA"),
        ("Huston", "Houston", "Huston, ID"),
        ("Poughkepsie", "Poughkeepsie", "Poughkeepsie, AR"),
        ("Denver", "", "Denver, PA"),
    ],
)
def test_a_misspelled_place_says_as_what_it_was_read(typed, corrected, others):
    place = read_place(typed)

    assert (place.corrected, next(iter(place.others), None)) == (corrected, others)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " , ",
        "Nowhere, CO",
        "Springfield, CA",
        "00000",
        "8020",
        "802021",
        "80202-12",
        "🙂",
        "8" * 5000,
        "nan,nan",
        "91,0",
        "0,180.1",
        "80202\x00",
        "�",
        "80202 FL",
        "80202, Miami",
        "80202 80203",
        "1600 Example Street",
        "100 Hartford Ct",
        "99999 Denver CO",
        "South Atlantis",
        "veteran",
        "black therapist",
        "ketamine",
        "north",
        "help",
        "United States",
        "8020212345",
        "٨٠٢٠٢",
        "09001",
    ],
)
def test_what_is_no_place_is_not_known(typed):
    assert read_place(typed) is None


@settings(deadline=None, max_examples=200)
@given(st.text() | st.text(st.characters(exclude_categories=[])) | st.text("0123456789-,. dDeEnNvVrRcCoO'"))
def test_any_text_is_read_without_an_error(typed):
    assert isinstance(read_place(typed), Place | PlaceChoices | ForeignPlace | NearMe | None)
    assert isinstance(found_among(typed), Place | PlaceChoices | None)
    assert len(similar_places(typed)) <= 3


@settings(deadline=None, max_examples=200)
@given(st.floats(-90, 90), st.floats(-180, 66) | st.floats(171, 180))
def test_any_point_on_earth_is_kept_to_the_meter(latitude, longitude):
    point = read_place(f"{latitude:.8f},{longitude:.8f}")

    assert (point.latitude, point.longitude) == pytest.approx((latitude, longitude), abs=1e-5)
    assert read_place(point.label) == point


def test_a_label_is_read_as_the_place_that_bears_it():
    places = gazetteer()
    called = sorted(set(places.key_entries))  # the others are parts of towns under another label
    sample = [entry for entry in called[::97] if places.kinds[entry] < COUNTRY]
    codes = [f"{code:05}" for code in places.zip_codes[::499]]
    bearers = [places.place(entry) for entry in sample] + [places.zip_place(code) for code in codes]

    lost = [place.label for place in bearers if not is_same(read_place(place.label), place)]

    assert lost == []


def is_same(meaning, place):
    return isinstance(meaning, Place) and (meaning.label, meaning.latitude) == (place.label, place.latitude)


# ---- among words


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Denver", "Denver, CO"),
        ("IV infusion NYC", "New York, NY"),
        ("ketamine LA", "Los Angeles, CA"),
        ("KETAMINE IN DENVER", "Denver, CO"),
        ("Dallas or Fort Worth ptsd", "Dallas and Fort Worth, TX"),
        ("mobile al", "Mobile, AL"),
        ("in VA", "Virginia"),
        ("clinica en los angeles", "Los Angeles, CA"),
        ("takes medicare tx", "Texas"),
    ],
)
def test_a_place_is_found_among_search_words(typed, label):
    assert answer(found_among(typed)) == label


@pytest.mark.parametrize(
    "typed",
    [
        "hope",
        "mobile",
        "reading",
        "home",
        "me",
        "near me",
        "hi do you take medicaid",
        "ok",
        "come in",
        "in or out",
        "va insurance",
        "psychiatrist MD",
        "np or pa",
        "ketamine la",
        "spring appointments",
        "madison",
        "union",
        "independence blue cross",
        "female therapist",
        "Dr. Austin Smith",
        "hope in ketamine",
        "DO YOU TAKE MEDICAID",
    ],
)
def test_words_that_are_no_place_in_ordinary_use_are_none_among_search_words(typed):
    assert found_among(typed) is None


def test_the_words_that_name_the_place_are_told():
    found = find_place(["KAP", "in", "Boulder", "CO", "please"], strict=True)

    assert (found.start, found.stop) == (2, 4)


# ---- suggestions and names


@pytest.mark.parametrize(
    ("prefix", "first"),
    [
        ("den", "Denver, CO"),
        ("st lou", "St. Louis, MO"),
        ("bay ar", "Bay Area, CA"),
        ("colora", "Colorado"),
        ("?", None),
    ],
)
def test_places_that_begin_with_a_text_come_with_the_most_populous_first(prefix, first):
    assert next((place.label for place in places_beginning_with(prefix, 3)), None) == first


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Denver, CA", "Denver, CO"),
        ("Georgetwn, CO", "Georgetown, CO"),
        ("Grand Junctoin, CO", "Grand Junction, CO"),
    ],
)
def test_a_misspelled_town_suggests_the_town(typed, label):
    assert label in similar_places(typed)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("St. Paul", "saint paul"),
        ("Ste. Genevieve", "sainte genevieve"),
        ("FT WORTH", "fort worth"),
        ("N. Bend", "north bend"),
        ("Coeur d' Alene", "coeur dalene"),
        ("Winston-Salem", "winston salem"),
        ("Cañon  City", "canon city"),
        ("D. C.", "dc"),
        ("?!", ""),
    ],
)
def test_names_are_folded(text, key):
    assert place_key(text) == key


def test_a_typed_text_is_remembered_only_where_a_place_of_the_gazetteer_begins_so():
    resolve._beginning_with.cache_clear()
    kept = [
        (len(places_beginning_with(typed, 3)), resolve._beginning_with.cache_info().currsize)
        for typed in ("9417 Nowhere Lane, Apt. 3", "my name is Tern", "Denv")
    ]

    assert kept == [(0, 0), (0, 0), (3, 1)]
