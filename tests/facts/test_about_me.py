"""What clinics state about what a reader has, takes or needs, as keys of the search index."""

import pytest

from directory.facts.about_me import ABOUT_ME, about_me_keys
from directory.facts.fields import complete_record
from directory.facts.offerings import INSURER_PARTS
from directory.publishing.snapshot import empty_snapshot


def insurer(payer, network):
    return complete_record({"payer": payer, "network": network}, INSURER_PARTS)


@pytest.mark.parametrize(
    ("content", "keys"),
    [
        ({}, []),
        ({"exclusion_bipolar": "excluded"}, ["me:bipolar:excluded"]),
        ({"exclusion_pregnancy": "case_by_case"}, ["me:pregnancy:case_by_case"]),
        ({"minimum_age": 18}, ["me:under_18:excluded"]),
        ({"minimum_age": 12}, ["me:under_18:accepted"]),
        ({"minimum_age": 12, "exclusion_under_18": "case_by_case"}, ["me:under_18:case_by_case"]),
        ({"insurers": [insurer("aetna", "in_network")]}, ["me:insurer-aetna:accepted"]),
        ({"insurers": [insurer("aetna", "out_of_network_help")]}, ["me:insurer-aetna:accepted"]),
        ({"insurers": [insurer("aetna", "out_of_network")]}, ["me:insurer-aetna:case_by_case"]),
        ({"insurers": [insurer("aetna", "not_taken")]}, ["me:insurer-aetna:excluded"]),
        ({"insurers": [insurer("aetna", "")]}, []),
        ({"insurance": ["medicaid"]}, ["me:insurer-medicaid:accepted"]),
        (
            {"insurers": [insurer("aetna", "not_taken"), insurer("aetna", "in_network")]},
            ["me:insurer-aetna:accepted"],
        ),
    ],
)
def test_an_answer_is_what_the_clinic_states(content, keys):
    assert about_me_keys({**empty_snapshot(), **content}) == keys


def test_who_takes_no_insurance_excludes_every_insurer():
    keys = about_me_keys(
        {**empty_snapshot(), "route": ["iv", "im"], "session_price_low": 400, "insurance": ["none"]}
    )

    assert keys == [one.key("excluded") for one in ABOUT_ME.values() if one.payer]
