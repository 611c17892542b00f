"""A code is accepted once: across the full hour, in another spelling, and in two requests at one moment."""

import threading
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from directory.membership import codes, owner_removal
from directory.models import Claim, Code
from tests.accounts.test_second_step import key_on
from tests.support import membership as people
from tests.support.accounts import PASSWORD, code_for, code_of
from tests.support.factories import make_moderator, make_person

HOUR = datetime(2026, 11, 28, 11, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch):
    """A function that sets the time, for Django and for allauth."""

    def says(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)
        monkeypatch.setattr(auth, "time", SimpleNamespace(time=moment.timestamp))
        cache.clear()  # what allauth notes for half a minute in one process: the other has not seen it

    return says


def with_a_password(user):
    user.set_password(PASSWORD)
    user.save()
    return user


def entered(user, code):
    """Whether a password and this code open the account."""
    browser = Client()
    browser.post("/account/login/", {"login": user.email, "password": PASSWORD})
    browser.post("/account/2fa/authenticate/", {"code": code})
    return browser.get("/account/email/").status_code == 200


@pytest.fixture
def user(db):
    return with_a_password(make_moderator())


@pytest.mark.slow
@pytest.mark.parametrize(
    "full", [HOUR, HOUR.replace(hour=0), HOUR.replace(minute=30), HOUR.replace(day=1, hour=0)]
)
def test_a_code_of_before_the_full_hour_is_used_after_it(user, clock, full):
    clock(full - timedelta(seconds=5))
    code = code_of(user)
    assert entered(user, code)

    clock(full + timedelta(seconds=5))

    assert not entered(user, code)
    assert entered(user, code_of(user))


def test_a_code_in_another_spelling_is_the_same_code(user, clock):
    clock(HOUR)
    code = code_of(user)
    assert entered(user, code)

    for spelled in (f" {code} ", f"{code[:3]} {code[3:]}", f"{code[:3]}-{code[3:]}", f"{code}.", f"({code})"):
        clock(HOUR)
        assert not entered(user, spelled)


def test_a_code_that_was_shown_before_the_last_one_is_spent_with_it(user, clock):
    clock(HOUR)
    earlier = code_of(user, -1)
    assert entered(user, code_of(user))

    assert not entered(user, earlier)


def test_a_code_that_signs_in_shows_nothing_more_at_the_same_time(user, clock):
    clock(HOUR)
    code = code_of(user)
    browser = Client()
    browser.post("/account/login/", {"login": user.email, "password": PASSWORD})
    browser.post("/account/2fa/authenticate/", {"code": code})
    clock(HOUR)

    page = browser.post("/account/2fa/reauthenticate/", {"code": code})

    assert "This code is wrong, was already used, or has expired." in page.text


def test_a_step_stored_under_a_wrong_clock_is_ignored(user, clock):
    clock(HOUR + timedelta(days=365))
    assert entered(user, code_of(user))

    clock(HOUR)

    assert entered(user, code_of(user))


@pytest.mark.django_db(transaction=True)
def test_the_code_that_set_up_an_app_signs_nobody_in(clock):
    user, browser = with_a_password(make_person()), Client()
    clock(HOUR)
    browser.post("/account/login/", {"login": user.email, "password": PASSWORD})
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    code = code_for(key_on(browser.get("/account/2fa/totp/activate/")))
    browser.post("/account/2fa/totp/activate/", {"code": code})
    assert Authenticator.objects.filter(user=user, type="totp").exists()

    clock(HOUR + timedelta(seconds=10))

    assert not entered(user, code)


def at_one_moment(act, times=6):
    """What `act` returns in each of several threads that begin together."""
    gate, results = threading.Barrier(times), []

    def one():
        try:
            gate.wait(30)
            results.append(act())
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _time in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def halfway(user, times):
    """Clients that have sent the password, and wait for the second factor."""
    browsers = [Client(REMOTE_ADDR=f"203.0.113.{n}") for n in range(times)]
    for browser in browsers:
        browser.post("/account/login/", {"login": user.email, "password": PASSWORD})
    return browsers


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_one_code_in_several_requests_at_one_moment_opens_one(kind, settings):
    # Each process has a cache of its own, and the requests come to as many processes.
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    user = with_a_password(make_moderator())
    code = code_of(user) if kind == "app" else RecoveryCodes.activate(user).get_unused_codes()[0]
    browsers = iter(halfway(user, 6))

    def enter():
        return next(browsers).post("/account/2fa/authenticate/", {"code": code}).status_code

    assert sorted(at_one_moment(enter)) == [200] * 5 + [302]


@pytest.mark.django_db(transaction=True)
def test_the_right_code_of_a_claim_in_several_requests_at_one_moment_is_used_once():
    claim = people.make_claim()
    codes.send(claim=claim)
    browsers, signs = [people.signed_in(claim.claimed_by) for _time in range(4)], people.signs_sent()
    waiting = iter(browsers)
    answers = at_one_moment(
        lambda: next(waiting).post(f"/add-a-clinic/claims/{claim.pk}/", {"code": signs}).status_code, times=4
    )

    assert len(answers) == 4
    assert not [one for one in answers if one >= 500]
    assert (Claim.objects.get().state, Code.objects.exclude(used_at=None).count()) == ("granted", 1)
    assert claim.claimed_by.memberships.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_right_code_of_a_report_in_several_requests_at_one_moment_is_used_once():
    report = people.make_report(people.listed())
    owner_removal.send_code(report=report)
    signs = people.signs_sent()
    address = f"/reports/{report.reference}/removal/"
    answers = at_one_moment(lambda: Client().post(address, {"code": signs}).status_code, times=4)

    assert sorted(answers) == [302, 400, 400, 400]
    assert Code.objects.exclude(used_at=None).count() == 1
