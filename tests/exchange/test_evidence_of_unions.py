"""The date and the evidence of a column that holds a union, where only an offering changed."""

import csv
import io
import json
from datetime import date

import pytest

from directory.exchange.listing_csv import csv_lines
from directory.exchange.listing_json import listing_json
from directory.models import Listing, Verification
from tests.support.factories import make_listing
from tests.support.published import noon, show

pytestmark = pytest.mark.django_db

FIRST, LATER = date(2026, 11, 2), date(2026, 11, 20)
IV, SPRAVATO = {"route": "iv", "monitoring": ["ecg"]}, {"route": "esketamine_nasal", "monitoring": ["ecg"]}


def published(**facts):
    """A listing of a clinic's own with one offering, whose route and monitoring a moderator has seen."""
    listing = make_listing(at=noon(FIRST), **{"offerings": [IV]} | facts)
    show(listing, {"statement": "route"}, {"statement": "monitoring"})
    return listing


def evidence(listing):
    """statement → [(evidence, on)] of the column `evidence`, without the document that was seen."""
    text = b"".join(csv_lines([Listing.objects.get(pk=listing.pk)])).decode()
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    return {name: [one["evidence"] for one in marks] for name, marks in json.loads(row["evidence"]).items()}


def dates(listing, *names):
    data = listing_json(Listing.objects.get(pk=listing.pk), LATER)["statements"]
    return [data[name]["on"] for name in names]


def test_a_column_is_stated_on_the_day_on_which_an_offering_changed_it():
    listing = published()

    make_listing(listing.clinic, at=noon(LATER), offerings=[IV, SPRAVATO])

    assert dates(listing, "offerings", "route", "name") == ["2026-11-20", "2026-11-20", "2026-11-02"]


def test_evidence_of_a_column_that_an_offering_changed_is_dropped():
    listing = published()
    assert evidence(listing)["route"] == ["self_reported", "document_seen"]

    make_listing(listing.clinic, at=noon(LATER), offerings=[IV, SPRAVATO])

    assert evidence(listing) == {
        "offerings": ["self_reported"],
        "route": ["self_reported"],
        "monitoring": ["self_reported", "document_seen"],
    }
    kept = Verification.objects.in_force().values_list("statement", flat=True)
    assert list(kept) == ["monitoring"]


def test_a_column_whose_union_stays_keeps_its_date_and_evidence():
    listing = published(route=["iv", "esketamine_nasal"])

    make_listing(listing.clinic, at=noon(LATER), offerings=[IV, SPRAVATO])

    assert dates(listing, "offerings", "monitoring") == ["2026-11-20", dates(listing, "monitoring")[0]]
    assert evidence(listing)["route"] == ["self_reported", "document_seen"]


def test_an_import_that_changes_an_offering_leaves_its_column_to_nobody():
    listing = published()

    make_listing(listing.clinic, at=noon(LATER), origin="import", source="A list", offerings=[IV, SPRAVATO])

    assert evidence(listing) == {
        "offerings": [],
        "route": [],
        "monitoring": ["self_reported", "document_seen"],
    }


def test_the_insurance_of_an_offering_dates_the_column_insurance():
    listing = published()
    aetna = {"payer": "aetna", "network": "in_network"}

    make_listing(listing.clinic, at=noon(LATER), offerings=[IV | {"insurers": [aetna]}])

    assert dates(listing, "insurance") == ["2026-11-20"]
