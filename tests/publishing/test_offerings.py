"""A listing with offerings: its flat statements are the union, and its snapshot stays what was sent."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from directory.facts.fields import complete_record
from directory.facts.offerings import INSURER_PARTS, OFFERING_PARTS
from directory.facts.records import PRACTITIONER_PARTS
from directory.models import Listing, Verification
from directory.publishing import publish
from directory.publishing.snapshot import complete_snapshot, snapshot_of_clinic, snapshot_of_listing
from tests.support.factories import make_clinic, make_listing, make_moderator

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
NOON = timezone.make_aware(datetime(2026, 3, 2, 12))
LATER = timezone.make_aware(datetime(2026, 5, 4, 12))
IV = {"route": "iv", "setting": "infusion_clinic"}
SPRAVATO = {"route": "esketamine_nasal", "insurers": [{"payer": "aetna", "network": "in_network"}]}


def read_again(listing):
    return Listing.objects.get(pk=listing.pk)


def test_the_flat_statements_of_a_listing_are_the_union_with_its_offerings():
    listing = read_again(make_listing(route=["im"], insurance=["superbill"], offerings=[IV, SPRAVATO]))

    assert listing.route == ["iv", "im", "esketamine_nasal"]
    assert listing.setting == ["infusion_clinic"]
    assert listing.insurance == ["superbill", "commercial"]


def test_the_snapshot_of_a_listing_is_what_the_clinic_sent():
    clinic = make_clinic(route=["im"], offerings=[IV, SPRAVATO])
    sent = snapshot_of_clinic(clinic)

    listing = read_again(make_listing(clinic))

    assert snapshot_of_listing(listing) == sent
    assert listing.defaults == {"route": ["im"], "setting": [], "insurance": []}


def test_an_offering_that_goes_takes_its_values_from_the_flat_statements():
    clinic = make_listing(route=["iv"], offerings=[IV, SPRAVATO]).clinic

    listing = read_again(make_listing(clinic, offerings=[]))

    assert (listing.route, listing.setting, listing.insurance, listing.defaults) == (["iv"], [], [], {})


def test_a_statement_that_an_offering_changes_is_dated_anew():
    clinic = make_listing(route=["iv"], setting=["infusion_clinic"], at=NOON).clinic

    listing = read_again(make_listing(clinic, offerings=[IV, {"route": "im"}], at=LATER))

    days = {name: listing.stated_on[name] for name in ("route", "setting", "offerings")}
    assert days == {"route": "2026-05-04", "setting": "2026-03-02", "offerings": "2026-05-04"}


def test_evidence_for_a_statement_is_dropped_when_an_offering_changes_it():
    clinic = make_listing(route=["iv"], setting=["infusion_clinic"], at=NOON).clinic
    for statement in ("route", "setting"):
        Verification.objects.create(
            clinic=clinic,
            statement=statement,
            kind="document_seen",
            about="other",
            source="A letter",
            seen_on=DAY,
            checked_by=make_moderator(),
        )
    publish.update_evidence(clinic.listing, clinic.verifications.all())

    listing = read_again(make_listing(clinic, offerings=[IV, {"route": "im"}], at=LATER))

    assert [entry["statement"] for entry in listing.evidence] == ["setting"]
    assert list(clinic.verifications.in_force().values_list("statement", flat=True)) == ["setting"]


def test_records_that_an_older_release_published_have_the_parts_of_this_one(client):
    listing = make_listing(offerings=[IV, SPRAVATO], practitioners=[{"name": "A Person"}])
    Listing.objects.filter(pk=listing.pk).update(
        offerings=[{"route": "iv"}, {"route": "im", "insurers": [{"payer": "aetna"}]}],
        practitioners=[{"name": "A Person"}],
        insurers=[{"payer": "cigna"}],
    )

    snapshot = snapshot_of_listing(read_again(listing))

    assert snapshot["offerings"][1] == complete_record(
        {"route": "im", "insurers": [complete_record({"payer": "aetna"}, INSURER_PARTS)]}, OFFERING_PARTS
    )
    assert snapshot["practitioners"] == [complete_record({"name": "A Person"}, PRACTITIONER_PARTS)]
    assert snapshot["insurers"] == [complete_record({"payer": "cigna"}, INSURER_PARTS)]
    assert client.get(listing.get_absolute_url()).status_code == 200


def test_records_that_an_older_release_froze_have_the_parts_of_this_one():
    snapshot = complete_snapshot({"name": "The Tern", "offerings": [{"insurers": [{"payer": "aetna"}]}]})

    assert snapshot["offerings"] == [
        complete_record({"insurers": [{"payer": "aetna"}]}, OFFERING_PARTS),
    ]
    assert [*snapshot["offerings"][0]["insurers"][0]] == [part.name for part in INSURER_PARTS]
