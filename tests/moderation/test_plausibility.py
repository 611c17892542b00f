"""Plausibility questions of the portal's forms: asked once, and confirmed by sending again."""

import pytest
from django.urls import reverse

from directory.models import Clinic, Offering, Practitioner, Submission
from directory.moderation.plausibility import questions
from tests.support.factories import change, make_person
from tests.support.html import assert_valid
from tests.support.membership import propose, signed_in
from tests.support.portal import (
    error_sentences,
    form_values,
    main_text,
    save_section,
    section_url,
)

pytestmark = pytest.mark.django_db

ASKED = [
    (
        {"city": "Boston", "state": "MA", "zip": "80202"},
        "zip",
        "ZIP code 80202 is in Denver, CO, not in Boston, MA. Check both.",
    ),
    ({"state": "WY"}, "zip", "ZIP code 80202 is in Denver, CO, not in Denver, WY. Check both."),
    ({"npi": "1234567890"}, "npi", "The NPI 1234567890 can’t be right. Check each digit."),
    (
        {"zip": "", "latitude": "39.7", "longitude": "104.9"},
        "longitude",
        "This point is not in the United States. Is a minus sign missing?",
    ),
    (
        {"zip": "", "latitude": "0", "longitude": "0"},
        "longitude",
        "This point is not in the United States. Is a minus sign missing?",
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize(("sent", "field", "question"), ASKED)
def test_a_likely_slip_is_asked_about_once_and_taken_when_it_is_sent_again(
    client,
    clinic,
    editor,
    sent,
    field,
    question,
):
    before = Clinic.objects.values().get()

    asking = save_section(client, clinic, about="Kept.", **sent)

    assert asking.status_code == 400
    assert error_sentences(asking) == [question]
    assert f'href="#id_{field}"' in asking.content.decode()
    assert "If it is correct, save again." in main_text(asking)
    assert_valid(asking.content)
    assert Clinic.objects.values().get() == before

    taken = client.post(section_url(clinic), typed_again(asking))

    assert taken.status_code == 302
    stated = Clinic.objects.get()
    assert stated.about == "Kept."
    assert {name: str(getattr(stated, name)) for name in sent if name in ("city", "state", "npi")} == {
        name: value for name, value in sent.items() if name in ("city", "state", "npi")
    }


def typed_again(response):
    return form_values(response) | {"_save": "1"}


def test_another_slip_is_another_question(client, clinic, editor):
    asking = save_section(client, clinic, npi="1234567890")

    again = client.post(section_url(clinic), typed_again(asking) | {"npi": "1234567891"})

    assert error_sentences(again) == ["The NPI 1234567891 can’t be right. Check each digit."]


def test_what_was_answered_is_not_asked_about_again(client, clinic, editor):
    change(clinic, city="Boston", state="MA", npi="1234567890")

    assert save_section(client, clinic, about="New words.").status_code == 302


def test_a_true_address_is_not_asked_about(client, clinic, editor):
    sent = {"city": "Lakewood", "zip": "80214", "npi": "1234567893"}

    assert save_section(client, clinic, **sent).status_code == 302


def test_the_npi_of_a_person_is_asked_about_as_well(client, clinic, editor):
    asking = save_section(client, clinic, "A", **{"practitioners-0-npi": "1234567890"})

    assert error_sentences(asking) == ["The NPI 1234567890 can’t be right. Check each digit."]

    client.post(section_url(clinic, "A"), typed_again(asking))

    assert Practitioner.objects.get().npi == "1234567890"


def test_an_unusual_price_is_asked_about_once_and_taken_when_it_is_sent_again(client, clinic, editor):
    asking = save_section(client, clinic, "G", session_price_low="4500")

    assert error_sentences(asking) == [
        "$4,500 is far outside what clinics usually state here, $50 to $3,000. Check for "
        "a missing or extra digit."
    ]

    client.post(section_url(clinic, "G"), typed_again(asking))

    assert Clinic.objects.get().session_price_low == 4500


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({"price_low": 600, "price_high": 6000, "price_unit": "session"}, ["price_high"]),
        ({"price_low": 600, "price_high": 6000, "price_unit": "course"}, []),
        ({"price_low": 6000, "price_high": None, "price_unit": "month"}, ["price_low"]),
        ({"price_low": 6000, "price_high": None, "price_unit": ""}, []),
        ({"price_low": 0, "price_high": None, "price_unit": "session"}, []),
    ],
)
def test_the_price_of_an_offering_is_asked_about_by_what_it_is_for(given, asked):
    assert [name for name, _question in questions(given, given)] == asked


def test_the_form_of_an_offering_asks_and_takes_the_price_when_it_is_sent_again(client, clinic, editor):
    offering = Offering.objects.create(clinic=clinic, route="iv")
    address = reverse("portal:offering", args=[clinic.pk, offering.pk])
    typed = form_values(client.get(address)) | {"price_low": "2500", "price_unit": "month", "_save": "1"}

    asking = client.post(address, typed)

    assert error_sentences(asking) == [
        "$2,500 is far outside what clinics usually state here, $40 to $1,500. Check for "
        "a missing or extra digit."
    ]
    assert "If it is correct, save again." in main_text(asking)
    assert_valid(asking.content)

    client.post(address, typed_again(asking))

    assert Offering.objects.get().price_low == 2500


def test_a_proposal_is_asked_about_as_well_and_sent_when_it_is_said_again():
    client = signed_in(make_person())

    asking = propose(client, city="Boston", state="MA", zip="80202", phone="(303) 555-0199")

    assert asking.status_code == 400
    assert error_sentences(asking) == ["ZIP code 80202 is in Denver, CO, not in Boston, MA. Check both."]
    assert "If it is correct, send it again." in main_text(asking)
    assert_valid(asking.content)

    client.post("/add-a-clinic/propose/", form_values(asking))

    assert Submission.objects.get(origin="proposal").content["city"] == "Boston"
