import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.exchange.cells import insurer_names
from directory.exchange.cells.errors import ParseError
from directory.exchange.cells.insurers import PAYER_BY_BRAND, PAYER_BY_NAME, parse_insurers
from directory.facts.vocabulary import Payer

IN, HELP, NOT_TAKEN = "in_network", "out_of_network_help", "not_taken"


def read(cell):
    """The insurers of a cell: what each states, without the parts that are not stated."""
    return [
        {part: value for part, value in record.items() if value} for record in parse_insurers(cell).records
    ]


def advice(cell):
    with pytest.raises(ParseError) as why:
        parse_insurers(cell)
    return str(why.value)


def test_an_insurer_is_taken_by_name_with_what_is_said_beside_it():
    parsed = parse_insurers("Aetna; Cigna (out of network); no Medicaid")

    assert parsed.records == [
        {"payer": "aetna", "plan_name": "", "plan_type": "", "network": "", "covers": []},
        {"payer": "cigna", "plan_name": "", "plan_type": "", "network": "out_of_network", "covers": []},
        {"payer": "medicaid", "plan_name": "", "plan_type": "", "network": NOT_TAKEN, "covers": []},
    ]
    assert parsed.concerns == []


@pytest.mark.parametrize(
    ("cell", "records"),
    [
        ("Aetna, BCBS & UHC", [{"payer": "aetna"}, {"payer": "bcbs"}, {"payer": "united"}]),
        ("We take Aetna", [{"payer": "aetna"}]),
        (
            "no Medicare or Medicaid",
            [{"payer": "medicare", "network": NOT_TAKEN}, {"payer": "medicaid", "network": NOT_TAKEN}],
        ),
        ("Medicaid not accepted", [{"payer": "medicaid", "network": NOT_TAKEN}]),
        ("Medicare: no", [{"payer": "medicare", "network": NOT_TAKEN}]),
        ("We don't take Medicaid", [{"payer": "medicaid", "network": NOT_TAKEN}]),
        (
            "In network with Aetna, Cigna; no Humana",
            [
                {"payer": "aetna", "network": IN},
                {"payer": "cigna", "network": IN},
                {"payer": "humana", "network": NOT_TAKEN},
            ],
        ),
        (
            "Aetna (PPO, in network, therapy only)",
            [{"payer": "aetna", "plan_type": "ppo", "network": IN, "covers": ["therapy"]}],
        ),
        ("Aetna PPO only", [{"payer": "aetna", "plan_type": "ppo"}]),
        ("Medicare for Spravato", [{"payer": "medicare", "covers": ["spravato_drug"]}]),
        ("Cigna out of network with help", [{"payer": "cigna", "network": HELP}]),
        ("Medicare Advantage", [{"payer": "medicare_advantage"}]),
        ("Aetna Medicare Advantage", [{"payer": "aetna", "plan_type": "advantage"}]),
        ("Original Medicare", [{"payer": "medicare", "plan_type": "traditional"}]),
        ("Blue Cross and Blue Shield", [{"payer": "bcbs"}]),
        ("BCBS of Illinois", [{"payer": "bcbs", "plan_name": "BCBS of Illinois"}]),
        ("BCBSIL PPO", [{"payer": "bcbs", "plan_name": "BCBSIL", "plan_type": "ppo"}]),
        ("Anthem Blue Cross", [{"payer": "bcbs", "plan_name": "Anthem Blue Cross"}]),
        ("Blue Shield of California", [{"payer": "bcbs", "plan_name": "Blue Shield of California"}]),
        ("UMR", [{"payer": "united", "plan_name": "UMR"}]),
        ("Evernorth", [{"payer": "cigna", "plan_name": "Evernorth"}]),
        ("Medi-Cal", [{"payer": "medicaid", "plan_name": "Medi-Cal"}]),
        ("AHCCCS", [{"payer": "medicaid", "plan_name": "AHCCCS"}]),
        ("Colorado Medicaid", [{"payer": "medicaid", "plan_name": "Colorado Medicaid"}]),
        ("TriWest (VA)", [{"payer": "va_community_care", "plan_name": "TriWest VA"}]),
        ("Humana Military", [{"payer": "tricare", "plan_name": "Humana Military"}]),
        ("Workers' comp", [{"payer": "workers_comp"}]),
        ("other: Priority Health", [{"payer": "other", "plan_name": "Priority Health"}]),
        ("No insurance", [{"payer": "all", "network": NOT_TAKEN}]),
        ("cash only", [{"payer": "all", "network": NOT_TAKEN}]),
        ("Aetna; AETNA", [{"payer": "aetna"}]),
        (" ;, ", []),
    ],
)
def test_what_is_certain_is_taken(cell, records):
    assert read(cell) == records


@pytest.mark.parametrize(
    "cell",
    [
        "Most major plans",
        "most insurances",
        "We accept many commercial insurance plans",
        "call us for details",
        "see website",
    ],
)
def test_what_names_nobody_states_nothing(cell):
    parsed = parse_insurers(cell)

    assert parsed.records == []
    assert parsed.corrections == [f"“{cell}” does not name an insurer, so we did not record one."]


def test_a_name_beside_what_names_nobody_is_taken():
    parsed = parse_insurers("Aetna, and most major plans")

    assert [record["payer"] for record in parsed.records] == ["aetna"]
    assert parsed.corrections == [
        "“and most major plans” does not name an insurer, so we did not record one."
    ]


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("TriWest", "“TriWest”: TriWest works for two payers. Write TRICARE or VA Community Care."),
        (
            "Aetnaa",
            "“Aetnaa” is not an insurer in our list. Did you mean “Aetna”? If not, write “other: Aetnaa”.",
        ),
        (
            "Priority Health",
            "“Priority Health” is not an insurer in our list. If it is an insurer, write "
            "“other: Priority Health”.",
        ),
        (
            "Humana Medicare",
            "“Humana Medicare” is not an insurer in our list. If it is an insurer, write "
            "“other: Humana Medicare”.",
        ),
        (
            "Aetna (call us)",
            "We don’t recognize “call us” in “Aetna (call us)”. Write “in network”, “out of "
            "network”, a plan type such as PPO, or what is covered, such as therapy.",
        ),
        (
            "We don't take Medicare, Medicaid",
            "“Medicaid” comes after a “no”. Write “no” before each insurer that you do not accept.",
        ),
        ("Aetna; no Aetna", "“Aetna” is listed both as accepted and as not accepted."),
        ("none", "Write “no insurance” if you accept none, or leave the cell empty."),
        ("self pay", "Write “no insurance” if you accept none, or leave the cell empty."),
        ("Aetna;" * 1000, "This is too long. Use at most 3000 characters."),
    ],
)
def test_what_is_not_certain_is_refused_with_what_to_write(cell, sentence):
    assert advice(cell) == sentence


def test_every_payer_is_known_by_its_name():
    named = [payer for payer in Payer if payer != Payer.OTHER]

    assert [read(str(payer.label))[0]["payer"] for payer in named] == named


def test_every_other_name_is_known_as_a_person_writes_it():
    given_names = [
        (payer, name.strip())
        for table in (insurer_names.OTHER_NAMES, insurer_names.BRANDS)
        for payer, text in table.items()
        for name in text.split(",")
    ]

    assert [(read(name.title())[0]["payer"], name) for _payer, name in given_names] == given_names


def test_no_name_means_two_payers():
    assert set(PAYER_BY_NAME) & set(PAYER_BY_BRAND) == set()
    assert set(insurer_names.AMBIGUOUS) & {*PAYER_BY_NAME, *PAYER_BY_BRAND} == set()


@given(st.text(max_size=60) | st.text("aetnbcs no(),;:/&-PO", max_size=60))
def test_any_text_is_read_or_refused(cell):
    try:
        parsed = parse_insurers(cell)
    except ParseError:
        return
    assert all(record["payer"] in Payer.values for record in parsed.records)
