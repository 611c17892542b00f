"""A notebook whose clinics were merged: nothing is lost, and a merge that is taken back leaves no trace."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from directory.merging.merge import merge
from directory.merging.undo import undo_merge
from tests.checklist.test_notebook_pages import content, save
from tests.support.factories import make_listing, make_moderator
from tests.support.portal import main_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    return [
        make_listing(name=name, attendance=["call_bell"], route=["iv"])
        for name in ("Tern House", "Gull House")
    ]


def keep(client, *listings):
    """Start a notebook with these clinics. Returns their ids in it."""
    client.post("/notebook/start/", {"clinic": listings[0].slug})
    for listing in listings[1:]:
        client.post("/notebook/keep/", {"clinic": listing.slug})
    return [clinic["id"] for clinic in content(client)["clinics"]]


def merged(two, **choices):
    kept, other = two
    return merge(kept=kept.clinic_id, merged=other.clinic_id, choices=choices, by=make_moderator())


def notes(client):
    return [clinic["answers"].get("D1", {}).get("note") for clinic in content(client)["clinics"]]


def test_a_kept_clinic_that_was_merged_shows_the_kept_listing(client, two):
    (clinic,) = keep(client, two[1])
    save(client, clinic, note="A bell only")
    merged(two)

    page = main_text(client.get(f"/notebook/clinics/{clinic}/"))
    assert "Gull House The listing of this clinic is now one with that of Tern House." in page
    assert "no longer listed" not in main_text(client.get("/notebook/"))
    assert list(client.get("/notebook/kept/").json()["clinics"]) == [two[0].slug]
    assert save(client, clinic, note="A bell, and a nurse").status_code == 302
    assert notes(client) == ["A bell, and a nurse"]


def test_of_two_kept_clinics_that_became_one_each_keeps_its_answers(client, two):
    for clinic, note in zip(keep(client, *two), ["Of the first", "Of the second"], strict=True):
        save(client, clinic, note=note)
    merged(two)

    assert notes(client) == ["Of the first", "Of the second"]
    home = main_text(client.get("/notebook/"))
    assert "Tern House" in home
    assert "Gull House" in home
    assert client.get("/notebook/compare/").status_code == 200
    assert list(client.get("/notebook/kept/").json()["clinics"]) == [two[0].slug]


def test_keeping_the_page_that_is_left_finds_what_was_kept_before(client, two):
    (clinic,) = keep(client, two[1])
    merged(two)

    answer = client.post("/notebook/keep/", {"clinic": two[0].slug})

    assert answer.headers["Location"] == f"/notebook/clinics/{clinic}/"
    assert len(content(client)["clinics"]) == 1
    assert client.post("/notebook/keep/", {"clinic": two[1].slug}).headers["Location"].endswith(f"/{clinic}/")


def test_a_merge_that_is_taken_back_leaves_the_notebook_as_it_was(client, two):
    (clinic,) = keep(client, two[1])
    save(client, clinic, note="A bell only")
    before = content(client)

    undo_merge(merge=merged(two), by=make_moderator())

    assert content(client) == before
    assert "now one with" not in main_text(client.get(f"/notebook/clinics/{clinic}/"))
    assert list(client.get("/notebook/kept/").json()["clinics"]) == [two[1].slug]


def test_an_answer_to_the_merged_listing_is_not_compared_with_versions_of_the_other(client, two):
    (clinic,) = keep(client, two[1])
    save(client, clinic, note="A bell only")
    make_listing(two[0].clinic, attendance=["line_of_sight"])
    merged(two)

    save(client, clinic, note="Asked again")

    assert content(client)["clinics"][0]["answers"]["D1"]["version"] == 0
    assert client.get(f"/notebook/clinics/{clinic}/D/").status_code == 200


def test_a_saved_file_is_read_by_slug_also_after_the_merge(client, two):
    (clinic,) = keep(client, two[1])
    save(client, clinic, note="A bell only")
    file = json.loads(client.get("/notebook/notebook.json").content)
    file["clinics"][0]["listing"] = 10**6  # as of another server
    merged(two)
    client.cookies.clear()
    keep(client, two[0])

    client.post(
        "/notebook/reading-in/",
        {"file": SimpleUploadedFile("n.json", json.dumps(file).encode(), "application/json")},
    )

    assert [one["listing"] for one in content(client)["clinics"]] == [two[0].pk, two[1].pk]
    assert notes(client) == [None, "A bell only"]
