"""Clinics that see people of a state by video: in a group of their own, after all others."""

import re

import pytest

from directory.facts.vocabulary import State
from directory.search.page import MAX_BY_VIDEO
from directory.search.query import PAGE_SIZE, by_video_words
from directory.understanding.reader import understand
from tests.support.factories import make_listing, make_listings
from tests.support.name_book import NameBook
from tests.support.searching import DENVER, ago, ask, names

pytestmark = pytest.mark.django_db

FLORIDA = {"city": "Miami", "state": "FL", "latitude": 25.77, "longitude": -80.19, "point_source": "given"}


def by_video(client, query):
    """The names in the group "By video", or None where the page has none."""
    page = client.get(f"/clinics/?{query}").text
    if 'id="by-video"' not in page:
        return None
    return re.findall(r'class="card__name"><a [^>]*>([^<]*)', page.partition('id="by-video"')[2])


@pytest.fixture
def served():
    """One clinic in Denver, one in Miami that serves Colorado too, one there that serves Georgia."""
    make_listings(
        [
            {"name": "In Denver", "route": ["iv"]} | DENVER,
            {"name": "Also in Colorado", "route": ["sublingual"], "telehealth_states": ["CO", "FL"]}
            | FLORIDA,
            {"name": "Also in Georgia", "route": ["sublingual"], "telehealth_states": ["GA"]} | FLORIDA,
        ]
    )


@pytest.mark.parametrize("query", ["near=80202", "near=Denver,+CO", "near=Colorado", "near=CO", "state=CO"])
def test_any_place_of_a_state_shows_who_serves_it_by_video(client, served, query):
    assert by_video(client, query) == ["Also in Colorado"]
    assert ask(query, ago(0).date()).total == 1


@pytest.mark.parametrize("query", ["", "near=39.7,-105", "near=Nowhere", "state=CO&state=FL", "near=82001"])
def test_without_one_state_that_is_served_there_is_no_such_group(client, served, query):
    assert by_video(client, query) is None


def test_the_group_matches_all_other_filters(client, served):
    assert by_video(client, "near=80202&route=sublingual") == ["Also in Colorado"]
    assert by_video(client, "near=80202&route=im") is None


def test_a_clinic_of_the_results_is_not_shown_again(client):
    make_listings(
        [
            {"name": "Here, and by video", "telehealth_states": ["CO"]} | DENVER,
            {"name": "Too far to drive", "telehealth_states": ["CO"]} | DENVER | {"latitude": 37.5},
            {"name": "A little far", "telehealth_states": ["CO"]} | DENVER | {"latitude": 40.3},
        ]
    )

    assert by_video(client, "near=80202") == ["Too far to drive"]
    assert by_video(client, "near=CO") is None


def test_a_lapsed_listing_is_not_in_the_group(client):
    make_listing(name="Lapsed", at=ago(200), telehealth_states=["CO"], **FLORIDA)

    assert by_video(client, "near=80202") is None
    assert by_video(client, "near=80202&confirmed=lapsed") is None


def test_the_group_stands_on_the_last_page_and_every_other_page_links_to_it(client, served):
    make_listings([{"name": f"Denver {number}"} | DENVER for number in range(PAGE_SIZE)])

    first = client.get("/clinics/?near=80202").text

    assert by_video(client, "near=80202&page=2") == ["Also in Colorado"]
    assert 'id="by-video"' not in first
    link = '<a class="alone" href="/clinics/?near=80202&amp;page=2#by-video">'
    assert f"{link}1 more clinic sees people in Colorado by video</a>" in first


def test_a_long_group_is_cut_and_leads_to_all(client, today):
    make_listings(
        [{"name": f"Far {number:02}", "telehealth_states": ["CO"]} | FLORIDA for number in range(12)]
    )

    page = client.get("/clinics/?near=80202&route=not_stated").text

    assert len(by_video(client, "near=80202&route=not_stated")) == MAX_BY_VIDEO
    assert 'href="/clinics/?q=by+video+in+Colorado&amp;route=not_stated">Show all 12 clinics</a>' in page
    assert ask("q=by+video+in+Colorado&route=not_stated", today).total == 12


@pytest.mark.parametrize(
    "typed",
    ["by video in Florida", "By video in FL", "via telehealth in florida", "ketamine by video in Florida"],
)
def test_by_video_in_a_state_finds_who_serves_it_and_nobody_else(today, served, typed):
    make_listing(name="A word of it", about="We are in Florida and show a video.", **FLORIDA)

    assert names(f"q={typed}", today) == ["Also in Colorado"]


def test_more_words_narrow_it(today, served):
    assert names("q=lozenge by video in Georgia", today) == ["Also in Georgia"]
    assert names("q=infusion by video in Georgia", today) == []


@pytest.mark.parametrize("state", State)
def test_every_state_can_be_typed_after_by_video_in(state):
    read = understand(f"pain {by_video_words(state)}", "", NameBook())
    assert [part.state for part in read.parts if part.kind == "video"] == [state]


def test_by_video_in_a_state_typed_as_a_place_is_the_state(client, served):
    assert by_video(client, "near=by video in Colorado") == ["Also in Colorado"]


def test_json_has_the_group_on_its_last_page(client, served, django_assert_num_queries):
    client.get("/clinics.json?near=80202")
    with django_assert_num_queries(1):
        answer = client.get("/clinics.json?near=80202").json()

    assert [one["name"] for one in answer["results"]] == ["In Denver"]
    assert [one["name"] for one in answer["by_video"]] == ["Also in Colorado"]
    assert "miles" not in answer["by_video"][0]
    assert "by_video" not in client.get("/clinics.json").json()


def test_the_group_takes_no_query_more(client, served, django_assert_num_queries):
    client.get("/clinics/?near=80202")
    with django_assert_num_queries(1):
        assert by_video(client, "near=80202") == ["Also in Colorado"]
