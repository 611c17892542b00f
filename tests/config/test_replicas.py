"""Public pages over a primary and two standbys, while one after the other is slow, killed, or gone."""

import os
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import ExitStack, contextmanager

import pytest

from directory.demo.accounts import PASSWORD
from tests.support import replication
from tests.support.commands import OURS, ROOT
from tests.support.ports import free_port, wait_for
from tests.support.serving import Visitor
from tests.support.waiting import soon

pytestmark = pytest.mark.slow

# Seconds of load while the primary lives (two turns of the index keeper), and after it (STALE_SECONDS).
ALIVE, DEAD = 26, 34
READERS = 3
PAUSE = 0.05  # seconds between two pages of a reader: the other tests run meanwhile
LISTING = "/clinics/tern-house-ketamine-and-therapy-denver/"
PAGES = [
    *("/", "/clinics/", "/clinics/?state=CO", "/clinics/?route=iv&order=name", "/clinics/?near=Denver%2C+CO"),
    *("/clinics/?q=ketamine", LISTING, "/clinics.atom?state=CO", "/clinics.json?state=CO", "/checklist/"),
    *("/clinics/?condition=ptsd", "/data/", "/suggest/?box=q&typed=ter"),
]


class Load:
    """Readers who ask for public pages, each one for any of PAGES, one after the other."""

    def __init__(self, site):
        self.site, self.answers, self.ended = site, Counter(), threading.Event()
        self.threads = [threading.Thread(target=self._read, args=[seed]) for seed in range(READERS)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        for thread in self.threads:
            thread.join()

    def _read(self, seed):
        chance, visitor = random.Random(seed), Visitor(self.site)
        while not self.ended.wait(PAUSE):
            page = chance.choice(PAGES)
            try:
                status, _body = visitor.get(page)
            except OSError as error:
                status = type(error).__name__
            self.answers[status if status == 200 else (page, status)] += 1


@pytest.fixture(scope="module")
def servers(demonstrated, tmp_path_factory):
    """A primary with the demo's clinics, and two standbys of it."""
    place = tmp_path_factory.mktemp("replicas")
    with ExitStack() as stack:
        primary = replication.primary(demonstrated, place / "primary")
        stack.callback(primary.kill)
        standbys = [primary.standby(place / name) for name in ("first", "second")]
        for standby in standbys:
            stack.callback(standby.kill)
        yield primary, *standbys


@contextmanager
def application(servers, log):
    """The site in two workers, as deploy/clinics.service starts it. Yields its address."""
    primary, *standbys = servers
    port = free_port()
    environment = {
        name: value for name, value in os.environ.items() if name not in (*OURS, "DJANGO_SETTINGS_MODULE")
    }
    environment |= {
        "DEMO": "1",  # over http
        "DATABASE_URL": replication.url(primary),
        "DATABASE_READ_URL": replication.url(
            *standbys, primary, target_session_attrs="prefer-standby", load_balance_hosts="random"
        ),
    }
    command = ["-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "2"]
    with log.open("w") as said:
        process = subprocess.Popen(
            [sys.executable, *command, "--no-access-log", "config.wsgi:application"],
            cwd=ROOT,
            env=environment,
            stdout=said,
            stderr=said,
        )
    try:
        wait_for(port)
        site = f"http://127.0.0.1:{port}"
        soon(lambda: Visitor(site).get("/readyz")[0] == 200)
        yield site
    finally:
        process.terminate()
        process.wait(60)


class Owner(Visitor):
    """The owner of LISTING, signed in."""

    def sign_in(self):
        status, _page = self.post("/account/login/", login="owner@demo.example", password=PASSWORD)
        assert status == 200
        portal = self.get("/portal/")[1]
        self.form = re.search(r'action="(/portal/clinics/\d+/availability/)"', portal)[1]

    def publish(self, code):
        """Publish an availability at once. Returns the address of the page that the portal then links."""
        seen = re.search(r'name="seen" value="([^"]*)"', self.get(self.form)[1])[1]
        status, page = self.post(self.form, availability=code, waitlist_weeks="", seen=seen)
        assert "It is published." in page, (status, page)
        return re.search(rf'href="({LISTING}\?at=\d+)"', page)[1]


def test_public_pages_go_on_whichever_server_is_slow_killed_or_gone(servers, tmp_path):
    primary, first, second = servers
    with application(servers, tmp_path / "application.log") as site:
        owner, reader = Owner(site), Visitor(site)
        owner.sign_in()
        with Load(site) as load:
            began = time.monotonic()
            own_write_is_seen(owner, reader, "not_accepting")
            for standby in (first, second):
                standby.ask("SELECT pg_wal_replay_pause()")
            own_write_is_seen(owner, reader, "accepting")  # while both standbys are behind
            second.kill()
            first.ask("SELECT pg_wal_replay_resume()")
            soon(lambda: time.monotonic() - began > ALIVE)
            primary.kill()
            began = time.monotonic()
            written = a_form_is_kept(reader)
            soon(lambda: time.monotonic() - began > DEAD)
    assert list(load.answers) == [200], load.answers
    assert load.answers[200] > ALIVE + DEAD
    assert written == (503, True)


def own_write_is_seen(owner, reader, code):
    """Who has published sees it at the page that the portal links, and so does everybody soon after."""
    address = owner.publish(code)
    wanted = re.search(r'class="state state--(\w+)"', reader.get(address)[1])[1]
    assert wanted == {"accepting": "open", "not_accepting": "shut"}[code]
    soon(lambda: f"state--{wanted}" in reader.get(LISTING)[1])
    for _time in range(10):
        assert re.search(r'class="state state--(\w+)"', reader.get(LISTING)[1])[1] == wanted


def a_form_is_kept(reader):
    """(status, whether the typed words are in the page) of a report that cannot be written."""
    status, page = reader.post(f"{LISTING}report/", reason="wrong", words="The phone number is old.")
    return status, "The phone number is old." in page
