"""Cards are cached by the process: never staler than their row, and never more than MAX_CACHED."""

import re

import pytest
from django.utils import timezone, translation

from directory.models import Listing
from directory.search import cards
from directory.wording import values
from tests.support.published import days_ago, listed, person

pytestmark = pytest.mark.django_db


def card_of(listing, today=None, **facts):
    return cards.card(
        Listing.objects.for_cards([listing.pk])[listing.pk], today or timezone.localdate(), **facts
    )


def test_a_card_is_written_once_for_a_day():
    listing = listed(phone="+13035550142")

    assert card_of(listing).rest is card_of(listing).rest


def test_a_change_shows_at_once():
    listing = listed(phone="+13035550142")
    before = card_of(listing)
    listed(listing.clinic, phone="+13035550199")

    assert ("0142" in before.rest, "0199" in card_of(listing).rest) == (True, True)


def test_tomorrow_it_is_a_day_older():
    listing = listed(on=days_ago(3))

    assert "3 days ago" in card_of(listing).rest
    assert "4 days ago" in card_of(listing, days_ago(-1)).rest


def test_the_distance_is_the_readers_own():
    listing = listed(city="Denver", state="CO")

    assert [card_of(listing, miles=miles).location for miles in (None, 6, 30)] == [
        "Denver, CO",
        "Denver, CO, 6 miles",
        "Denver, CO, 30 miles",
    ]


def test_another_language_is_another_card():
    listing = listed()
    first = card_of(listing).rest
    with translation.override("es"):
        other = card_of(listing).rest

    assert other is not first


def test_no_more_than_so_many_are_cached(monkeypatch):
    monkeypatch.setattr(cards, "MAX_CACHED", 2)
    for _one in range(5):
        card_of(listed())

    assert len(cards._cache) == 2


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
        "IV, mood · 40 minutes · $600",
        "Spravato · 2 hours · Aetna",
        "Shot",
        "and 2 more ways",
        f"Prices as of {values.day(days_ago(9))} or later",
    ]


def test_a_card_without_offerings_has_a_row_for_route_and_price():
    rest = card_of(listed(route=["iv"], session_price_low=450, prices_as_of=days_ago(9))).rest

    assert "offering-lines" not in rest
    assert re.findall('entry__label">(.*?)<', rest) == [
        "Directed by",
        "Route",
        "Therapy",
        "Setting",
        "A session",
    ]


@pytest.mark.parametrize("place", [0, 5])
def test_a_warning_of_any_offering_stands_on_the_card_with_its_name(place):
    offerings = [{"route": "iv", "purpose": "mood"} for _number in range(5)]
    offerings.insert(place, AT_HOME)

    text = text_of(card_of(listed(offerings=offerings, setting=["va"])).rest)

    assert "Home, with no one watching (Lozenge, at home) Warning: At home with no one watching" in text


def test_a_value_that_the_union_leaves_out_keeps_its_warning():
    offerings = [{"route": "iv", "monitoring": ["pump"]}, {"route": "im", "monitoring": ["none"]}]
    listing = listed(offerings=offerings)

    assert listing.monitoring == ["pump"]  # “none” gives way
    assert "Nothing is measured (Shot) Warning:" in text_of(card_of(listing).rest)


def test_a_card_says_who_directs_the_care_with_boards_and_own_training():
    listing = listed(
        practitioners=[person("Ines", boards=["psychiatry"])],
        training=[
            {"code": "kap_certificate", "practitioner": "Ines", "hours": 150},
            {"code": "kap_certificate", "practitioner": "Mara", "hours": 80},
        ],
    )

    assert (
        "Directed by Physician (MD), board certified in psychiatry; "
        "150 hours of ketamine-assisted therapy training"
    ) in text_of(card_of(listing).rest)


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("medical_director", "Directed by Nurse anesthetist (CRNA)"),
        ("leads", "Run by Nurse anesthetist (CRNA)"),
        ("prescriber", "Prescribed by Nurse anesthetist (CRNA)"),
    ],
)
def test_a_card_says_in_which_role_somebody_stands_first(role, words):
    listing = listed(practitioners=[person("Solveig", roles=[role], license="crna")])

    assert words in text_of(card_of(listing).rest)


def test_offerings_cost_a_card_no_query(django_assert_num_queries):
    listing = listed(offerings=[IV_MOOD, SPRAVATO])

    with django_assert_num_queries(1):
        card_of(listing)
