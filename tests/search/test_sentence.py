"""The sentence over the results, and the filters that are on."""

import re

import pytest

from tests.support.factories import make_listing
from tests.support.searching import DENVER, ask

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "1 clinic"),
        ("near=80202&route=iv", "1 clinic within 25 miles of Denver, CO 80202 offering IV infusion"),
        ("route=iv&route=sublingual", "1 clinic offering IV infusion or lozenge under the tongue"),
        ("state=CO&condition=ptsd", "1 clinic in Colorado, for PTSD"),
        ("q=drip&payment=not_stated", "1 clinic for “drip” with ways to pay not stated"),
        ("route=iv&insurer=aetna", "0 clinics offering IV infusion, with Aetna"),
        (
            "takes=bipolar&format=group",
            "0 clinics treating in a group, taking people with bipolar disorder",
        ),
        ("takes=bipolar&takes=not_stated", "1 clinic taking people with bipolar disorder (or not stated)"),
        (
            "condition=not_stated&session_price=under_200",
            "0 clinics with a session: under $200, condition not stated",
        ),
        ("open=saturday&board=pain", "0 clinics open on Saturday, with board certification: pain medicine"),
    ],
)
def test_the_heading_says_what_was_asked(today, places, query, sentence):
    make_listing(route=["iv"], conditions=["ptsd"], **DENVER)

    assert ask(query, today).sentence.count_and_filters == sentence


def test_each_filter_that_is_on_has_a_link_that_takes_it_away_alone(client, places):
    make_listing(route=["iv"], **DENVER)

    page = client.get("/clinics/", {"near": "80202", "route": ["iv", "im"]}).content.decode()

    lifts = re.findall(r'<a class="lifts__link" href="([^"]*)">([^<]*) <svg', page)
    assert lifts == [
        ("/clinics/?route=iv&amp;route=im", "Within 25 miles of Denver, CO 80202"),
        ("/clinics/?near=80202&amp;within=25&amp;route=im", "IV infusion"),
        ("/clinics/?near=80202&amp;within=25&amp;route=iv", "Injection into a muscle"),
    ]


def test_nothing_found_says_which_filter_empties_the_list(client):
    make_listing(route=["iv"], payment=["charity"])

    page = client.get("/clinics/", {"route": "im", "payment": "charity"}).content.decode()

    assert "Without “Injection into a muscle”: 1 clinic" in page
    assert "Without “Charity fund”" not in page
