"""Permanent addresses: /id/… leads to the page of today, and /data/clinics/… has the record."""

import json
from uuid import uuid4

import pytest
from django.utils import timezone

from directory.exchange.record import json_line, on_day, record
from directory.membership.organizations import join_organizations
from directory.merging.merge import merge
from directory.merging.undo import undo_merge
from directory.models import Clinic, Listing, Organization, Version
from directory.moderation import decisions
from tests.support.factories import judge, make_clinic, make_listing, make_moderator, take_down

pytestmark = pytest.mark.django_db


def answer(client, address):
    """(status, where it leads) of an address."""
    response = client.get(address)
    return response.status_code, response.get("Location")


def merged(kept, other):
    return merge(kept=kept.clinic_id, merged=other.clinic_id, choices={"name": "kept"}, by=judge())


# ---- of a clinic


def test_an_id_leads_to_the_page_whatever_the_clinic_is_called(client):
    listing = make_listing(name="Tern House")
    address = f"/id/clinic/{listing.uid}"
    assert answer(client, address) == (303, "/clinics/tern-house-denver/")

    make_listing(listing.clinic, name="Gull House", city="Boulder")

    assert answer(client, address) == (303, "/clinics/gull-house-boulder/")
    assert answer(client, address.replace(str(listing.uid), str(listing.uid).upper()))[0] == 303
    assert client.get(address)["Cache-Control"] == "no-cache"


def test_a_merged_id_leads_to_the_kept_one_until_the_merge_is_taken_back(client):
    kept, other = make_listing(name="Tern House"), make_listing(name="Gull House")
    done = merged(kept, other)

    for address in ("/id/clinic/{}", "/data/clinics/{}.json"):
        assert answer(client, address.format(other.uid)) == (301, address.format(kept.uid))
        assert client.get(address.format(other.uid))["Cache-Control"] == "no-cache"
    undo_merge(merge=done, by=judge())
    assert answer(client, f"/id/clinic/{other.uid}") == (303, f"/clinics/{other.slug}/")
    assert answer(client, f"/data/clinics/{other.uid}.json") == (200, None)


def test_a_chain_of_merges_leads_to_its_end_in_one_step(client):
    one, two, three = (make_listing(name=name) for name in ("One", "Two", "Three"))
    merged(two, one)
    merged(three, two)

    for other in (one, two):
        assert answer(client, f"/id/clinic/{other.uid}") == (301, f"/id/clinic/{three.uid}")


def test_an_id_that_was_taken_down_is_gone_and_its_record_is_a_tombstone(client):
    listing = make_listing()
    take_down(listing)
    listing.refresh_from_db()

    page = client.get(f"/id/clinic/{listing.uid}")
    data = client.get(f"/data/clinics/{listing.uid}.json")

    assert (page.status_code, page["Content-Type"]) == (410, "application/problem+json")
    assert (data.status_code, json.loads(data.content)) == (
        410,
        {
            "type": "about:blank",
            "title": "Gone",
            "status": 410,
            "detail": "This listing has been taken down.",
            "id": str(listing.uid),
            "changed_in": listing.directory_version,
            "removed_at": f"{listing.removed_at:%Y-%m-%dT%H:%M:%SZ}",
            "replaced_by": None,
        },
    )
    make_listing(listing.clinic)
    assert answer(client, f"/id/clinic/{listing.uid}")[0] == 303
    assert answer(client, f"/data/clinics/{listing.uid}.json")[0] == 200


@pytest.mark.parametrize("address", ["/id/clinic/{}", "/data/clinics/{}.json", "/id/organization/{}"])
def test_an_id_that_was_never_published_is_not_known(client, address):
    clinic = make_clinic()
    organization = Organization.objects.create(name="Members", slug="members", listed=False)
    Clinic.objects.filter(pk=clinic.pk).update(organization=organization)

    for uid in (uuid4(), clinic.uid, organization.uid, "1", "165be60e-efaf-460a-8e1b", "é"):
        response = client.get(address.format(uid))
        assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json"), uid


# ---- the record


def test_the_record_is_the_one_of_today(client):
    listing = make_listing(route=["iv"])

    response = client.get(f"/data/clinics/{listing.uid}.json")

    shown = Listing.objects.get()
    assert response.content == json_line(on_day(record(shown), timezone.localdate()))
    assert (response["Content-Type"], response["Data-Version"]) == ("application/json", str(Version.now()))
    again = client.get(f"/data/clinics/{listing.uid}.json", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_a_record_costs_one_query_besides_the_version(client, django_assert_num_queries):
    listing = make_listing()

    with django_assert_num_queries(2):
        client.get(f"/data/clinics/{listing.uid}.json")


def test_a_record_takes_no_parameters(client):
    listing = make_listing()

    assert client.get(f"/data/clinics/{listing.uid}.json?fields=name").status_code == 400
    assert client.get(f"/id/clinic/{listing.uid}?x=1").status_code == 400


# ---- of an organization


def in_organization(organization, **facts):
    return make_listing(make_clinic(organization=organization, **facts))


def test_the_id_of_an_organization_leads_to_its_clinics(client):
    north = Organization.objects.create(name="North", slug="north")
    listing = in_organization(north, name="Tern House")
    address = f"/id/organization/{north.uid}"

    assert answer(client, address) == (303, "/clinics/?organization=north")
    assert client.get(address, follow=True).status_code == 200
    take_down(listing)
    assert answer(client, address) == (410, None)


def test_the_id_of_a_joined_organization_leads_to_the_one_that_stays(client):
    north, south = (Organization.objects.create(name=name, slug=name.lower()) for name in ("North", "South"))
    listing = in_organization(south, name="Tern House")
    assert listing.organization_uid == south.uid

    join_organizations(kept=north, joined=south, by=make_moderator())

    assert answer(client, f"/id/organization/{south.uid}") == (301, f"/id/organization/{north.uid}")
    # Until its clinic is published again, which still says the name of before.
    assert answer(client, f"/id/organization/{north.uid}") == (303, "/clinics/?organization=south")
    make_listing(Clinic.objects.get())
    assert Listing.objects.get().organization_uid == north.uid
    assert answer(client, f"/id/organization/{north.uid}") == (303, "/clinics/?organization=north")


def test_organizations_that_were_joined_twice_lead_to_the_last_one(client):
    one, two, three = (Organization.objects.create(name=name, slug=name.lower()) for name in ("A", "B", "C"))
    for organization in (one, two, three):
        in_organization(organization)
    uids = [one.uid, two.uid]

    join_organizations(kept=two, joined=one, by=make_moderator())
    join_organizations(kept=three, joined=two, by=make_moderator())

    for uid in uids:
        assert answer(client, f"/id/organization/{uid}") == (301, f"/id/organization/{three.uid}")


def test_content_of_before_a_joining_keeps_the_id_that_goes_with_its_name():
    north, south = (Organization.objects.create(name=name, slug=name.lower()) for name in ("North", "South"))
    listing = in_organization(south, name="Tern House")
    clinic = listing.clinic
    (waiting,) = decisions.enqueue(clinics=[clinic], origin="portal", by=judge())
    uid = south.uid
    join_organizations(kept=north, joined=south, by=make_moderator())

    decisions.approve(submissions=[waiting], by=judge())

    now = Listing.objects.get()
    assert (now.organization_slug, now.organization_uid) == ("south", uid)
