"""SAMHSA's codes of services, in and out."""

import pytest

from directory.exchange import samhsa_codes
from directory.exchange.samhsa_codes import GIVEN, SERVICE_CODES, read_service, services_of
from directory.facts.spine import STATEMENTS


def test_every_service_is_a_code_of_the_vocabulary():
    unknown = [one for one in SERVICE_CODES if one.value not in STATEMENTS[one.statement].labels]
    assert unknown == []


def test_what_is_given_is_read_back_as_the_same():
    read = [read_service(one.group, one.code) for one in GIVEN]
    assert read == [*GIVEN]
    stated = {(one.statement, one.value) for one in GIVEN}
    assert len(stated) == len(GIVEN)  # a code of ours is one of SAMHSA's


@pytest.mark.parametrize(
    ("group", "name"),
    [
        ("TAP", "Ketamine Infusion Therapy"),
        ("TAP", "KIT"),
        ("KIT", "Ketamine Infusion Therapy"),
        ("TAP", " ketamine  infusion therapy"),
        ("tap", "kit"),
        ("Ketamine Infusion Therapy", ""),
        ("AS", "Ketamine Infusion Therapy"),
    ],
)
def test_ketamine_is_read_in_whatever_form_it_stands(group, name):
    assert read_service(group, name) == samhsa_codes.BY_CODE["KIT"]


@pytest.mark.parametrize(
    ("group", "name"),
    [("TAP", "Anger management"), ("FOP", "MD"), ("EDU", "Group therapy"), ("", "")],
)
def test_what_has_no_meaning_of_ours_is_not_read(group, name):
    assert read_service(group, name) is None


def test_a_code_that_says_less_than_ours_is_read_and_not_given():
    assert read_service("PAY", "U.S. Department of VA funds").value == "tricare_va"
    assert [*services_of({"insurance": ["tricare_va"]})] == []


def test_codes_are_given_for_what_is_offered():
    stated = {"route": ["iv", "im"], "payment": ["sliding_scale", "card"], "modality": []}
    assert [one.code for one in services_of(stated)] == ["KIT", "SS"]
    assert samhsa_codes.where("route") == "iv: KIT"
    assert samhsa_codes.where("about") == ""
