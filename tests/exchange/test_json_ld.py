"""The JSON-LD of a listing."""

import json
import re

import pytest
from django.conf import settings
from django.test import Client

from directory.exchange import json_ld
from directory.exchange.json_ld_properties import where
from directory.facts import vocabulary as v
from directory.facts.spine import STATEMENTS
from tests.support.published import days_ago, everything_stated, listed

pytestmark = pytest.mark.django_db


def block_of(listing):
    page = Client().get(listing.get_absolute_url()).text
    (block,) = re.findall('<script type="application/ld\\+json">(.*?)</script>', page, re.S)
    return block


def said(listing):
    return json.loads(block_of(listing))


def test_a_listing_that_states_little_says_little():
    listing = listed(name="Half Acre", city="Boulder", state="CO")

    assert said(listing) == {
        "@context": "https://schema.org",
        "@type": "MedicalClinic",
        "@id": f"{settings.SITE_URL}/id/clinic/{listing.uid}",
        "mainEntityOfPage": f"{settings.SITE_URL}/clinics/half-acre-boulder/",
        "name": "Half Acre",
        "url": f"{settings.SITE_URL}/clinics/half-acre-boulder/",
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
    keys_and_types = r'"\w*(rating|review)\w*":|"@type": "\w*(rating|review)'
    assert not re.search(keys_and_types, block_of(listed(**everything_stated())), re.I)


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


PRICED = {"price_low": 600, "price_high": 600, "price_unit": "session", "prices_as_of": days_ago(9)}
AETNA = {"payer": "aetna", "network": "in_network"}


def offer(unit, name="", as_of=9, **price):
    item = {"itemOffered": {"@type": "Service", "name": name}} if name else {}
    specification = {"@type": "UnitPriceSpecification", "priceCurrency": "USD", **price}
    specification |= {"unitText": unit, "validFrom": days_ago(as_of).isoformat()}
    return {"@type": "Offer", **item, "priceSpecification": specification}


def test_each_offering_is_a_service_and_its_price_an_offer():
    offerings = [
        {"route": "iv", "purpose": "mood", **PRICED},
        {"route": "esketamine_nasal", "insurers": [AETNA]},
    ]

    data = said(listed(offerings=offerings, conditions=["ptsd"]))

    assert data["availableService"] == [
        {"@type": "MedicalTherapy", "name": "IV infusion, for mood"},
        {"@type": "MedicalTherapy", "name": "Spravato nasal spray (esketamine)"},
    ]
    assert data["makesOffer"] == [offer("session", "IV infusion, for mood", price=600)]
    assert "Aetna" not in json.dumps(data)


@pytest.mark.parametrize(
    ("price", "offers"),
    [
        ({"price_low": 129, "price_unit": "month"}, [offer("month", "IV infusion", price=129)]),
        (
            {"price_low": 400, "price_high": 600, "price_unit": "session", "course_price": 3000},
            [
                offer("session", "IV infusion", minPrice=400, maxPrice=600),
                offer("course", "IV infusion", price=3000),
            ],
        ),
        (
            {"price_high": 700, "price_unit": "visit_with_exam"},
            [offer("first visit with exam and session", "IV infusion", maxPrice=700)],
        ),
        ({}, None),
    ],
)
def test_an_offer_names_the_unit_of_its_price(price, offers):
    dated = {**price, "prices_as_of": days_ago(9)} if price else {}

    assert said(listed(offerings=[{"route": "iv", **dated}])).get("makesOffer") == offers


def test_a_price_that_is_not_said_for_which_way_names_no_service():
    price = {"session_price_low": 250, "session_price_high": 250, "prices_as_of": days_ago(9)}

    assert said(listed(route=["iv", "im"], **price))["makesOffer"] == [offer("session", price=250)]
    assert said(listed(route=["iv"], **price))["makesOffer"] == [offer("session", "IV infusion", price=250)]


def test_only_hours_in_which_somebody_is_there_are_opening_hours():
    times = [
        {"days": ["mon", "tue"], "opens": "09:00", "closes": "17:00", "kind": "treatment"},
        {"days": ["sat"], "opens": "10:00", "kind": "office"},
        {"days": ["sun"], "opens": "10:00", "closes": "12:00", "kind": "phone_or_messages"},
        {"days": ["fri"], "opens": "10:00", "closes": "12:00"},
    ]

    assert said(listed(opening_times=times))["openingHoursSpecification"] == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["Monday", "Tuesday"],
            "opens": "09:00",
            "closes": "17:00",
        }
    ]


def properties(listing):
    return {one["propertyID"]: one for one in said(listing).get("additionalProperty", [])}


def test_a_person_has_a_license_and_boards():
    listing = listed(
        practitioners=[
            {
                "name": "Ines Okonjo-Vale",
                "roles": ["medical_director"],
                "license": "md",
                "license_state": "CO",
                "license_number": "DR-5550001",
                "register_url": "https://register.example/1",
                "npi": "1234567893",
                "boards": ["psychiatry"],
            }
        ]
    )

    credential = {"@type": "EducationalOccupationalCredential"}
    assert said(listing)["employee"] == [
        {
            "@type": "Person",
            "name": "Ines Okonjo-Vale",
            "jobTitle": ["Medical director"],
            "identifier": {"@type": "PropertyValue", "propertyID": "NPI", "value": "1234567893"},
            "hasCredential": [
                credential
                | {
                    "credentialCategory": "license",
                    "name": "Physician (MD)",
                    "identifier": "DR-5550001",
                    "url": "https://register.example/1",
                    "validIn": {"@type": "State", "name": "CO"},
                },
                credential | {"credentialCategory": "board certification", "name": "Psychiatry"},
            ],
        }
    ]


def test_a_missing_license_or_board_is_no_credential():
    nobody = {"name": "Jo Blum", "license": "unlicensed", "boards": ["none"], "roles": ["monitor"]}
    eligible = {"name": "Ana Ruiz", "license": "md", "boards": [], "board_certification": "Board eligible"}

    people = said(listed(practitioners=[nobody, eligible]))["employee"]

    assert people == [
        {
            "@type": "Person",
            "name": "Jo Blum",
            "description": "Not a licensed clinician; No board certification",
            "jobTitle": ["Monitors you"],
        },
        {
            "@type": "Person",
            "name": "Ana Ruiz",
            "description": "Board eligible",
            "hasCredential": [
                {
                    "@type": "EducationalOccupationalCredential",
                    "credentialCategory": "license",
                    "name": "Physician (MD)",
                }
            ],
        },
    ]


def test_languages_are_tags_and_the_ways_beside_them():
    listing = listed(languages=["es:clinician", "es:written", "ko:interpreter"])

    assert said(listing)["knowsLanguage"] == ["es", "ko"]
    assert properties(listing)["languages"]["value"] == ["es:clinician", "es:written", "ko:interpreter"]


def test_a_statement_without_a_property_of_schema_org_is_an_additional_one():
    listing = listed(escort_required=False, observation_minutes=120, deposit=50, prices_as_of=days_ago(9))

    assert properties(listing) == {
        name: {"@type": "PropertyValue", "propertyID": name, "name": label, "value": value} | more
        for name, label, value, more in (
            ("escort_required", "Someone must take you home", False, {}),
            ("observation_minutes", "Time watched after the last dose", 120, {}),
            ("prices_as_of", "Prices as of", days_ago(9).isoformat(), {}),
            ("deposit", "Deposit", 50, {"unitText": "USD"}),
        )
    }


def test_a_waiting_list_is_told_as_long_as_it_is_fresh():
    waits = {"availability": "waitlist", "waitlist_weeks": 3}

    fresh = properties(listed(on=days_ago(21), availability_on=days_ago(21), **waits))
    assert {name: one["value"] for name, one in fresh.items()} == {
        **waits,
        "availability_on": days_ago(21).isoformat(),
    }
    assert properties(listed(on=days_ago(22), availability_on=days_ago(22), **waits)) == {}


def test_a_value_with_a_safety_warning_carries_it():
    warning = properties(listed(setting=["home_unsupervised"]))["setting"]["description"]

    assert warning.startswith("At home with no one watching, no clinician is there to see trouble and act.")


def test_the_price_of_the_first_visit_is_an_offer():
    listing = listed(intake_fee=250, prices_as_of=days_ago(20))

    assert said(listing)["makesOffer"] == [
        {
            "@type": "Offer",
            "itemOffered": {"@type": "Service", "name": "First assessment"},
            "priceSpecification": {
                "@type": "PriceSpecification",
                "priceCurrency": "USD",
                "price": 250,
                "validFrom": days_ago(20).isoformat(),
            },
        }
    ]


def test_every_statement_has_a_place_that_is_named():
    assert {name for name in STATEMENTS if not where(name)} == set()
    assert where("email") == "email"
    assert where("languages") == (
        "additionalProperty[propertyID=languages].value; knowsLanguage[], without how it is spoken"
    )
    assert where("practitioners.supervisor") == "not given"
    assert where("insurers.payer") == "additionalProperty[propertyID=insurers].value[propertyID=payer].value"
