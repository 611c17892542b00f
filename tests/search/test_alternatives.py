"""Where a search finds nothing: the whole state, and each filter by itself."""

import pytest
from django.utils import timezone

from directory.search.matches import Matches
from tests.support.factories import make_listing
from tests.support.searching import DENVER, ask

pytestmark = pytest.mark.django_db
PUEBLO = {"city": "Pueblo", "state": "CO", "latitude": 38.25, "longitude": -104.61, "point_source": "given"}


def offered(query):
    """(label, how many, query string) of what is offered besides removing one filter, the state first."""
    results = ask(query, timezone.localdate())
    whole = results.in_whole_state
    ways = [*([whole] if whole else []), *results.single_filters]
    return [(one.label, one.total, one.question_without.query_string()) for one in ways]


@pytest.fixture
def two():
    make_listing(name="In Denver", route=["iv"], languages=["en"], **DENVER)
    make_listing(name="In Pueblo", route=["rectal"], languages=["es"], **PUEBLO)


def test_a_place_in_which_nothing_matches_leads_to_its_whole_state(two):
    assert offered("near=Denver,+CO&within=10&route=rectal") == [("Colorado", 1, "?route=rectal&state=CO")]


def test_where_no_single_filter_is_to_blame_each_is_offered_by_itself(two):
    make_listing(name="In Miami", route=["im"], languages=["zh"])

    assert offered("near=Denver,+CO&within=10&route=rectal&language=zh") == [
        ("Within 10 miles of Denver, CO", 1, "?near=Denver%2C+CO&within=10"),
        ("Rectal", 1, "?route=rectal"),
        ("Chinese (Mandarin)", 1, "?language=zh"),
    ]


def test_where_something_matches_only_with_all_of_it_nothing_is_offered_twice(two):
    assert offered("route=iv&language=es") == []


def test_the_page_says_so(client, two):
    page = client.get("/clinics/?near=Denver,+CO&within=10&route=rectal").text

    assert "In all of Colorado: 1 clinic<" in page
    assert "Without “Within 10 miles of Denver, CO”: 1 clinic<" in page


def test_of_many_parts_no_search_without_one_is_tried(client, monkeypatch):
    make_listing(**DENVER)
    tried, total_of = [], Matches.total_of
    monkeypatch.setattr(
        Matches, "total_of", lambda self, question: tried.append(question) or total_of(self, question)
    )
    typed = "iv, lozenges, spanish, medicaid, evenings, ptsd, ocd, psychiatrist, wheelchair, video, aetna"
    page = client.get("/clinics/", {"q": typed, "near": "Denver, CO"})

    assert page.status_code == 200
    assert len(tried) <= 7  # one more for each of the parts, before
