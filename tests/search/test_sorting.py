"""In which order the matches are shown, and their pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from directory.models import Organization, Submission
from directory.search.sorting import by_count
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


def test_what_could_tell_who_searches_decides_no_order(today):
    make_listing(name="Harbor", route=["iv"], **DENVER)

    for query in ("q=zorblax+iv", "q=iv&near=123+Main+St,+Denver+CO+80202", "q=iv&near=39.7392,-104.9903"):
        assert ask(query, today).matches.parts.rank_terms == ("iv",)


PLAN = {"payer": "aetna", "plan_name": "Lumen", "plan_type": "", "network": "in_network", "covers": []}
BY_PLACE_OF_THE_WORD = {
    "Lumen": {"about": "Lumen."},
    "In the alias": {"alias": "Lumen Rooms"},
    "A person": {"practitioners": [{"name": "Ann Lumen", "roles": []}]},
    "A town": {"city": "Lumen"},
    "An organization": {},
    "A statement": {"insurers": [PLAN]},
    "Its own words": {"about": "We lumen."},
}


def test_the_best_match_goes_by_where_a_word_stands_and_then_by_the_latest_confirmation(today):
    chain = Organization.objects.create(name="Lumen Health", slug="lumen-health")
    for days, (name, facts) in enumerate(BY_PLACE_OF_THE_WORD.items()):
        of_chain = {"organization": chain} if name == "An organization" else {}
        make_listing(name=name, at=ago(20 - days), **facts, **of_chain)
    make_listing(name="Older", city="Lumen", at=ago(60))

    assert names("q=lumen&order=match", today) == [
        *("Lumen", "In the alias"),
        *("An organization", "A town", "A person", "Older"),
        *("A statement", "Its own words"),
    ]


def test_of_several_words_the_more_stand_in_the_name_the_better(today):
    for days, (name, about) in enumerate([("Lumen Tide", ""), ("Tide", "Lumen."), ("Rooms", "Lumen tide.")]):
        make_listing(name=name, about=about, at=ago(20 - days))
    make_listing(name="Lumen", about="Tide.", at=ago(30))

    assert names("q=lumen+tide", today) == ["Lumen Tide", "Tide", "Lumen", "Rooms"]


def test_the_beginning_of_a_word_ranks_as_the_word(today):
    make_listing(name="Harbor", at=ago(9))
    make_listing(name="Rooms", about="Near the harbor.", at=ago(1))

    assert names("q=harb", today) == ["Harbor", "Rooms"]


def test_the_best_match_is_the_same_list_however_it_is_paged(today):
    make_listings(
        {"name": f"{'Lumen' * (number % 2)} Rooms {number}", "city": ["Lumen", "Casper"][number % 3 == 0]}
        | {"about": "Lumen."}
        for number in range(30)
    )

    sorting = ask("q=lumen+rooms", today).sorting
    whole = sorting.ids(0, 30)

    assert sorted(whole) == sorted(sorting.matches.ids)
    for size in (1, 7, 20):
        assert [pk for at in range(0, 30, size) for pk in sorting.ids(at, at + size)] == whole


@given(st.lists(st.frozensets(st.integers(0, 12)), max_size=5), st.frozensets(st.integers(0, 12)))
def test_ids_are_grouped_by_how_many_sets_they_are_in(sets, among):
    groups = by_count(BitMap(among), [BitMap(one) for one in sets])

    counts = {pk: sum(pk in one for one in sets) for pk in among}
    expected = [{pk for pk in among if counts[pk] == count} for count in range(len(sets), -1, -1)]
    assert [set(group) for group in groups] == [group for group in expected if group]


@pytest.mark.parametrize("order", ["", "&order=name"])
def test_no_name_puts_a_clinic_before_those_that_state_what_is_asked(today, order):
    for name in ("Medicaid", "Aa Spanish Medicaid", "Ab Depression Medicaid Spanish"):
        make_listing(name=name, **DENVER)
    make_listing(name="Late", insurance=["medicaid"], languages=["es"], at=ago(120), **DENVER)
    make_listing(name="Stating", insurance=["medicaid"], languages=["es"], **DENVER)

    assert names(f"q=medicaid+spanish{order}", today)[:2] == ["Stating", "Late"]
    assert names(f"q=medicaid{order}", today)[:2] == ["Stating", "Late"]
    assert [card.name for card in ask(f"q=medicaid{order}", today).page.held].count("Medicaid") == 1
