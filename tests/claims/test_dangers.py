"""What a psychiatrist looks for: no warning told by halves, and nobody led to stop a medicine."""

import re

import pytest

from checklist.guides.catalog import GUIDE_BY_SLUG
from checklist.guides.guides import GUIDES
from checklist.questions.questions import QUESTIONS
from directory.claims import ketamine, screening, visits
from directory.claims.register import CLAIMS
from directory.claims.sources import labels

FIVE_DANGERS = ("sleep", "cut off", "breath", "misuse", "suicid")


def texts():
    """Each text that a reader sees: every claim, and what guides and questions say beside them."""
    yield from (str(claim) for claim in CLAIMS.values())
    for guide in GUIDES:
        for section in guide.sections:
            yield from (str(sentence) for block in section.blocks for sentence in block.sentences)
    for question in QUESTIONS:
        yield from map(str, (question.text, question.why, question.good_sign, question.warning_sign))


def test_where_the_boxed_warning_is_named_all_five_dangers_are():
    named = {text for text in texts() if re.search(r"boxed warning|warning in a box", text, re.IGNORECASE)}

    assert named
    assert {text for text in named if not all(danger in text for danger in FIVE_DANGERS)} == set()


@pytest.mark.parametrize("slug", ["risks", "preparing"])
def test_a_guide_that_asks_for_a_list_of_medicines_warns_of_stopping_one(slug):
    assert {visits.NO_STOPPING, visits.NO_STOPPING_BENZODIAZEPINES} <= set(GUIDE_BY_SLUG[slug].claims)


def test_the_warning_of_stopping_at_once_names_benzodiazepines_and_opioids():
    said = str(visits.NO_STOPPING_BENZODIAZEPINES)

    assert [one for one in ("benzodiazepine", "opioid", "all at once") if one not in said] == []


def test_no_dose_is_named_below_which_a_benzodiazepine_would_do_no_harm_to_the_effect():
    """Somebody could lower their dose to it alone."""
    assert re.findall(r"\d+ mg", str(ketamine.BENZODIAZEPINES)) == []


def test_what_rules_out_ketamine_itself_rests_on_its_own_us_label():
    without = {
        claim.key
        for claim in (ketamine.ALLERGY, ketamine.PRESSURE_TOO_HIGH, screening.ASKED_FIRST)
        if labels.PFIZER_HIGHLIGHTS not in claim.sources
    }

    assert without == set()
