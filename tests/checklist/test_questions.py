"""The questions of the checklist: complete, tied to the spine, plain to read."""

import re

import pytest

from checklist.questions.catalog import (
    FIRST_CALL,
    KEY_BY_STATEMENT,
    QUESTION_BY_KEY,
    QUESTIONS_BY_SECTION,
    question_for,
)
from checklist.questions.questions import QUESTIONS
from directory.claims.register import CLAIMS
from directory.facts.spine import SPINE, STATEMENTS
from tests.support.reading import grade

GUIDES = {"what-it-is", "evidence", "risks", "law", "preparing", "during-and-after", "costs", "stopping"}

# Notebooks hold answers under these keys. A new question is added here, too; none may go, or get another key.
# ★ marks what a person should not do without, ? what may be left out first.
PINNED = (
    "A1★ A2★ A3 A4★ A5 A6? B1★ B2★ B3★ B4? B5★ C1★ C2★ C3★ C4★ C5★ C6 C7★ C8 D1★ D2★ D3★ D4★ D5★ D6 D7 D8 "
    "E1★ E2★ E3 E4 E5 E6★ F1★ F2 F3★ F4 F5 F6? G1★ G2? G3★ G4★ G5 G6 G7 G8"
)
KEYS = re.sub("[★?]", "", PINNED)


def keys(questions):
    return " ".join(question.key for question in questions)


def texts_of(question):
    return [str(part) for part in (question.text, question.why, question.good_sign, question.warning_sign)]


def test_the_keys_are_permanent():
    assert keys(QUESTIONS) == KEYS


def test_a_key_finds_its_question():
    assert keys(QUESTION_BY_KEY.values()) == " ".join(QUESTION_BY_KEY) == KEYS


def test_the_twelve_of_a_first_call():
    assert keys(FIRST_CALL) == "A1 A4 B1 B5 C1 C2 C5 D1 D4 E1 F3 G1"


def test_what_a_person_should_not_do_without():
    assert keys(question for question in QUESTIONS if question.must_have) == " ".join(
        re.findall(r"(\w+)★", PINNED)
    )


def test_what_may_be_left_out_first():
    assert keys(question for question in QUESTIONS if question.optional) == " ".join(
        re.findall(r"(\w+)\?", PINNED)
    )


def test_the_sections_are_those_of_the_spine():
    assert [section for section, _questions in QUESTIONS_BY_SECTION] == list(SPINE[1:])
    assert [len(questions) for _section, questions in QUESTIONS_BY_SECTION] == [
        KEYS.count(letter) for letter in "ABCDEFG"
    ]


def test_every_statement_that_a_question_names_exists():
    named = {name for question in QUESTIONS for name in question.statements}

    assert named - set(STATEMENTS) == set()


def test_every_question_names_the_statements_that_it_stands_beside():
    """But for two that no listing can answer."""
    assert keys(question for question in QUESTIONS if not question.statements) == "G4 G7"


def test_every_statement_of_the_seven_sections_has_a_question_that_asks_for_it():
    stated = {name for section in SPINE[1:] for name in section.statements}

    assert stated - set(KEY_BY_STATEMENT) == {"prices_as_of"}


def test_the_question_that_asks_for_a_statement_names_it():
    assert [
        name for name, key in KEY_BY_STATEMENT.items() if name not in QUESTION_BY_KEY[key].statements
    ] == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("attendance", "D1"),
        ("setting", "D6"),
        ("after_hours", "F3"),
        ("exclusion_psychosis", "C3"),
        ("exclusions", "C1"),
        ("course", "F1"),
        ("session_price", "G1"),
        ("director", "A1"),
        ("exclusion_allergy_or_earlier_reaction", "C2"),
        ("exclusion_aneurysm_avm_bleed", "C2"),
        ("exclusion_stroke", "C2"),
        ("patient_views", "G8"),
    ],
)
def test_a_statement_or_its_row_finds_the_question(name, key):
    assert question_for(name).key == key


@pytest.mark.parametrize("name", ["prices_as_of", "phone", "no such row", ""])
def test_a_statement_that_no_question_names_has_no_question(name):
    assert question_for(name) is None


def test_every_question_says_all_four_things():
    assert [question.key for question in QUESTIONS if not all(texts_of(question))] == []


def test_no_two_questions_are_the_same():
    assert len({str(question.text) for question in QUESTIONS}) == len(QUESTIONS)


def test_every_question_has_a_guide():
    assert {question.guide for question in QUESTIONS} == GUIDES


def test_what_a_question_says_without_a_source_is_advice_or_common_practice():
    """What a question states as a fact rests on a source."""
    plain = [question for question in QUESTIONS if not question.sources]

    assert keys(question for question in plain if not list(question.claims)) == "A3 E5 G3 G5 G6 G7"
    assert keys(question for question in plain if list(question.claims)) == "D6 D8 E6 G2"


def test_every_claim_of_a_question_is_in_the_register():
    claims = [claim for question in QUESTIONS for claim in question.claims]

    assert [claim.key for claim in claims if CLAIMS.get(claim.key) is not claim] == []


def test_the_sources_of_a_question_are_those_of_its_claims():
    assert [source.key for source in QUESTION_BY_KEY["B5"].sources] == [
        "dea-video-rule",
        "fda-compounded-2023",
    ]
    assert [source.key for source in QUESTION_BY_KEY["G8"].sources] == [
        "ftc-consumer-reviews",
        "texas-testimonials",
        "montana-testimonials",
    ]


@pytest.mark.parametrize("letter", "ABCDEFG")
def test_a_twelve_year_old_can_read_it(letter):
    texts = [text for question in QUESTIONS if question.section == letter for text in texts_of(question)]
    sentences = [
        one for text in texts for one in re.split(r"(?<=[.!?:])[”’)]*\s+", text) if len(one.split()) > 2
    ]

    assert grade(sentences) < 6


PROMISES = r"\b(cure[sd]?|heal(s|ed|ing)?|miracle|guarantee\w*|proven|breakthrough|you (must|should have))\b"


def test_nothing_is_promised_and_nobody_is_blamed():
    promises = {
        (question.key, match.group())
        for question in QUESTIONS
        for text in texts_of(question)
        for match in re.finditer(PROMISES, text, re.IGNORECASE)
    }

    assert promises == {("G4", "cure")}  # as a warning sign
