"""Pages of a search. Each test is a fault that some client bears in silence, or does not bear."""

import math
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from directory.fhir.searching.search import MAX_INCLUDED
from directory.models import Listing
from directory.places.geometry import haversine_miles
from directory.web.ready import Store
from tests.fhir.searching import NEAR_DENVER, ask, clinics, link, names, references, walk  # noqa: F401
from tests.support.factories import take_down

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clinics")]

NEAR = f"/fhir/Location?near={NEAR_DENVER}"


def everything(bundles):
    return [one for bundle in bundles for one in references(bundle)]


# ---- the links


@pytest.mark.parametrize(
    "search",
    [
        "/fhir/Location?near=39.74|-104.99|50|mi",
        "/fhir/Location?address-state=CO",
        "/fhir/Location?address-state=CO&_sort=name",
        "/fhir/Location?address-state=CO&_sort=-name",
        "/fhir/Location?address-state=CO&_sort=-_lastUpdated",
        "/fhir/HealthcareService?characteristic=iv",
        "/fhir/HealthcareService?_sort=name",
        "/fhir/Organization?_sort=name",
        "/fhir/Organization?_sort=-_lastUpdated",
        "/fhir/PractitionerRole?role=prescriber&_revinclude=VerificationResult:target",
    ],
)
def test_pages_have_each_resource_of_one_long_page_once_and_in_its_order(client, search):
    (whole,) = walk(client, f"{search}&_count=500")

    pages = list(walk(client, f"{search}&_count=7"))

    assert len(pages) == math.ceil(whole["total"] / 7) > 1
    assert everything(pages) == references(whole)
    assert {page["total"] for page in pages} == {whole["total"]} == {len(set(references(whole)))}


def test_next_has_every_parameter_of_the_search_and_the_host_of_the_request():
    asked = {"near": [NEAR_DENVER], "_count": ["2"], "_revinclude": ["HealthcareService:location"]}
    client = Client(headers={"host": "127.0.0.1:8443"})

    bundle = ask(client, "Location", near=NEAR_DENVER, _count=2, _revinclude="HealthcareService:location")

    urls = {one["relation"]: urlsplit(one["url"]) for one in bundle["link"]}
    parameters = parse_qs(urls["next"].query)
    assert [*urls] == ["self", "next"]
    assert parse_qs(urls["self"].query) == asked
    assert (parameters.pop("_cursor") != [], parameters) == (True, asked)
    assert {url[:3] for url in urls.values()} == {("http", "127.0.0.1:8443", "/fhir/Location")}
    assert {entry["fullUrl"].rpartition("/fhir/")[0] for entry in bundle["entry"]} == {
        "http://127.0.0.1:8443"
    }


def test_the_last_page_has_no_next(client):
    *pages, last = walk(client, "/fhir/Location?_count=50")

    assert [link(page, "next") is None for page in pages] == [False] * len(pages)
    assert link(last, "next") is None


@pytest.mark.parametrize("sort", ["", "near", "name", "-name", "_lastUpdated", "-_lastUpdated"])
def test_pages_go_on_behind_a_listing_that_is_removed_meanwhile(client, sort):
    parameters = {"near": NEAR_DENVER, "_count": 3} | ({"_sort": sort} if sort else {})
    first = ask(client, "Location", **parameters)
    rest = everything(walk(client, link(first, "next")))

    take_down(Listing.objects.get(uid=references(first)[-1].split("/")[1]))

    assert rest
    assert everything(walk(client, link(first, "next"))) == rest


# ---- the total


def test_a_count_alone_has_no_entry_and_no_next(client):
    whole = ask(client, "Location", near=NEAR_DENVER, _count=500)
    expected = {"resourceType": "Bundle", "type": "searchset", "total": len(whole["entry"])}

    for parameters in (
        {"_count": "0"},
        {"_count": "0", "_totalMethod": "count"},
        {"_summary": "count"},
    ):
        bundle = ask(client, "Location", near=NEAR_DENVER, **parameters)
        assert [one["relation"] for one in bundle.pop("link")] == ["self"]
        assert bundle == expected


def test_nothing_found_is_a_bundle_without_entries(client):
    bundle = ask(client, "Location", name="Nobody has this name")

    assert {**bundle, "link": [one["relation"] for one in bundle["link"]]} == {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": 0,
        "link": ["self"],
    }


def test_a_page_holds_no_more_than_500_that_match(client):
    bundle = ask(client, "Location", _count="100000")

    assert parse_qs(urlsplit(link(bundle, "self")).query) == {"_count": ["500"]}


def test_no_value_is_null_or_empty(client):
    def faults(value, path):
        if value in (None, "", [], {}):
            yield path
        elif isinstance(value, dict):
            for name, inner in value.items():
                yield from faults(inner, f"{path}.{name}")
        elif isinstance(value, list):
            for inner in value:
                yield from faults(inner, path)

    for kind in ("Organization", "Location", "HealthcareService", "Practitioner", "PractitionerRole"):
        assert list(faults(ask(client, kind, _count=500), kind)) == []


# ---- what is listed


def test_lapsed_and_removed_listings_are_not_found(client):
    assert ask(client, "Location", name="Lapsed House")["total"] == 0
    assert ask(client, "Location", name="Removed House")["total"] == 0
    assert ask(client, "Organization", name="Lapsed House", active="true")["total"] == 0


def test_a_group_is_an_organization_of_its_own_above_its_clinics(client, clinics):  # noqa: F811
    bundle = ask(client, "Organization", _id=clinics.uid, _revinclude="Organization:partof")
    clinic = ask(client, "Organization", name="uberhaus eins", _include="Organization:partof")
    of_it = ask(client, "Organization", partof=f"Organization/{clinics.uid}")

    assert names(bundle) == ["Überhaus Group", "Überhaus Eins", "St. Brigid’s"]
    assert names(clinic) == ["Überhaus Eins", "Überhaus Group"]
    assert references(of_it) == references(bundle, "include")


# ---- near


def test_near_is_within_the_distance_and_nearest_first(client):
    bundle = ask(client, "Location", near=NEAR_DENVER, _count=500)
    expected = {
        str(uid): haversine_miles((39.74, -104.99), (latitude, longitude))
        for uid, latitude, longitude in Listing.objects.public()
        .exclude(latitude=None)
        .exclude(name="Lapsed House")
        .values_list("uid", "latitude", "longitude")
    }
    expected = {uid: miles for uid, miles in expected.items() if miles <= 50}

    distances = {
        entry["resource"]["id"]: entry["search"]["extension"][0]["valueDistance"] for entry in bundle["entry"]
    }

    assert {uid: round(miles, 3) for uid, miles in expected.items()} == {
        uid: distance["value"] for uid, distance in distances.items()
    }
    assert [one["value"] for one in distances.values()] == sorted(one["value"] for one in distances.values())
    assert next(iter(distances.values())) | {"value": 0} == {
        "value": 0,
        "unit": "mi",
        "system": "http://unitsofmeasure.org",
        "code": "[mi_i]",
    }


@pytest.mark.parametrize(
    ("unit", "distance"),
    [("mi", 50), ("[mi_i]", 50), ("[mi_us]", 49.9999), ("km", 80.4672), ("", 80.4672), ("m", 80467.2)],
)
def test_near_knows_units(client, unit, distance):
    total = ask(client, "Location", near=f"39.74|-104.99|{distance}|{unit}", _count=0)["total"]

    assert total == ask(client, "Location", near=NEAR_DENVER, _count=0)["total"]


def test_near_reaches_40_km_where_no_distance_is_said(client):
    assert ask(client, "Location", near="39.74|-104.99", _count=0) | {"link": 0} == ask(
        client, "Location", near="39.74|-104.99|40|km", _count=0
    ) | {"link": 0}


# ---- includes


SERVICES, OF_TWO = (
    "HealthcareService?name=Two Ways: IV",
    "PractitionerRole?specialty=363LP0808X&organization={two}",
)


@pytest.mark.parametrize(
    ("search", "includes", "included"),
    [
        ("Location?name=Two Ways: IV", "_include=Location:organization", {"Organization": 1}),
        ("Location?name=Two Ways: IV", "_revinclude=HealthcareService:location", {"HealthcareService": 4}),
        ("Location?name=Two Ways: IV", "_revinclude=PractitionerRole:location", {"PractitionerRole": 3}),
        ("Location?name=Two Ways: IV", "_revinclude=VerificationResult:target", {"VerificationResult": 1}),
        (SERVICES, "_include=HealthcareService:location", {"Location": 1}),
        (SERVICES, "_include=HealthcareService:organization:Organization", {"Organization": 1}),
        (SERVICES, "_revinclude=PractitionerRole:service", {"PractitionerRole": 3}),
        ("Practitioner?name=Ana Ruiz", "_revinclude=PractitionerRole:practitioner", {"PractitionerRole": 2}),
        (OF_TWO, "_include=PractitionerRole:practitioner", {"Practitioner": 1}),
        (
            "Organization?name=Two Ways: IV",
            "_revinclude=Location:organization&_revinclude=HealthcareService:organization",
            {"Location": 1, "HealthcareService": 4},
        ),
    ],
)
def test_an_include_adds_what_a_reference_leads_to(client, search, includes, included):
    two = Listing.objects.get(name="Two Ways: IV").uid
    response = client.get(f"/fhir/{search.format(two=two)}&{includes}")

    kinds = [one.partition("/")[0] for one in references(response.json(), "include")]
    assert references(response.json())
    assert {kind: kinds.count(kind) for kind in kinds} == included


def test_too_many_included_resources_are_refused(client, monkeypatch):
    monkeypatch.setattr("directory.fhir.searching.search.MAX_INCLUDED", 20)

    response = client.get("/fhir/Location?_count=50&_revinclude=HealthcareService:location")

    assert MAX_INCLUDED == 1000
    assert (response.status_code, response.json()["issue"][0]["code"]) == (400, "too-costly")
    assert response.json()["issue"][0]["expression"] == ["http._revinclude"]


def test_a_reference_is_an_id_a_type_and_an_id_or_an_address_of_this_server(client, settings):
    two = Listing.objects.get(name="Two Ways: IV").uid
    ways = [two, f"Organization/{two}", f"http://testserver/fhir/Organization/{two}"]
    ways.append(f"{settings.SITE_URL}/fhir/Organization/{two}")

    assert [references(ask(client, "Location", organization=way)) for way in ways] == [
        [f"Location/{two}"]
    ] * 4


# ---- how often it asks the database


def test_a_search_near_with_its_services_asks_twice(client, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr("directory.search.records.PARTS", Store(1_000_000))
    address = f"{NEAR}&_count=50&_revinclude=HealthcareService:location"
    client.get("/fhir/Location?_count=0")

    with django_assert_num_queries(2):  # the version, the rows
        client.get(f"{address}&_total=accurate")
    with django_assert_num_queries(1):
        client.get(address)


def test_clinics_of_groups_are_read_by_one_query(client, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr("directory.search.records.PARTS", Store(1_000_000))
    client.get("/fhir/Organization?_count=0")

    with django_assert_num_queries(3):  # the version, the rows, those of the groups
        found = ask(client, "Organization", _revinclude="Organization:partof", _count=500)

    assert len(references(found)) == found["total"]
