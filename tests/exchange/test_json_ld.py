"""The JSON-LD of a listing."""

import json
import re

import pytest
from django.test import Client

from directory.exchange import json_ld
from directory.facts import vocabulary as v
from tests.support.published import days_ago, everything_stated, listed

pytestmark = pytest.mark.django_db


def block_of(listing):
    page = Client().get(listing.get_absolute_url()).text
    (block,) = re.findall('<script type="application/ld\\+json">(.*?)</script>', page, re.S)
    return block


def said(listing):
    return json.loads(block_of(listing))


def test_a_listing_that_states_little_says_little():
    assert said(listed(name="Half Acre", city="Boulder", state="CO")) == {
        "@context": "https://schema.org",
        "@type": "MedicalClinic",
        "@id": "http://testserver/clinics/half-acre-boulder/",
        "name": "Half Acre",
        "url": "http://testserver/clinics/half-acre-boulder/",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "Boulder",
            "addressRegion": "CO",
            "addressCountry": "US",
        },
    }


def test_services_are_what_is_given_with_what_it_is_for():
    listing = listed(route=["iv"], conditions=["ptsd"], therapy_model=[v.TherapyModel.INTEGRATED_TEAM])

    assert said(listing)["availableService"] == [
        {"@type": "MedicalTherapy", "name": "IV infusion", "description": "PTSD"},
        {"@type": "MedicalTherapy", "name": "Therapy by the same team as the drug", "description": "PTSD"},
    ]


@pytest.mark.parametrize("model", sorted(json_ld.THERAPY_NOT_OFFERED))
def test_therapy_that_the_clinic_does_not_give_is_no_service(model):
    assert "availableService" not in said(listed(therapy_model=[model]))


@pytest.mark.parametrize(
    ("availability", "days", "answer"),
    [
        ("accepting", 21, True),
        ("accepting", 22, None),
        ("not_accepting", 1, False),
        ("waitlist", 1, None),
        ("", 1, None),
    ],
)
def test_new_patients_are_promised_only_where_it_was_said_lately(availability, days, answer):
    listing = listed(
        on=days_ago(days),
        availability=availability,
        availability_on=days_ago(days) if availability else None,
    )

    assert said(listing).get("isAcceptingNewPatients") is answer


@pytest.mark.parametrize(("source", "shown"), [("given", True), ("zip_centroid", False), ("", False)])
def test_only_a_point_that_was_given_is_told(source, shown):
    listing = listed(latitude=39.5, longitude=-105.0, point_source=source)

    assert said(listing).get("geo") == (
        {"@type": "GeoCoordinates", "latitude": 39.5, "longitude": -105.0} if shown else None
    )


def test_a_phone_carries_its_extension():
    listing = listed(phone="+13035550142", phone_extension="301")

    assert said(listing)["telephone"] == "+13035550142;ext=301"


def test_there_are_no_ratings():
    assert not re.search("rating|review", block_of(listed(**everything_stated())), re.I)


def test_no_word_of_a_clinic_ends_the_block():
    name = "</script><script>alert(1)</script> <!-- & \u2028 \" '"
    listing = listed(name=name)

    assert said(listing)["name"] == name
    assert not re.search("[<>&]", block_of(listing))


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_policy_of_the_page_lets_the_block_stand(page):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))

    page.goto(listed(name="Half Acre").get_absolute_url())

    block = page.locator('script[type="application/ld+json"]').text_content()
    assert json.loads(block)["name"] == "Half Acre"
    assert [words for words in complaints if "favicon" not in words] == []
