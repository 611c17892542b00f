"""What a notebook says on public pages, by a private part that no cache keeps."""

import re

import pytest

from checklist.views.secret_cookie import COOKIE_NAME
from tests.support.factories import make_listing, take_down

pytestmark = pytest.mark.django_db
ADDRESS = "/notebook/kept/"


@pytest.fixture
def listing(db):
    return make_listing(name="Tern House", attendance=["call_bell"], route=["iv"])


def test_a_kept_clinic_is_named_with_its_progress_and_a_link(client, listing):
    client.post("/notebook/start/", {"clinic": listing.slug})
    response = client.get(ADDRESS)
    kept = response.json()["clinics"]

    assert list(kept) == [listing.slug]
    assert re.fullmatch(r"In your notebook: 0 of [0-9]+ answered", kept[listing.slug]["words"])
    assert client.get(kept[listing.slug]["address"]).status_code == 200
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("code", [None, "", "not-a-code", "0" * 40])
def test_without_a_notebook_nothing_is_said_and_nothing_is_set(client, listing, code):
    if code is not None:
        client.cookies[COOKIE_NAME] = code
    response = client.get(ADDRESS)

    assert (response.status_code, response.content, dict(response.cookies)) == (204, b"", {})
    assert response["Cache-Control"] == "no-store"


def test_a_stranger_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(ADDRESS)


def test_a_clinic_that_was_taken_down_is_left_out(client, listing):
    client.post("/notebook/start/", {"clinic": listing.slug})
    take_down(listing)

    assert client.get(ADDRESS).status_code == 204


def test_a_public_page_is_the_same_with_and_without_a_notebook(client, listing):
    addresses = ["/clinics/", f"/clinics/{listing.slug}/"]
    before = [client.get(address).content for address in addresses]
    client.post("/notebook/start/", {"clinic": listing.slug})

    assert [client.get(address).content for address in addresses] == before


def test_nothing_is_saved_by_asking(client, listing):
    assert client.post(ADDRESS).status_code == 405
