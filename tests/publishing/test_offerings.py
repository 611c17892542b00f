"""A listing with offerings: its flat statements are the union, and its snapshot stays what was sent."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from directory.models import Listing, Verification
from directory.publishing import publish
from directory.publishing.snapshot import snapshot_of_clinic, snapshot_of_listing
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
