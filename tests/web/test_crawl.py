"""Every public address, asked for in many ways: what a cache keeps for one reader is right for all others."""

import gzip
import re

import pytest

from checklist.urls import urlpatterns as checklist_urls
from directory.urls import urlpatterns as directory_urls
from directory.web import public_page
from tests.support.factories import make_listing, make_listings, make_person

pytestmark = pytest.mark.django_db

# Of one view, in several shapes.
QUERIES = {
    "clinics": [
        "",
        "route=iv",
        "state=CO&order=name",
        "page=1",
        "near=80202",
        "q=Tern",
        "me=bipolar",
        "utm=a",
    ],
    "clinics_csv": ["", "route=iv"],
    "clinics_json": ["", "route=iv", "near=Denver,+CO"],
    "clinics_atom": ["", "route=iv"],
    "compare": ["", "clinic=SLUG"],
    "suggest": ["box=near&typed=Den"],
}
SLUGS = {"guide": "law"}
COOKIES = "session=abcdefghijklmnop; csrf=0123456789; notebook=x; __Host-session=y; sessionid=1; language=es"
HOSTILE = {
    "X-Forwarded-Host": "evil.example",
    "X-Host": "evil.example",
    "X-Forwarded-Server": "evil.example",
    "X-Forwarded-Port": "8443",
    "X-Forwarded-Prefix": "/evil",
    "Forwarded": "host=evil.example;proto=http",
    "X-Original-URL": "/admin/",
    "X-Rewrite-URL": "/admin/",
    "X-Script-Name": "/evil",
    "X-HTTP-Method-Override": "POST",
    "Range": "bytes=0-9",
    "If-Range": '"a"',
    "Accept": "application/json, */*;q=0.1",
    "Accept-Charset": "utf-16",
    "If-Modified-Since": "Thu, 01 Jan 2099 00:00:00 GMT",
    "If-Unmodified-Since": "garbage",
    "Cache-Control": "no-cache, no-store",
    "Authorization": "Basic YTpi",
    "X-Requested-With": "XMLHttpRequest",
    "HX-Boosted": "true",
    "HX-Current-URL": "http://evil.example/",
}
WAYS = {
    "with cookies, in Spanish": {"Cookie": COOKIES, "Accept-Language": "es-US,es;q=0.9"},
    "hostile, in English": HOSTILE | {"Accept-Language": "en-GB", "HX-Request": "TRUE"},
    # A header that came twice is one with a comma.
    "twice": {"HX-Request": "true, true", "If-None-Match": '"a", W/"b", c, "", ,', "Host": "testserver"},
    "with strange encodings": {"Accept-Encoding": "br, zstd, x-gzip, compress;q=1, identity;q=0"},
    "with gzip refused": {"Accept-Encoding": "deflate, gzip;q=0.000"},
    "compressed": {"Accept-Encoding": "gzip, deflate, br, zstd"},
    "compressed, hostile": HOSTILE
    | {"Accept-Encoding": "br;q=1.0 , GZIP ; q=0.8,gzip", "Cookie": COOKIES, "HX-Request": "1"},
}


@pytest.fixture
def addresses():
    """Every address of a public page. One clinic has what a page may show; there are some others."""
    public_page.KEPT.clear()
    listing = make_listing(
        name="Tern House", route=["iv"], city="Denver", state="CO", about="We meet you first."
    )
    make_listings({"name": f"Harbor {number}", "route": ["im"]} for number in range(2))
    found = []
    for route in (*directory_urls, *checklist_urls):
        if hasattr(route.callback, "public_page") and route.name != "merged_history":
            slug = SLUGS.get(route.name, listing.slug)
            path = "/" + str(route.pattern).replace("<slug:slug>", slug).replace(
                "<str:uid>", str(listing.uid)
            )
            queries = [query.replace("SLUG", slug) for query in QUERIES.get(route.name, [""])]
            found += [f"{path}?{query}".rstrip("?") for query in queries]
    assert len(found) > 35
    return found


def answer(client, address, **headers):
    """What a cache keeps of an answer: status, body, and the headers that say for whom it is and how long."""
    response = client.get(address, headers={"Accept-Encoding": "identity"} | headers)
    body = response.getvalue()
    packed = response.get("Content-Encoding")
    if packed:
        assert (packed, response["Vary"].endswith("Accept-Encoding")) == ("gzip", True)
        body = gzip.decompress(body)
    shown = {name: value for name, value in response.items() if name not in LENGTHS}
    # Where an answer depends on Accept, its ETag does too, so that nobody gets a 304 instead of a 406.
    depends = "Accept" in re.split(", ?", response.get("Vary", ""))
    etag = response.get("ETag", "").removeprefix("W/")
    shown["ETag"] = bool(etag) if depends else etag
    assert "evil" not in body.decode()
    return response.status_code, shown, body, dict(response.cookies)


LENGTHS = {"Content-Length", "Content-Encoding"}


def test_a_page_is_the_same_however_and_by_whomever_it_is_asked_for(client, addresses):
    plain = {address: answer(client, address) for address in addresses}
    assert {status for status, *_rest in plain.values()} == {200}
    assert [cookies for *_rest, cookies in plain.values()] == [{}] * len(plain)

    for way, headers in WAYS.items():
        assert {address: answer(client, address, **headers) for address in addresses} == plain, way
    client.force_login(make_person())
    assert {address: answer(client, address) for address in addresses} == plain


def test_every_page_says_whether_and_how_long_it_may_be_kept(client, addresses):
    keeping, by_part = {}, set()
    for address in addresses:
        response = client.get(address)
        keeping[address] = ", ".join(sorted(response["Cache-Control"].split(", ")))
        if "HX-Request" in response.get("Vary", ""):
            by_part.add(address)

    expected = dict.fromkeys(addresses, "max-age=300, public")
    expected |= dict.fromkeys(filter(re.compile("[?&](q|near)=").search, addresses), "max-age=300, private")
    expected |= dict.fromkeys(filter(re.compile("[?&](me|typed)=").search, addresses), "no-store")
    assert keeping == expected
    assert by_part == {f"/clinics/?{query}".rstrip("?") for query in QUERIES["clinics"]}


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_copy_is_answered_with_304_and_the_headers_of_the_page(client, addresses, encoding):
    for address in addresses:
        whole = client.get(address, headers={"Accept-Encoding": encoding})
        if "ETag" not in whole:
            continue
        for tags in (whole["ETag"], f'"a", W/"b",{whole["ETag"]}', whole["ETag"].removeprefix("W/")):
            headers = {"Accept-Encoding": encoding, "If-None-Match": tags, "Cookie": COOKIES}
            again = client.get(address, headers=headers)
            assert (again.status_code, again.content) == (304, b""), address
            assert again["Cache-Control"] == whole["Cache-Control"]
            assert again["ETag"].removeprefix("W/") == whole["ETag"].removeprefix("W/")
            assert set(whole.get("Vary", "").split(", ")) - {""} <= set(again["Vary"].split(", "))


def test_a_part_for_the_script_is_never_taken_for_the_page(client, addresses):
    def ask(**headers):
        body = client.get("/clinics/", headers={"Accept-Encoding": "gzip"} | headers).content
        return "<!doctype html>" in gzip.decompress(body).decode()

    assert [ask(), ask(HX_Request="true"), ask(), ask(HX_Request="true")] == [True, False, True, False]


def test_a_kept_page_is_the_one_that_was_answered_byte_for_byte(client, addresses):
    def ask(address):
        response = client.get(address, headers={"Accept-Encoding": "gzip"})
        return response.status_code, dict(response.items()), response.getvalue()

    first = {address: ask(address) for address in addresses}
    kept = {key[2] + (f"?{key[3]}" if key[3] else "") for key in public_page.KEPT}

    assert {address: ask(address) for address in addresses} == first
    assert set(addresses) - kept == {one for one in addresses if NOT_KEPT.search(one)}


# What somebody typed or chose; what has a query for its ETag; what is short, or streamed; what depends on
# more headers of the request.
NOT_KEPT = re.compile(
    r"near=|q=|me=|utm=|typed=|clinic=|about/moderation|about/figures|history|robots|merged|sitemap|fhir/"
    r"|clinics\.csv(\?|$)"
)


def test_what_somebody_typed_is_in_no_key_of_a_kept_page(client, addresses):
    for query in ("q=marker", "near=marker", "me=marker", "pick=marker", "utm=marker", "page=1&Route=marker"):
        client.get(f"/clinics/?{query}", headers={"Accept-Encoding": "gzip"})
        client.get(f"/?{query}", headers={"Accept-Encoding": "gzip"})

    assert [key for key in public_page.KEPT if "marker" in str(key)] == []


def test_a_long_address_is_not_kept(client, addresses):
    """The code of an option may come a thousand times, and each number of times is another address."""
    public_page.KEPT.clear()
    response = client.get(f"/clinics/?{'route=iv&' * 100}", headers={"Accept-Encoding": "gzip"})

    assert (response.status_code, list(public_page.KEPT)) == (200, [])


def test_a_kept_page_is_never_older_than_the_directory(client, addresses):
    def ask():
        return b"Sandpiper" in gzip.decompress(
            client.get("/clinics/", headers={"Accept-Encoding": "gzip"}).content
        )

    before = [ask(), ask()]
    make_listing(name="Sandpiper")

    assert (before, ask(), ask()) == ([False, False], True, True)


def test_a_kept_page_takes_one_query_and_opens_no_session(client, addresses, django_assert_num_queries):
    client.get("/clinics/", headers={"Accept-Encoding": "gzip"})

    with django_assert_num_queries(1):  # the version
        response = client.get("/clinics/", headers={"Accept-Encoding": "gzip", "Cookie": COOKIES})

    assert response.status_code == 200


def test_head_is_answered_as_get_without_a_body(client, addresses):
    for _time in range(2):
        head, get = (
            ask("/clinics/", headers={"Accept-Encoding": "gzip"}) for ask in (client.head, client.get)
        )
        assert (head.status_code, dict(head.items()), head.content) == (200, dict(get.items()), b"")
