"""Logs hold nothing that a visitor typed, no address of a visitor, and no referrer."""

import json
import logging
import sys
import urllib.error
import urllib.request
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError
from django.test import RequestFactory

from config.logs import JSONFormatter, RedactingFormatter
from directory.models import Listing
from tests.support.commands import finish, manage, start
from tests.support.ports import free_port, wait_for

pytestmark = pytest.mark.slow

SECRET = "k7JqmarkerSecretX9"
ADDRESSES = [  # what opens something, asked for where it exists and where it does not
    f"join/{SECRET}/",
    f"join/{SECRET}",
    f"join/{SECRET}/more",
    f"letters/stop/{SECRET}/",
    f"reports/{SECRET}/",
    f"reports/{SECRET}/code/",
    f"notebook/{SECRET}/",
    f"notebook/open/{SECRET}",
    f"account/confirm-email/{SECRET}/",
    f"account/{SECRET}",
    f"join/%D0%B5{SECRET}/",
    f"add-a-clinic/claim/{SECRET}/",
    f"{SECRET}/",
    f"portal/{SECRET}/",
    f"join/%00{SECRET}/",
    f"join/%ff{SECRET}/",
    f"%2fjoin/{SECRET}/",
    f"//join/{SECRET}/",
]


@pytest.fixture(scope="module")
def served():
    """The address of a server, and a function that stops it and returns its log."""
    port = free_port()
    server = start("manage.py", "runserver", "--noreload", f"127.0.0.1:{port}")
    wait_for(port)

    def ended():
        server.terminate()
        return finish(server).stderr  # its stdout says where it listens

    yield f"http://127.0.0.1:{port}", ended
    server.kill()


def test_a_request_is_logged_by_the_name_of_its_route_alone(served):
    site, ended = served
    headers = {
        "Referer": "http://marker-referrer.example/",
        "Cookie": "a=marker-cookie",
        "User-Agent": "marker-agent",
    }
    for address in ("healthz?near=marker-query", "nothing/?near=marker-query", "a%00?near=marker-query"):
        ask(f"{site}/{address}", headers)
    for address in ADDRESSES:
        for method in ("GET", "POST", "PUT"):
            ask(f"{site}/{address}", headers, method)
        ask(f"{site}/{address}", headers | {"Host": "marker-host.example"})
    ask(f"{site}/join/{SECRET}/", headers | {"Content-Length": str(10**9)}, "POST")
    words = ended()

    # The log is there: of nothing, of what is there and refuses, and of a form from elsewhere.
    for line in ("Not Found: no page", "Not Found: report_state", "Method Not Allowed (GET): report_code"):
        assert line in words
    assert "Refused a form of report_code: no cookie came with it." in words
    assert "Bad Request: no page" in words
    hosts = [line for line in words.splitlines() if "host" in line]
    assert len(hosts) == len(ADDRESSES)
    assert all(
        line.endswith("Refused a request for a host that ALLOWED_HOSTS does not name.") for line in hosts
    )
    assert "Traceback" not in words
    assert [
        word for word in ("marker", "Secret", "near", "HTTP/1.1", "127.0.0.1", "/") if word in words
    ] == []


def written(message, *args, **more):
    """A record as the site's log writes it."""
    record = logging.makeLogRecord(
        {"name": "config", "msg": message, "args": args, "levelname": "ERROR"} | more
    )
    return RedactingFormatter("%(message)s").format(record)


@pytest.mark.parametrize(
    "address",
    [
        f"/join/{SECRET}/",
        f"https://clinics.example.org/join/{SECRET}/?next=/",
        f"http://127.0.0.1:8000/letters/stop/{SECRET}/",
        f"'/reports/{SECRET}/code/'",
        f"'join/{SECRET}/'",
        f"</notebook/{SECRET}>",
        f"(/account/password/reset/key/1-{SECRET}/)",
        f"path=/notebook/open/{SECRET}",
    ],
)
def test_no_line_holds_a_path_with_a_secret(address):
    try:
        raise LookupError(f"No clinic at {address} any more")
    except LookupError:
        words = written("Error handling request %s", address, exc_info=sys.exc_info())

    assert SECRET not in words
    assert words.count("/…") == 2
    assert "Traceback" in words
    assert __file__ in words  # of what went wrong, where is said


def test_a_library_of_accounts_keeps_its_name_in_a_traceback():
    line = 'File "/srv/site-packages/allauth/account/adapter.py", line 1'

    assert written(line) == line


@pytest.mark.django_db
def test_a_database_error_is_logged_without_the_row():
    typed = "a marker\n\nand a marker"
    try:
        Listing(name=typed, version=1).save()
    except IntegrityError:
        words = written("Internal Server Error", exc_info=sys.exc_info())

    assert "violates not-null constraint" in words
    assert "IntegrityError" in words
    assert words.count("Traceback") == 2
    assert "marker" not in words
    assert "DETAIL" not in words


def test_a_server_error_is_logged_with_its_route():
    request = RequestFactory().get(f"/join/{SECRET}/")
    words = written("%s: %s", "Internal Server Error", request.path, request=request)

    assert words == "Internal Server Error: join"


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["typed=" + "marker" * 50, "box=marker-query"])
def test_a_refused_suggestion_is_logged_by_its_route(client, caplog, query):
    assert client.get(f"/suggest/?{query}").status_code == 400

    (record,) = caplog.records
    assert RedactingFormatter("%(message)s").format(record) == "Bad Request: suggest"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/about/moderation/?kind=unheard-of", "text/plain"),
        ("/account/login/", f"multipart/form-data; boundary={SECRET}é"),
        ("/account/login/", "multipart/form-data"),
    ],
)
def test_a_bad_request_is_one_line_without_its_data(client, caplog, address, kind):
    if kind == "text/plain":
        client.get(address)
    else:
        client.post(address, b"x", content_type=kind)
    lines = [
        RedactingFormatter().format(record) for record in caplog.records if record.name == "django.request"
    ]

    assert len(lines) == 1
    assert "\n" not in lines[0]
    assert SECRET not in lines[0]


@pytest.mark.parametrize("zone", ["America/Adak", "Pacific/Kiritimati"])
def test_times_are_in_utc(zone):
    logged = "import logging; logging.getLogger('config').error('Something happened')"
    before = datetime.now(UTC).replace(microsecond=0)
    words = manage("shell", "--no-imports", "-c", logged, TZ=zone).stderr.splitlines()[-1]
    written, _space, rest = words.partition(" ")

    assert rest == "ERROR config Something happened"
    assert written.endswith("Z")
    assert before <= datetime.fromisoformat(written) <= datetime.now(UTC)


def ask(address, headers, method="GET"):
    request = urllib.request.Request(address, headers=headers, method=method)
    try:
        urllib.request.urlopen(request, timeout=60).close()
    except ConnectionError:
        pass  # the server has not waited for what was promised
    except urllib.error.HTTPError as error:
        error.close()


def test_a_line_of_json_has_the_same_words_and_its_traceback_apart():
    try:
        raise ValueError(f"of /join/{SECRET}/")
    except ValueError:
        record = logging.LogRecord(
            "config", logging.ERROR, __file__, 1, "It “failed” at /join/%s/", (SECRET,), sys.exc_info()
        )
    line = json.loads(JSONFormatter().format(record))

    assert list(line) == ["time", "level", "logger", "message", "traceback"]
    assert (line["level"], line["logger"], line["message"]) == ("ERROR", "config", "It “failed” at /join/…")
    assert line["traceback"].splitlines()[-1] == "ValueError: of /join/…"
