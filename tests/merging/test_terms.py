"""A merged listing has the terms and the license of whose words it shows, and gets its own back."""

import pytest

from directory.facts.terms import EDITION
from directory.merging.content import KEPT, MERGED
from directory.merging.merge import merge
from directory.merging.undo import undo_merge
from tests.support.factories import make_listing, make_moderator

pytestmark = pytest.mark.django_db

FILE = {"origin": "import", "source": "A file"}
OURS = {
    "accepted": {},
    "before there were terms": {"terms": ""},
    "a file": FILE | {"source_license": "cc0-1.0"},
}
THEIRS = {"accepted": {}, "before there were terms": {"terms": ""}}


def permissions(listing):
    listing.refresh_from_db()
    return listing.about, listing.terms, listing.source_license, listing.withholds_own_words


@pytest.mark.parametrize("theirs", THEIRS)
@pytest.mark.parametrize("ours", OURS)
def test_a_merge_carries_the_permission_of_the_words_that_are_shown_and_its_undo_gives_it_back(ours, theirs):
    kept = make_listing(name="Tern House", about="Ours.", **OURS[ours])
    other = make_listing(
        name="Tern House East", about="Theirs.", website="https://t.example/", **THEIRS[theirs]
    )
    before, by = permissions(kept), make_moderator()

    done = merge(kept=kept.clinic_id, merged=other.clinic_id, choices={"about": MERGED}, by=by)

    accepted = theirs == "accepted"
    of_file = "cc0-1.0" if ours == "a file" else ""  # of what came from it: never of the words of a clinic
    assert permissions(kept) == ("Theirs.", EDITION if accepted else "", of_file, not accepted)
    undo_merge(merge=done, by=by)
    assert permissions(kept) == before


def test_a_merge_that_keeps_the_words_keeps_their_permission():
    kept = make_listing(name="Tern House", about="Ours.", terms="")
    other = make_listing(name="Tern House East", about="Theirs.", website="https://t.example/")

    merge(kept=kept.clinic_id, merged=other.clinic_id, choices={"about": KEPT}, by=make_moderator())

    assert permissions(kept) == ("Ours.", "", "", True)


@pytest.mark.parametrize(
    ("source", "license_", "named"),
    [
        ("Another file", "cc-by-4.0", "A file; Another file"),
        ("A file", "cc-by-4.0", "A file"),
        ("Another file", "cc0-1.0", "A file; Another file"),
    ],
)
def test_words_under_cc_by_do_not_stand_under_the_name_of_another_source_alone(source, license_, named):
    kept = make_listing(name="Tern House", about="Ours.", **FILE, source_license="cc-by-4.0", terms="")
    theirs = {"origin": "import", "source": source, "source_license": license_, "terms": ""}
    other = make_listing(name="Tern House East", about="Theirs.", website="https://t.example/", **theirs)

    merge(kept=kept.clinic_id, merged=other.clinic_id, choices={"about": MERGED}, by=make_moderator())

    assert permissions(kept) == ("Theirs.", "", "cc-by-4.0", False)
    assert kept.source == named
