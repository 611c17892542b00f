"""People in words: boards, and whose training is whose."""

import pytest

from directory.facts.fields import complete_records
from directory.facts.records import TRAINING_PARTS
from directory.wording.people import (
    boards_in_words,
    qualification_in_words,
    training_of,
    training_of_nobody_named,
)
from tests.support.published import person
from tests.wording.listings import PERSON

INES = PERSON | person("Inés", boards=["psychiatry"])


def training(*several):
    return complete_records(several, TRAINING_PARTS)


@pytest.mark.parametrize(
    ("boards", "words"),
    [
        ([], []),
        (["none"], ["no board certification"]),
        (["psychiatry"], ["board certified in psychiatry"]),
        (["psychiatry", "pain"], ["board certified in psychiatry and pain medicine"]),
        (["pmhnp_bc"], ["board certified in psychiatric nursing (PMHNP-BC)"]),
        (["child_psychiatry"], ["board certified in child and adolescent psychiatry"]),
        (["other"], ["board certified in another field"]),
    ],
)
def test_boards_in_words(boards, words):
    assert boards_in_words(PERSON | person(boards=boards)) == words


@pytest.mark.parametrize(
    ("trained", "words"),
    [
        ([], "Physician (MD), board certified in psychiatry"),
        (
            [
                {"code": "kap_certificate", "practitioner": "Ines", "hours": 120},
                {"code": "kap_short_course", "practitioner": "inés ", "hours": 30},
            ],
            "Physician (MD), board certified in psychiatry; 150 hours of ketamine-assisted therapy training",
        ),
        (
            [{"code": "kap_certificate", "practitioner": "Inés"}],
            "Physician (MD), board certified in psychiatry; trained in ketamine-assisted therapy",
        ),
        (
            [
                {"code": "kap_certificate", "practitioner": "Mara", "hours": 150},
                {"code": "kap_certificate", "hours": 99},
                {"code": "acls", "practitioner": "Inés", "hours": 9},
            ],
            "Physician (MD), board certified in psychiatry",
        ),
    ],
)
def test_only_training_of_that_person_counts(trained, words):
    assert qualification_in_words(INES, training(*trained)) == words


def test_each_training_is_somebodys_or_nobodys():
    several = training(
        {"code": "acls", "practitioner": "ines"}, {"code": "bls"}, {"code": "pals", "practitioner": "Left Us"}
    )

    assert [one["code"] for one in training_of(INES, several)] == ["acls"]
    assert [one["code"] for one in training_of_nobody_named([INES], several)] == ["bls", "pals"]
