"""How many queries a list of listings takes: as many for one as for twenty, and never more than eight."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from directory.web import ready
from tests.support.factories import make_listing, make_listings

pytestmark = pytest.mark.django_db

DENVER = {"city": "Denver", "state": "CO", "latitude": 39.74, "longitude": -104.99}


@pytest.fixture(scope="module", params=[1, 3, pytest.param(20, marks=pytest.mark.slow)])
def listed(request, lasting):
    """So many listings in Denver, every third confirmed too long ago to stand among the first."""
    told = [
        {"name": f"Harbor {number}", "route": ["iv"], "about": "We meet you first."} | DENVER
        for number in range(request.param)
    ]
    now = timezone.now()
    with transaction.atomic():
        make_listings([one for place, one in enumerate(told) if place % 3 != 2], at=now - timedelta(days=3))
        make_listings(told[2::3], at=now - timedelta(days=100))
        yield request.param
        transaction.set_rollback(True)


# The version; cards that were shown before are kept.


def test_a_page_of_everything_takes_one_query(counted, listed):
    counted("/clinics/", 1, cards=listed)


def test_cards_that_are_not_kept_come_with_one_query(client, django_assert_num_queries, listed):
    client.get("/clinics/")
    ready.PARTS.clear()

    with django_assert_num_queries(2):
        client.get("/clinics/")


def test_facets_take_no_query_more(counted, listed):
    counted("/clinics/?route=iv&therapy_model=not_stated&state=CO", 1, cards=listed)


def test_another_order_takes_no_query_more(counted, listed):
    counted("/clinics/?order=name", 1, cards=listed)


def test_crossed_offerings_in_the_order_of_price_take_no_query_more(counted, listed):
    counted("/clinics/?route=iv&insurer=not_stated&session_price=not_stated&order=price", 1, cards=listed)


def test_a_part_for_the_script_takes_no_query_less(counted, listed):
    counted("/clinics/", 1, cards=listed, part=True)


# A place is looked up in memory.


def test_a_place_takes_no_query_more(counted, listed):
    counted("/clinics/?near=80202", 1, cards=listed)


def test_a_place_with_facets_takes_no_query_more(counted, listed):
    counted("/clinics/?near=Denver,+CO&within=100&route=iv&route=im&population=not_stated", 1, cards=listed)


def test_a_point_is_no_place_to_look_up(counted, listed):
    counted("/clinics/?near=39.7,-105", 1, cards=listed)


# Words take none: the index holds them, and puts what they find in order.


@pytest.mark.parametrize(
    "query",
    [
        *("q=harbor", "q=harbor&order=confirmed", "q=harbor&near=80202", "q=harbor&near=80202&order=match"),
        *("q=CO", "q=harb", "q=we+meet", "q=harbor+in", "q=harbor+meet+first"),
    ],
)
def test_words_take_no_query_more(counted, listed, query):
    counted(f"/clinics/?{query}", 1, cards=listed)


# Pages of nothing.


def test_nothing_found_asks_for_no_cards(counted, listed):
    counted("/clinics/?route=sc", 1, cards=0)


def test_a_misspelled_word_takes_no_query_more(counted, listed):
    assert "harbor" in counted("/clinics/?q=harbr", 1, cards=listed)


def test_nothing_found_for_many_reasons_asks_for_no_cards(counted, listed):
    body = counted("/clinics/?q=harbr&near=80202&route=sc&state=CO", 1, cards=0)

    assert "Did you mean" not in body  # with the other filters it would find nothing


def test_an_unknown_place_takes_one_query(counted, listed):
    counted("/clinics/?near=Nowhereville,+CO", 1, cards=0)


# The other shapes.


def test_json_takes_one_query_the_next_time(counted, listed):
    counted("/clinics.json?near=80202", 1)


def test_csv_takes_one_query_for_five_hundred_lines(counted, listed):
    counted("/clinics.csv", 2)


def test_a_feed_takes_two_queries_the_next_time(counted, listed):
    counted("/clinics.atom", 2)  # the version, and what was removed


# Keeping up.


def test_a_change_costs_the_next_page_one_query(client, django_assert_num_queries, listed):
    client.get("/clinics/")
    make_listing(name="New", **DENVER)

    with django_assert_num_queries(3):  # the version, what changed, its card
        client.get("/clinics/")
    with django_assert_num_queries(1):
        client.get("/clinics/")
