"""The page of results for its script and caches, and its CSV, JSON and Atom."""

import csv
import io
import re
from xml.etree import ElementTree

import pytest

from directory.facts.about_me import ASKED_FIRST
from directory.facts.vocabulary import Caution
from directory.models import Listing, Version
from tests.support.factories import change, make_listing, make_listings
from tests.support.html import elements
from tests.support.searching import DENVER

pytestmark = pytest.mark.django_db


ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_json_leads_through_all_pages_with_every_filter(client):
    make_listings({"name": f"Clinic {number}", "route": ["iv"]} | DENVER for number in range(25))

    first = client.get("/clinics.json", {"route": "iv", "near": "39.7,-105", "within": "30"}).json()
    second = client.get(first["next"]).json()

    assert first["total"] == second["total"] == 25
    assert first["next"] == "http://testserver/clinics.json?near=39.7%2C-105&within=30&route=iv&page=2"
    assert second["next"] is None
    assert len({one["slug"] for one in first["results"] + second["results"]}) == 25
    assert all(0 < one["miles"] < 30 for one in first["results"])


def test_a_page_of_the_json_is_as_long_as_asked_and_names_the_next_in_its_header(client):
    make_listings({"name": f"Clinic {number:02}", "route": ["iv"]} for number in range(23))

    pages, address = [], "/clinics.json?route=iv&order=name&per_page=10"
    while address:
        page = client.get(address)
        pages.append([one["name"] for one in page.json()["results"]])
        address = page.json()["next"]
        assert page.get("Link") == (f'<{address}>; rel="next"' if address else None)

    assert [len(page) for page in pages] == [10, 10, 3]
    assert [name for page in pages for name in page] == [f"Clinic {number:02}" for number in range(23)]
    assert len(client.get("/clinics.json?per_page=200").json()["results"]) == 23


@pytest.mark.parametrize(
    ("address", "errors"),
    [
        ("/clinics.json?per_page=0", {"per_page": "Enter how many clinics a page has, from 1 to 200."}),
        ("/clinics.json?per_page=201", {"per_page": "Enter how many clinics a page has, from 1 to 200."}),
        ("/clinics.json?per_page=5&per_page=6", {"per_page": "Ask for per_page once."}),
        ("/clinics.json?spreadsheet=1", {"spreadsheet": "There is no parameter “spreadsheet”."}),
        ("/clinics.csv?per_page=5", {"per_page": "There is no parameter “per_page”."}),
        ("/clinics.csv?spreadsheet=yes", {"spreadsheet": "Enter 1, or leave it out."}),
        ("/clinics.csv?spreadsheet=1&spreadsheet=1", {"spreadsheet": "Ask for spreadsheet once."}),
        ("/clinics.atom?per_page=5", {"per_page": "There is no parameter “per_page”."}),
        ("/merged.json?since=5", {"since": "There is no parameter “since”."}),
    ],
)
def test_a_parameter_that_an_address_does_not_have_is_refused(client, address, errors):
    answer = client.get(address)

    assert (answer.status_code, answer.json()["errors"]) == (400, errors)


def test_only_a_csv_for_a_spreadsheet_begins_with_a_byte_order_mark(client):
    make_listing(name="Nº 7")
    plain, marked = (
        b"".join(client.get(f"/clinics.csv{query}").streaming_content) for query in ("", "?spreadsheet=1")
    )

    assert plain.startswith(b"id,slug,url,")
    assert marked == b"\xef\xbb\xbf" + plain


def test_the_link_of_a_page_leads_to_a_table_of_its_results_for_a_spreadsheet(client):
    make_listing(name="Nº 7", route=["iv"])
    make_listing(name="Nº 8", route=["im"])
    page = client.get("/clinics/?route=iv").text
    (address,) = {link.get("href") for link in elements(page, "a") if link.text == "Download as CSV"}
    table = b"".join(client.get(address).streaming_content).decode("utf-8-sig")

    assert address == "/clinics.csv?route=iv&spreadsheet=1"
    assert [row["name"] for row in csv.DictReader(io.StringIO(table))] == ["Nº 7"]


def test_the_whole_csv_names_what_describes_its_columns_as_csvw_says(client):
    link = '</data/clinics.csv-metadata.json>; rel="describedby"; type="application/csvm+json"'
    answers = [client.get(f"/clinics.csv{query}") for query in ("", "?route=iv")]

    assert [answer.get("Link") for answer in answers] == [link, None]
    assert client.get("/data/clinics.csv-metadata.json").json()["url"].endswith("/clinics.csv")


def test_the_csv_gives_own_words_only_where_somebody_agreed(client):
    listing = make_listing(name="Cedar", about="We are kind.")
    rows = []
    for terms in ("", "2026-12"):
        Listing.objects.update(terms=terms, directory_version=Version.increment())
        answer = client.get("/clinics.csv")
        rows += csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode()))

    assert [(row["id"], row["about"], row["terms"]) for row in rows] == [
        (str(listing.uid), "", ""),
        (str(listing.uid), "We are kind.", "2026-12"),
    ]


def test_the_csv_holds_what_the_page_finds(client):
    make_listing(name="Drip", route=["iv"])
    make_listing(name="Shot", route=["im"])

    answer = client.get("/clinics.csv", {"route": "iv"})

    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert [row["name"] for row in rows] == ["Drip"]
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


def test_the_feed_tells_the_latest_change_first(client):
    first, second = make_listing(name="First"), make_listing(name="Second")
    make_listing(first.clinic, phone="+13035550142")

    feed = client.get("/clinics.atom").content.decode()

    assert re.findall(r"<entry><title>([^<]*)", feed) == ["First", "Second"]
    assert second.get_absolute_url() in feed


def test_the_feed_names_its_author_once_for_all_entries(client):
    make_listing()

    feed = ElementTree.fromstring(client.get("/clinics.atom").content)

    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Ketamine Clinic Directory"
    assert feed.findtext(f"{ATOM}author/{ATOM}uri") == "http://testserver/"


def test_an_entry_of_the_feed_keeps_its_id_when_the_clinic_gets_another_address(client):
    listing = make_listing(name="Old name")
    ids = [ids_of(client)]
    make_listing(listing.clinic, name="New name")
    ids.append(ids_of(client))

    assert ids == [[f"{listing.clinic.uid.urn}#version-{version}"] for version in (1, 2)]


def ids_of(client):
    feed = ElementTree.fromstring(client.get("/clinics.atom").content)
    return [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]


# ---- caching


def test_a_page_holds_until_the_directory_moves(client):
    listing = make_listing(name="Old")
    first = client.get("/clinics/")

    assert client.get("/clinics/", headers={"if-none-match": first["ETag"]}).status_code == 304
    change(listing.clinic, name="New")
    assert client.get("/clinics/", headers={"if-none-match": first["ETag"]}).status_code == 304
    make_listing(listing.clinic)
    assert "New" in client.get("/clinics/", headers={"if-none-match": first["ETag"]}).content.decode()


def test_a_page_is_the_same_for_everyone(client):
    make_listing()

    page = client.get("/clinics/")

    assert page.cookies == {}
    assert page["Cache-Control"] == "public, max-age=300"
    assert sorted(name.strip() for name in page["Vary"].split(",")) == ["Accept-Encoding", "HX-Request"]


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("?route=iv&page=1", "public, max-age=300"),
        ("?q=spravato", "private, max-age=300"),
        ("?near=39.74,-104.99", "private, max-age=300"),
        ("?%71=iv", "private, max-age=300"),
        ("?me=bipolar", "no-store"),
        ("?me=bipolar&q=iv", "no-store"),
    ],
)
@pytest.mark.parametrize("path", ["/clinics/", "/clinics.atom"])
def test_no_shared_cache_keeps_what_is_typed_and_none_what_a_reader_has(client, path, query, kept):
    page = client.get(path + query)

    assert (page.status_code, page["Cache-Control"]) == (200, kept)


def test_the_script_gets_the_part_and_the_address_that_asks_for_it(client):
    make_listing(route=["iv"])

    part = client.get("/clinics/?q=&route=iv&near=", headers={"HX-Request": "true"})
    page = client.get("/clinics/?route=iv")

    assert "<html" not in part.content.decode()
    assert part["HX-Push-Url"] == "/clinics/?route=iv"
    assert "<html" in page.content.decode()
    assert part["ETag"] != page["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_but_reading(client, method):
    assert getattr(client, method)("/clinics/").status_code == 405


def test_what_is_asked_first_about_a_reader_stands_open_and_the_rest_is_folded(client):
    def form(**chosen):
        text = client.get("/clinics/", chosen).content.decode()
        form = text[text.index('id="fold-me"') :]
        before, after = form.split('id="fold-me-more"')
        rest = after[: after.index("</details>")]
        return before.count('name="me"'), rest.count('name="me"'), rest.startswith(" open>")

    others = len(Caution) - len(ASKED_FIRST)
    assert form() == (len(ASKED_FIRST), others, False)
    assert form(me="stroke") == (len(ASKED_FIRST), others, True)
