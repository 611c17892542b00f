"""The results page, CSV, JSON and Atom: which listings match, their order, the counts, the sentence."""

import csv
import io
import re
from datetime import date, datetime, time, timedelta
from xml.etree import ElementTree

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import given
from hypothesis.strategies import floats

from directory.facts.facets import FACETS
from directory.facts.vocabulary import State
from directory.models import Submission, Version
from directory.moderation import decisions
from directory.places.geometry import Point, haversine_miles
from directory.search.facet_counts import count_options
from directory.search.index import COLUMNS, Index, current_index
from directory.search.query import Question, QuestionError
from directory.search.results import find_listings
from tests.support.factories import change, make_listing, make_listings, make_submission, take_down

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
DENVER = {"latitude": 39.7392, "longitude": -104.9903, "point_source": "given"}


def ask(query, today):
    return find_listings(Question.parse(QueryDict(query)), version=Version.now(), today=today)


def names(query, today):
    return [listing.name for listing in ask(query, today).all_listings()]


def count_of(answer, parameter, code):
    return {option.code: option.count for option in count_options(answer.matches, FACETS[parameter])}[code]


def ago(days):
    """Noon of that day: an hour of summer time must not make it the day before."""
    return timezone.make_aware(datetime.combine(timezone.localdate() - timedelta(days=days), time(12)))


# ---- which listings match


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


def test_the_edge_of_the_circle_is_inside(today, places):
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
    assert f"<p>Denver, CO, {on_card}</p>" in client.get("/clinics/", query).text


@given(latitude=floats(-89, 89), longitude=floats(-180, 180), north=floats(-5, 5), east=floats(-5, 5))
def test_the_index_measures_as_haversine_does_and_loses_nothing_within_the_circle(
    latitude, longitude, north, east
):
    there = max(-90, min(90, latitude + north)), (longitude + east + 180) % 360 - 180
    row = dict.fromkeys(COLUMNS, "") | {"pk": 1, "latitude": there[0], "longitude": there[1]}
    row |= {"codes": [], "stated_on": {}, "first_published_on": date(2026, 1, 1)}
    row |= dict.fromkeys(("confirmed_on", "removed_at", "document_seen_until", "register_checked_until"))
    index = Index(history=None).updated(1, [tuple(row.values())])

    miles = index.miles_from(Point(latitude, longitude, ""), within=250, among=index.ids)

    expected = haversine_miles((latitude, longitude), there)
    assert miles == (pytest.approx({1: expected}, abs=1e-4) if expected <= 250 else {})


def test_a_place_that_is_not_known_searches_nothing_wider(client, today):
    make_listing(name="Somewhere", **DENVER)

    page = client.get("/clinics/", {"near": "South Florida"}).content.decode()

    assert ask("near=South+Florida", today).total == 0
    assert "We do not know this place" in page
    assert "Somewhere" not in page


def test_a_town_in_many_states_offers_them_and_searches_nothing(client, places):
    make_listing(name="Somewhere", city="Springfield", state="MO", latitude=37.2, longitude=-93.3)

    page = client.get("/clinics/", {"near": "Springfield", "route": "iv"}).content.decode()

    assert "Which Springfield?" in page
    assert "near=Springfield%2C+MO&amp;within=25&amp;route=iv" in page
    assert "Somewhere" not in page


@pytest.mark.parametrize("typed", ["Colorado", "co", "C.O.", "Colorado, USA"])
def test_a_state_typed_as_a_place_is_the_whole_state(client, today, places, typed):
    make_listing(name="There", state="CO", route=["iv"])
    make_listing(name="Elsewhere", state="WY", route=["iv"], **DENVER)

    page = client.get("/clinics/", {"near": typed, "route": "iv"}).text

    assert names(f"near={typed}", today) == ["There"]
    assert sentences(page) == ["1 clinic in Colorado offering IV infusion"] * 3
    assert "In Colorado <svg" in page
    assert client.get("/clinics.json", {"near": typed}).json()["total"] == 1


@pytest.mark.parametrize(("typed", "code"), [("New York", "NY"), ("washington", "WA")])
def test_a_town_named_like_a_state_offers_the_whole_state(client, places, typed, code):
    page = client.get("/clinics/", {"near": typed, "route": "iv"}).text

    assert f'href="/clinics/?route=iv&amp;state={code}">Show all of the state of' in page


def sentences(page):
    """Title, status line for screen readers, and heading of a page of results."""
    title = re.search(r"<title>(.*?)\. Ketamine", page)[1]
    status = re.search(r'id="status"[^>]*>(.*?)</p>', page)[1]
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", page)[1]
    return [title, status, heading]


UNKNOWN = "We do not know this place, so nothing was searched"


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize(
    ("near", "sentence"),
    [
        ("1234", UNKNOWN),
        ("Nowhere, CO", UNKNOWN),
        ("FL 80202", UNKNOWN),
        ("x" * 101, UNKNOWN),
        ("Denver\ue000, CO", UNKNOWN),
        ("91,0", UNKNOWN),
        ("Springfield", "Which Springfield? Nothing was searched yet"),
    ],
)
def test_title_heading_and_spoken_line_say_that_nothing_was_searched(client, places, headers, near, sentence):
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
            "Kansas City",
            "Which Kansas City? Nothing was searched yet. Many towns go by that name. Add the state: "
            "Kansas City, MO; Kansas City, KS.",
        ),
    ],
)
def test_data_of_a_place_that_is_not_known_are_refused(client, places, form, near, sentence):
    refused = client.get(f"/clinics.{form}", {"near": near})

    assert refused.status_code == 400
    assert sentence in refused.text


def test_what_cannot_be_read_says_so_in_title_and_heading(client):
    page = client.get("/clinics/", {"near": "Denver\x7f"})

    assert page.status_code == 400
    sentence = "this search can't be read, so nothing was searched"
    assert f"<title>Error: {sentence}" in page.text.replace("&#x27;", "'")
    assert f"<h1>T{sentence[1:]}" in page.text.replace("&#x27;", "'")


def test_a_few_beyond_the_circle_come_under_their_own_heading_and_are_not_counted(client, places):
    make_listing(name="Inside", **DENVER)
    make_listing(name="Outside", **DENVER | {"latitude": 40.2})

    page = client.get("/clinics/", {"near": "80202", "within": "10"}).content.decode()

    assert page.count("1 clinic within 10 miles of") == 3  # title, status, heading
    assert page.index("Inside") < page.index("Nearby, but more than 10 miles away") < page.index("Outside")


# ---- order


def test_nearest_first_with_a_place_and_those_not_confirmed_lately_after_the_others(today):
    make_listing(name="Near but late", at=ago(120), **DENVER)
    make_listing(name="Far", **DENVER | {"latitude": 40.0})
    make_listing(name="Near", **DENVER | {"latitude": 39.8})

    assert names("near=39.7392,-104.9903&within=50", today) == ["Near", "Far", "Near but late"]


def test_most_recently_confirmed_first_without_place_or_words(today):
    make_listing(name="Last month", at=ago(30))
    make_listing(name="Never", origin=Submission.Origin.IMPORT, source="A file")
    make_listing(name="Yesterday", at=ago(1))
    make_listing(name="Long ago", at=ago(100))

    assert names("", today) == ["Yesterday", "Last month", "Long ago", "Never"]


def test_by_name_accents_and_case_do_not_count(today):
    for name in ("zebra", "Éclair", "apple", "Ábaco"):
        make_listing(name=name)

    assert names("order=name", today) == ["Ábaco", "apple", "Éclair", "zebra"]


@pytest.mark.slow
@pytest.mark.parametrize("order", ["confirmed", "name", "match", "nearest"])
def test_paging_neither_repeats_nor_loses_a_listing_where_all_are_alike(client, order):
    make_listings([{"name": "Same Ketamine"} | DENVER] * 45)

    query = {"order": order, "q": "ketamine", "near": "39.7,-104.9"}
    pages = [client.get("/clinics.json", query | {"page": page}).json() for page in (1, 2, 3)]

    slugs = [listing["slug"] for page in pages for listing in page["results"]]
    assert [len(page["results"]) for page in pages] == [20, 20, 5]
    assert len(set(slugs)) == 45


def test_a_page_beyond_the_last_says_so(client):
    make_listing()

    page = client.get("/clinics/", {"page": 2})

    assert page.status_code == 404
    assert "There is only 1 page of these clinics." in page.content.decode()


# ---- counts beside options


def test_each_option_is_counted_as_if_its_own_facet_were_not_applied(today):
    make_listing(route=["iv"], payment=["self_pay"])
    make_listing(route=["im"], payment=["self_pay"])
    make_listing(route=["im"], payment=["charity"])
    make_listing(route=["oral"])

    answer = ask("route=iv&payment=self_pay", today)

    assert count_of(answer, "route", "iv") == 1
    assert count_of(answer, "route", "im") == 1
    assert count_of(answer, "route", "oral") == 0
    assert count_of(answer, "payment", "self_pay") == 1
    assert count_of(answer, "payment", "charity") == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "query", ["", "route=iv", "route=iv&route=im&payment=charity", "q=ketamine", "confirmed=lapsed"]
)
def test_a_count_is_what_choosing_the_option_finds(today, query):
    for number, route in enumerate(["iv", "im", "oral", "iv", "sublingual", "im"]):
        make_listing(
            name=f"Ketamine {number}",
            route=[route, "rectal"] if number % 2 else [route],
            payment=["charity"] if number % 3 else [],
            at=ago(number * 45),
        )
    answer = ask(query, today)

    for parameter in ("route", "payment", "confirmed", "availability", "evidence", "state"):
        rest = answer.question.without(parameter)
        for option in count_options(answer.matches, FACETS[parameter]):
            alone = find_listings(
                Question.parse(QueryDict(rest.query_string().lstrip("?") + f"&{parameter}={option.code}")),
                version=Version.now(),
                today=today,
            )
            assert option.count == alone.total, (parameter, option.code)


def test_an_option_that_finds_nothing_is_shown_and_cannot_be_chosen(client):
    make_listing(route=["iv"])

    page = client.get("/clinics/").content.decode()

    assert re.search(r'<label class="choice choice--off"><input [^>]*value="rectal" disabled>', page)


def test_every_state_can_be_counted(today):
    make_listing(state="PR")

    counts = current_index(Version.now()).counts_by_state(today)

    assert counts == {state: int(state == "PR") for state in State.values}


# ---- the sentence and the filters that are on


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "1 clinic"),
        ("near=80202&route=iv", "1 clinic within 25 miles of Denver, CO 80202 offering IV infusion"),
        ("route=iv&route=sublingual", "1 clinic offering IV infusion or lozenge under the tongue"),
        ("state=CO&condition=ptsd", "1 clinic in Colorado, for PTSD"),
        ("q=drip&payment=not_stated", "1 clinic for “drip” with ways to pay not stated"),
    ],
)
def test_the_heading_says_what_was_asked(today, places, query, sentence):
    make_listing(route=["iv"], conditions=["ptsd"], **DENVER)

    assert ask(query, today).sentence.count_and_filters == sentence


def test_each_filter_that_is_on_has_a_link_that_takes_it_away_alone(client, places):
    make_listing(route=["iv"], **DENVER)

    page = client.get("/clinics/", {"near": "80202", "route": ["iv", "im"]}).content.decode()

    lifts = re.findall(r'<a class="lifts__link" href="([^"]*)">([^<]*) <svg', page)
    assert lifts == [
        ("/clinics/?route=iv&amp;route=im", "Within 25 miles of Denver, CO 80202"),
        ("/clinics/?near=80202&amp;within=25&amp;route=im", "IV infusion"),
        ("/clinics/?near=80202&amp;within=25&amp;route=iv", "Injection into a muscle"),
    ]


def test_nothing_found_says_which_filter_empties_the_list(client):
    make_listing(route=["iv"], payment=["charity"])

    page = client.get("/clinics/", {"route": "im", "payment": "charity"}).content.decode()

    assert "Without “Injection into a muscle”: 1 clinic" in page
    assert "Without “Charity fund”" not in page


# ---- bad parameters


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("route=zzz", "route"),
        ("route=iv&route=zzz", "route"),
        ("within=0", "within"),
        ("within=501", "within"),
        ("within=nan", "within"),
        ("within=1e3", "within"),
        ("within=٢٥", "within"),
        ("within=" + "9" * 5000, "within"),
        ("page=0", "page"),
        ("page=-1", "page"),
        ("near=a&near=b", "near"),
        ("q=a&q=b", "q"),
        ("order=price", "order"),
        ("state=XX", "state"),
        ("q=" + "x" * 10_000, "q"),
        ("near=" + "x" * 10_000, "near"),
        ("organization=unknown", "organization"),
    ],
)
def test_a_bad_value_is_refused_with_a_sentence_and_finds_nothing(client, query, parameter):
    make_listing(name="Somewhere")

    page, data = client.get(f"/clinics/?{query}"), client.get(f"/clinics.json?{query}")

    assert (page.status_code, data.status_code) == (400, 400)
    assert "Somewhere" not in page.content.decode()
    assert list(data.json()["errors"]) == [parameter]
    assert data.json()["errors"][parameter].endswith(".")


def test_the_page_ignores_names_it_does_not_know_and_the_data_refuse_them(client):
    make_listing()

    assert client.get("/clinics/?utm_source=x").status_code == 200
    assert client.get("/clinics.json?utm_source=x").json() == {
        "errors": {"utm_source": "There is no parameter “utm_source”."}
    }


# ---- CSV, JSON and Atom


def test_the_json_leads_through_all_pages_with_every_filter(client):
    make_listings({"name": f"Clinic {number}", "route": ["iv"]} | DENVER for number in range(25))

    first = client.get("/clinics.json", {"route": "iv", "near": "39.7,-105", "within": "30"}).json()
    second = client.get(first["next"]).json()

    assert first["total"] == second["total"] == 25
    assert first["next"] == "http://testserver/clinics.json?near=39.7%2C-105&within=30&route=iv&page=2"
    assert second["next"] is None
    assert len({one["slug"] for one in first["results"] + second["results"]}) == 25
    assert all(0 < one["miles"] < 30 for one in first["results"])


def test_the_csv_holds_what_the_page_finds(client):
    make_listing(name="Drip", route=["iv"])
    make_listing(name="Shot", route=["im"])

    answer = client.get("/clinics.csv", {"route": "iv"})

    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert [row["name"] for row in rows] == ["Drip"]
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


def test_the_feed_tells_the_latest_change_first(client):
    first, second = make_listing(name="First"), make_listing(name="Second")
    make_listing(first.clinic, phone="+13035550142")

    feed = client.get("/clinics.atom").content.decode()

    assert re.findall(r"<entry><title>([^<]*)", feed) == ["First", "Second"]
    assert second.get_absolute_url() in feed


def test_the_feed_names_its_author_once_for_all_entries(client):
    make_listing()

    feed = ElementTree.fromstring(client.get("/clinics.atom").content)

    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Ketamine Clinic Directory"
    assert feed.findtext(f"{ATOM}author/{ATOM}uri") == "http://testserver/"


def test_an_entry_of_the_feed_keeps_its_id_when_the_clinic_gets_another_address(client):
    listing = make_listing(name="Old name")
    ids = [ids_of(client)]
    make_listing(listing.clinic, name="New name")
    ids.append(ids_of(client))

    assert ids == [[f"{listing.clinic.uid.urn}#version-{version}"] for version in (1, 2)]


def ids_of(client):
    feed = ElementTree.fromstring(client.get("/clinics.atom").content)
    return [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]


# ---- caching


def test_a_page_holds_until_the_directory_moves(client):
    listing = make_listing(name="Old")
    first = client.get("/clinics/")

    assert client.get("/clinics/", headers={"if-none-match": first["ETag"]}).status_code == 304
    change(listing.clinic, name="New")
    assert client.get("/clinics/", headers={"if-none-match": first["ETag"]}).status_code == 304
    make_listing(listing.clinic)
    assert "New" in client.get("/clinics/", headers={"if-none-match": first["ETag"]}).content.decode()


def test_a_page_is_the_same_for_everyone(client):
    make_listing()

    page = client.get("/clinics/")

    assert page.cookies == {}
    assert page["Cache-Control"] == "public, max-age=300"
    assert sorted(name.strip() for name in page["Vary"].split(",")) == ["Accept-Encoding", "HX-Request"]


def test_htmx_gets_the_part_and_the_address_that_asks_for_it(client):
    make_listing(route=["iv"])

    part = client.get("/clinics/?q=&route=iv&near=", headers={"HX-Request": "true"})
    page = client.get(
        "/clinics/?route=iv", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}
    )

    assert "<html" not in part.content.decode()
    assert part["HX-Push-Url"] == "/clinics/?route=iv"
    assert "<html" in page.content.decode()
    assert part["ETag"] != page["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_but_reading(client, method):
    assert getattr(client, method)("/clinics/").status_code == 405
