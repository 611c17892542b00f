"""A file that left out the words of a clinic deletes none, however it was cut since."""

import csv
import io

import pytest
from django.urls import reverse

from directory.exchange.listing_csv import csv_header, csv_line
from directory.importing.own_words import WORDS_STAY
from directory.models import Clinic, Listing
from tests.support.factories import make_clinic, make_listing, make_moderator

pytestmark = pytest.mark.django_db

TO_PUBLISH = ("--source", "A list", "--license", "cc0-1.0")


@pytest.fixture
def listings():
    """Accepted no terms; accepted them; an import that anyone may copy; the clinic's own words beside one."""
    of_a_source = {"origin": "import", "source": "A list", "source_license": "cc0-1.0"}
    sent = [{"terms": ""}, {"terms": "2026-12"}, of_a_source, of_a_source]
    made = [
        make_listing(make_clinic(name=f"House {number}", city="Denver", about=f"Words {number}."), **one)
        for number, one in enumerate(sent)
    ]
    Listing.objects.filter(pk=made[3].pk).update(stated_on={"about": "2026-11-02"})


def words():
    return [list(model.objects.order_by("pk").values_list("about", flat=True)) for model in (Clinic, Listing)]


def as_csv(rows, columns):
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def given_out():
    """The rows of the file that anyone may download."""
    lines = [csv_header(), *map(csv_line, Listing.objects.order_by("pk"))]
    rows = list(csv.DictReader(io.StringIO(b"".join(lines).decode())))
    assert [row["about"] for row in rows] == ["", "Words 1.", "Words 2.", ""]
    return rows


@pytest.mark.parametrize("query", ["", "?spreadsheet=1"])
def test_a_file_of_the_site_changes_nothing(client, take, listings, query):
    given = b"".join(client.get(reverse("clinics_csv") + query).streaming_content)

    counts, sentences = take(given, *TO_PUBLISH, "--publish-as", make_moderator().username)

    assert (counts["unchanged"], counts["published"], sentences) == (4, 0, [])
    assert words() == [["Words 0.", "Words 1.", "Words 2.", "Words 3."]] * 2


@pytest.mark.parametrize(
    "columns",
    [
        ["id", "slug", "name", "city", "state", "about", "alias"],
        ["id", "name", "city", "state", "about", "terms", "alias"],
        ["slug", "version", "name", "city", "state", "about", "source_license", "alias"],
    ],
)
def test_a_file_that_was_cut_changes_what_it_says_and_deletes_no_words(take, listings, columns):
    rows = [row | {"alias": "Cedar"} for row in given_out()]

    counts, sentences = take(as_csv(rows, columns), *TO_PUBLISH, "--publish-as", make_moderator().username)

    assert (counts["changed"], counts["published"]) == (4, 4)
    assert [one for one in sentences if "about" in one] == [
        f"Row {number}: {WORDS_STAY}" for number in (2, 5)
    ]
    assert words() == [["Words 0.", "Words 1.", "Words 2.", "Words 3."]] * 2
    assert list(Listing.objects.values_list("alias", flat=True)) == ["Cedar"] * 4


def test_words_that_the_file_had_are_deleted_by_an_empty_cell(take, listings):
    rows = [row | {"about": ""} for row in given_out()]

    take(as_csv(rows, list(rows[0])), *TO_PUBLISH, "--publish-as", make_moderator().username)

    assert words() == [["Words 0.", "", "Words 2.", "Words 3."]] * 2


def test_a_plain_sheet_and_an_older_export_delete_words_as_ever(take, listings):
    rows = [row | {"about": "", "uid": row["id"]} for row in given_out()]

    take(as_csv(rows[:1], ["name", "city", "state", "about"]))
    take(as_csv(rows[1:2], ["uid", "slug", "version", "name", "city", "state", "about"]))

    assert words()[0] == ["", "", "Words 2.", "Words 3."]
