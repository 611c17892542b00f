"""The limits of the pages of accounts; no IP address is stored for them."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import get_resolver

from directory.accounts import throttling
from directory.models import RateLimitCount
from directory.web import rate_limit
from tests.support.accounts import PASSWORD, code_of
from tests.support.factories import make_moderator, make_person

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def signing_in(email, password="a guess", network="203.0.113.9"):
    return Client().post("/account/login/", {"login": email, "password": password}, REMOTE_ADDR=network)


@pytest.fixture
def person():
    user = make_person("ada@example.com")
    user.set_password(PASSWORD)
    user.save()
    return user


def test_after_ten_guesses_the_right_password_too_is_refused(person):
    guesses = [signing_in(person.email).status_code for _try in range(10)]

    assert guesses == [200] * 10
    assert signing_in(person.email, PASSWORD).status_code == 429


def test_the_refusal_says_when_to_come_back(person):
    for _try in range(10):
        signing_in(person.email)
    page = signing_in(person.email)

    assert 1 <= int(page["Retry-After"]) <= 3601
    assert "There were too many tries" in page.text
    assert "Try again in" in page.text
    assert page["Cache-Control"] == "no-store"


def test_an_address_without_an_account_is_refused_alike(person):
    answers = [
        [signing_in(email).status_code for _try in range(12)]
        for email in (person.email, "nobody@example.com")
    ]

    assert answers[0] == answers[1]


def test_a_stranger_at_one_network_locks_nobody_out_elsewhere(person):
    for _try in range(70):
        signing_in(person.email)

    assert signing_in(person.email, PASSWORD, network="198.51.100.7").status_code == 302


@pytest.mark.slow
def test_guesses_from_everywhere_stop_after_a_hundred_a_day(person):
    answers = [signing_in(person.email, network=f"198.51.100.{n}").status_code for n in range(101)]

    assert answers == [200] * 100 + [429]


def test_one_network_stops_after_sixty_addresses_an_hour():
    answers = [signing_in(f"person-{n}@example.com").status_code for n in range(61)]

    assert answers == [200] * 60 + [429]


def test_capitals_and_blanks_are_no_new_account(person):
    spelled = [" ada@example.com", "ADA@example.com", "ada@EXAMPLE.com "]
    answers = [signing_in(spelled[n % 3]).status_code for n in range(11)]

    assert answers[-1] == 429


def test_guessing_a_code_stops_in_whatever_session(person):
    TOTP.activate(person, generate_totp_secret())
    answers = []
    for n in range(31):
        browser = Client(REMOTE_ADDR=f"198.51.100.{n}")
        browser.post("/account/login/", {"login": person.email, "password": PASSWORD})
        answers.append(browser.post("/account/2fa/authenticate/", {"code": "000000"}).status_code)
    browser.get("/account/login/")

    assert answers == [200] * 30 + [429]
    assert browser.post("/account/2fa/authenticate/", {"code": code_of(person)}).status_code == 429


def test_a_code_counts_once(person):
    TOTP.activate(person, generate_totp_secret())
    code, answers = code_of(person), []
    for _browser in range(2):
        browser = Client()
        browser.post("/account/login/", {"login": person.email, "password": PASSWORD})
        answers.append(browser.post("/account/2fa/authenticate/", {"code": code}).status_code)

    assert answers == [302, 200]


def test_a_code_counts_once_for_every_process_together(person, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    test_a_code_counts_once(person)


def test_a_code_of_ten_minutes_ago_opens_nothing(person):
    TOTP.activate(person, generate_totp_secret())
    browser = Client()
    browser.post("/account/login/", {"login": person.email, "password": PASSWORD})

    assert browser.post("/account/2fa/authenticate/", {"code": code_of(person, -20)}).status_code == 200


@pytest.mark.parametrize(
    ("address", "form", "most"),
    [
        ("/account/signup/", {"email": "same@example.com", "password1": PASSWORD}, 5),
        ("/account/password/reset/", {"email": "same@example.com"}, 5),
    ],
)
def test_asking_for_letters_stops(address, form, most):
    answers = [Client().post(address, form).status_code for _try in range(most + 1)]

    assert answers == [302] * most + [429]


def test_one_network_makes_twenty_accounts_an_hour():
    for n in range(22):
        Client().post("/account/signup/", {"email": f"person-{n}@example.com", "password1": PASSWORD})

    assert get_user_model().objects.count() == 20


@pytest.mark.parametrize("method", ["get", "head"])
def test_one_network_is_asked_for_a_hundred_and_twenty_passkeys_an_hour(method):
    def asked(network="203.0.113.9"):
        headers = {"accept": "application/json"}
        answer = getattr(Client(), method)(
            "/account/2fa/webauthn/login/", headers=headers, REMOTE_ADDR=network
        )
        return answer.status_code

    assert [asked() for _time in range(121)] == [200] * 120 + [429]
    assert Session.objects.count() <= 120
    assert asked("198.51.100.7") == 200


def test_a_password_is_not_guessed_in_an_open_session(client, enter):
    enter(make_moderator(second_factor=False))  # which took one try
    answers = [
        client.post("/account/reauthenticate/", {"password": "a guess"}).status_code for _try in range(10)
    ]

    assert answers == [200] * 9 + [429]


def test_reading_a_page_is_no_try(client):
    for _try in range(15):
        assert client.get("/account/login/").status_code == 200
    assert RateLimitCount.objects.count() == 0


def test_no_address_and_no_account_is_stored(person):
    signing_in(person.email)
    raw = b"".join(bytes(one.digest) for one in RateLimitCount.objects.all())

    assert RateLimitCount.objects.count() == 3
    assert b"ada" not in raw
    assert "ada" not in repr(list(RateLimitCount.objects.values_list()))


def test_every_limited_page_has_an_address():
    names = {*throttling.PAGES_LIMITED_FOR_POST, *throttling.PAGES_LIMITED_FOR_GET}

    assert names - set(get_resolver().reverse_dict) == set()


def test_every_limited_page_has_its_limits_and_every_limit_a_page():
    pages = [*throttling.PAGES_LIMITED_FOR_POST.values(), *throttling.PAGES_LIMITED_FOR_GET.values()]

    assert {page.kind for page in pages} == set(rate_limit.ACCOUNT_LIMITS)
