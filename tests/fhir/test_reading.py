"""A resource by its id: what is listed, lapsed, removed, merged, a group, and our definitions."""

from datetime import timedelta

import pytest

from directory.fhir.reading import read
from directory.fhir.searching.parameters import PARAMETERS
from directory.membership.organizations import join_organizations
from directory.merging.merge import merge
from directory.models import Clinic, Listing, Organization
from tests.fhir.searching import ask, clinics  # noqa: F401
from tests.support.factories import make_clinic, make_listing, make_moderator, take_down
from tests.support.published import days_ago, listed, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clinics")]


def uid(name):
    return Listing.objects.get(name=name).uid


def issue(response):
    (only,) = response.json()["issue"]
    return response.status_code, only["code"]


def test_every_resource_of_a_page_is_read_as_it_stands_there(client):
    for kind in PARAMETERS:
        for entry in ask(client, kind, _count=5)["entry"]:
            response = client.get(f"/fhir/{kind}/{entry['resource']['id']}")
            assert (response.status_code, response.json()) == (200, entry["resource"])


def test_a_lapsed_listing_is_read_and_says_that_it_is_not_active(client):
    lapsed = uid("Lapsed House")

    assert client.get(f"/fhir/HealthcareService/{lapsed}").json()["active"] is False
    assert "status" not in client.get(f"/fhir/Location/{lapsed}").json()


def test_a_removed_listing_is_gone(client):
    removed = uid("Removed House")

    for kind in PARAMETERS:
        assert issue(client.get(f"/fhir/{kind}/{removed}")) == (410, "deleted")
        assert issue(client.get(f"/fhir/{kind}/{removed}.0123456789abcdef")) == (410, "deleted")


def test_a_merged_clinic_leads_to_the_one_that_stays(client):
    kept = make_listing(name="Stays")
    merged = make_listing(name="Goes", practitioners=[person("Ana Ruiz")])
    (role,) = ask(client, "PractitionerRole", organization=f"Organization/{merged.uid}")["entry"]
    merge(kept=kept.clinic_id, merged=merged.clinic_id, choices={}, by=make_moderator())

    moved = client.get(f"/fhir/Location/{merged.uid}")
    of_person = client.get(f"/fhir/PractitionerRole/{role['resource']['id']}")

    assert (moved.status_code, moved["Location"]) == (301, f"http://testserver/fhir/Location/{kept.uid}")
    assert moved["Cache-Control"] == "no-cache"  # the merge may be taken back
    assert issue(of_person) == (410, "deleted")
    assert str(kept.uid) in of_person.json()["issue"][0]["diagnostics"]
    assert ask(client, "Location", _id=merged.uid)["total"] == 0


@pytest.mark.parametrize(
    "resource_id",
    [
        "1",
        "x",
        "4f1c1fd4-6f35-4d7c-9d3c-3c8b9c2d0f11",
        "{two}.0123456789abcdef",
        "{two}x",
        "{TWO}",
        "{group}.1",
    ],
)
def test_an_id_that_nothing_has_is_not_found(client, clinics, resource_id):  # noqa: F811
    two = str(uid("Two Ways: IV"))
    resource_id = resource_id.format(two=two, TWO=two.upper(), group=clinics.uid)

    assert issue(client.get(f"/fhir/Organization/{resource_id}")) == (404, "not-found")


def test_the_group_of_clinics_is_read_by_its_id(client, clinics):  # noqa: F811
    response = client.get(f"/fhir/Organization/{clinics.uid}")

    (entry,) = ask(client, "Organization", _id=clinics.uid)["entry"]
    assert response.json() == entry["resource"]
    assert response.json()["name"] == "Überhaus Group"
    assert issue(client.get(f"/fhir/Location/{clinics.uid}")) == (404, "not-found")


def test_a_group_that_was_joined_to_another_leads_to_it_once_no_listing_names_it(client):
    north, south = (Organization.objects.create(name=name, slug=name.lower()) for name in ("North", "South"))
    listing = make_listing(make_clinic(organization=south))
    uid = south.uid
    address = f"/fhir/Organization/{uid}"
    join_organizations(kept=north, joined=south, by=make_moderator())

    named = client.get(address)
    assert (named.status_code, named.json()["name"]) == (200, "South")
    assert issue(client.get(f"/fhir/Organization/{north.uid}")) == (404, "not-found")

    listing = make_listing(Clinic.objects.get(pk=listing.clinic_id))
    moved = client.get(address)
    assert (moved.status_code, moved["Location"]) == (301, f"http://testserver/fhir/Organization/{north.uid}")
    assert client.get(address, follow=True).json()["name"] == "North"
    assert issue(client.get(f"/fhir/Location/{uid}")) == (404, "not-found")

    take_down(listing)
    assert issue(client.get(address)) == (410, "deleted")
    assert issue(client.get(f"/fhir/Organization/{north.uid}")) == (410, "deleted")


def test_a_group_that_was_joined_unpublished_is_not_found(client):
    north, south = (Organization.objects.create(name=name, slug=name.lower()) for name in ("North", "South"))
    uid = south.uid
    join_organizations(kept=north, joined=south, by=make_moderator())

    assert issue(client.get(f"/fhir/Organization/{uid}")) == (404, "not-found")


def test_a_reader_that_has_it_gets_304(client):
    address = f"/fhir/Location/{uid('Two Ways: IV')}"
    response = client.get(address)
    version = response.json()["meta"]["versionId"]

    assert response["ETag"].startswith(f'W/"{version}-')
    for header, known in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        again = client.get(address, headers={header: response[known]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == response["ETag"]
    assert client.get(address, headers={"If-None-Match": 'W/"1"'}).status_code == 200


def test_a_clock_that_ran_out_makes_another_version(today):
    listing = listed(name="Soon lapsed", on=days_ago(170))
    later = today + timedelta(days=20)

    now, then = (read("Location", str(listing.uid), day).resource["meta"] for day in (today, later))

    assert now["versionId"] == str(listing.directory_version)
    assert then["versionId"] != now["versionId"]
    assert then["lastUpdated"] > now["lastUpdated"]


@pytest.mark.parametrize("address", ["CodeSystem/route", "StructureDefinition/evidence"])
def test_a_definition_is_read_at_its_canonical_address(client, settings, address):
    resource = client.get(f"/fhir/{address}").json()

    assert resource["url"] == f"{settings.SITE_URL}/fhir/{address}"


def test_a_definition_that_is_not_there_is_not_found(client):
    assert issue(client.get("/fhir/CodeSystem/nothing")) == (404, "not-found")
    assert issue(client.get("/fhir/CodeSystem")) == (404, "not-supported")


def test_a_parameter_that_no_reading_has_is_refused(client):
    two = uid("Two Ways: IV")

    for address in ("metadata", f"Location/{two}", "CodeSystem/route"):
        assert issue(client.get(f"/fhir/{address}?x=1")) == (400, "not-supported")
        assert client.get(f"/fhir/{address}?_pretty=true&_format=json").status_code == 200
        for value in ("_pretty=maybe", "mode=normative"):
            assert issue(client.get(f"/fhir/{address}?{value}")) == (400, "not-supported")
