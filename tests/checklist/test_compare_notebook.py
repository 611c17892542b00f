"""The clinics of a notebook side by side: priorities and differences first, what nobody asked folded."""

from datetime import date

import pytest

from checklist import listing_statements, notebook, offering_answers, priorities
from checklist.notebook import Answer, Impression
from checklist.views.compare import compare_clinics
from tests.support.factories import make_listing
from tests.support.html import assert_valid

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 28)


@pytest.fixture
def book():
    book = notebook.new()
    for listing in (
        make_listing(name="Tern House", attendance=["call_bell"], availability="open", availability_on=TODAY),
        make_listing(name="Half Acre", attendance=["continuous_clinician"], monitoring=["pulse_oximetry"]),
    ):
        notebook.add_clinic(book, listing=listing.pk, slug=listing.slug, name=listing.name)
    return book


def answer(book, key, *impressions):
    for clinic, impression in zip(book["clinics"], impressions, strict=True):
        notebook.set_answer(clinic, key, Answer(impression))


def keys(book):
    """The keys of the rows of each list; of the last two, whether D2 and A6 are in them."""
    comparison = compare_clinics(book, listing_statements.listings_by_id(book), TODAY)
    lists = {name: [row.key for row in getattr(comparison, name)] for name in comparison._fields}
    return lists | {name: [key for key in lists[name] if key in ("D2", "A6")] for name in ("listed", "open")}


def test_what_was_asked_and_differs_comes_before_what_is_alike_and_what_was_not_asked(book):
    answer(book, "A1", Impression.PARTLY, Impression.PARTLY)
    answer(book, "D1", Impression.PARTLY, Impression.PARTLY)
    answer(book, "G4", Impression.PARTLY, Impression.WORRYING)

    assert keys(book) == {
        "first": [],
        "differ": ["D1", "G4"],  # of D1 the statements differ
        "alike": ["A1"],
        "listed": ["D2"],
        "open": ["A6"],
    }


def test_priorities_come_first_though_nobody_asked_or_they_are_alike(book):
    answer(book, "A1", Impression.PARTLY, Impression.PARTLY)
    answer(book, "D1", Impression.PARTLY, Impression.WORRYING)
    priorities.set_priorities(book, ["D2", "A1"])

    assert {name: keys(book)[name] for name in ("first", "differ", "alike", "listed")} == {
        "first": ["A1", "D2"],
        "differ": ["D1"],
        "alike": [],
        "listed": [],
    }


def test_a_priority_that_no_question_asks_for_is_a_row_of_statements(book):
    priorities.set_priorities(book, ["availability"])

    comparison = compare_clinics(book, listing_statements.listings_by_id(book), TODAY)

    assert [(row.key, len(row.cells)) for row in comparison.first] == [("", 2)]


def test_answers_by_offering_stand_with_the_name_of_the_offering(client):
    ways = [{"route": "iv", "purpose": "mood"}, {"route": "im"}]
    names = ["Tern House", "Half Acre"]
    listings = [make_listing(name=name, offerings=ways) for name in names]
    client.post("/notebook/start/", {"clinic": listings[0].slug})
    client.post("/notebook/keep/", {"clinic": listings[1].slug})
    page = client.get("/notebook/").text
    clinic_id = page.partition("/notebook/clinics/")[2][:8]
    key = f"D1.{offering_answers.offering_id('IV, mood')}"
    address = f"/notebook/clinics/{clinic_id}/answers/"
    client.post(address, {"D1-shown": "", "D1-note": "", "D1-impression": "", "split": "D1"})
    client.post(address, {f"{key}-shown": "", f"{key}-note": "A nurse", f"{key}-impression": "worrying"})

    page = client.get("/notebook/compare/").text

    assert page.count('<span class="versus__role">IV, mood</span>') == 1
    assert page.count("IV, mood: Worrying") == 1
    assert_valid(page)


def test_each_clinic_has_one_list_and_none_says_that_there_is_nothing(client):
    client.post("/notebook/start/", {"clinic": make_listing(name="Tern House").slug})
    client.post("/notebook/keep/", {"clinic": make_listing(name="Half Acre").slug})

    page = client.get("/notebook/compare/").text

    assert [page.count(words) for words in ("None so far", "Worth another look", "are still to ask")] == [
        0,
        0,
        2,
    ]
