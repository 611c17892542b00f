"""Few passwords are hashed at once, and without a database connection."""

import threading
from collections import Counter

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher, check_password, make_password
from django.db import connection
from django.test import Client

from directory.accounts import password_hashing
from tests.support.accounts import PASSWORD, letters, link_in
from tests.support.factories import make_listing, make_person

GO_ON = threading.Event()
ASKED = []  # whether each hash was made within a transaction


class Slow(MD5PasswordHasher):
    """A hasher that waits until the test sets GO_ON."""

    algorithm = "slow"

    def encode(self, *args):
        ASKED.append(connection.in_atomic_block or connection.connection is not None)
        assert GO_ON.wait(60)
        return super().encode(*args)


class Held(password_hashing.LimitedHasher, Slow):
    pass


@pytest.fixture
def slowly(settings, monkeypatch):
    settings.PASSWORD_HASHERS = [f"{__name__}.Held"]
    monkeypatch.setattr(password_hashing, "MAX_WAIT_SECONDS", 60)
    GO_ON.set()
    ASKED.clear()
    yield GO_ON
    GO_ON.set()


class Crowd:
    """People who sign in at the same moment, each in a thread of their own."""

    def __init__(self, several):
        self.answers, self.changed = [], threading.Condition()
        self.threads = [threading.Thread(target=self.sign_in, args=one) for one in several]
        for thread in self.threads:
            thread.start()

    def sign_in(self, email, network):
        try:
            form = {"login": email, "password": "a guess"}
            answer = Client(REMOTE_ADDR=network).post("/account/login/", form)
        finally:
            connection.close()
        with self.changed:
            self.answers.append(answer)
            self.changed.notify()

    def wait_for(self, number):
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.answers) >= number, 60)

    def end(self):
        for thread in self.threads:
            thread.join(60)
        return self.answers


@pytest.mark.django_db(transaction=True)
def test_forty_wrong_sign_ins_at_once_slow_the_door_and_nothing_else(slowly):
    listing = make_listing(name="Tern House", city="Denver", state="CO")
    make_person("known@example.com")
    connection.close()
    at_the_door = password_hashing.MAX_HASHING + password_hashing.MAX_WAITING
    slowly.clear()
    several = [("known@example.com" if n % 2 else f"nobody-{n}@example.com", n % 10) for n in range(40)]
    crowd = Crowd([(email, f"203.0.113.{network}") for email, network in several])
    crowd.wait_for(40 - at_the_door)

    for address in ("/", "/clinics/", listing.get_absolute_url(), "/readyz", "/account/login/"):
        assert Client().get(address).status_code == 200
    connection.close()

    slowly.set()
    answers = crowd.end()
    assert Counter(one.status_code for one in answers) == {200: at_the_door, 429: 40 - at_the_door}
    refused = next(one for one in answers if one.status_code == 429)
    assert "Wait a few seconds, go back, and try again." in refused.text
    assert int(refused["Retry-After"]) == password_hashing.MAX_WAIT_SECONDS


@pytest.mark.django_db(transaction=True)
def test_whoever_comes_after_the_crowd_gets_in(slowly):
    user = make_person("known@example.com")
    user.set_password(PASSWORD)
    user.save()
    connection.close()
    slowly.clear()
    crowd = Crowd([(f"nobody-{n}@example.com", f"203.0.113.{n}") for n in range(8)])
    crowd.wait_for(8 - password_hashing.MAX_HASHING - password_hashing.MAX_WAITING)
    slowly.set()
    crowd.end()

    form = {"login": user.email, "password": PASSWORD}
    assert Client().post("/account/login/", form).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_no_page_holds_a_connection_or_a_transaction_while_it_hashes(slowly):
    browser, new = Client(), "quite other words in a row"
    sign_up = {"email": "new@example.com", "password1": PASSWORD}
    change = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    browser.post("/account/signup/", sign_up)
    browser.post(link_in(letters()[0]))
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    browser.post("/account/password/change/", change)
    Client().post("/account/signup/", sign_up)
    Client().post("/account/password/reset/", {"email": "new@example.com"})
    elsewhere = Client()
    form = elsewhere.get(link_in(letters()[-1]))["Location"]
    elsewhere.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    signed_in = Client().post("/account/login/", {"login": "new@example.com", "password": PASSWORD})
    Client().post("/account/login/", {"login": "nobody@example.com", "password": PASSWORD})

    assert signed_in.status_code == 302  # so that every form before it was taken
    assert len(ASKED) >= 8
    assert not any(ASKED)


@pytest.mark.slow
def test_the_sites_own_hasher_takes_what_django_has_hashed(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    before = make_password(PASSWORD)
    settings.PASSWORD_HASHERS = ["directory.accounts.password_hashing.Hasher"]

    assert check_password(PASSWORD, before)
    assert make_password(PASSWORD).startswith("pbkdf2_sha256$")


def test_the_slots_are_released_when_hashing_fails():
    class Broken:
        def encode(self):
            raise LookupError

    class Guarded(password_hashing.LimitedHasher, Broken):
        pass

    for _time in range(10):
        with pytest.raises(LookupError):
            Guarded().encode()
