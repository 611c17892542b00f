import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.utils import timezone

from directory.exchange.columns import COLUMNS, NOTES
from directory.exchange.listing_json import listing_json
from directory.facts.offerings import INSURER_PARTS, OFFERING_PARTS, UNION_STATEMENTS
from directory.facts.spine import STATEMENTS
from directory.search.query import FIELDS
from directory.views import sitemap
from directory.views.about import pages
from tests.support.factories import make_listing, take_down
from tests.support.html import assert_valid, elements
from tests.support.reading import grade, sentences

pytestmark = pytest.mark.django_db

PAGES = ["/about/", "/about/order/", "/about/data/", "/about/privacy/"]
EVERY_PAGE = [*PAGES, "/about/documents/"]  # the last one is not among the tabs of the others
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.parametrize("address", [*EVERY_PAGE, "/about/components/"])
def test_a_page_is_valid_html(client, address):
    assert_valid(client.get(address).content.decode())


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_a_page_reads_at_eighth_grade_or_below(client, address):
    assert grade(sentences(client.get(address).content.decode())) <= 8


@pytest.mark.parametrize("address", [*EVERY_PAGE, "/about/components/"])
def test_a_page_takes_one_query(client, django_assert_num_queries, address):
    with django_assert_num_queries(1):
        client.get(address)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_marks_itself_among_the_others(client, address):
    html = client.get(address).content.decode()
    here = [
        link.get("href")
        for link in elements(html, "a")
        if link.get("class") == "tabs__link" and link.get("aria-current")
    ]

    assert here == [address]


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_the_canonical_address_leaves_parameters_out(client, address):
    html = client.get(f"{address}?utm_source=x").content.decode()
    (canonical,) = [link.get("href") for link in elements(html, "link") if link.get("rel") == "canonical"]

    assert canonical == f"http://testserver{address}"


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_a_page_sets_no_cookie_and_any_cache_may_store_it(client, address):
    response = client.get(address)

    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=300"


# ---- the order


def test_the_best_match_is_told_in_one_sentence(client):
    page = client.get("/about/order/").text

    told = re.search(r"<dt[^>]*>You type words</dt>\s*<dd>(.*?)</dd>", page)[1]
    assert told == (
        "A clinic whose very name you typed comes before all others. Then the best match: a word in the name "
        "counts most, then one that is a person, a town or an organization, then one in a statement, then "
        "one in the clinic’s own words; among equals, the one confirmed last comes first."
    )


# ---- the data


def test_every_column_of_the_csv_is_explained_once_in_its_order(client):
    html = client.get("/about/data/").content.decode()

    assert re.findall(r'id="column-(\w+)"', html) == [column.name for column in COLUMNS]


def test_every_statement_is_explained(client):
    html = client.get("/about/data/").content.decode()

    assert set(STATEMENTS) <= set(re.findall(r'id="column-(\w+)"', html))


def test_every_code_is_explained(client):
    html = client.get("/about/data/").content.decode()
    shown = {code.text for code in elements(html, "code")}
    codes = {str(code) for column in COLUMNS for code, _label in column.codes}

    assert codes <= shown


def test_every_code_is_explained_in_words(client):
    html = client.get("/about/data/").content.decode()
    explained = {
        item.find("{*}code").text: "".join(item.itertext()).removeprefix(item.find("{*}code").text).strip()
        for item in elements(html, "li")
        if item.find("{*}code") is not None
    }

    assert explained["es:clinician"] == "Spanish, spoken by a clinician"
    assert {code: words for code, words in explained.items() if not words or words[0] in "([{<"} == {}


def test_every_part_of_a_record_is_explained_with_its_kind_and_codes(client):
    html = client.get("/about/data/").content.decode()
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
    html = client.get("/about/data/").content.decode()

    assert str(NOTES["offerings"]) in html
    assert html.count("This includes what the offerings say.") == len(UNION_STATEMENTS)


def test_the_example_in_json_has_keys_that_the_json_has(client):
    listing = make_listing(offerings=[{"route": "iv"}])
    (example,) = [
        "".join(one.itertext()) for one in elements(client.get("/about/data/").content.decode(), "pre")
    ]
    data = listing_json(listing, timezone.localdate())
    known = {*data, *STATEMENTS, *data["statements"]["route"], *data["effective_offerings"][0]}

    assert set(re.findall(r'"(\w+)":', example)) <= known


def test_every_parameter_is_explained_in_the_order_of_addresses():
    assert [name for name, _label, _codes in pages.parameters()] == list(FIELDS)


def test_the_sources_of_data_are_named(client):
    text = client.get("/about/data/").content.decode()

    assert [
        name for name in ("GeoNames", "CC BY 4.0", "US Census Bureau", "us-atlas", "ISC") if name not in text
    ] == []


# ---- the gallery


def test_every_component_of_the_style_sheet_is_in_the_gallery(client):
    html = client.get("/about/components/").content.decode()
    sheets = Path(settings.BASE_DIR, "directory/static/directory/css").glob("*.css")
    layer = re.compile(r"^@layer components \{$.*?^\}$", re.DOTALL | re.MULTILINE)
    blocks = "".join(block for sheet in sheets for block in layer.findall(sheet.read_text()))
    words = re.sub(r"/\*.*?\*/", "", blocks, flags=re.DOTALL)
    styled = set(re.findall(r"\.([a-z][a-z_-]*)", words)) - BY_SCRIPT
    shown = {one for element in elements(html) for one in (element.get("class") or "").split()}

    assert sorted(styled - shown) == []


# What a script adds while somebody points at a map, or moves it.
BY_SCRIPT = {"area__mark--lit", "area__view--moving", "card--lit"}


# ---- for machines


def test_robots_may_read_everything_and_find_the_sitemap(client):
    response = client.get("/robots.txt")

    assert response.content.decode() == (
        "User-agent: *\nAllow: /\n\nSitemap: http://testserver/sitemap.xml\n"
    )
    assert response["Content-Type"] == "text/plain"


def addresses(response):
    return [one.text for one in ElementTree.fromstring(response.getvalue()).iter(f"{SPACE}loc")]


CHECKLIST = ["/checklist/", "/checklist/first-call/", "/guide/"]
ABOUT = [*PAGES[:-1], "/about/moderation/", "/about/figures/", "/about/documents/", PAGES[-1]]
OUR_PAGES = [f"http://testserver{path}" for path in ("/", "/clinics/", *CHECKLIST, *ABOUT)]


def test_the_sitemap_holds_our_pages_and_every_public_listing(client):
    shown = make_listing(name="Tern House", city="Denver")
    take_down(make_listing())

    assert addresses(client.get("/sitemap.xml")) == [
        *OUR_PAGES,
        f"http://testserver{shown.get_absolute_url()}",
    ]


def test_the_sitemap_says_when_a_listing_last_changed(client):
    make_listing()
    tree = ElementTree.fromstring(client.get("/sitemap.xml").getvalue())

    assert [one.text for one in tree.iter(f"{SPACE}lastmod")] == [timezone.localdate().isoformat()]


def test_a_long_sitemap_becomes_an_index_of_files(client, monkeypatch):
    monkeypatch.setattr(sitemap, "MAX_ADDRESSES", len(sitemap.PAGE_NAMES) + 2)
    listings = [make_listing() for _number in range(5)]
    index = addresses(client.get("/sitemap.xml"))
    files = [addresses(client.get(address)) for address in index]

    assert index == [f"http://testserver/sitemap.xml?page={page}" for page in (1, 2, 3)]
    assert [address for file in files for address in file] == [
        *OUR_PAGES,
        *(f"http://testserver{listing.get_absolute_url()}" for listing in listings),
    ]


@pytest.mark.parametrize("page", ["0", "2", "x", "1 ", "-1", "١"])
def test_an_unknown_file_of_the_sitemap_is_not_found(client, page):
    assert client.get("/sitemap.xml", {"page": page}).status_code == 404


def test_the_sitemap_takes_three_queries(client, django_assert_num_queries):
    make_listing()
    make_listing()

    with django_assert_num_queries(3):
        client.get("/sitemap.xml").getvalue()
