"""Whatever is typed into the portal is stored as it was typed, or refused at its field with a sentence."""

import pytest
from django.conf import settings
from django.urls import reverse

from directory.facts.offerings import OFFERING_PARTS
from directory.facts.records import PRACTITIONER_PARTS, TRAINING_PARTS
from directory.facts.spine import SPINE, STATEMENTS
from directory.facts.statements import Facts
from directory.models import Clinic, Offering, Practitioner, Training
from directory.portal.section import NOT_ASKED
from directory.portal.section_form import POINT
from tests.support.factories import take_down
from tests.support.html import elements
from tests.support.portal import error_sentences, form_values, save_section, section_url

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def taken_down(listing):
    """While a listing is public, section “head” does not ask for its availability: here it asks for all."""
    take_down(listing)


# Rows of a field of records have tests of their own: test_records_form.py.
ASKED = [one for name, one in STATEMENTS.items() if name not in NOT_ASKED and one.kind != "records"]
NUMBERS = ["many", "-1", "1.5", "1e400", "9" * 5000, "2147483648", "6 or 7", "½"]
DOLLARS = ["about 90", "-1", "1000001", "12,50", "1.200,50", "450-600", "$", "1e3", "4 5 0"]
DATES = ["soon", "2026-02-30", "30/12/2025", "2026", "0000-01-01", "99999-01-01"]
SPECIAL = {
    "zip": ["8020", "802021", "8O202", "80202 80203"],
    "phone": [
        "call us",
        "555-0142",
        "(303) 555-0142 or (303) 555-0143",
        "303-555-0142 / 303-555-0143",
        "1" * 61,
    ],
    "phone_extension": ["three", "1" * 11, "x 3"],
    "email": ["desk at tern.example", "a@b", "desk@tern.example, info@tern.example"],
    "npi": ["12", "12345678901", "123456789o"],
    "latitude": ["95", "-90.0001", "nan", "inf", "1e400", "39,7392,1", "north", "39° 44'"],
    "longitude": ["200", "-180.5", "nan", "-1e400", "west"],
}


def bad(statement):
    name, kind = statement.name, statement.kind
    if name in SPECIAL:
        return SPECIAL[name]
    if kind == "text":
        model = Facts if name in STATEMENTS else Offering
        return ["a" * (model._meta.get_field(name).max_length + 1), "a\0b"]
    kinds = {"number": NUMBERS, "dollars": DOLLARS, "date": DATES, "codes": [["nonsense"]]}
    return kinds.get(kind, ["nonsense"])


def pointed_at(response):
    """The fields that the summary of errors leads to."""
    links = [one for one in elements(response.content, "a") if one.get("class") == "errors__link"]
    return {one.get("href").removeprefix("#").removeprefix("id_") for one in links}


def rounds(section, values):
    """[{statement: a value}, …]: each of its values once, all fields of the section together."""
    return rounds_of([one for one in ASKED if one.section == section and values(one)], values)


def rounds_of(asked, values):
    for number in range(max(len(values(one)) for one in asked)):
        yield {one.name: values(one)[number % len(values(one))] for one in asked}


SECTIONS = [section.key for section in SPINE]


@pytest.mark.slow
@pytest.mark.parametrize("section", SECTIONS)
def test_a_value_that_cannot_be_stored_is_an_error_at_its_field_and_the_old_value_stays(
    client,
    clinic,
    editor,
    section,
):
    Clinic.objects.filter(pk=clinic.pk).update(latitude=39.75, longitude=-105.0, point_source="given")
    before, opened = Clinic.objects.values().get(), form_values(client.get(section_url(clinic, section)))

    for sent in rounds(section, bad):
        response = client.post(section_url(clinic, section), opened | sent)

        assert response.status_code == 400
        linked = pointed_at(response)
        assert {name for name in sent if name in linked or f"{name}_0" in linked} == set(sent)
        assert len(linked) == len(sent)
    assert Clinic.objects.values().get() == before


@pytest.mark.slow
def test_a_value_that_an_offering_cannot_store_is_an_error_at_its_field(client, clinic, editor):
    address = reverse("portal:offering", args=[clinic.pk, Offering.objects.create(clinic=clinic).pk])
    before, opened = Offering.objects.values().get(), form_values(client.get(address))

    for sent in rounds_of([part for part in OFFERING_PARTS if part.kind != "records"], bad):
        response = client.post(address, opened | sent)

        assert response.status_code == 400
        assert {one.removesuffix("_0") for one in pointed_at(response)} == set(sent)
    assert Offering.objects.values().get() == before


GOOD = {
    "text": ["Ægir’s “house” <b>&amp;</b> 100 %", "a" * 80],
    "number": [("0", 0), (" 7 ", 7), ("6.0", 6)],
    "dollars": [("0", 0), ("$1,200", 1200), ("450.00", 450), ("1000000", 1_000_000), ("$ 90", 90)],
    "yes_no": [("True", True), ("False", False), ("", None)],
}
WELL_FORMED = {
    "zip": ["80203", "80203-1234"],
    "phone": [("303.555.0143", "+13035550143"), ("+1 303 555 0143", "+13035550143")],
    "phone_extension": ["301"],
    "email": ["desk@tern.example"],
    "website": ["https://tern.example/a?b=c", ("tern.example", "https://tern.example")],
    "booking_url": ["http://tern.example"],
    "npi": ["1234567893"],
    "offering_since": [("1990", 1990), (" 2015 ", 2015)],
}


def good(statement):
    if statement.name in WELL_FORMED:
        values = WELL_FORMED[statement.name]
    elif statement.kind in GOOD:
        values = GOOD[statement.kind]
    elif statement.kind == "codes":
        codes = [code for code in statement.labels if code != "none"]
        values = [codes[:1], codes[1:3]]
    else:
        values = list(statement.labels)[:2]
    return [value if isinstance(value, tuple) else (value, value) for value in values]


def is_free(statement):
    return statement.kind != "date" and statement.name not in POINT


@pytest.mark.parametrize("section", SECTIONS)
def test_a_value_that_can_be_stored_is_stored_as_it_was_typed(client, clinic, editor, section):
    for sent in rounds(section, lambda one: good(one) if is_free(one) else []):
        beside = {"availability": "waitlist"} if section == "head" else {}
        prices = {"session_price_high": ("1000000", 1_000_000)} if section == "G" else {}
        sent |= prices

        response = save_section(
            client, clinic, section, **{name: value for name, (value, _kept) in sent.items()} | beside
        )

        if response.status_code == 400:  # it asks whether the town lies in the ZIP code
            response = client.post(section_url(clinic, section), form_values(response) | {"_save": "1"})

        assert response.status_code == 302, error_sentences(response)
        stated = Clinic.objects.get()
        stored = {name: getattr(stated, name) for name in sent if name not in beside}
        assert stored == {name: stored for name, (_value, stored) in sent.items() if name not in beside}


@pytest.mark.parametrize("half", POINT)
def test_half_a_point_is_an_error_at_the_other_half(client, clinic, editor, half):
    Clinic.objects.filter(pk=clinic.pk).update(latitude=39.75, longitude=-105.0, point_source="given")
    (other,) = set(POINT) - {half}

    response = save_section(client, clinic, **{other: ""})

    assert pointed_at(response) == {other}
    assert form_values(response)[half] in ("39.75", "-105.0")
    assert (Clinic.objects.get().latitude, Clinic.objects.get().longitude) == (39.75, -105.0)


@pytest.mark.parametrize(
    ("section", "sent", "field"),
    [
        ("head", {"availability_on": "2026-01-02"}, "availability_on"),
        ("G", {"prices_as_of": "2026-01-02"}, "prices_as_of"),
        ("head", {"phone": "(303) 555-0142 x12", "phone_extension": "13"}, "phone_extension"),
        ("A", {"training-0-year": "2100"}, "training-0-year"),
    ],
)
def test_a_value_that_would_be_lost_silently_is_an_error_at_its_field(
    client, clinic, editor, section, sent, field
):
    response = save_section(client, clinic, section, **sent)

    assert response.status_code == 400
    assert pointed_at(response) == {field}
    assert form_values(response)[field] == sent[field]


PARTS = {"practitioners": (PRACTITIONER_PARTS, Practitioner), "training": (TRAINING_PARTS, Training)}


def bad_parts(part, column):
    if part.choices:
        return [["nonsense"]]
    if "Integer" in column.get_internal_type():
        return ["many", "-1", "1.5", "99999999999", "9" * 5000]
    return DATES if part.name == "expires_on" else ["a" * (column.max_length + 1), "a\0b"]


@pytest.mark.slow
@pytest.mark.parametrize("related", PARTS)
def test_a_value_that_a_row_cannot_store_is_an_error_at_its_field(client, clinic, editor, related):
    parts, model = PARTS[related]
    before, opened = list(model.objects.values()), form_values(client.get(section_url(clinic, "A")))
    for part in parts:
        field = f"{related}-0-{part.name}"
        for value in bad_parts(part, model._meta.get_field(part.name)):
            response = client.post(section_url(clinic, "A"), opened | {field: value})

            assert response.status_code == 400
            assert {one.removesuffix("_0") for one in pointed_at(response)} == {field}
    assert list(model.objects.values()) == before


def test_more_lines_than_there_may_be_are_an_error(client, clinic, editor):
    many = {f"training-{number}-code": "kap_certificate" for number in range(1, 61)}

    response = save_section(client, clinic, "A", **{"training-TOTAL_FORMS": "61"} | many)

    assert response.status_code == 400
    assert "You can add at most 60 entries here. Remove the others." in response.content.decode()
    assert Training.objects.count() == 1


def test_no_template_tells_a_browser_to_cut_off_what_is_pasted():
    templates = list((settings.BASE_DIR / "templates").rglob("*.html"))
    assert [one.name for one in templates if " maxlength=" in one.read_text()] == []


def test_no_field_cuts_off_what_is_pasted(client, clinic, editor):
    for section in ("head", "A", "B", "G"):
        page = client.get(section_url(clinic, section)).content.decode()
        assert " maxlength=" not in page
