"""In which order the matches are shown, and their pages."""

import pytest

from directory.models import Submission
from tests.support.factories import make_listing, make_listings
from tests.support.searching import DENVER, ago, ask, names

pytestmark = pytest.mark.django_db


def test_nearest_first_with_a_place_and_those_not_confirmed_lately_after_the_others(today):
    make_listing(name="Near but late", at=ago(120), **DENVER)
    make_listing(name="Far", **DENVER | {"latitude": 40.0})
    make_listing(name="Near", **DENVER | {"latitude": 39.8})

    assert names("near=39.7392,-104.9903&within=50", today) == ["Near", "Far", "Near but late"]


def test_most_recently_confirmed_first_without_place_or_words(today):
    make_listing(name="Last month", at=ago(30))
    make_listing(name="Never", origin=Submission.Origin.IMPORT, source="A file")
    make_listing(name="Yesterday", at=ago(1))
    make_listing(name="Long ago", at=ago(100))

    assert names("", today) == ["Yesterday", "Last month", "Long ago", "Never"]


def test_by_name_accents_and_case_do_not_count(today):
    for name in ("zebra", "Éclair", "apple", "Ábaco"):
        make_listing(name=name)

    assert names("order=name", today) == ["Ábaco", "apple", "Éclair", "zebra"]


@pytest.mark.slow
@pytest.mark.parametrize("order", ["confirmed", "name", "match", "nearest"])
def test_paging_neither_repeats_nor_loses_a_listing_where_all_are_alike(client, order):
    make_listings([{"name": "Same Ketamine"} | DENVER] * 45)

    query = {"order": order, "q": "ketamine", "near": "39.7,-104.9"}
    pages = [client.get("/clinics.json", query | {"page": page}).json() for page in (1, 2, 3)]

    slugs = [listing["slug"] for page in pages for listing in page["results"]]
    assert [len(page["results"]) for page in pages] == [20, 20, 5]
    assert len(set(slugs)) == 45


def test_a_page_beyond_the_last_says_so(client):
    make_listing()

    page = client.get("/clinics/", {"page": 2})

    assert page.status_code == 404
    assert "There is only 1 page of these clinics." in page.content.decode()


def test_the_order_is_not_kept_under_what_could_tell_who_searched(today):
    make_listing(name="Harbor", route=["iv"], **DENVER)

    for query in ("q=zorblax+iv", "q=iv&near=123+Main+St,+Denver+CO+80202", "q=iv&near=39.7392,-104.9903"):
        assert ask(query, today).matches.parts.rank_terms == ("iv",)


@pytest.mark.parametrize("order", ["", "&order=name"])
def test_no_name_puts_a_clinic_before_those_that_state_what_is_asked(today, order):
    for name in ("Medicaid", "Aa Spanish Medicaid", "Ab Depression Medicaid Spanish"):
        make_listing(name=name, **DENVER)
    make_listing(name="Late", insurance=["medicaid"], languages=["es"], at=ago(120), **DENVER)
    make_listing(name="Stating", insurance=["medicaid"], languages=["es"], **DENVER)

    assert names(f"q=medicaid+spanish{order}", today)[:2] == ["Stating", "Late"]
    assert names(f"q=medicaid{order}", today)[:2] == ["Stating", "Late"]
    assert [card.name for card in ask(f"q=medicaid{order}", today).page.held].count("Medicaid") == 1
