# ruff: noqa: E501
"""Which listings match a question: by facets, and around a place."""

import re
from datetime import date, timedelta
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis.strategies import floats

from directory.facts.facets import FACETS
from directory.index.index import COLUMNS, Index
from directory.models import Submission
from directory.moderation import decisions
from directory.places.geometry import Point, haversine_miles
from directory.search.query import QuestionError
from tests.support.factories import make_listing, make_submission, take_down
from tests.support.searching import DENVER, ago, ask, names

pytestmark = pytest.mark.django_db


def test_inside_a_facet_values_are_joined_by_or_and_between_facets_by_and(today):
    make_listing(name="Drip", route=["iv"], payment=["self_pay"])
    make_listing(name="Shot", route=["im"], payment=["self_pay"])
    make_listing(name="Free drip", route=["iv"], payment=["charity"])

    assert sorted(names("route=iv&route=im&payment=self_pay", today)) == ["Drip", "Shot"]


@pytest.mark.parametrize(
    "parameter",
    [name for name, facet in FACETS.items() if facet.not_stated is not None],
)
def test_not_stated_is_a_value_of_every_facet_and_never_a_no(today, parameter):
    make_listing(name="Silent", origin=Submission.Origin.IMPORT, source="A file")

    assert names(f"{parameter}=not_stated", today) == ["Silent"]
    others = [code for code in FACETS[parameter].labels if code != "not_stated"]
    assert {code: names(f"{parameter}={code}", today) for code in others} == {code: [] for code in others}


def test_stating_none_is_not_the_same_as_not_stating(today):
    make_listing(name="Says none", monitoring=["none"])
    make_listing(name="Silent")

    assert names("monitoring=none", today) == ["Says none"]
    assert names("monitoring=not_stated", today) == ["Silent"]


def test_a_language_is_found_however_it_is_spoken(today):
    make_listing(name="Spoken", languages=["es:clinician", "en:clinician"])
    make_listing(name="Written", languages=["es:written"])

    assert sorted(names("language=es", today)) == ["Spoken", "Written"]


def test_a_license_is_found_among_the_people(today):
    make_listing(name="With a nurse", practitioners=[{"name": "Ann", "roles": [], "license": "rn"}])
    make_listing(name="With somebody", practitioners=[{"name": "Bea", "roles": []}])

    assert names("license=rn", today) == ["With a nurse"]
    assert names("license=not_stated", today) == ["With somebody"]


@pytest.mark.parametrize(
    ("stated", "asked"),
    [
        ({"given_by": ["rn"]}, "license=rn"),
        ({"prescribed_by": ["md"]}, "license=md"),
        ({"team_boards": ["psychiatry"]}, "board=psychiatry"),
    ],
)
def test_a_team_is_found_that_states_its_licenses_and_boards_without_names(today, stated, asked):
    make_listing(name="A team", **stated)
    make_listing(name="Nobody stated")

    assert names(asked, today) == ["A team"]


def test_availability_counts_for_21_days(today):
    make_listing(
        name="Fresh", at=ago(100), availability="accepting", availability_on=today - timedelta(days=21)
    )
    make_listing(
        name="Stale", at=ago(100), availability="accepting", availability_on=today - timedelta(days=22)
    )

    assert names("availability=accepting", today) == ["Fresh"]
    assert names("availability=not_stated", today) == ["Stale"]


def test_confirming_a_listing_confirms_its_availability(today):
    listing = make_listing(
        name="Stated long ago",
        at=ago(60),
        availability="waitlist",
        availability_on=today - timedelta(days=60),
    )
    assert names("availability=waitlist", today) == []

    decisions.confirm(listing=listing, by=None)

    assert names("availability=waitlist", today) == ["Stated long ago"]


def test_a_listing_leaves_the_results_after_180_days(today):
    make_listing(name="At 180", at=ago(180))
    make_listing(name="At 181", at=ago(181))

    assert names("", today) == ["At 180"]
    assert names("confirmed=lapsed", today) == ["At 181"]


def test_a_removed_listing_is_not_found(today):
    listing = make_listing(name="Gone", route=["iv"])
    assert names("route=iv", today) == ["Gone"]

    take_down(listing)

    assert names("route=iv", today) == []


def test_what_changes_is_found_by_what_it_says_now(today):
    listing = make_listing(name="Changing", route=["iv"])
    make_listing(name="Constant", route=["iv"])
    assert sorted(names("route=iv", today)) == ["Changing", "Constant"]

    make_listing(listing.clinic, route=["im"])

    assert names("route=iv", today) == ["Constant"]
    assert names("route=im", today) == ["Changing"]


def test_an_offering_that_goes_is_not_found_any_more(today):
    shot = {"route": "im", "setting": "therapy_office"}
    listing = make_listing(name="Changing", offerings=[{"route": "iv"}, shot, {"route": "oral"}])
    assert names("route=im&setting=therapy_office", today) == ["Changing"]

    make_listing(listing.clinic, offerings=[{"route": "iv", "setting": "therapy_office"}, {"route": "im"}])

    assert names("route=im&setting=therapy_office", today) == []
    assert names("route=iv&setting=therapy_office", today) == ["Changing"]
    assert names("route=oral", today) == []


def test_a_pending_submission_changes_nothing(today):
    listing = make_listing(name="Old name", route=["iv"])

    make_submission(listing.clinic, name="New name", route=["im"])

    assert names("route=iv", today) == ["Old name"]
    assert names("route=im", today) == []


def test_one_organization_is_found_by_its_code(today):
    from directory.models import Organization

    chain = Organization.objects.create(name="Harbor Group", slug="harbor-group")
    make_listing(name="Harbor East", organization=chain)
    make_listing(name="Alone")

    assert names("organization=harbor-group", today) == ["Harbor East"]
    with pytest.raises(QuestionError):
        ask("organization=unknown", today)


# ---- places and distance


def test_the_edge_of_the_circle_is_inside(today):
    one_degree = 69.0934  # statute miles of a degree of latitude, R = 3958.7613
    make_listing(name="Near", **DENVER | {"latitude": 39.7392 + 24.99 / one_degree})
    make_listing(name="Far", **DENVER | {"latitude": 39.7392 + 25.01 / one_degree})

    assert names("near=39.7392,-104.9903&within=25", today) == ["Near"]


@pytest.mark.parametrize(
    ("latitude", "longitude", "on_card"),
    [
        (39.7392, -104.9903, "less than a mile"),
        (39.9, -105.1, "13 miles"),
        (38.8, -104.8, "66 miles"),
        (40.6, -111.9, "370 miles"),
    ],
)
def test_the_miles_of_a_listing_are_the_great_circle_distance(client, today, latitude, longitude, on_card):
    make_listing(latitude=latitude, longitude=longitude, point_source="given")
    expected = haversine_miles((39.74, -104.99), (latitude, longitude))
    query = {"near": "39.74,-104.99", "within": "500"}

    (listing,) = client.get("/clinics.json", query).json()["results"]
    (miles,) = ask("near=39.74,-104.99&within=500", today).matches.miles.values()

    assert miles == pytest.approx(expected, abs=1e-6)
    assert listing["miles"] == round(expected, 2)
    assert f">Denver, CO · {on_card}</p>" in client.get("/clinics/", query).text


@given(latitude=floats(-89, 89), longitude=floats(-180, 180), north=floats(-5, 5), east=floats(-5, 5))
def test_the_index_measures_as_haversine_does_and_loses_nothing_within_the_circle(
    latitude, longitude, north, east
):
    there = max(-90, min(90, latitude + north)), (longitude + east + 180) % 360 - 180
    row = dict.fromkeys(COLUMNS, "") | {"pk": 1, "latitude": there[0], "longitude": there[1]}
    row |= {"codes": [], "offering_codes": [], "stated_on": {}, "first_published_on": date(2026, 1, 1)}
    row |= {"directory_version": 1, "practitioners": []}
    row |= dict.fromkeys(("confirmed_on", "removed_at", "document_seen_until", "register_checked_until"))
    index = Index(history=None).updated(1, [tuple(row.values())])

    miles = index.miles_from(Point(latitude, longitude), within=250, among=index.ids)

    expected = haversine_miles((latitude, longitude), there)
    assert miles == (pytest.approx({1: expected}, abs=1e-4) if expected <= 250 else {})


def test_a_place_that_is_not_known_searches_nothing_wider(client, today):
    make_listing(name="Somewhere", **DENVER)

    page = client.get("/clinics/", {"near": "South Atlantis"}).content.decode()

    assert ask("near=South+Atlantis", today).total == 0
    assert "We do not know this place" in page
    assert "Somewhere" not in page


def test_a_town_in_many_states_offers_them_and_searches_nothing(client):
    make_listing(name="Somewhere", city="Springfield", state="MO", latitude=37.2, longitude=-93.3)

    page = client.get("/clinics/", {"near": "Springfield", "route": "iv"}).content.decode()

    assert "Which Springfield?" in page
    assert "near=Springfield%2C+MO&amp;route=iv" in page
    assert "Somewhere" not in page


@pytest.mark.parametrize("typed", ["Colorado", "co", "C.O.", "Colorado, USA"])
def test_a_state_typed_as_a_place_is_the_whole_state(client, today, typed):
    make_listing(name="There", state="CO", route=["iv"])
    make_listing(name="Elsewhere", state="WY", route=["iv"], **DENVER)

    page = client.get("/clinics/", {"near": typed, "route": "iv"}).text

    assert names(f"near={typed}", today) == ["There"]
    assert sentences(page) == ["1 clinic in Colorado, with ketamine given by IV infusion"] * 3
    assert "In Colorado <svg" in page
    assert client.get("/clinics.json", {"near": typed}).json()["total"] == 1


@pytest.mark.parametrize(
    ("typed", "label"), [("New York", "New York state"), ("washington", "Washington state")]
)
def test_a_town_named_like_a_state_offers_the_whole_state(client, typed, label):
    page = client.get("/clinics/", {"near": typed, "route": "iv"}).text

    assert f'href="/clinics/?near={quote_plus(label)}&amp;route=iv#count">{label}</a>' in page


def sentences(page):
    """Title, status line for screen readers, and heading of a page of results."""
    title = re.search(r"<title>(.*?)\. Ketamine", page)[1]
    status = re.search(r'id="status"[^>]*>(.*?)</p>', page)[1]
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", page)[1]
    return [title, status, heading]


UNKNOWN = "We do not know this place, so we could not search"


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize(
    ("near", "sentence"),
    [
        ("1234", UNKNOWN),
        ("Nowhere, CO", UNKNOWN),
        ("FL 80202", UNKNOWN),
        ("x" * 101, UNKNOWN),
        ("91,0", UNKNOWN),
        ("Springfield", "Which Springfield? We have not searched yet"),
    ],
)
def test_title_heading_and_spoken_line_say_that_nothing_was_searched(client, headers, near, sentence):
    make_listing(name="Somewhere", **DENVER)

    page = client.get("/clinics/", {"near": near, "q": "iv"}, headers=headers).text

    assert sentences(page) == [sentence] * 3
    assert "0 clinics" not in page
    assert "within 25" not in page
    assert "Somewhere" not in page


@pytest.mark.parametrize("form", ["csv", "json", "atom"])
@pytest.mark.parametrize(
    ("near", "sentence"),
    [
        ("1234", f"{UNKNOWN}. Enter a ZIP code, or a town and its state."),
        (
            "Glendale",
            "We have not searched yet: many towns are called Glendale. Add the state: Glendale, AZ; Glendale, CA; "
            "Glendale, NY; Glendale, WI; Glendale, MO; Glendale, CO; Glendale, OH; Glendale, MS; Glendale, WV; "
            "Glendale, OR.",
        ),
    ],
)
def test_data_of_a_place_that_is_not_known_are_refused(client, form, near, sentence):
    refused = client.get(f"/clinics.{form}", {"near": near})

    assert refused.status_code == 400
    assert sentence in refused.text


def test_what_cannot_be_read_says_so_in_title_and_heading(client):
    page = client.get("/clinics/", {"near": "Denver\x7f"})

    assert page.status_code == 400
    assert "<title>Error: we couldn’t run this search" in page.text
    assert "<h1>We couldn’t run this search" in page.text


def test_a_few_beyond_the_circle_come_under_their_own_heading_and_are_not_counted(client):
    make_listing(name="Inside", **DENVER)
    make_listing(name="Outside", **DENVER | {"latitude": 40.2})

    page = client.get("/clinics/", {"near": "80202", "within": "10"}).content.decode()

    assert page.count("1 clinic within 10 miles of") == 3  # title, status, heading
    assert page.index("Inside") < page.index("Nearby, but more than 10 miles away") < page.index(">Outside<")


@pytest.mark.parametrize("chosen", [{}, {"confirmed": "lapsed"}])
def test_a_lapsed_listing_never_stands_beyond_the_circle(client, chosen):
    for name, days in {"Current": 1, "Overdue": 100, "Lapsed": 181}.items():
        make_listing(name=name, at=ago(days), **DENVER | {"latitude": 40.2})

    page = client.get("/clinics/", {"near": "80202", "within": "10"} | chosen).content.decode()

    shown = [name for name in ("Current", "Overdue", "Lapsed") if name in page]
    assert shown == ([] if chosen else ["Current", "Overdue"])


def test_of_those_beyond_the_circle_the_five_nearest_are_shown(client):
    for step in range(1, 8):
        make_listing(name=f"Step {step}", **DENVER | {"latitude": 39.95 + step / 50})

    page = client.get("/clinics/", {"near": "80202", "within": "10"}).content.decode()

    assert list(dict.fromkeys(re.findall(r"Step \d", page))) == [f"Step {step}" for step in range(1, 6)]
