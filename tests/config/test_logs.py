"""What a visitor typed, where they came from and who they are stays out of every log."""

import socket
import time
import urllib.error
import urllib.request
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from tests.config.commands import finish, manage, start


def test_a_served_request_leaves_its_path_and_nothing_else():
    port = free_port()
    server = start("manage.py", "runserver", "--noreload", f"127.0.0.1:{port}")
    wait_for(port)
    headers = {
        "Referer": "http://marker-referrer.example/",
        "Cookie": "a=marker-cookie",
        "User-Agent": "marker-agent",
    }
    for address in ("healthz?near=marker-query", "nothing/?near=marker-query", "a%00?near=marker-query"):
        ask(f"http://127.0.0.1:{port}/{address}", headers)
    server.terminate()
    words = finish(server).stderr  # its stdout says where it listens

    assert "Not Found: /nothing/" in words  # the log is there
    assert [word for word in ("marker", "near", "HTTP/1.1", "127.0.0.1") if word in words] == []


@pytest.mark.parametrize("zone", ["America/Adak", "Pacific/Kiritimati"])
def test_a_line_says_when_it_was_written_in_utc(zone):
    logged = "import logging; logging.getLogger('config').error('Something happened')"
    before = datetime.now(UTC).replace(microsecond=0)
    words = manage("shell", "--no-imports", "-c", logged, TZ=zone).stderr.splitlines()[-1]
    written, _space, rest = words.partition(" ")

    assert rest == "ERROR config Something happened"
    assert written.endswith("Z")
    assert before <= datetime.fromisoformat(written) <= datetime.now(UTC)


def ask(address, headers):
    try:
        urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=10).close()
    except urllib.error.HTTPError as error:
        error.close()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


def wait_for(port):
    for _ in range(300):
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.1)
    raise AssertionError("it never listened")
