"""Public pages: how long a copy of one is good."""

import math
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.utils import timezone

from config.postgres import reading
from directory.models import Version
from directory.web import public_page, ready
from tests.support.factories import make_listing

pytestmark = pytest.mark.django_db


def test_a_copy_of_yesterday_is_not_taken_for_the_page_of_today(client, monkeypatch):
    """What a page says of dates, such as “confirmed today”, changes although nothing is written."""
    make_listing()
    today = timezone.localdate()
    etag = client.get("/clinics/")["ETag"]
    again = client.get("/clinics/", headers={"If-None-Match": etag})

    monkeypatch.setattr(timezone, "localdate", lambda: today + timedelta(days=1))
    tomorrow = client.get("/clinics/", headers={"If-None-Match": etag})

    assert (again.status_code, tomorrow.status_code) == (304, 200)


# ---- where standbys are read


@pytest.fixture
def standby(monkeypatch):
    """As with DATABASE_READ_URL, without a server."""
    monkeypatch.setattr(reading, "is_replicated", lambda: True)
    monkeypatch.setattr(reading, "_away_until", {})
    monkeypatch.setattr(reading, "_forget_broken", lambda alias: None)


def answered(monkeypatch, behind, *, away=(), waits=False):
    """What read() returns if the servers in `behind` have not received the version."""

    def view(request, *, version):
        if reading._alias.get() in away:
            raise OperationalError("the connection is lost")
        return HttpResponse(reading._alias.get())

    monkeypatch.setattr(public_page, "_is_behind", lambda version: reading._alias.get() in behind)
    response = public_page.read(view, None, version=Version(number=2), waits=waits)
    return response.content.decode(), response.get("Cache-Control")


def test_a_standby_that_lacks_the_version_is_not_read_unless_the_primary_is_away(standby, monkeypatch):
    assert answered(monkeypatch, behind=()) == ("read", None)
    assert answered(monkeypatch, behind=("read",)) == ("default", None)
    assert answered(monkeypatch, behind=("read",), away=("default",)) == ("read", "no-store")


def test_what_a_server_that_is_behind_says_is_not_kept(standby, monkeypatch):
    """It would be found under the version of the index, which that server has not received."""
    keeping = []

    def view(request, *, version):
        ready.kept(("test", version.number), lambda: reading._alias.get(), len)
        keeping.append((reading._alias.get(), ready.keeps()))
        return HttpResponse(reading._alias.get())

    monkeypatch.setattr(ready, "PARTS", ready.Store(10_000))
    monkeypatch.setattr(public_page, "_is_behind", lambda version: reading._alias.get() == "read")
    with monkeypatch.context() as away:
        away.setattr(reading, "_away_until", {"default": math.inf})
        public_page.read(view, None, version=Version(number=2))
    assert (keeping, len(ready.PARTS)) == ([("read", False)], 0)

    public_page.read(view, None, version=Version(number=2))
    assert (keeping[1:], len(ready.PARTS)) == ([("default", True)], 1)


def test_who_has_just_published_is_answered_by_the_primary(standby, monkeypatch):
    assert answered(monkeypatch, behind=(), waits=True) == ("default", None)


def test_a_server_is_behind_if_its_version_is_older_or_of_another_history():
    make_listing()
    now = Version.now()

    assert not public_page._is_behind(now)
    assert public_page._is_behind(Version(number=now.number + 1, history=now.history))
    assert public_page._is_behind(Version(number=now.number, history=uuid4()))
