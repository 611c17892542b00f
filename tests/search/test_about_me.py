"""What clinics state about what the reader has, takes or needs: who goes out, and what a card says."""

from operator import attrgetter

import pytest

from directory.search.about_me import AboutMeAnswers
from tests.support.factories import make_listing
from tests.support.searching import ask

pytestmark = pytest.mark.django_db


def test_who_says_no_goes_out_and_every_card_tells_the_rest(today):
    make_listing(name="Refusing", exclusion_bipolar="excluded")
    make_listing(name="Silent")
    some = make_listing(name="Deciding", exclusion_bipolar="case_by_case", exclusion_no_escort="accepted")

    results = ask("me=bipolar&me=no_escort&me=insurer-aetna", today)

    answers = AboutMeAnswers(results.matches)
    assert {*results.all_records("name", attrgetter("name"))} == {"Silent", "Deciding"}
    assert [tuple(line) for line in answers.lines(some.pk)] == [
        ("Says yes to: No one to take you home", False),
        ("Decides case by case: Bipolar disorder", True),
        ("Doesn’t say, so ask: Aetna", False),
    ]
    assert answers.summary[0] == "1 clinic is left out, because it says no to something in “About me”."
    assert len(answers.summary) == 2
