"""What is suggested in both boxes: places; values of facets with their counts; names of clinics."""

import re

import pytest
from django.utils import timezone

from directory.index import names
from directory.index.current import current_index
from directory.models import Version
from directory.moderation import decisions
from directory.places.resolve import read_place
from directory.search.suggestions import suggest_places, suggest_words
from tests.support.factories import judge, make_listing, make_listings
from tests.support.searching import ago, ask

pytestmark = pytest.mark.django_db


def suggested(typed):
    """(value, kind) of each suggestion, in order."""
    index = current_index(Version.now())
    return [(one.value, one.kind) for one in suggest_words(typed, index, timezone.localdate())]


@pytest.fixture
def three():
    make_listings(
        [
            {"name": "Spruce House", "alias": "Blue Door", "languages": ["es"], "insurance": ["medicaid"]},
            {"name": "Tern House", "city": "Boise", "state": "ID", "languages": ["es"], "route": ["iv"]},
            {
                "name": "The Spruces",
                "insurance": ["medicaid"],
                "insurers": [{"payer": "medicaid", "network": "in_network"}],
            },
        ]
    )


def test_values_come_before_names_and_a_name_that_begins_so_before_one_with_such_a_word(three):
    assert suggested("sp") == [
        ("Spanish", "Languages, stated by 2 clinics"),
        ("Spruce House", "clinic in Denver, CO"),
        ("The Spruces", "clinic in Denver, CO"),
    ]


def test_a_synonym_leads_to_what_it_means(three):
    assert suggested("drip") == [("IV infusion", "How it is given, stated by 1 clinic")]


def test_the_last_words_are_completed_after_words_that_begin_nothing(three):
    assert suggested("castellano mediCA") == [("castellano Medicaid", "Insurer, stated by 2 clinics")]
    assert suggested("no medica") == []


def test_a_name_is_found_by_its_alias_and_by_any_of_its_words(three):
    assert suggested("blue do") == [("Spruce House", "clinic in Denver, CO")]
    assert suggested("house") == [
        ("Spruce House", "clinic in Denver, CO"),
        ("Tern House", "clinic in Boise, ID"),
    ]


def test_a_misspelled_value_is_suggested_as_it_is_spelled(three):
    assert suggested("medicade") == [("Medicaid", "Insurer, stated by 2 clinics")]


def test_what_no_listed_clinic_states_is_not_suggested(three):
    make_listing(name="Spindrift", languages=["pl"], at=ago(400))

    assert suggested("polish") == suggested("spin") == []


def test_each_count_is_what_choosing_the_suggestion_finds(three, today):
    suggestions = suggested("sp")[:1] + suggested("drip") + suggested("medicaid")
    counts = [int(re.search(r"[0-9]+", kind)[0]) for _value, kind in suggestions]

    assert counts == [ask({"q": value}, today).total for value, _kind in suggestions] == [2, 1, 2]


def test_a_change_is_suggested_at_once_and_a_removed_clinic_no_more(three):
    assert [value for value, _kind in suggested("spru")] == ["Spruce House", "The Spruces"]
    house = make_listing(name="Willow Brine")
    assert [value for value, _kind in suggested("brine")] == ["Willow Brine"]

    make_listing(house.clinic, name="Willow Well")
    assert suggested("brine") == []
    assert [value for value, _kind in suggested("willow w")] == ["Willow Well"]

    decisions.remove(listing=house, reason="closed", by=judge())
    assert suggested("willow") == []


def test_many_changes_are_sorted_anew_with_the_same_answer(three, monkeypatch):
    suggested("spru")
    monkeypatch.setattr(names, "MAX_RECENT", 0)
    make_listing(name="Spruce Corner")

    assert [value for value, _kind in suggested("spruc")] == ["Spruce Corner", "Spruce House", "The Spruces"]


# ---- places


def near(typed, count=3):
    return [f"{one.label} ({one.kind})" for one in suggest_places(typed)][:count]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Denv", ["Denver, CO (town)", "Denver metro, CO (region)", "Denver County, CO (county)"]),
        ("denver, c", ["Denver, CO (town)", "Denver County, CO (county)", "Denver City, TX (town)"]),
        ("SF", ["San Francisco, CA (town)"]),
        ("twin", ["Twin Cities, MN (region)", "Twin Falls, ID (town)", "Twin Ports (region)"]),
        ("co", ["Colorado (state)", "Connecticut (state)", "Cook County, IL (county)"]),
        ("texa", ["Texas (state)", "Texas Panhandle, TX (region)", "Texas City, TX (town)"]),
        ("king county", ["King County, WA (county)", "King County, TX (county)"]),
        (
            "8020",
            ["Denver, CO 80201 (ZIP code)", "Denver, CO 80202 (ZIP code)", "Denver, CO 80203 (ZIP code)"],
        ),
        ("99999", []),
        ("denver colorado", ["Denver, CO (town)"]),
        ("1600 Broadway, Denver", ["Denver, CO (town)"]),
        ("Dnever", ["Denver, CO (town)"]),
        ("39.74, -104.99", []),
        ("near me", []),
        ("d", []),
        ("!!!", []),
        ("999999999999", []),
    ],
)
def test_places_are_suggested_by_what_they_begin_with_mean_or_are_spelled_like(typed, first):
    assert near(typed) == first


def test_each_suggested_place_is_read_as_itself():
    labels = [one.value for typed in ("den", "new", "802", "wash", "st lo") for one in suggest_places(typed)]

    assert [place.label for place in map(read_place, labels)] == labels
    assert len(labels) == 40


def test_a_large_place_is_suggested_among_the_words(three):
    assert suggested("ketamine in denv")[0] == ("ketamine in Denver, CO", "town")
