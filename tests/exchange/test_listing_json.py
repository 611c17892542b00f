"""The offerings of a listing as JSON: what each states, and what holds for each."""

import json
from datetime import date

import pytest

from directory.exchange.listing_json import listing_json
from directory.exchange.record import EFFECTIVE_PARTS
from directory.facts.offerings import OFFERING_PARTS
from directory.models import Listing
from tests.support.factories import make_listing
from tests.support.published import everything_stated

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 28)
AETNA = {"payer": "aetna", "network": "in_network"}


def as_json(**facts):
    listing = Listing.objects.get(pk=make_listing(**facts).pk)
    return json.loads(json.dumps(listing_json(listing, TODAY)))


def held(offering, *names):
    return {name: offering[name] for name in names}


def test_a_statement_holds_the_union_and_each_offering_what_holds_for_it():
    data = as_json(
        route=["iv"],
        monitoring=["pulse_oximetry"],
        offerings=[{"route": "im", "attendance": "call_bell"}, {"insurers": [AETNA], "monitoring": ["ecg"]}],
    )

    assert data["statements"]["route"]["value"] == ["iv", "im"]
    assert data["statements"]["insurance"]["value"] == ["commercial"]
    assert [one["route"] for one in data["statements"]["offerings"]["value"]] == ["im", ""]
    names = ("entry", "route", "attendance", "monitoring", "insurance")
    assert [held(one, *names) for one in data["effective_offerings"]] == [
        {
            "entry": 1,
            "route": ["im"],
            "attendance": ["call_bell"],
            "monitoring": ["pulse_oximetry"],
            "insurance": None,
        },
        {"entry": 2, "route": ["iv"], "attendance": None, "monitoring": ["ecg"], "insurance": ["commercial"]},
    ]


def test_a_clinic_without_offerings_has_one_for_each_route():
    data = as_json(route=["iv", "im"], format=["alone"])

    assert [held(one, "entry", "route", "format") for one in data["effective_offerings"]] == [
        {"entry": None, "route": ["iv"], "format": ["alone"]},
        {"entry": None, "route": ["im"], "format": ["alone"]},
    ]


def test_a_price_that_the_clinic_gives_to_no_offering_stands_alone_at_the_end():
    data = as_json(
        route=["iv", "im"], session_price_low=450, session_price_high=600, prices_as_of=date(2026, 11, 1)
    )

    names = ("entry", "price_alone", "route", "session_low", "session_high", "prices_as_of")
    assert [list(held(one, *names).values()) for one in data["effective_offerings"]] == [
        [None, False, ["iv"], None, None, None],
        [None, False, ["im"], None, None, None],
        [None, True, None, 450, 600, "2026-11-01"],
    ]


def test_a_price_of_an_offering_is_given_by_what_it_is_for():
    price = {"price_low": 150, "price_unit": "month", "prices_as_of": date(2026, 11, 1)}
    data = as_json(offerings=[{"route": "sublingual"} | price])

    (offering,) = data["effective_offerings"]
    assert held(offering, "price_low", "price_unit", "month_price", "session_low", "prices_as_of") == {
        "price_low": 150,
        "price_unit": ["month"],
        "month_price": 150,
        "session_low": None,
        "prices_as_of": "2026-11-01",
    }


def test_a_warning_stands_on_the_offering_that_has_it():
    data = as_json(offerings=[{"route": "iv"}, {"route": "sublingual", "setting": "home_unsupervised"}])

    office, home = data["effective_offerings"]
    assert "warnings" not in office
    assert home["warnings"] == data["statements"]["setting"]["warnings"]
    assert [one["value"] for one in home["warnings"]] == ["Home, with no one watching"]


def test_every_offering_has_the_same_keys_in_the_order_of_its_parts():
    data = as_json(**everything_stated())

    keys = [[key for key in one if key != "warnings"] for one in data["effective_offerings"]]
    assert keys == [["entry", "price_alone", *EFFECTIVE_PARTS]] * len(keys)
    parts = [part.name for part in OFFERING_PARTS]
    assert [key for key in EFFECTIVE_PARTS if key in parts] == parts
