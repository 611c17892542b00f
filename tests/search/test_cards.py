"""Cards are cached by the process: never staler than their row, and never more than MAX_CACHED."""

import pytest
from django.utils import timezone, translation

from directory.models import Listing
from directory.search import cards
from tests.support.published import days_ago, listed

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
