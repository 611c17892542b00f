"""The record of a listing: what it holds, what it leaves out, and what holds on a day."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from directory.claims.model import Claim
from directory.exchange.record import (
    RecordRow,
    iso_time,
    json_line,
    on_day,
    record,
    record_row,
    record_rows,
)
from directory.facts.safety_warnings import WARNINGS, WARNINGS_BELOW
from directory.facts.spine import STATEMENTS
from directory.models import Listing
from tests.support.factories import make_listing, make_listings
from tests.support.published import everything_stated, noon, show

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 20)
KEYS = """
id slug url name latitude longitude version changed_in changed_at first_published_on published_on
confirmed_on current_until listed_until source source_license organization_id terms statements
effective_offerings
""".split()  # noqa: SIM905


def recorded(listing):
    return record(Listing.objects.get(pk=listing.pk))


def test_a_record_has_every_key_and_every_statement_in_the_order_of_the_spine():
    data = recorded(make_listing())

    assert list(data) == KEYS
    assert list(data["statements"]) == list(STATEMENTS)
    assert {key for entry in data["statements"].values() for key in entry} == {"value", "evidence", "on"}


def test_a_row_and_a_listing_make_the_same_record(django_assert_num_queries):
    several = make_listings([everything_stated(), {"route": ["iv"]}, {}], at=noon(DAY))
    show(several[0], {"statement": "route"}, {"statement": "practitioners", "person": "Ines Okonjo-Vale"})

    with django_assert_num_queries(1):
        by_id = {row.pk: record(row) for row in record_rows(Listing.objects.all(), size=5)}
    assert by_id == {one.pk: recorded(one) for one in several}
    with django_assert_num_queries(4):
        assert [record(row) for row in record_rows(Listing.objects.all(), size=1)] == [*by_id.values()]


def test_a_line_is_the_record_as_json():
    data = recorded(make_listing(**everything_stated()))

    line = json_line(data)
    assert line.endswith(b"}\n")
    assert line.count(b"\n") == 1
    assert json.loads(line) == data


def test_a_record_carries_the_days_on_which_things_end():
    data = recorded(make_listing(at=noon(DAY), availability="accepting", availability_on=date(2026, 11, 1)))

    names = ("first_published_on", "published_on", "confirmed_on", "current_until", "listed_until")
    assert [data[name] for name in names] == [
        *["2026-11-20"] * 3,
        "2027-02-18",
        "2027-05-19",
    ]
    assert data["statements"]["availability"] == {
        "value": "accepting",
        "evidence": "self_reported",
        "on": "2026-11-20",
        "until": "2026-12-11",
    }


def test_a_listing_that_no_clinic_confirmed_was_never_current():
    data = recorded(make_listing(at=noon(DAY), origin="import", source="A list"))

    assert (data["confirmed_on"], data["current_until"], data["listed_until"]) == (None, None, "2027-05-19")
    assert (data["source"], data["statements"]["name"]["evidence"]) == ("A list", None)


def test_the_day_of_each_statement_is_that_of_the_page():
    listing = make_listing(**everything_stated())
    names = list(STATEMENTS)
    listing.stated_on = {
        names[0]: None,
        names[1]: "2026-01-01",
        names[2]: "2099-01-01",
        "route": "2026-02-02",
    }
    listing.taken_over = [names[1], "email", "route"]

    statements = record(listing)["statements"]

    days = {name: listing.last_stated_on(name) for name in names}
    assert {name: entry["on"] for name, entry in statements.items() if "on" in entry} == {
        name: day and day.isoformat() for name, day in days.items() if "on" in statements[name]
    }


def mark(kind, on, until=None, **more):
    usual = {"statement": "route", "person": "", "about": "license", "source": "A letter", "url": ""}
    return usual | {"kind": kind, "on": on, "until": until} | more


def test_the_strongest_evidence_stands_first_and_the_others_follow():
    listing = make_listing(route=["iv"], at=noon(DAY))
    listing.evidence = [
        mark("document_seen", "2026-01-01"),
        mark("register_checked", "2025-01-01", "2026-12-01", url="https://register.example/1"),
        mark("document_seen", "2026-03-01", "2027-03-01"),
    ]

    letter = {"source": "A letter", "about": "license"}
    assert record(listing)["statements"]["route"] == {
        "value": ["iv"],
        "evidence": "register_checked",
        "on": "2025-01-01",
        "until": "2026-12-01",
        "source": "A letter",
        "url": "https://register.example/1",
        "about": "license",
        "also": [
            {"evidence": "document_seen", "on": "2026-03-01", "until": "2027-03-01", **letter},
            {"evidence": "document_seen", "on": "2026-01-01", **letter},
            {"evidence": "self_reported", "on": "2026-11-20"},
        ],
    }


@pytest.mark.parametrize(
    ("day", "evidence"),
    [
        (
            "2026-12-01",
            [("register_checked", "2026-12-01"), ("document_seen", "2027-03-01"), ("self_reported", None)],
        ),
        ("2026-12-02", [("document_seen", "2027-03-01"), ("self_reported", None)]),
        ("2027-03-02", [("self_reported", None)]),
    ],
)
def test_on_a_day_holds_what_has_not_ended(day, evidence):
    listing = make_listing(route=["iv"], at=noon(DAY))
    listing.evidence = [
        mark("register_checked", "2026-01-01", "2026-12-01"),
        mark("document_seen", "2026-03-01", "2027-03-01"),
    ]

    entry = on_day(record(listing), date.fromisoformat(day))["statements"]["route"]

    marks = [entry, *entry.get("also", [])]
    assert [(one["evidence"], one.get("until")) for one in marks] == evidence


def test_a_value_stays_when_all_it_rests_on_has_ended():
    listing = make_listing(origin="import", source="A list", setting=["home_unsupervised"], at=noon(DAY))
    listing.evidence = [mark("document_seen", "2026-01-01", "2026-12-01", statement="setting")]

    before, after = (
        on_day(record(listing), DAY + timedelta(days=days))["statements"]["setting"] for days in (0, 12)
    )

    assert after == {
        "value": ["home_unsupervised"],
        "evidence": None,
        "on": None,
        "warnings": before["warnings"],
    }


def test_evidence_for_persons_ends_too():
    listing = make_listing(practitioners=[{"name": "A"}, {"name": "B"}])
    person = {"statement": "practitioners"}
    listing.evidence = [
        mark("document_seen", "2026-01-01", "2026-02-01", person="A", **person),
        mark("document_seen", "2026-01-01", "2026-03-01", person="B", **person),
    ]

    seen = [
        [
            one["person"]
            for one in on_day(record(listing), date(2026, month, 1))["statements"]["practitioners"].get(
                "checked", []
            )
        ]
        for month in (2, 3, 4)
    ]
    assert seen == [["A", "B"], ["B"], []]


def test_own_words_are_withheld_until_somebody_agreed():
    listing = record_row(make_listing(about="We are kind.", at=noon(DAY)))

    withheld = listing._replace(terms="", source_license="")
    assert record(withheld)["statements"]["about"] == {"value": None, "withheld": True}
    assert record(withheld._replace(about=""))["statements"]["about"] == {"value": None}
    for agreed in ({"terms": "2026-12"}, {"source_license": "cc-by-4.0", "stated_on": {}}):
        assert record(withheld._replace(**agreed))["statements"]["about"]["value"] == "We are kind."


def test_the_license_of_an_import_is_not_about_words_that_the_clinic_stated_itself():
    """The clinic wrote them before there were terms; then an import published something else over them."""
    clinic = make_listing(about="We are kind.", at=noon(DAY)).clinic
    Listing.objects.update(terms="")
    of_register = {"origin": "import", "source": "A register", "source_license": "cc0-1.0", "terms": ""}
    listing = make_listing(clinic, phone="+13035550123", **of_register)

    assert (listing.source_license, listing.terms, listing.about) == ("cc0-1.0", "", "We are kind.")
    assert record(listing)["statements"]["about"] == {"value": None, "withheld": True}
    listing = make_listing(clinic, about="From the register.", **of_register)
    assert recorded(listing)["statements"]["about"]["value"] == "From the register."


def test_words_under_cc_by_stay_under_the_name_of_their_source_when_another_import_changes_the_rest():
    list_a = {"origin": "import", "source": "A", "source_license": "cc-by-4.0", "terms": ""}
    list_b = {"origin": "import", "source": "B", "source_license": "public-domain", "terms": ""}
    clinic = make_listing(about="Words of A.", **list_a).clinic

    for phone in ("+13035550142", "+13035550143"):
        data = recorded(make_listing(clinic, phone=phone, **list_b))
        assert (data["source"], data["source_license"]) == ("A; B", "cc-by-4.0")
    data = recorded(make_listing(clinic, phone="", **(list_b | {"source": "C" * 199})))
    assert data["statements"]["about"] == {"value": None, "withheld": True}
    data = recorded(make_listing(clinic, about="Words of B.", **list_b))
    assert (data["source"], data["source_license"]) == ("B", "public-domain")


def test_a_time_is_in_utc_and_in_whole_seconds():
    at = datetime.fromisoformat("2026-11-22T09:03:11.987654-05:00")

    assert iso_time(at) == "2026-11-22T14:03:11Z"
    assert iso_time(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)) == "2026-01-02T03:04:05Z"
    assert iso_time(None) is None


def test_no_warning_depends_on_the_day():
    """The words of a warning are kept, and are part of a record."""
    warnings = [*WARNINGS.values(), *(warning for _limit, warning in WARNINGS_BELOW.values())]
    sentences = [one for warning in warnings for one in (warning.first, *warning.claims)]

    assert [one.key for one in sentences if isinstance(one, Claim) and one.valid_until] == []


def test_a_record_changes_nothing_that_records_share():
    rows = [record_row(one) for one in make_listings([everything_stated(), {}])]
    first = [json_line(record(row)) for row in rows]
    for row in rows:
        on_day(record(row), DAY + timedelta(days=4000))

    assert [json_line(record(row)) for row in rows] == first
    assert isinstance(rows[0], RecordRow)
