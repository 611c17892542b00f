"""The page about the data: every column, every address, the license, the terms, and examples that run."""

import re

import pytest
from django.urls import Resolver404, resolve
from django.utils import timezone

from directory.exchange.columns import COLUMNS, NOTES
from directory.exchange.listing_json import listing_json
from directory.facts import terms
from directory.facts.offerings import INSURER_PARTS, OFFERING_PARTS, UNION_STATEMENTS
from directory.facts.spine import STATEMENTS
from directory.models import Version
from directory.search.query import FIELDS
from directory.views.data import addresses, changelog, page
from tests.support.factories import make_listing
from tests.support.html import elements
from tests.support.portal import main_text

pytestmark = pytest.mark.django_db


def test_every_column_of_the_csv_is_explained_once_in_its_order(client):
    html = client.get("/data/").content.decode()

    assert re.findall(r'id="column-(\w+)"', html) == [column.name for column in COLUMNS]


def test_every_statement_is_explained(client):
    html = client.get("/data/").content.decode()

    assert set(STATEMENTS) <= set(re.findall(r'id="column-(\w+)"', html))


def test_every_code_is_explained(client):
    html = client.get("/data/").content.decode()
    shown = {code.text for code in elements(html, "code")}
    codes = {str(code) for column in COLUMNS for code, _label in column.codes}

    assert codes <= shown


def test_a_yes_or_no_has_no_codes_as_its_cell_has_words(client):
    page = client.get("/data/").text
    (room,) = [one for one in elements(page, "div") if one.get("id") == "column-private_room"]

    assert "".join(room.itertext()).split()[-3:] == ["“yes”", "or", "“no”"]


def test_every_code_is_explained_in_words(client):
    html = client.get("/data/").content.decode()
    explained = {
        item.find("{*}code").text: "".join(item.itertext()).removeprefix(item.find("{*}code").text).strip()
        for item in elements(html, "li")
        if item.find("{*}code") is not None
    }

    assert explained["es:clinician"] == "Spanish, spoken by a clinician"
    assert {code: words for code, words in explained.items() if not words or words[0] in "([{<"} == {}


def test_every_part_of_a_record_is_explained_with_its_kind_and_codes(client):
    html = client.get("/data/").content.decode()
    (offerings,) = [one for one in elements(html, "div") if one.get("id") == "column-offerings"]
    parts = [one for one in offerings.iter() if one.get("class") == "column__part"]
    named = {part.find("{*}code").text: " ".join("".join(part.itertext()).split()) for part in parts}

    insurers = [part.name for part in INSURER_PARTS]
    assert list(named) == [*(part.name for part in OFFERING_PARTS if part.name != "note"), *insurers, "note"]
    assert named["visit_minutes"] == (
        "visit_minutes Time at the clinic Enter about how many minutes pass from door to door. A whole number"
    )
    assert named["purpose"] == (
        "purpose For what One code 3 codesmood For moodpain For painany For mood or pain"
    )
    assert named["covers"].startswith("covers For what A list of codes 6 codesassessment Assessment")


def test_the_column_of_the_offerings_says_how_it_differs_from_a_list(client):
    html = client.get("/data/").content.decode()

    assert str(NOTES["offerings"]) in html
    assert html.count("This includes what the offerings say.") == len(UNION_STATEMENTS)


def test_the_example_in_json_has_keys_that_the_json_has(client):
    listing = make_listing(offerings=[{"route": "iv"}])
    examples = ["".join(one.itertext()) for one in elements(client.get("/data/").content.decode(), "pre")]
    (example,) = [text for text in examples if text.startswith('{"name"')]
    data = listing_json(listing, timezone.localdate())
    known = {*data, *STATEMENTS, *data["statements"]["route"], *data["effective_offerings"][0]}

    assert set(re.findall(r'"(\w+)":', example)) <= known


def test_every_parameter_is_explained_in_the_order_of_addresses():
    assert [name for name, _label, _codes in page.parameters()] == list(FIELDS)


def test_the_sources_of_data_are_named(client):
    text = client.get("/data/").content.decode()

    assert [
        name for name in ("GeoNames", "CC BY 4.0", "US Census Bureau", "us-atlas", "ISC") if name not in text
    ] == []


# ---- what the page says of addresses, license and terms


def test_every_address_on_the_page_is_one_of_the_site(client):
    wrong = []
    for _title, group in addresses.GROUPS:
        for address in group:
            path = address.path.partition("?")[0].replace("ID", "0f0f5c9e-51d6-4f43-8c3e-5550100f00d5")
            try:
                resolve(path)
            except Resolver404:
                wrong.append(path)

    assert wrong == []


def test_the_license_is_named_with_the_version_of_the_data(client):
    make_listing()

    text = main_text(client.get("/data/"))

    assert f"Ketamine Clinic Directory, version {Version.now()}, CC BY 4.0" in text


def test_the_page_links_its_license_and_its_description(client):
    links = {
        (one.get("rel"), one.get("href"))
        for one in elements(client.get("/data/").content.decode(), "link")
        if one.get("rel") in ("license", "describedby", "alternate")
    }

    assert links == {
        ("license", "https://creativecommons.org/licenses/by/4.0/"),
        ("describedby", "/data/openapi.json"),
        ("alternate", "/data/changelog.atom"),
    }


def test_the_terms_that_clinics_accept_are_public_word_for_word(client):
    html = client.get("/data/").content.decode()
    (part,) = [one for one in elements(html, "section") if one.get("aria-labelledby") == "terms"]
    shown = ["".join(one.itertext()) for one in part.iter() if one.tag.endswith("}li")]

    assert shown == [str(sentence) for sentence in terms.SENTENCES]
    assert terms.EDITION in "".join(part.itertext())


def test_the_old_address_leads_here(client):
    answer = client.get("/about/data/")

    assert (answer.status_code, answer.url) == (301, "/data/")


def test_the_feed_of_news_has_every_entry_latest_first(client):
    feed = client.get("/data/changelog.atom")
    titles = re.findall(r"<entry><title>(.*?)</title>", feed.text)

    assert feed["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert titles == [f"Version {entry.version} of the data" for entry in changelog.ENTRIES]
    days = [entry.on for entry in changelog.ENTRIES]
    assert days == sorted(days, reverse=True)
