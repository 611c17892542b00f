"""Insurers in words."""

import pytest

from directory.facts import vocabulary as v
from directory.facts.fields import complete_records
from directory.facts.offerings import INSURER_PARTS
from directory.wording.insurers import COVERED, insurer_in_words, insurers_in_brief


def insurers(*several):
    return complete_records(several, INSURER_PARTS)


@pytest.mark.parametrize(
    ("insurer", "words"),
    [
        (
            {
                "payer": "aetna",
                "plan_type": "ppo",
                "network": "in_network",
                "covers": ["assessment", "spravato_drug"],
            },
            "Aetna, PPO: in network, for the assessment and Spravato itself",
        ),
        ({"payer": "medicaid", "network": "not_taken"}, "Does not take Medicaid"),
        (
            {"payer": "medicare", "network": "not_taken", "covers": ["infusion"]},
            "Does not take Medicare for the ketamine session",
        ),
        (
            {"payer": "bcbs", "plan_name": "BCBS of Illinois", "network": "out_of_network_help"},
            "Blue Cross Blue Shield (BCBS of Illinois): out of network, with help for the claim",
        ),
        (
            {"payer": "other", "plan_name": "Example Health", "plan_type": "hmo", "network": "in_network"},
            "Example Health, HMO: in network",
        ),
        ({"payer": "other", "network": "in_network"}, "Another insurer: in network"),
        ({"payer": "cigna"}, "Cigna: ask whether it is in network"),
        ({"payer": "all", "network": "not_taken"}, "Takes no insurance"),
        (
            {"payer": "all", "network": "not_taken", "covers": ["therapy"]},
            "Takes no insurance for therapy",
        ),
    ],
)
def test_an_insurer_is_a_sentence(insurer, words):
    assert insurer_in_words(*insurers(insurer)) == words


def test_what_is_covered_has_words_for_every_code():
    assert list(COVERED) == list(v.Covered)


@pytest.mark.parametrize(
    ("several", "names"),
    [
        ([], ""),
        ([{"payer": "aetna", "network": "in_network"}], "Aetna"),
        ([{"payer": "aetna", "network": "in_network", "covers": ["assessment"]}], ""),
        ([{"payer": "aetna", "network": "out_of_network_help"}, {"payer": "cigna"}], ""),
        ([{"payer": "all", "network": "not_taken"}], "no insurance"),
        ([{"payer": "all", "network": "not_taken", "covers": ["therapy"]}], ""),
        (
            [{"payer": payer, "network": "in_network"} for payer in ("aetna", "bcbs", "cigna", "humana")],
            "Aetna, Blue Cross Blue Shield, Cigna and 1 more",
        ),
    ],
)
def test_a_card_names_who_pays_for_the_treatment_in_network(several, names):
    assert insurers_in_brief(insurers(*several)) == names
