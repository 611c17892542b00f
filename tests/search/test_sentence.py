"""The sentence over the results, and the filters that are on."""

import re

import pytest

from tests.support.factories import make_listing
from tests.support.searching import DENVER, ask

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "1 clinic"),
        (
            "near=80202&route=iv",
            "1 clinic within 25 miles of Denver, CO 80202, with ketamine given by IV infusion",
        ),
        ("near=39.74,-104.99", "1 clinic within 25 miles of a point near Denver, CO"),
        (
            "route=iv&route=sublingual",
            "1 clinic, with ketamine given by IV infusion or as a lozenge under the tongue",
        ),
        ("state=CO&condition=ptsd", "1 clinic, in Colorado, for PTSD"),
        ("q=drip&payment=not_stated", "1 clinic for “drip”, with no ways to pay given"),
        ("q=drip near Denver", "1 clinic for “drip” within 25 miles of Denver, CO"),
        ("q=orange county drip", "0 clinics for “orange county drip”"),
        ("q=drip glorbix", "1 clinic for “drip”"),
        ("q=affordable", "1 clinic"),
        (
            "q=drip evenings psychiatrist ptsd spanish wheelchair",
            "0 clinics for “drip evenings psychiatrist ptsd spanish…”",
        ),
        ("route=iv&insurer=aetna", "0 clinics, with ketamine given by IV infusion, taking Aetna"),
        (
            "takes=bipolar&format=group",
            "0 clinics, where you are treated in a group, willing to consider people with bipolar disorder",
        ),
        (
            "takes=bipolar&takes=not_stated",
            "1 clinic, willing to consider people with bipolar disorder "
            "or with no word on whom they do not treat",
        ),
        (
            "route=rectal&condition=eating_disorder",
            "0 clinics, with ketamine given rectally, for eating disorders",
        ),
        (
            "setting=home_unsupervised",
            "0 clinics, where doses are given at home with no one watching",
        ),
        (
            "condition=not_stated&session_price=under_200",
            "0 clinics, with no conditions given, where a session costs less than $200",
        ),
        (
            "open=saturday&board=pain",
            "0 clinics, open on Saturday, with board certification in pain medicine",
        ),
    ],
)
def test_the_heading_says_what_was_asked(today, query, sentence):
    make_listing(route=["iv"], conditions=["ptsd"], **DENVER)

    assert ask(query, today).sentence.count_and_filters == sentence


@pytest.mark.parametrize(
    ("query", "left_over"),
    [("q=glorbix", []), ("q=drip glorbix", ["glorbix"]), ("q=glorbix&near=Denver", ["glorbix"])],
)
def test_only_words_that_narrow_nothing_are_said_to(today, query, left_over):
    make_listing(route=["iv"], **DENVER)

    assert ask(query, today).sentence.left_over == left_over


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("q=glorbix", "Keywords: glorbix"),
        (
            "q=no nasal spray",
            "Not: Spravato nasal spray (esketamine) or Pharmacy-made (compounded) nasal spray",
        ),
    ],
)
def test_a_part_is_labeled_without_a_mark_in_a_mark(today, query, label):
    make_listing(route=["iv"])

    assert [part.label for part in ask(query, today).sentence.read] == [label]


@pytest.mark.parametrize(
    ("query", "is_asked"), [("q=ketamine near me", True), ("q=near me&near=Denver", False), ("q=drip", False)]
)
def test_near_me_among_the_words_is_told_to_be_unknown(today, query, is_asked):
    assert ask(query, today).place.asks_near_me == is_asked


def test_each_filter_that_is_on_has_a_link_that_takes_it_away_alone(client):
    make_listing(route=["iv"], **DENVER)

    page = client.get("/clinics/", {"near": "80202", "route": ["iv", "im"]}).content.decode()

    lifts = re.findall(r'<a class="read__part" href="([^"]*)">([^<]*) <svg', page)
    assert lifts == [
        ("/clinics/?route=iv&amp;route=im#count", "Within 25 miles of Denver, CO 80202"),
        ("/clinics/?near=80202&amp;route=im#count", "IV infusion"),
        ("/clinics/?near=80202&amp;route=iv#count", "Injection into a muscle"),
    ]


def test_nothing_found_says_which_filter_empties_the_list(client):
    make_listing(route=["iv"], payment=["charity"])

    page = client.get("/clinics/", {"route": "im", "payment": "charity"}).content.decode()

    assert "Without “Injection into a muscle”: 1 clinic" in page
    assert "Without “Charity fund”" not in page


def test_many_options_of_one_reading_are_said_in_the_typed_words(today):
    results = ask("q=accepts+insurance", today)

    assert [part.label for part in results.sentence.read] == ["“accepts insurance”"]


def test_words_that_nobody_wrote_are_told_once(today):
    make_listing(name="Harbor", languages=["es:clinician"])

    alone, beside = ask("q=xyzzy", today), ask("q=xyzzy+spanish", today)

    assert (alone.total, alone.sentence.left_over) == (0, [])
    assert (beside.total, beside.sentence.left_over) == (1, ["xyzzy"])
    assert [part.label for part in alone.sentence.read] == ["Keywords: xyzzy"]


def test_an_insurer_that_nobody_states_is_said_with_what_comes_nearest(client):
    make_listing(name="Commercial", insurance=["commercial"])
    make_listing(name="Silent")

    for query in ({"q": "Kaiser"}, {"insurer": "kaiser"}):
        page = client.get("/clinics/", query).text
        assert "No clinic here says that it takes Kaiser Permanente." in page
        assert (
            'href="/clinics/?insurance=commercial">With “Commercial insurance” instead: 1 clinic</a>' in page
        )
