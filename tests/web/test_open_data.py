"""Open data: read from pages of any origin, without a cookie, and refused in the form of RFC 9457."""

import pytest
from django.core.exceptions import BadRequest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from config import urls
from directory.web.errors import Gone, NotFound
from directory.web.open_data import ProblemError, open_data
from tests.support.factories import make_listing

pytestmark = pytest.mark.django_db

LISTS = ["/clinics.json", "/clinics.csv", "/clinics.atom", "/merged.json"]
EXPOSED = "ETag, Last-Modified, Link, Content-Range, Data-Version, Deprecation, Sunset"
CROSS_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": EXPOSED,
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Allow": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Prefer, Range, If-None-Match, If-Range",
    "Access-Control-Max-Age": "86400",
}


def cross_origin(response):
    """The headers of a response that decide which origin may read it."""
    names = (
        "access-control-allow-",
        "access-control-expose-",
        "access-control-max-",
        "cross-origin-resource-",
    )
    return {name: value for name, value in response.items() if name.lower().startswith(names)}


@pytest.mark.parametrize("address", LISTS)
def test_pages_of_any_origin_may_read_the_data(client, address):
    make_listing()

    response = client.get(address, headers={"Origin": "https://elsewhere.example"})

    assert (response.status_code, cross_origin(response), response.cookies) == (200, CROSS_ORIGIN, {})


@pytest.mark.parametrize("address", ["/", "/clinics/", "/healthz", "/about/data/"])
def test_no_other_origin_may_read_the_pages(client, address):
    assert cross_origin(client.get(address)) == {"Cross-Origin-Resource-Policy": "same-origin"}


def test_a_kept_response_and_an_unchanged_one_may_be_read_as_well(client):
    """They are sent before there is a view."""
    make_listing()
    asked = {"Accept-Encoding": "gzip", "Origin": "https://elsewhere.example"}
    first = client.get("/clinics.json", headers=asked)

    kept = client.get("/clinics.json", headers=asked)
    unchanged = client.get("/clinics.json", headers=asked | {"If-None-Match": first["ETag"]})

    assert (kept.content, cross_origin(kept)) == (first.content, CROSS_ORIGIN)
    assert (unchanged.status_code, cross_origin(unchanged)) == (304, CROSS_ORIGIN)


@pytest.mark.parametrize(
    ("address", "parameter", "status"),
    [
        ("/clinics.json", "colour=red", 400),
        ("/clinics.csv", "route=nose", 400),
        ("/clinics.atom", "colour=red", 400),
        ("/merged.json", "x=1", 400),
        ("/clinics.json", "page=99", 404),
        ("/data/clinic.schema.json", "x=1", 400),
    ],
)
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_who_has_an_answer_is_refused_what_is_wrong(client, address, parameter, status, encoding):
    """The answer of an address is what its reader has; another address, in part not known, is not it."""
    make_listing()
    asked = {"Accept-Encoding": encoding}
    known = asked | {"If-None-Match": client.get(address, headers=asked)["ETag"]}

    assert client.get(address, headers=known).status_code == 304
    assert client.get(f"{address}?{parameter}", headers=known).status_code == status


@pytest.mark.parametrize("address", LISTS)
def test_a_browser_that_asks_first_is_told_what_it_may_send(client, address):
    response = client.options(address, headers={"Access-Control-Request-Method": "GET"})

    told = {name: response[name] for name in PREFLIGHT}
    assert (response.status_code, response.content, told) == (204, b"", PREFLIGHT)
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_data_can_only_be_read(method):
    response = getattr(Client(enforce_csrf_checks=True), method)("/clinics.json")

    assert response.json() == {
        "type": "about:blank",
        "title": "Method Not Allowed",
        "status": 405,
        "detail": "This address can only be read.",
    }
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert cross_origin(response) == CROSS_ORIGIN


@pytest.mark.parametrize("address", LISTS[:3])
def test_a_wrong_parameter_is_a_problem_with_a_sentence_for_each(client, address):
    response = client.get(address, {"page": "0", "colour": "red"})

    sentences = {
        "colour": "There is no parameter “colour”.",
        "page": response.json()["errors"]["page"],
    }
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert response.json() == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": " ".join(response.json()["errors"].values()),
        "errors": sentences,
    }
    assert (response["Cache-Control"], cross_origin(response)) == ("no-store", CROSS_ORIGIN)


@pytest.mark.parametrize("address", LISTS[:3])
def test_a_place_that_nobody_knows_is_a_problem(client, address):
    response = client.get(address, {"near": "Xyzzyville Nowhere"})

    assert (response.status_code, list(response.json()["errors"])) == (400, ["near"])
    assert response.json()["detail"] == response.json()["errors"]["near"]


def test_a_page_that_is_not_there_is_a_problem(client):
    response = client.get("/clinics.json", {"page": "2"})

    assert (response.status_code, response.json()["errors"]) == (404, {"page": "There is no such page."})


def test_characters_that_no_address_has_are_a_problem(client):
    response = client.get("/clinics.json?q=%00")

    assert response.json() == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "This link has characters that no page uses. Check how you copied it.",
    }
    assert cross_origin(response) == CROSS_ORIGIN


@pytest.mark.parametrize("address", [*LISTS, "/data/index.json", "/data/changes.ndjson", "/data/"])
def test_a_very_long_query_is_a_problem(client, address):
    response = client.get(f"{address}?{'q=a&' * 2001}")

    assert (response.status_code, response["Content-Type"]) == (414, "application/problem+json")
    assert response.json()["detail"] == "The address is longer than 8000 characters. Ask for less at once."
    assert cross_origin(response) == CROSS_ORIGIN


@pytest.mark.parametrize("address", ["/clinics.json", "/data/index.json", "/data/changes.ndjson"])
def test_more_parameters_than_django_reads_are_a_problem(client, address):
    response = client.get(f"{address}?{'q&' * 1500}")

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert cross_origin(response) == CROSS_ORIGIN


# ---- what a view may say


def raising(error):
    def view(request):
        raise error

    return view


def teapot(status, detail, errors=None):
    return HttpResponse(f"{status}: {detail}", status=status)


ERRORS = {
    "gone": Gone(),
    "taken-away": Gone("It was closed."),
    "wrong": BadRequest("Ask for one day."),
    "missing": NotFound("No clinic has this id."),
    "full": ProblemError(416, "There are fewer bytes.", {"Range": "Too far."}),
    "away": OperationalError("the connection is lost"),
    "broken": RuntimeError("a fault of ours with marker-in-the-fault"),
}


class Refusing:
    urlpatterns = (
        *(path(name, open_data(raising(error), parameters={"since"})) for name, error in ERRORS.items()),
        path("own", open_data(raising(ERRORS["missing"]), refuse=teapot)),
        path("posted", open_data(methods=("POST",))(lambda request: HttpResponse("read"))),
        *urls.urlpatterns,
    )
    handler400, handler500 = urls.handler400, urls.handler500


@pytest.fixture
def refusals(settings, client):
    settings.ROOT_URLCONF = Refusing
    return client


@pytest.mark.parametrize(
    ("address", "status", "detail", "errors"),
    [
        ("/gone", 410, "What was at this address has been removed.", None),
        ("/taken-away", 410, "It was closed.", None),
        ("/wrong", 400, "Ask for one day.", None),
        ("/missing", 404, "No clinic has this id.", None),
        ("/full", 416, "There are fewer bytes.", {"Range": "Too far."}),
        (
            "/gone?sinc=3",
            400,
            "This address has parameters that it doesn't know. Nothing was read.",
            {"sinc": "There is no parameter “sinc”."},
        ),
        ("/gone?since=3", 410, "What was at this address has been removed.", None),
        ("/away", 503, "The directory can't be read at the moment. Ask again in half a minute.", None),
        ("/broken", 500, "Something broke on our side. The error was recorded so that we can fix it.", None),
    ],
)
def test_what_a_view_refuses_becomes_a_problem(refusals, address, status, detail, errors):
    refusals.raise_request_exception = False
    response = refusals.get(address)

    said = response.json()
    assert (response.status_code, said["status"], said["detail"]) == (status, status, detail)
    assert said.get("errors") == errors
    assert (response["Content-Type"], cross_origin(response)) == ("application/problem+json", CROSS_ORIGIN)
    assert response.get("Retry-After") == ("30" if status == 503 else None)


def test_an_address_may_refuse_in_words_of_its_own(refusals):
    assert refusals.get("/own").content == b"404: No clinic has this id."
    assert refusals.post("/own").content == b"405: This address can only be read."


def test_an_address_may_be_asked_with_other_methods(refusals):
    assert refusals.post("/posted").content == b"read"
    assert refusals.get("/posted")["Allow"] == "POST, OPTIONS"
