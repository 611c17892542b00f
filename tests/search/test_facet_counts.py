"""The count beside each option."""

import re

import pytest
from django.http import QueryDict

from directory.facts.facets import FACETS
from directory.facts.vocabulary import State
from directory.index.current import current_index
from directory.models import Version
from directory.search.query import Question
from directory.search.results import find_listings
from tests.support.factories import make_listing
from tests.support.searching import ago, ask

pytestmark = pytest.mark.django_db


def count_of(answer, parameter, code):
    return answer.matches.counts(FACETS[parameter])[code]


def test_each_option_is_counted_as_if_its_own_facet_were_not_applied(today):
    make_listing(route=["iv"], payment=["self_pay"])
    make_listing(route=["im"], payment=["self_pay"])
    make_listing(route=["im"], payment=["charity"])
    make_listing(route=["oral"])

    answer = ask("route=iv&payment=self_pay", today)

    assert count_of(answer, "route", "iv") == 1
    assert count_of(answer, "route", "im") == 1
    assert count_of(answer, "route", "oral") == 0
    assert count_of(answer, "payment", "self_pay") == 1
    assert count_of(answer, "payment", "charity") == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "query", ["", "route=iv", "route=iv&route=im&payment=charity", "q=ketamine", "confirmed=lapsed"]
)
def test_a_count_is_what_choosing_the_option_finds(today, query):
    for number, route in enumerate(["iv", "im", "oral", "iv", "sublingual", "im"]):
        make_listing(
            name=f"Ketamine {number}",
            route=[route, "rectal"] if number % 2 else [route],
            payment=["charity"] if number % 3 else [],
            at=ago(number * 45),
        )
    answer = ask(query, today)

    for parameter in ("route", "payment", "confirmed", "availability", "evidence", "state"):
        rest = answer.question.without(parameter)
        for code, count in answer.matches.counts(FACETS[parameter]).items():
            alone = find_listings(
                Question.parse(QueryDict(rest.query_string().lstrip("?") + f"&{parameter}={code}")),
                version=Version.now(),
                today=today,
            )
            assert count == alone.total, (parameter, code)


def test_an_option_that_finds_nothing_is_shown_and_cannot_be_chosen(client):
    make_listing(route=["iv"])

    page = client.get("/clinics/").content.decode()

    assert re.search(r'<label class="choice choice--off"><input [^>]*value="rectal" disabled>', page)


def test_every_state_can_be_counted(today):
    make_listing(state="PR")

    counts = current_index(Version.now()).counts_by_state(today)

    assert counts == {state: int(state == "PR") for state in State.values}
