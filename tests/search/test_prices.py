"""Prices: the bands, "under $500 a session" typed, and the order by price."""

import pytest
from django.utils import timezone

from tests.support.factories import make_listing, make_listings
from tests.support.searching import ago, ask, names

pytestmark = pytest.mark.django_db


def offering(route="iv", **parts):
    return {"route": route} | parts


def priced(route, low, high=None, unit="session", **parts):
    return offering(
        route, price_low=low, price_high=high, price_unit=unit, prices_as_of=timezone.localdate(), **parts
    )


def make_offering(name, *offerings, **facts):
    return make_listing(name=name, offerings=list(offerings), **facts)


# ---- bands


@pytest.mark.parametrize(
    ("low", "high", "band"),
    [
        (199, None, "under_200"),
        (200, None, "200_to_399"),
        (399, 900, "200_to_399"),
        (400, 400, "400_to_599"),
        (1199, None, "800_to_1199"),
        (1200, 3000, "1200_or_more"),
        (None, 450, "400_to_599"),
        (0, 450, "under_200"),
    ],
)
def test_an_offering_is_in_the_one_band_of_its_lowest_stated_price(today, low, high, band):
    make_offering("Priced", priced("iv", low, high))

    finding = [
        code
        for code in ("under_200", "200_to_399", "400_to_599", "600_to_799", "800_to_1199", "1200_or_more")
        if names(f"session_price={code}", today)
    ]
    assert finding == [band]


def test_a_price_of_a_month_or_of_a_first_visit_is_no_price_of_a_session(today):
    make_offering("Monthly", priced("sublingual", 140, unit="month"))
    make_offering("With exam", priced("iv", 390, unit="visit_with_exam"))

    assert names("session_price=under_200&session_price=200_to_399", today) == []
    assert names("month_price=under_150", today) == ["Monthly"]


def test_a_price_of_the_clinic_belongs_to_no_route_where_there_are_several(today):
    facts = {"session_price_low": 450, "prices_as_of": today}
    make_listing(name="One route", route=["iv"], **facts)
    make_listing(name="Two routes", route=["iv", "im"], **facts)

    assert sorted(names("session_price=400_to_599", today)) == ["One route", "Two routes"]
    assert names("session_price=400_to_599&route=iv", today) == ["One route"]


# ---- typed


@pytest.fixture
def three(db):
    course = offering("iv", course_price=2400, prices_as_of=timezone.localdate())
    make_listings(
        [
            {"name": "At 450", "offerings": [priced("iv", 450, 900), priced("im", 700)]},
            {"name": "At 500", "offerings": [priced("iv", 500)]},
            {"name": "By the month", "offerings": [priced("sublingual", 129, unit="month")]},
            {"name": "A course", "offerings": [course]},
        ]
    )


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("under $500 a session", ["At 450"]),
        ("Under $500", ["At 450"]),
        ("less than 500 dollars per session", ["At 450"]),
        ("under 500 a session", ["At 450"]),
        ("up to $500 a session", ["At 450", "At 500"]),
        ("ketamine under $1,000 an infusion", ["At 450", "At 500"]),
        ("under $150 a month", ["By the month"]),
        ("under $2,500 for a whole course", ["A course"]),
        ("under $100 a session", []),
    ],
)
def test_a_price_typed_finds_exactly_what_is_to_be_had_for_less(today, three, typed, finds):
    assert sorted(names({"q": typed}, today)) == finds


def test_a_number_that_is_no_price_is_a_word(today):
    make_listing(name="Under 18", about="Nobody under 18 is treated here.")

    assert names("q=under 18", today) == ["Under 18"]


def test_a_price_typed_and_a_route_chosen_must_be_of_one_offering(today, three):
    assert names({"q": "under $500 a session", "route": "iv"}, today) == ["At 450"]
    assert names({"q": "under $500 a session", "route": "im"}, today) == []
    assert names({"q": "under $500 a session im"}, today) == []


# ---- the order


def test_the_order_by_price_is_offered_only_where_one_route_is_chosen(today, three):
    def orders(query):
        return [code for code, _label in ask(query, today).sorting.choices]

    assert orders("route=iv") == ["price", "confirmed", "name"]
    for query in ("", "route=iv&route=im", "route=not_stated"):
        assert orders(query) == ["confirmed", "name"]
    assert names("order=price", today) == names("", today)


def test_the_lowest_price_of_an_offering_that_matches_comes_first_and_what_is_not_stated_last(today):
    make_offering("Not stated", offering("iv"), at=ago(1))
    make_offering("Shots are cheap", priced("im", 100), priced("iv", 800), at=ago(2))
    make_offering("Two infusions", priced("iv", 900, purpose="pain"), priced("iv", 300), at=ago(3))
    make_offering("In between", priced("iv", 400, 500), at=ago(4))

    assert names("route=iv&order=price", today) == [
        "Two infusions",
        "In between",
        "Shots are cheap",
        "Not stated",
    ]
    assert names("route=iv&order=price&purpose=pain", today) == ["Two infusions"]


def test_a_price_for_a_group_is_never_compared_with_one_for_a_single_person(today):
    make_offering("Group", priced("iv", 100, format="group"), at=ago(1))
    make_offering("Alone", priced("iv", 400, format="alone"), at=ago(2))
    make_offering("Format not stated", priced("iv", 300), at=ago(3))
    make_listing(
        name="Alone or in a group",
        route=["iv"],
        format=["alone", "group"],
        session_price_low=50,
        prices_as_of=today,
    )

    assert names("route=iv&order=price", today) == [
        "Format not stated",
        "Alone",
        "Alone or in a group",
        "Group",
    ]
    assert names("route=iv&order=price&format=group", today) == ["Group", "Alone or in a group"]


def test_the_unit_is_that_of_the_bands_chosen(today):
    make_offering("Dear months", priced("sublingual", 140, unit="month"), at=ago(1))
    make_offering("Cheap months", priced("sublingual", 120, unit="month"), at=ago(2))

    assert names("route=sublingual&order=price", today) == ["Dear months", "Cheap months"]
    assert names("route=sublingual&order=price&month_price=under_150", today) == [
        "Cheap months",
        "Dear months",
    ]


def test_the_page_says_which_prices_are_compared(client, today):
    make_offering("Priced", priced("iv", 450))

    page = client.get("/clinics/?route=iv&order=price").text

    assert (
        "This order is by the lowest price that a clinic states for a session. "
        "Prices for groups and couples are left out. Clinics that state no such price come last." in page
    )
    assert "This order is by" not in client.get("/clinics/?route=iv").text


def test_pages_in_the_order_of_price_neither_repeat_nor_lose_a_listing(client, today):
    make_listings(
        {
            "name": f"Clinic {number}",
            "offerings": [priced("iv", 400 + number % 3) if number % 2 else offering("iv")],
        }
        for number in range(25)
    )

    pages = [
        client.get(f"/clinics.json?route=iv&order=price&page={page}").json()["results"] for page in (1, 2)
    ]

    assert [len(page) for page in pages] == [20, 5]
    assert len({listing["slug"] for page in pages for listing in page}) == 25
