"""No test reaches the network or meets a request of another, and a browser is there for those that ask."""

import socket
import threading
import urllib.request

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
