"""No test reaches the network, meets a request of another, or rests on a clock. A browser is there."""

import ast
import socket
import threading
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Error as BrowserError

from tests.support.browsing import RequestHandler
from tests.support.flushing.management.commands import flush
from tests.support.waiting import soon


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1"])
def test_no_test_reaches_the_network(host):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with (
        socket.socket(family) as one,
        pytest.raises(OSError, match="Tests use no network"),
    ):
        one.connect((host, 80))


def test_no_test_resolves_a_host_name():
    with pytest.raises(OSError, match=r"Tests use no network, and this one asks for clinics\.example"):
        urllib.request.urlopen("http://clinics.example/")


def test_a_test_reaches_this_machine():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


@pytest.mark.django_db(transaction=True)
def test_the_database_is_emptied_when_every_request_is_answered(live_server, monkeypatch):
    under_way = []
    monkeypatch.setattr(flush, "delete_all_rows", lambda: under_way.extend(RequestHandler.under_way))
    emptying = threading.Thread(target=flush.Command().handle)
    with socket.create_connection((live_server.thread.host, live_server.thread.port)) as request:
        request.sendall(b"GET /healthz HTTP/1.1\r\n")
        soon(lambda: RequestHandler.under_way)
        emptying.start()
        emptying.join(0.2)  # seconds
        waits = emptying.is_alive()
        request.sendall(b"Host: localhost\r\n\r\n")
        emptying.join()

    assert (waits, under_way) == (True, [])


CLOCKS = {"sleep", "Timer"}
TESTS = Path(__file__).parents[1]


def clocks_in(source):
    """(line, name) of each call that waits for a length of time, or acts after one."""
    for node in ast.walk(ast.parse(source)):
        called = node.func if isinstance(node, ast.Call) else None
        if (name := getattr(called, "attr", getattr(called, "id", ""))) in CLOCKS:
            yield node.lineno, name


def test_no_test_rests_on_a_clock():
    """On a busy machine everything takes longer than any test allows for: tests/support/waiting.py."""
    sources = [path for path in TESTS.rglob("*.py") if TESTS / "support" not in path.parents]
    resting = {str(path): found for path in sources if (found := list(clocks_in(path.read_text())))}

    assert len(sources) > 300
    assert resting == {}


@pytest.mark.parametrize("call", ["time.sleep(1)", "sleep(1)", "threading.Timer(1, act)", "Timer(1, act)"])
def test_what_rests_on_a_clock(call):
    assert list(clocks_in(call)) == [(1, call.split("(")[0].split(".")[-1])]


@pytest.mark.browser
def test_a_page_opens_in_a_browser(page):
    page.goto("/healthz")

    assert page.text_content("body") == "alive\n"


@pytest.mark.browser
@pytest.mark.parametrize("address", ["http://elsewhere.example/", "http://192.0.2.1/"])
def test_a_request_that_leaves_the_site_does_not_arrive_and_is_counted(page, strangers, address):
    with pytest.raises(BrowserError, match="ERR_NAME_NOT_RESOLVED"):
        page.goto(address)

    assert strangers == [address]
    strangers.clear()


@pytest.mark.browser
def test_a_socket_that_leaves_the_site_does_not_open_and_is_counted(page, strangers):
    ended = "new Promise(done => { new WebSocket('ws://elsewhere.example/').onclose = () => done('closed') })"

    assert page.evaluate(ended) == "closed"
    assert strangers == ["ws://elsewhere.example/"]
    strangers.clear()


@pytest.mark.browser
@pytest.mark.django_db
def test_the_database_answers_beside_a_browser(page, client):
    assert client.get("/readyz").content == b"ready\n"
