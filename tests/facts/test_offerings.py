"""Offerings: what is true of each way in which a clinic gives ketamine, and of the clinic as a whole."""

import pytest

from directory.facts.fields import complete_record
from directory.facts.offerings import (
    INSURER_PARTS,
    OFFERING_PARTS,
    effective_offerings,
    insurance_codes,
    union_values,
)
from directory.publishing.snapshot import empty_snapshot

AETNA = {"payer": "aetna", "network": "in_network"}


def content(*offerings, **facts):
    return {**empty_snapshot(), **facts, "offerings": [offering(**one) for one in offerings]}


def offering(**parts):
    if "insurers" in parts:
        parts["insurers"] = insurers(*parts["insurers"])
    return complete_record(parts, OFFERING_PARTS)


def insurers(*several):
    return [complete_record(one, INSURER_PARTS) for one in several]


def values(offerings, *names):
    return [tuple(one[name] for name in names) for one in offerings]


def test_a_clinic_without_offerings_has_one_of_what_it_states():
    found = effective_offerings(content(route=["iv"], setting=["infusion_clinic"], session_price_low=400))

    assert values(found, "route", "setting", "session_low") == [(["iv"], ["infusion_clinic"], 400)]


def test_a_clinic_that_states_nothing_has_one_offering_that_states_nothing():
    assert values(effective_offerings(content()), "route", "monitoring", "session_low") == [([], [], None)]


def test_each_route_of_a_clinic_without_offerings_is_one_of_its_own():
    found = effective_offerings(content(route=["iv", "im"], monitoring=["pump"]))

    assert values(found, "route", "monitoring") == [(["iv"], ["pump"]), (["im"], ["pump"])]


def test_a_price_of_a_clinic_with_several_ways_is_not_said_for_which():
    found = effective_offerings(content(route=["iv", "im"], session_price_low=400))

    assert values(found, "route", "session_low", "price_alone") == [
        (["iv"], None, False),
        (["im"], None, False),
        ([], 400, True),
    ]


def test_an_empty_part_of_an_offering_is_as_the_clinic_says():
    found = effective_offerings(
        content({"route": "im"}, {"route": "iv", "setting": "home_remote"}, setting=["infusion_clinic"])
    )

    assert values(found, "route", "setting") == [(["im"], ["infusion_clinic"]), (["iv"], ["home_remote"])]


def test_an_insurer_of_one_offering_is_not_one_of_the_other():
    found = effective_offerings(
        content(
            {"route": "im", "insurers": [{"payer": "all", "network": "not_taken"}]},
            {"route": "esketamine_nasal", "insurers": [AETNA]},
            insurance=["medicare"],
        )
    )

    assert values(found, "route", "insurance") == [(["im"], ["none"]), (["esketamine_nasal"], ["commercial"])]


def test_a_service_of_the_clinic_holds_whoever_insures_an_offering():
    found = effective_offerings(
        content(
            {"route": "im", "insurers": [{"payer": "all", "network": "not_taken"}]},
            {"route": "", "insurers": [AETNA]},
            {"route": "esketamine_nasal", "insurers": [AETNA]},
            {"route": "iv"},
            insurance=["superbill", "esketamine_prior_auth", "medicare"],
        )
    )

    assert values(found, "insurance") == [
        (["none", "superbill"],),
        (["commercial", "superbill", "esketamine_prior_auth"],),
        (["commercial", "superbill", "esketamine_prior_auth"],),
        (["superbill", "medicare"],),
    ]


@pytest.mark.parametrize(
    ("unit", "prices"),
    [
        ("session", (400, 600, None, None)),
        ("month", (None, None, None, 400)),
        ("course", (None, None, 400, None)),
        ("visit_with_exam", (None, None, None, None)),
    ],
)
def test_a_price_stays_inside_its_unit(unit, prices):
    (found,) = effective_offerings(
        content({"price_low": 400, "price_high": 600, "price_unit": unit}, session_price_low=90)
    )

    names = ("session_low", "session_high", "course_price", "month_price")
    assert tuple(found[name] for name in names) == prices


def test_a_listing_shows_the_union_of_the_clinic_and_its_offerings():
    shown = union_values(
        content(
            {"route": "im", "monitoring": ["none"]},
            {"route": "combined", "insurers": [AETNA]},
            route=["iv"],
            monitoring=["blood_pressure"],
            insurance=["superbill"],
        )
    )

    assert (shown["route"], shown["monitoring"], shown["insurance"]) == (
        ["iv", "im"],
        ["blood_pressure"],
        ["superbill", "commercial"],
    )


def test_an_insurer_that_is_not_taken_stands_for_nothing():
    medicaid = {"payer": "medicaid", "network": "not_taken"}

    assert insurance_codes(insurers(medicaid)) == []
    assert insurance_codes(insurers(medicaid, {"payer": "all", "network": "not_taken"})) == ["none"]


def test_the_ends_of_a_range_are_of_one_and_the_same():
    clinic = {"visit_minutes": 60, "visit_minutes_most": 90}

    found = effective_offerings(content({"visit_minutes": 120}, {"visit_minutes_most": 45}, {}, **clinic))

    assert values(found, "visit_minutes", "visit_minutes_most") == [(120, None), (None, 45), (60, 90)]
