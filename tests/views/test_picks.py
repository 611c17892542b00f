"""Clinics selected for comparing stay selected from page to page, in the address of the results alone."""

import re

import pytest

from tests.support.factories import make_listing, make_listings

pytestmark = pytest.mark.django_db


def ticked(page):
    """The slugs whose box is ticked, on cards and in the tray."""
    return re.findall(r'name="clinic" value="([^"]*)"[^>]* checked', page)


def test_a_selected_clinic_is_ticked_on_its_card_and_named_in_the_tray(client):
    tern, half = make_listing(name="Tern House"), make_listing(name="Half Acre")
    page = client.get(f"/clinics/?pick={tern.slug}&q=tern").text
    other = client.get(f"/clinics/?pick={tern.slug}&pick={half.slug}&q=tern").text

    assert ticked(page) == [tern.slug]
    assert ticked(other) == [tern.slug, half.slug]  # the second in the tray, since its card is not here
    assert re.findall('data-pick="([^"]*)"', other) == [tern.slug, half.slug]
    assert "2 selected" in other


def test_what_is_selected_is_in_no_canonical_address_feed_file_or_share(client):
    tern = make_listing(name="Tern House")
    page = client.get(f"/clinics/?pick={tern.slug}&q=tern").text

    assert ("?pick=" in page, "&amp;pick=" in page, "&pick=" in page) == (False, False, False)
    assert client.get(f"/clinics.csv?pick={tern.slug}").status_code == 400
    assert client.get(f"/clinics.atom?pick={tern.slug}").status_code == 400


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("/", "public, max-age=300"),
        ("/?pick=tern-house", "no-store"),
        ("/?pick=", "no-store"),
        ("/?me=bipolar", "no-store"),
        (".csv?me=bipolar", "no-store"),
    ],
)
def test_no_cache_keeps_a_page_that_tells_what_its_reader_selected_or_has(client, query, kept):
    make_listing(name="Tern House")

    assert client.get(f"/clinics{query}")["Cache-Control"] == kept


def test_a_selection_costs_one_query(client, django_assert_num_queries):
    listings = make_listings([{"name": name} for name in ("Tern House", "Half Acre", "Larkspur")])
    client.get("/clinics/")
    for queries, picked in ((1, []), (2, listings[:1]), (2, listings)):
        with django_assert_num_queries(queries):
            client.get("/clinics/?" + "&".join(f"pick={listing.slug}" for listing in picked))


def test_a_button_without_script_keeps_the_boxes_for_the_next_page(client):
    response = client.get(
        "/compare/selected/",
        {"clinic": ["tern-house", "half-acre"], "go": "?near=Denver%2C+CO&page=2&next=//evil.example"},
    )

    assert response.status_code == 302
    assert response["Location"] == "/clinics/?near=Denver%2C+CO&page=2&pick=tern-house&pick=half-acre"
    assert "no-store" in response["Cache-Control"]


def test_no_more_than_four_and_nothing_but_slugs_are_kept(client):
    clinics = ["a", "b", "a", "c d", "x" * 101, "d", "e", "f"]
    response = client.get("/compare/selected/", {"clinic": clinics, "go": "zzz"})

    assert response["Location"] == "/clinics/?pick=a&pick=b&pick=d&pick=e"


def test_the_answer_to_the_script_puts_the_selection_into_the_address(client):
    tern = make_listing(name="Tern House")
    response = client.get(f"/clinics/?q=tern&pick={tern.slug}", headers={"HX-Request": "true"})

    assert response["HX-Push-Url"] == f"/clinics/?q=tern&pick={tern.slug}"
