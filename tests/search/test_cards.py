"""Cards are kept by the process, and never staler than their row."""

import re

import pytest
from django.utils import timezone, translation

from directory.index.current import current_index
from directory.models import Listing, Version
from directory.search import cards
from directory.wording import values
from directory.wording.card_words import price_span
from tests.support.database import erase
from tests.support.published import days_ago, listed, person

pytestmark = pytest.mark.django_db


def card_of(listing, today=None):
    row = Listing.objects.for_cards([listing.pk])[listing.pk]
    return cards.listing_card(row, today or timezone.localdate())


def test_a_card_is_written_once_for_a_day():
    listing = listed(phone="+13035550142")

    assert card_of(listing).rest is card_of(listing).rest


def test_a_change_shows_at_once():
    listing = listed(phone="+13035550142")
    before = card_of(listing)
    listed(listing.clinic, phone="+13035550199")

    assert ("0142" in before.reach, "0199" in card_of(listing).reach) == (True, True)


def test_tomorrow_it_is_a_day_older():
    listing = listed(on=days_ago(3))

    assert "3 days ago" in card_of(listing).rest
    assert "4 days ago" in card_of(listing, days_ago(-1)).rest


def test_the_distance_is_the_readers_own():
    listing = listed(city="Denver", state="CO")

    assert [cards.card(card_of(listing), miles=miles).location for miles in (None, 6, 30)] == [
        "Denver, CO",
        "Denver, CO · 6 miles",
        "Denver, CO · 30 miles",
    ]


def test_another_language_is_another_card():
    listing = listed()
    first = card_of(listing).rest
    with translation.override("es"):
        other = card_of(listing).rest

    assert other is not first


def test_kept_cards_need_no_rows(django_assert_num_queries):
    listing, today = listed(), timezone.localdate()
    index = current_index(Version.now())
    first = cards.listing_cards([listing.pk], index, today)

    with django_assert_num_queries(0):
        again = cards.listing_cards([listing.pk], index, today)

    assert again[listing.pk] is first[listing.pk]


def test_a_row_that_lags_behind_the_index_is_not_kept_as_the_new_card():
    listing = listed(phone="+13035550142")
    old = Listing.objects.for_cards([listing.pk])[listing.pk]
    listed(listing.clinic, phone="+13035550199")
    index, today = current_index(Version.now()), timezone.localdate()

    cards.listing_card(old, today, index.history)

    assert "0199" in cards.listing_cards([listing.pk], index, today)[listing.pk].reach


def test_a_listing_that_is_gone_has_no_card():
    listing = listed()
    index = current_index(Version.now())
    erase(Listing.objects.filter(pk=listing.pk))

    assert cards.listing_cards([listing.pk], index, timezone.localdate()) == {}


def test_what_a_clinic_wrote_is_text():
    card = card_of(listed(name="<b>Tern</b>"))

    assert "&lt;b&gt;Tern&lt;/b&gt;" in card.head
    assert "<b>" not in card.head + card.rest


PRICED = {"price_low": 600, "price_high": 600, "price_unit": "session", "prices_as_of": days_ago(9)}
IV_MOOD = {"route": "iv", "purpose": "mood", "drug_minutes": 40, **PRICED}
SPRAVATO = {
    "route": "esketamine_nasal",
    "visit_minutes": 120,
    "insurers": [{"payer": "aetna", "network": "in_network"}],
}
AT_HOME = {"route": "sublingual", "setting": "home_unsupervised"}


def text_of(html):
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def test_a_card_has_a_line_for_each_of_three_offerings_and_counts_the_others():
    listing = listed(offerings=[IV_MOOD, SPRAVATO, {"route": "im"}, {"route": "oral"}, AT_HOME])

    lines = re.findall("<li.*?>(.*?)</li>", card_of(listing).rest)

    assert [text_of(line) for line in lines] == [
        "IV, mood · 40 minutes · $600 a session",
        "Spravato · 2 hours · Aetna",
        "Shot",
        "and 2 more ways",
        f"Prices as of {values.day(days_ago(9))} or later",
    ]


def test_a_clinic_without_offerings_has_each_price_in_one_figure_with_its_unit():
    rest = card_of(
        listed(
            route=["iv"],
            session_price_low=450,
            session_price_high=600,
            course_price=3000,
            price_includes=["drug", "monitoring"],
            price_excludes=["therapy"],
            prices_as_of=days_ago(9),
        )
    ).rest

    prices = re.findall('<span class="card__price">(.*)', rest)
    assert [text_of(price) for price in prices] == ["$450–600 a session", "$3,000 a course"]
    assert re.findall('card__scope note">(.*?)<', rest) == [
        "The price includes: The drug; Monitoring",
        "Not in the price: Therapy",
    ]
    assert "offering-lines" not in rest


@pytest.mark.parametrize(
    ("price", "words"),
    [
        ((450, 600), "$450–600"),
        ((450, 450), "$450"),
        ((None, 1600), "Up to $1,600"),
        ((450, None), "From $450"),
        ((None, None), ""),
    ],
)
def test_a_price_is_one_figure(price, words):
    assert price_span(*price) == words


def test_a_price_of_a_clinic_with_several_routes_is_not_said_to_be_for_one():
    two = card_of(listed(route=["iv", "im"], session_price_low=450, prices_as_of=days_ago(9))).rest
    one = card_of(listed(route=["iv"], session_price_low=450, prices_as_of=days_ago(9))).rest

    sentence = "The clinic does not say for which treatment."
    assert [sentence in two, sentence in one] == [True, False]


def test_what_a_clinic_is_stands_under_its_name_and_what_it_does_not_state_in_one_line():
    listing = listed(
        route=["iv", "esketamine_nasal"],
        therapy_model=["integrated_team"],
        practitioners=[person("Ines", boards=["psychiatry"])],
    )
    card = card_of(listing)

    assert (
        "IV infusions and Spravato, with therapy by the same team. "
        "A board-certified psychiatrist directs the care."
    ) in text_of(card.head)
    assert re.findall('card__missing note">(.*?)<', card.rest) == ["Not stated: price, who watches you"]


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({}, "bare"),
        ({"route": ["iv"]}, "half"),
        ({"minimum_age": 12}, "half"),  # a warning
        ({"route": ["iv"], "therapy_model": ["medicine_only"], "attendance": ["call_bell"]}, "half"),
        (
            {
                "route": ["iv"],
                "therapy_model": ["medicine_only"],
                "attendance": ["call_bell"],
                "availability": "accepting",
                "availability_on": days_ago(1),
            },
            "full",
        ),
    ],
)
def test_a_card_is_as_large_as_what_it_states(facts, kind):
    assert card_of(listed(**facts)).kind == kind


@pytest.mark.parametrize(
    ("availability", "day", "shape"),
    [
        ("accepting", 3, "open"),
        ("waitlist", 3, "wait"),
        ("not_accepting", 3, "shut"),
        ("accepting", 60, "none"),  # too long ago to count
        ("", 3, "none"),
    ],
)
def test_availability_has_a_shape_and_a_word(availability, day, shape):
    stated = {"availability": availability, "availability_on": days_ago(day)} if availability else {}

    rest = card_of(listed(on=days_ago(day), route=["iv"], **stated)).rest

    assert re.findall("state--([a-z]+)", rest) == [shape]


@pytest.mark.parametrize("place", [0, 5])
def test_a_warning_of_any_offering_stands_on_the_card_with_its_name(place):
    offerings = [{"route": "iv", "purpose": "mood"} for _number in range(5)]
    offerings.insert(place, AT_HOME)

    text = text_of(card_of(listed(offerings=offerings, setting=["va"])).rest)

    assert "Warning: Where it is given: Home, with no one watching (Lozenge, at home)" in text


def test_a_value_that_the_union_leaves_out_keeps_its_warning():
    offerings = [{"route": "iv", "monitoring": ["pump"]}, {"route": "im", "monitoring": ["none"]}]
    listing = listed(offerings=offerings)

    assert listing.monitoring == ["pump"]  # “none” gives way
    assert "Warning: What is measured: Nothing is measured (Shot)" in text_of(card_of(listing).rest)


def test_someone_without_a_license_who_directs_the_care_is_a_warning():
    listing = listed(practitioners=[person("Ines", license="unlicensed")])

    assert "Warning: Who directs the care: Not a licensed clinician" in text_of(card_of(listing).rest)


def test_offerings_cost_a_card_no_query(django_assert_num_queries):
    listing = listed(offerings=[IV_MOOD, SPRAVATO])

    with django_assert_num_queries(1):
        card_of(listing)
