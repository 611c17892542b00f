"""A record as a service of HSDS."""

import json
from uuid import uuid4

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from directory.exchange import hsds
from directory.exchange.ids import part_id, part_ids
from directory.exchange.record import record
from directory.facts import vocabulary as v
from directory.facts.spine import STATEMENTS, Statement
from tests.support.hsds_schema import service_schema
from tests.support.published import days_ago, everything_stated, listed
from tests.support.read_back import hsds as read_back
from tests.support.read_back import records

pytestmark = pytest.mark.django_db
VALIDATOR = Draft202012Validator(service_schema(), format_checker=FormatChecker())


def written(data):
    (line,) = hsds.lines(data)
    return json.loads(line)


def service_of(**facts):
    return written(record(listed(**facts)))


def faults(service):
    return [f"{one.json_path}: {one.message}" for one in VALIDATOR.iter_errors(service)]


def read(data):
    """What a reader of HSDS finds of a record, and what it should find."""
    return read_back.read(hsds.lines(data)), records.read([data])


def attributes(service, name):
    return [one for one in service["attributes"] if one["link_type"] == name]


def test_everything_that_is_stated_is_valid_and_read_back_equal():
    listing = listed(
        evidence=[
            {"statement": "route", "expires_on": days_ago(-30)},
            {
                "statement": "practitioners",
                "person": "Person 0",
                "kind": v.Evidence.REGISTER_CHECKED,
                "url": "https://register.example/1",
            },
        ],
        **everything_stated(),
    )
    data = record(listing)

    found, should = read(data)
    assert found == should
    assert faults(written(data)) == []


def test_a_listing_that_states_little_is_valid_and_says_no_more():
    data = record(listed(name="Half Acre", city="Boulder", state="CO"))
    service = written(data)

    found, should = read(data)
    assert found == should
    assert faults(service) == []
    assert not service.keys() & {"phones", "schedules", "languages", "cost_options", "contacts", "url"}
    assert "addresses" not in service["service_at_locations"][0]["location"]
    assert [one["value"] for one in attributes(service, "city")] == ["Boulder"]


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (lambda one: one.pop("status"), "$: 'status' is a required property"),
        (lambda one: one.update(status="open"), "$.status: 'open' is not one of"),
        (lambda one: one.update(id="17"), "$.id: '17' is not a 'uuid'"),
        (lambda one: one.update(fees="high"), "$: Additional properties are not allowed ('fees'"),
        (lambda one: one["attributes"][0].update(label="x"), "$.attributes[0]: Additional properties"),
        (lambda one: one.update(phones=[]), "$.phones: [] should be non-empty"),
        (lambda one: one["organization"].pop("description"), "$.organization: 'description' is a required"),
    ],
)
def test_the_gate_finds_a_planted_fault(fault, message):
    service = service_of(name="Half Acre")
    fault(service)

    (found,) = faults(service)
    assert found.startswith(message)


def test_the_ids_of_a_bulk_file_are_those_of_the_parts():
    clinic = str(uuid4())

    paths = [*(f"attribute:{name}" for name in STATEMENTS), "practitioner:Zoë Ó Briain#2"]
    assert [part_ids(clinic)(path) for path in paths] == [str(part_id(clinic, path)) for path in paths]


def test_every_id_of_a_service_is_its_own():
    ids = []

    def collect(node):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            if key == "id":
                ids.append(value)
            if key != "taxonomy_term" and isinstance(value, dict | list):
                collect(value)

    collect(service_of(**everything_stated()))
    assert len(ids) == len(set(ids)) > 300


def test_hours_in_which_the_phone_alone_is_answered_are_no_schedule():
    hours = {"days": ["mon", "fri"], "opens": "09:00", "closes": "17:00"}
    service = service_of(
        opening_times=[hours | {"kind": "treatment"}, hours | {"kind": "phone_or_messages"}],
        time_zone="mountain",
    )

    (schedule,) = service["schedules"]
    assert {key: schedule[key] for key in ("freq", "byday", "opens_at", "closes_at", "notes")} == {
        "freq": "WEEKLY",
        "byday": "MO,FR",
        "opens_at": "09:00",
        "closes_at": "17:00",
        "notes": "Treatment. Mountain time",
    }
    assert len(attributes(service, "opening_times")) == 2


def test_a_language_that_needs_an_interpreter_is_not_spoken():
    service = service_of(languages=["es:clinician", "ko:interpreter", "de:written"])

    assert [(one["code"], one["name"]) for one in service["languages"]] == [("es", "Spanish")]
    assert service["interpretation_services"] == "Korean"


def test_a_price_says_what_it_is_for_and_since_when():
    offering = {
        "route": "iv",
        "purpose": "mood",
        "price_low": 600,
        "price_unit": "session",
        "prices_as_of": days_ago(9),
    }
    service = service_of(intake_fee=250, prices_as_of=days_ago(20), offerings=[offering])

    options = {one["option"]: one for one in service["cost_options"]}
    assert {
        option: (one["amount"], one["amount_description"], one["valid_from"])
        for option, one in options.items()
    } == {
        "offerings:1:price_low": (
            600,
            "IV infusion, for mood: Price, from (A session)",
            days_ago(9).isoformat(),
        ),
        "intake_fee": (250, "First assessment", days_ago(20).isoformat()),
    }


def test_a_code_with_a_safety_warning_carries_the_warning():
    (attribute,) = attributes(service_of(setting=["home_unsupervised"]), "setting")

    assert "no clinician is there to see trouble and act" in attribute["taxonomy_term"]["description"]


def test_samhsas_codes_are_given_for_what_means_the_same():
    service = service_of(route=["iv", "oral"], insurance=["medicare", "tricare_va"], modality=["none"])

    assert [
        (one["taxonomy_term"]["code"], one["taxonomy_term"]["name"]) for one in attributes(service, "samhsa")
    ] == [("KIT", "Ketamine Infusion Therapy"), ("MC", "Medicare")]


def test_own_words_that_are_withheld_are_nowhere():
    data = record(listed(about="A quiet house by the river."))
    data["statements"]["about"] = {"value": None, "withheld": True}

    (line,) = hsds.lines(data)
    assert b"quiet house" not in line
    assert "description" not in json.loads(line)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("code", "red"),
        ("codes", ["red", "blue"]),
        ("yes_no", False),
        ("number", 0),
        ("dollars", 30),
        ("text", "Words"),
        ("date", "2026-11-20"),
        ("records", [{"part": "a"}, {"part": "b"}]),
    ],
)
def test_a_new_statement_needs_no_line(kind, value, monkeypatch):
    name = f"new_{kind}"
    choices = (("red", "Red"), ("blue", "Blue")) if kind.startswith("code") else ()
    data = record(listed(name="Half Acre"))
    monkeypatch.setitem(STATEMENTS, name, Statement(name, "New", "Help.", "A", kind, choices))
    data["statements"] = {**data["statements"], name: {"value": value, "evidence": None, "on": None}}

    found, should = read(data)
    assert found == should
    assert faults(written(data)) == []
    assert name in hsds.where(name)


def test_every_statement_has_a_place_that_is_named():
    assert {name for name in STATEMENTS if not hsds.where(name)} == set()
    assert hsds.where("email") == "email; organization.email"
    assert hsds.where("route") == (
        "attributes[link_type=route].taxonomy_term.code; "
        "attributes[link_type=samhsa].taxonomy_term.code, iv: KIT"
    )
    assert hsds.where("deposit") == "cost_options[option=deposit].amount"
