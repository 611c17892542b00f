import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.utils import timezone

from directory.views import sitemap
from tests.support.factories import make_listing, take_down
from tests.support.html import assert_valid, elements
from tests.support.reading import grade, sentences

pytestmark = pytest.mark.django_db

PAGES = ["/about/", "/about/order/", "/data/", "/about/privacy/"]
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
