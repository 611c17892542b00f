import pytest
from django.http import QueryDict
from django.utils import timezone

from directory.facts.vocabulary import PointSource
from directory.models import Version
from directory.search import area_map
from directory.search.query import Question
from directory.search.results import find_listings
from tests.support.factories import make_listing
from tests.support.html import elements

pytestmark = pytest.mark.django_db
DENVER = {"city": "Denver", "state": "CO"}


def find(query=""):
    question = Question.parse(QueryDict(query))
    return find_listings(question, version=Version.now(), today=timezone.localdate())


def marks(results):
    return {
        placed.mark.number: (placed.mark.name, placed.mark.href, placed.mark.is_approximate)
        for placed in results.area_map.map.marks
    }


def make_clinics():
    near = make_listing(name="Near", route=["iv"], latitude=39.74123, longitude=-104.98456, **DENVER)
    make_listing(
        name="By ZIP", latitude=39.8, longitude=-105.1, point_source=PointSource.ZIP_CENTROID, **DENVER
    )
    make_listing(name="Nowhere", latitude=None, longitude=None, **DENVER)
    make_listing(name="Far", latitude=40.01234, longitude=-105.27123, city="Boulder", state="CO")
    return near


def test_the_numbers_of_the_marks_are_those_of_the_cards(client):
    make_clinics()
    html = client.get("/clinics/", {"near": "39.7392, -104.9903"}).content.decode()
    cards = {
        item.get("id"): "".join(next(part for part in item.iter() if part.tag.endswith("}h3")).itertext())
        for item in elements(html, "li")
        if (item.get("id") or "").startswith("card-")
    }
    links = [link for link in elements(html, "a") if "area__mark" in (link.get("class") or "")]

    assert cards == {"card-1": "Near", "card-2": "By ZIP", "card-3": "Far"}
    assert {link.get("href")[1:]: "".join(link.itertext()) for link in links} == {
        card: f"{number}. {name}{number}" for number, (card, name) in enumerate(cards.items(), 1)
    }


def test_a_state_shows_its_clinics_and_counts_those_without_a_point():
    make_clinics()
    results = find("state=CO&order=name")

    assert marks(results) == {
        1: ("1. By ZIP", "#card-1", True),
        2: ("2. Far", "#card-2", False),
        3: ("3. Near", "#card-3", False),
    }
    assert results.area_map.notes == ["1 of these clinics gives no address that we can place."]
    assert results.area_map.map.frame.base.chosen != ""


def test_clinics_of_other_pages_are_dots():
    for number in range(23):
        make_listing(
            name=f"Clinic {number:02}", latitude=39.7 + number / 1000, longitude=-104.98765, **DENVER
        )
    results = find("state=CO&order=name&page=2")

    assert sorted(marks(results)) == [21, 22, 23]
    assert results.area_map.map.dots.count("M") == 20
    assert results.area_map.notes == []


def test_more_clinics_than_have_a_dot_are_counted(monkeypatch):
    monkeypatch.setattr(area_map, "MAX_REST", 2)
    for number in range(24):
        make_listing(
            name=f"Clinic {number:02}", latitude=39.7 + number / 1000, longitude=-104.98765, **DENVER
        )

    assert find("order=name").area_map.notes == ["2 more clinics have no dot."]


def test_a_clinic_outside_the_map_of_the_country_is_counted():
    make_listing(name="Puerto Rico", latitude=18.46512, longitude=-66.10512, city="San Juan", state="PR")
    make_listing(name="Near", latitude=39.74123, longitude=-104.98456, **DENVER)
    results = find("order=name")

    assert list(marks(results)) == [1]
    assert results.area_map.notes == ["1 clinic of this page is outside the map."]


@pytest.mark.parametrize("query", ["near=Nowhere+at+all", "state=AK", "q=zzzzzz"])
def test_without_a_clinic_or_a_known_place_there_is_no_map(query, client):
    make_listing(latitude=39.74123, longitude=-104.98456, **DENVER)

    assert bool(find(query).area_map) is False
    assert "area__map" not in client.get(f"/clinics/?{query}").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "q=near",
        "near=39.7392,+-104.9903",
        "state=CO&q=far",
        "near=IV+infusion+in+Colorado",
        "near=Denver,+CO&me=bipolar",
    ],
)
def test_nothing_about_words_a_person_or_a_typed_position_is_kept(query, monkeypatch):
    monkeypatch.setattr(area_map, "_drawn", {})
    make_clinics()
    results = find(query)

    assert (bool(results.area_map), results.area_map.html == "", area_map._drawn) == (True, False, {})


def test_a_ring_is_as_wide_as_the_search():
    make_clinics()
    by_county, within = (find(f"near=Boulder+County,+CO{more}") for more in ("", "&within=25"))

    assert [miles for miles, _ in by_county.area_map.map.frame.rings] == [by_county.place.miles]
    assert [miles for miles, _ in within.area_map.map.frame.rings] == [25, 10]


def test_the_town_that_was_asked_for_stands_out():
    make_clinics()
    big = {
        near: [town.name for town in find(f"near={near}").area_map.map.frame.towns if town.is_big]
        for near in ("Denver,+CO", "80202", "Boulder+County,+CO")
    }

    assert big == {"Denver,+CO": ["Denver"], "80202": ["Denver"], "Boulder+County,+CO": []}


def test_a_map_is_kept_until_the_directory_changes(monkeypatch):
    monkeypatch.setattr(area_map, "_drawn", {})
    make_clinics()
    first, again = find("state=CO").area_map.html, find("state=CO").area_map.html
    make_listing(name="Later", latitude=38.8, longitude=-104.8, **DENVER)
    later = find("state=CO").area_map.html

    assert again is first
    assert (len(area_map._drawn), later == first) == (2, False)


def test_the_maps_in_memory_are_bounded(monkeypatch):
    monkeypatch.setattr(area_map, "_drawn", {})
    monkeypatch.setattr(area_map, "MAX_DRAWN", 2)
    make_clinics()
    for query in ("", "state=CO", "order=name", "state=CO&order=name"):
        find(query).area_map.html  # noqa: B018

    assert len(area_map._drawn) == 2


def test_the_map_is_named_by_what_it_shows():
    make_clinics()
    names = [
        find(query).area_map.name
        for query in ("state=CO", "near=Denver,+CO&within=5", "near=Cheyenne,+WY&within=60")
    ]

    assert names == ["Map of these 4 clinics", "Map of this clinic", "Map of clinics nearby"]
