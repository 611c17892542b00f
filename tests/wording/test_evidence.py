"""The evidence beside a row."""

from directory.wording.evidence import row_evidence
from tests.wording.listings import TODAY, listing_of


def test_a_row_has_the_weakest_evidence_of_its_statements():
    listing = listing_of(street="1 First Street", city="Denver", state="CO")
    listing.evidence = [
        {"statement": name, "person": "", "kind": "document_seen", "on": "2026-11-01", "until": None}
        | {"about": "other", "source": "A lease", "url": ""}
        for name in ("street", "city")
    ]

    assert row_evidence(listing, ("street", "city"), TODAY).kind == "document_seen"
    assert row_evidence(listing, ("street", "city", "state"), TODAY).kind == "self_reported"
