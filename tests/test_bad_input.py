"""Our naughty strings in every parameter, path, cookie and header that the site reads.

The gate is `faults`: it asks a WSGI application as a server would, with bytes no browser would send. A naive
view at the end shows that it finds what it is there to find.
"""

import io
import json
import re
from urllib.parse import quote_from_bytes, urlsplit

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import got_request_exception
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver, path

from directory import moderation
from directory.filters import FACETS, LONGEST, PARAMETERS, SINGLE
from directory.models import Listing, Organization
from tests import naughty
from tests.factories import make_listing

pytestmark = pytest.mark.django_db

MADE_UP = "utm_source"
LISTS = ("/clinics/", "/clinics.csv", "/clinics.json", "/clinics.atom")
ALIVE = re.compile(r"<script>alert|<img src=x|<svg onload|<!--|href=\"javascript:", re.IGNORECASE)


@pytest.fixture
def clinics(places):
    """Enough for every public address to have something to show."""
    chain = Organization.objects.create(name="Harbor Group", slug="harbor-group")
    denver = {"latitude": 39.7392, "longitude": -104.9903, "point_source": "given"}
    make_listing(name="Somewhere East", route=["iv"], organization=chain, **denver)
    make_listing(name="Somewhere West", route=["im"], payment=["self_pay"], **denver)
    moderation.remove(listing=make_listing(name="Somewhere Gone"), reason="owner_request")


# ---- the gate


class Answer:
    def __init__(self, status, headers, body, exception):
        self.status, self.headers, self.body, self.exception = status, headers, body, exception

    @property
    def text(self):
        return self.body.decode()


@pytest.fixture
def ask(settings):
    """Asks the site: ask("/clinics/", "route=iv", HTTP_COOKIE="a=b"). Path and query as they stand on the wire."""
    raised = []

    def remember(sender, **kwargs):
        raised.append(sys_exception())

    application = WSGIHandler()

    def ask(address, query="", *, method="GET", body=b"", **environ):
        raised.clear()
        begun = []
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": address,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": "localhost",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            "wsgi.url_scheme": "http",
            **environ,
        }
        response = application(environ, lambda status, headers: begun.append((status, headers)))
        content = b"".join(response)
        response.close()
        ((status, headers),) = begun
        return Answer(int(status[:3]), dict(headers), content, raised[-1] if raised else None)

    got_request_exception.connect(remember)
    yield ask
    got_request_exception.disconnect(remember)


def sys_exception():
    import sys

    return sys.exception()


def fault(answer):
    """What is wrong with an answer to a naughty question: the name of the exception, a phrase, or None."""
    if answer.exception is not None:
        return type(answer.exception).__name__
    if answer.status >= 500:
        return str(answer.status)
    if any("\n" in value or "\r" in value for value in answer.headers.values()):
        return "a header of two lines"
    if urlsplit(answer.headers.get("Location", "")).netloc not in ("", "localhost"):
        return "leads away from the site"
    if "html" in answer.headers.get("Content-Type", "") and ALIVE.search(answer.text):
        return "repeats markup"
    if answer.status in (400, 404, 410) and not has_sentence(answer):
        return "says nothing"
    return None


def has_sentence(answer):
    """Words for a person: a sentence that ends."""
    kind = answer.headers.get("Content-Type", "")
    if kind.startswith("application/json"):
        return all(sentence.endswith((".", "?")) for sentence in json.loads(answer.text)["errors"].values())
    return re.search(r"\w{2,} [\w ,“”’']+\.", answer.text) is not None


def faults(ask, address, names, values):
    """{(parameter, what is wrong)} over every value in every parameter."""
    found = {(name, fault(ask(address, f"{name}={value}"))) for name in names for value in values}
    return {(name, wrong) for name, wrong in found if wrong}


# ---- every public address


def addresses():
    """Every public address of the URL configuration, with a clinic's slug where it holds one."""
    return sorted(reached(get_resolver().url_patterns))


def reached(patterns, before="/"):
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route.replace("<slug:slug>", "somewhere-east-denver")
        else:
            yield from reached(one.url_patterns, route)


class Recording(QueryDict):
    """Remembers which parameters a view reads; one that walks over them all reads every one."""

    def __init__(self, query):
        super().__init__(query, mutable=True)
        self.names = set()

    def __getitem__(self, name):
        self.names.add(name)
        return super().__getitem__(name)

    def getlist(self, name, default=None):
        self.names.add(name)
        return super().getlist(name, default)

    def __iter__(self):
        self.names |= {*PARAMETERS, MADE_UP}
        return super().__iter__()


def parameters_read(address):
    """The names that the view of an address looks for."""
    match = get_resolver().resolve(address)
    request = RequestFactory(headers={"host": "localhost"}).get(address)
    request.htmx = False
    request.resolver_match = match
    request.GET = Recording(f"{MADE_UP}=1")
    match.func(request, *match.args, **match.kwargs)
    return request.GET.names


def test_the_slug_of_these_tests_is_one(clinics):
    assert Listing.objects.filter(slug="somewhere-east-denver").exists()


def test_what_each_address_reads_is_known(clinics):
    everything = {*PARAMETERS, MADE_UP}
    expected = dict.fromkeys(LISTS, everything) | {"/compare/": {"clinic"}, "/sitemap.xml": {"page"}}

    assert {address: parameters_read(address) for address in addresses()} == {
        address: expected.get(address, set()) for address in addresses()
    }


@pytest.mark.parametrize("address", addresses())
def test_no_string_in_any_parameter_breaks_an_address(ask, clinics, address):
    names = sorted(parameters_read(address)) or [MADE_UP]

    assert faults(ask, address, names, naughty.as_values()) == set()
