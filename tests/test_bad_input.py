"""Our naughty strings in every parameter, path, cookie and header that the site reads.

The gate is `faults`: it asks a WSGI application as a server would, with bytes no browser would send. A naive
view at the end shows that it finds what it is there to find.
"""

import io
import json
import logging
import re
import sys
from contextlib import suppress
from functools import cache
from itertools import cycle
from urllib.parse import unquote_plus, unquote_to_bytes, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.search import SearchQuery
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import got_request_exception, request_finished, request_started
from django.db import close_old_connections, transaction
from django.http import Http404, HttpResponse, QueryDict
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver, path

from config.middleware import is_valid_text
from directory.facts.facets import FACETS
from directory.fhir.searching.parameters import PARAMETERS, TYPES
from directory.fhir.searching.query import RESULT_PARAMETERS as ANSWERED
from directory.models import Listing, Organization
from directory.search.query import FIELDS, MAX_CHARACTERS, SINGLE_VALUED
from directory.web import rate_limit
from directory.web.open_data import MAX_QUERY_BYTES
from tests.support import naughty
from tests.support.factories import make_listing, take_down

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

MADE_UP = "utm_source"
LISTS = ("/clinics/", "/clinics.csv", "/clinics.json", "/clinics.atom")
JSON = ("application/json", "application/problem+json", "application/fhir+json")
ALIVE = re.compile(r"<script>alert|<img src=x|<svg onload|<!--|href=\"javascript:", re.IGNORECASE)


@pytest.fixture(scope="module")
def clinics(lasting):
    """Enough for every public address to have something to show."""
    chain = Organization.objects.create(name="Harbor Group", slug="harbor-group")
    denver = {"latitude": 39.7392, "longitude": -104.9903, "point_source": "given"}
    make_listing(name="Somewhere East", route=["iv"], organization=chain, **denver)
    make_listing(name="Somewhere West", route=["im"], payment=["self_pay"], **denver)
    take_down(make_listing(name="Somewhere Gone"))


# ---- the gate


class Answer:
    def __init__(self, status, headers, body, exception):
        self.status, self.headers, self.body, self.exception = status, headers, body, exception

    @property
    def text(self):
        return self.body.decode()


@pytest.fixture
def ask(db):
    """A function that sends a request with raw bytes: ask("/clinics/", "route=iv", HTTP_COOKIE="a=b")."""
    raised = []
    logging.disable()  # thousands of refusals, each with its traceback, which nobody reads

    def remember(sender, **kwargs):
        raised.append(sys.exception())

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
    signals = (request_started, request_finished)  # they would close the connection that this test runs in
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield ask
    for signal in signals:
        signal.connect(close_old_connections)
    got_request_exception.disconnect(remember)
    logging.disable(logging.NOTSET)


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
    """True if the text has a sentence for a person: one that ends with a full stop."""
    if answer.headers.get("Content-Type", "").startswith(JSON):
        said = json.loads(answer.text)
        sentences = [*said.get("errors", {}).values(), *filter(None, [said.get("detail")])]
        sentences += [issue["diagnostics"] for issue in said.get("issue", ())]
        return bool(sentences) and all(sentence.endswith((".", "?")) for sentence in sentences)
    return re.search(r"[a-z0-9”][.?]\s*(<|\n|$)", answer.text) is not None


def faults(ask, address, pairs):
    """{(parameter, what is wrong)} over (parameter, value) pairs, each asked alone."""
    found = {(name, fault(ask(address, f"{name}={value}"))) for name, value in pairs}
    return {(name, wrong) for name, wrong in found if wrong}


def in_turn(names):
    """Every value once, in one parameter after the other."""
    return zip(cycle(names), naughty.as_values(), strict=False)


# ---- every public address


SLUG = "somewhere-east-denver"
DOORS = ("/account/", "/admin/", "/portal/")  # pages of people who sign in: tests/accounts/test_odd_input.py
NOBODYS = "0f0e0d0c-0b0a-4908-8706-050403020100"
HELD = {"<slug:clinic_id>": "0a1b2c3d", "<slug:part>": "D", "<str:reference>": "ABCDEFGHJK"}  # nobody's
HELD |= {"<str:token>": "abc", "<slug:merged>": "somewhere-gone-denver", "<path:rest>": "nowhere"}
HELD |= {"<str:edition>": "0a1b2c3d-7", "<str:name>": "clinics.csv.gz"}
HELD |= {"<str:resource_type>": "Location", "<str:resource_id>": NOBODYS}
HELD |= dict.fromkeys(("<int:pk>", "<int:number>", "<int:clinic>", "<int:message>"), "7")
HELD |= {"<uuid:uid>": NOBODYS}


def addresses():
    """Every public address of the URL configuration, with a clinic's slug where it holds one."""
    return sorted(one for one in reached(get_resolver().url_patterns) if not one.startswith(DOORS))


def reached(patterns, before="/", *, known=None):
    """The addresses of a URL configuration; `known`: what stands for a part of a route, over HELD."""
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            held = {**HELD, "<slug:slug>": SLUG, **(known or {})}
            for part, value in (held | ({"<slug:slug>": "law"} if "guide" in route else {})).items():
                route = route.replace(part, str(value))
            yield route
        else:
            yield from reached(one.url_patterns, route, known=known)


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
        self.names |= {*FIELDS, MADE_UP}
        return super().__iter__()


def parameters_read(address):
    """The names that the view of an address looks for."""
    match = get_resolver().resolve(address)
    request = RequestFactory(headers={"host": "localhost"}).get(address)
    request.user = AnonymousUser()
    request.resolver_match = match
    request.GET = Recording(f"{MADE_UP}=1")
    with suppress(Http404):  # a stranger has no notebook
        match.func(request, *match.args, **match.kwargs)
    return request.GET.names


def has_known_parameters(address):
    """True for open data that refuses parameters which it does not have: it looks at all names."""
    rules = getattr(get_resolver().resolve(address).func, "open_data", None)
    return rules is not None and rules.parameters is not None


def test_the_slug_of_these_tests_is_one(clinics):
    assert Listing.objects.filter(slug="somewhere-east-denver").exists()


def test_what_each_address_reads_is_known(clinics):
    everything = {*FIELDS, MADE_UP}
    expected = dict.fromkeys(LISTS, everything) | {"/compare/": {"clinic"}, "/sitemap.xml": {"page"}}
    expected |= {"/notebook/keep/": {"for"}, f"/clinics/{SLUG}/report/": {"statement"}}
    log = {"kind", "year", "month", "before"}
    expected |= {"/about/moderation/": log, "/about/moderation.atom": log}
    expected["/suggest/"] = {"box", "typed"}
    expected["/compare/selected/"] = {"clinic", "go"}
    expected["/clinics/"] = {*FIELDS, "pick"}  # only the data look at names that nobody knows
    for address, own in {
        "/clinics.csv": "spreadsheet",
        "/clinics.json": "per_page",
        "/clinics.atom": "before",
    }.items():
        expected[address] = {*everything, own}
    expected |= dict.fromkeys(filter(has_known_parameters, addresses()), everything)
    expected |= dict.fromkeys(("/fhir/metadata", "/fhir/Location", f"/fhir/Location/{NOBODYS}"), everything)

    assert {address: parameters_read(address) for address in addresses()} == {
        address: expected.get(address, set()) for address in addresses()
    }


@pytest.mark.parametrize("name", sorted({*FIELDS, MADE_UP} - {*FACETS}))
def test_no_string_in_any_parameter_breaks_the_search_or_finds_more(ask, clinics, name):
    everything = json.loads(ask("/clinics.json").text)["total"]

    for value in naughty.as_values():
        answer = ask("/clinics.json", f"{name}={value}")
        assert fault(answer) is None, value[:60]
        told = json.loads(answer.text) if answer.headers["Content-Type"] == "application/json" else {}
        assert told.get("total", 0) <= everything, value[:60]
        if name not in ("q", "near") and not says_nothing(name, value) and value != "007":  # a number, 7
            refused = refusal_of(f"{name}={value}")
            assert (answer.status, answer.body.count(b"Somewhere")) == (refused, 0), value[:60]


def refusal_of(query):
    """The status that refuses a query with a value that no list can read."""
    return 414 if len(query) > MAX_QUERY_BYTES else 400


def test_each_facet_refuses_each_string_by_its_name(ask, clinics):
    everything = json.loads(ask("/clinics.json").text)["total"]

    for value in naughty.as_values():
        query = "&".join(f"{name}={value}" for name in FACETS)
        answer = ask("/clinics.json", query)
        assert fault(answer) is None, value[:60]
        if not unquote_plus(value):
            assert json.loads(answer.text)["total"] == everything
        elif refusal_of(query) == 400 and is_valid_text(unquote_to_bytes(value)):
            assert (answer.status, json.loads(answer.text)["errors"].keys()) == (400, {*FACETS}), value[:60]
        else:  # it stopped before the view
            assert answer.status in (400, refusal_of(query)), value[:60]


def says_nothing(name, value):
    """True for a value that filters nothing: an empty one, or blanks for an organization."""
    read = unquote_plus(value)
    return not (read.strip() if name == "organization" else read)


@pytest.mark.parametrize("address", ["/clinics/", "/clinics.atom"])
@pytest.mark.parametrize("name", ["q", "near"])
def test_no_words_and_no_place_break_the_page_or_the_feed(ask, clinics, address, name):
    assert faults(ask, address, ((name, value) for value in naughty.as_values())) == set()


@pytest.mark.parametrize("address", addresses())
def test_no_string_breaks_an_address(ask, clinics, address):
    names = sorted(parameters_read(address))
    if names:
        assert faults(ask, address, in_turn(names)) == set()
        return
    # A view that reads no parameter meets many of them at once, but for those that stop before the view.
    queries, stopped = sorted_out()
    plain = ask(address)
    # A stranger has no notebook, no account and no token, and some addresses only take forms.
    assert plain.status in (200, 204, 301, 302, 404, 405, 429) or (plain.status == 401 and "/api/" in address)
    if plain.status == 302:  # to the way in, with the address: together they would be too long for one
        assert faults(ask, address, in_turn([MADE_UP])) == set()
        return
    answers = [ask(address, query) for query in queries]
    assert {(answer.status, fault(answer)) for answer in answers} == {(plain.status, None)}
    assert faults(ask, address, stopped) == set()


def test_no_string_breaks_a_search_of_fhir(ask, clinics):
    """Each string in one parameter of one type after the other, and of how to answer."""
    asked = [(kind, name) for kind in TYPES for name in (*(one.name for one in PARAMETERS[kind]), *ANSWERED)]

    for (kind, name), value in zip(cycle(asked), naughty.as_values(), strict=False):
        answer = ask(f"/fhir/{kind}", f"{name}={value}")
        assert (fault(answer), answer.status in (200, 400, 406, 414)) == (None, True), (
            kind,
            name,
            value[:60],
        )
        assert "resourceType" in json.loads(answer.text)


@cache
def sorted_out():
    """(queries of the strings that reach a view, (name, value) pairs of the strings that do not).

    No query is longer than open data allow.
    """
    queries, stopped = [""], []
    for value in naughty.as_values():
        pair = f"{MADE_UP}={value}"
        if len(pair) > MAX_QUERY_BYTES or not is_valid_text(unquote_to_bytes(value)):
            stopped.append((MADE_UP, value))
        elif len(queries[-1]) + len(pair) < MAX_QUERY_BYTES:
            queries[-1] = f"{queries[-1]}&{pair}".removeprefix("&")
        else:
            queries.append(pair)
    return queries, stopped


@pytest.mark.parametrize("address", ["/clinics/", "/compare/", "/sitemap.xml"])
def test_no_name_of_a_parameter_breaks_an_address(ask, clinics, address):
    assert faults(ask, address, ((name, "1") for name in naughty.NAMES)) == set()


# ---- for every filter


@pytest.mark.parametrize("name", FACETS)
@pytest.mark.parametrize(
    ("value", "status"),
    [("no-such-code", 400), ("-1", 400), ("999999999", 400), ("%00", 400), ("x" * 10_000, 400)],
)
def test_a_facet_refuses_what_is_no_code_with_a_sentence(ask, clinics, name, value, status):
    answer = ask("/clinics/", f"{name}={value}")

    assert (answer.status, has_sentence(answer), "Somewhere" in answer.text) == (status, True, False)


@pytest.mark.parametrize("name", FACETS)
def test_a_code_repeated_many_times_finds_what_it_finds_once(ask, clinics, name):
    code = "CO" if name == "state" else "not_stated"
    once, often = (ask("/clinics.json", "&".join([f"{name}={code}"] * times)) for times in (1, 250))

    assert (once.status, often.status) == (200, 200)
    assert json.loads(once.text)["total"] == json.loads(often.text)["total"]


@pytest.mark.parametrize("name", SINGLE_VALUED)
def test_what_can_be_said_once_is_refused_twice(ask, clinics, name):
    answer = ask("/clinics/", f"{name}=1&{name}=1")

    assert (answer.status, f"Ask for {name} once." in answer.text) == (400, True)


@pytest.mark.parametrize("name", sorted(MAX_CHARACTERS))
def test_ten_thousand_characters_are_refused_with_a_sentence(ask, clinics, name):
    answer = ask("/clinics/", f"{name}={'x' * 10_000}")

    assert (answer.status, "That is too long" in answer.text) == (400, True)


@pytest.mark.parametrize("address", LISTS)
def test_more_parameters_than_a_form_has_are_refused(ask, clinics, address):
    answer = ask(address, "q&" * 3000)

    assert (answer.status, fault(answer)) == (400, None)


# ---- paths, cookies, headers, bodies


@pytest.mark.parametrize("before", ["/", "/clinics/", "/about/"])
@pytest.mark.parametrize("after", ["", "/", "/history/"])
def test_no_path_breaks_the_site(ask, clinics, before, after):
    found = {}
    for one in naughty.as_bytes():
        answer = ask((before.encode() + one + after.encode()).decode("latin-1"))
        if fault(answer) or answer.status not in (200, 301, 400, 404):
            found[one[:60]] = (answer.status, fault(answer))

    assert found == {}


MOST = 8_190  # bytes: gunicorn and nginx let no longer header through
HEADERS = [
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_COOKIE",
    "HTTP_HOST",
    "HTTP_HX_CURRENT_URL",
    "HTTP_HX_HISTORY_RESTORE_REQUEST",
    "HTTP_HX_REQUEST",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_NONE_MATCH",
    "HTTP_RANGE",
    "HTTP_REFERER",
    "HTTP_USER_AGENT",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "CONTENT_LENGTH",
    "CONTENT_TYPE",
]


@pytest.mark.parametrize("header", HEADERS)
def test_no_header_breaks_an_answer(ask, clinics, header):
    found = {}
    for one in naughty.as_bytes():
        answer = ask("/robots.txt", **{header: one[:MOST].decode("latin-1")})
        if fault(answer) or answer.status not in (200, 400):
            found[one[:60]] = (answer.status, fault(answer))

    assert found == {}


@pytest.mark.parametrize("cookie", ["session", "csrf", "a"])
@pytest.mark.parametrize("quoted", [False, True])
def test_no_value_of_a_cookie_breaks_an_answer(ask, clinics, cookie, quoted):
    mark = b'"' if quoted else b""
    pairs = [cookie.encode() + b"=" + mark + one + mark for one in naughty.as_bytes()]
    pairs.append(cookie.encode() + b'="\\000\\377"')

    answers = [ask("/robots.txt", HTTP_COOKIE=pair.decode("latin-1")) for pair in pairs]

    assert {(answer.status in (200, 400), fault(answer)) for answer in answers} == {(True, None)}


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=x", "application/json"]
)
def test_a_body_that_nobody_asked_for_is_refused(ask, clinics, kind):
    for one in naughty.as_bytes():
        answer = ask("/clinics/", method="POST", body=one, CONTENT_TYPE=kind, HTTP_COOKIE="csrf=" + "a" * 32)
        assert (answer.status in (400, 403, 405), fault(answer)) == (True, None), one[:60]


# ---- does the gate find what it is there to find?


def naive(view):
    """Each naughty question in a transaction of its own, so that one broken by it harms no other."""

    def answered(request, **kwargs):
        with transaction.atomic():
            return HttpResponse(f"<p>{view(request, **kwargs)}.</p>")

    return answered


def counted(listings):
    return len(list(listings))


NAIVE = {
    "number": lambda request: int(request.GET["number"] or 1),
    "real": lambda request: round(float(request.GET["real"] or 1)),
    "key": lambda request: counted(Listing.objects.filter(pk=request.GET["key"])),
    "name": lambda request: counted(Listing.objects.filter(name=request.GET["name"])),
    "pattern": lambda request: counted(Listing.objects.filter(name__regex=request.GET["pattern"])),
    "order": lambda request: counted(Listing.objects.order_by(request.GET["order"])),
    "words": lambda request: counted(
        Listing.objects.filter(search_vector=SearchQuery(request.GET["words"], search_type="raw"))
    ),
    "day": lambda request: counted(Listing.objects.filter(published_on=request.GET["day"])),
    "data": lambda request: len(str(json.loads(request.GET["data"] or "1"))),
    "told": lambda request: request.GET["told"].format(request="") and "",
    "said": lambda request: request.GET["said"],
}
urlpatterns = [path(f"naive/{name}", naive(view)) for name, view in NAIVE.items()]


@pytest.fixture
def naive_site(settings):
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = []


def test_the_gate_finds_the_known_faults_of_a_naive_site(clinics, naive_site, ask):
    found = {}
    for name in NAIVE:
        pairs = [(name, value) for value in naughty.as_values()]
        found[name] = sorted(wrong for _name, wrong in faults(ask, f"/naive/{name}", pairs))

    assert found == {
        "number": ["ValueError"],
        "real": ["OverflowError", "ValueError"],
        "key": ["ValueError"],
        "name": ["DataError"],
        "pattern": ["DataError"],
        "order": ["FieldError"],
        "words": ["DataError", "ProgrammingError"],
        "day": ["ValidationError"],
        "data": ["JSONDecodeError", "RecursionError", "ValueError"],
        "told": ["IndexError", "KeyError", "ValueError"],
        "said": ["repeats markup"],
    }


# ---- forms of the notebook


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("start/", ["clinic", "for", "device"]),
        ("keep/", ["clinic", "for"]),
        ("wanted/", ["clinic"]),
        ("open", ["code", "device", "put_away"]),
        ("code/kept/", ["back"]),
        ("undo/", ["back"]),
        ("forgetting/", ["code"]),
        ("questions/", ["text", "for", "question_id", "back"]),
        ("questions/removal/", ["question_id", "back"]),
        ("clinics/{kept}/answers/", ["D1-impression", "D1-note", "D1-differs", "part", "go"]),
        ("clinics/{kept}/answers/", ["D1-shown"]),
        (
            "clinics/{kept}/answers/",
            ["call-spoken_with", "call-called_on", "call-appointment", "call-proposed"],
        ),
        ("clinics/{kept}/answers/", ["call-shown", "call-call_back_on", "split", "join", "tab", "sequence"]),
        ("clinics/{kept}/answers/", ["D1.a1b2c3-shown", "D1.a1b2c3-impression", "D1.a1b2c3-note"]),
        ("clinics/{kept}/read-elsewhere/", ["text", "where", "on", "entry_id", "shown"]),
        ("clinics/{kept}/read-elsewhere/removal/", ["entry_id"]),
        ("priorities/", ["priority"]),
        ("doctor/own-words/", ["own_words", "shown", "clinic"]),
        ("reading-codes/", ["label"]),
        ("reading-codes/revocation/", ["code_id"]),
    ],
)
def test_no_string_in_a_form_of_the_notebook_breaks_it(ask, clinics, client, monkeypatch, address, fields):
    for kind in ("notebook", "notebook opening", "notebook pairing"):
        monkeypatch.setitem(rate_limit.LIMITS, kind, rate_limit.RateLimit(10_000))
    client.post("/notebook/start/", {"clinic": SLUG})
    (kept,) = re.findall(r"/notebook/clinics/(\w+)/first-call/", client.get("/notebook/").content.decode())
    address = "/notebook/" + address.format(kept=kept)
    said = {f"{fields[0].rpartition('-')[0]}-shown": "x", "part": "D"} if "answers" in address else {}
    wrong = set()
    for name, value in in_turn(fields):
        client.cookies["notebook"] = client.cookies["notebook"].value  # whatever happened, it stays open
        answer = client.post(address, said | {name: unquote_plus(value)})
        if answer.status_code >= 500 or (answer.status_code >= 400 and "<h1" not in answer.content.decode()):
            wrong.add((name, value[:60], answer.status_code))
    assert wrong == set()
