"""Wrong attempts of strangers lock nobody out of a device on which they have signed in before."""

from itertools import product

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client

from directory.accounts import known_devices
from directory.web import rate_limit
from tests.support.accounts import PASSWORD, code_of, letters
from tests.support.factories import make_moderator, make_person

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

NEW = "quite other words in a row"


def with_a_password(user, password=PASSWORD):
    user.set_password(password)
    user.save()
    return user


@pytest.fixture
def moderator():
    return with_a_password(make_moderator())


def browser_of(user, network="198.51.100.7"):
    """A browser in which they have signed in, and signed out again."""
    browser = Client(REMOTE_ADDR=network)
    enter(browser, user)
    browser.post("/account/logout/")
    assert browser.get("/account/email/").status_code == 302
    return browser


def enter(browser, user, password=PASSWORD):
    """The statuses of the password and, where it is asked for, of the code."""
    statuses = [browser.post("/account/login/", {"login": user.email, "password": password}).status_code]
    if statuses == [302] and user.authenticator_set.exists():
        user.authenticator_set.filter(type="totp").update(data=unused(user))
        statuses.append(browser.post("/account/2fa/authenticate/", {"code": code_of(user)}).status_code)
    return statuses


def unused(user):
    """Data of the user's app without its last accepted code: tests sign in twice within half a minute."""
    cache.clear()
    data = user.authenticator_set.get(type="totp").data
    return {name: value for name, value in data.items() if name != "last_step"}


def a_hundred_wrong(user, networks=10):
    for _time, network in product(range(100 // networks), range(networks)):
        form = {"login": user.email, "password": "a guess"}
        Client(REMOTE_ADDR=f"203.0.113.{network}").post("/account/login/", form)


def locked_out(user):
    """Count 100 attempts against the account at once, in place of that many requests."""
    for _time in range(100):
        rate_limit.count_attempt(None, "sign in anywhere", subject=user.email)


@pytest.mark.slow
def test_a_hundred_wrong_sign_ins_lock_nobody_out_of_their_own_device(moderator):
    own = browser_of(moderator)
    a_hundred_wrong(moderator)

    assert enter(Client(REMOTE_ADDR="192.0.2.1"), moderator) == [429]
    assert enter(own, moderator) == [302, 302]
    assert own.get("/account/email/").status_code == 200


def test_wrong_sign_ins_from_the_same_network_lock_nobody_out_of_their_own_device(moderator):
    own = browser_of(moderator)
    for number in range(70):
        form = {"login": f"nobody-{number}@example.com", "password": "a guess"}
        Client(REMOTE_ADDR="198.51.100.7").post("/account/login/", form)

    assert enter(Client(REMOTE_ADDR="198.51.100.7"), moderator) == [429]
    assert enter(own, moderator) == [302, 302]


def test_a_passkey_signs_in_while_passwords_are_refused(moderator):
    locked_out(moderator)
    browser = Client(REMOTE_ADDR="192.0.2.1")
    assert (
        browser.get("/account/2fa/webauthn/login/", headers={"accept": "application/json"}).status_code == 200
    )

    # No passkey of a test can answer, but it is looked at: the form comes back with its fault.
    answer = browser.post("/account/2fa/webauthn/login/", {"credential": "{}"})

    assert answer.status_code != 429


def test_whoever_has_the_password_alone_does_not_use_up_the_codes_of_a_known_device():
    user = with_a_password(make_person())
    TOTP.activate(user, generate_totp_secret())
    own = browser_of(user)
    for number in range(31):
        browser = Client(REMOTE_ADDR=f"203.0.113.{number}")
        browser.post("/account/login/", {"login": user.email, "password": PASSWORD})
        browser.post("/account/2fa/authenticate/", {"code": "000000"})

    assert enter(Client(REMOTE_ADDR="192.0.2.1"), user) == [302, 429]
    assert enter(own, user) == [302, 302]


@pytest.mark.slow
def test_what_a_passkey_answers_as_a_second_step_is_no_guess_at_a_code():
    user = with_a_password(make_person())
    TOTP.activate(user, generate_totp_secret())
    for number in range(31):
        browser = Client(REMOTE_ADDR=f"203.0.113.{number}")
        browser.post("/account/login/", {"login": user.email, "password": PASSWORD})
        browser.post("/account/2fa/authenticate/", {"code": "000000"})

    assert browser.post("/account/2fa/authenticate/", {"credential": "{}"}).status_code == 200


def test_a_known_device_guesses_ten_times_an_hour_and_no_more(moderator):
    own = browser_of(moderator)
    answers = [enter(own, moderator, "a guess") for _try in range(11)]

    assert answers == [[200]] * 10 + [[429]]


def test_a_known_device_is_unknown_to_every_other_account(moderator):
    other = with_a_password(make_person("other@example.com"))
    own = browser_of(moderator)
    locked_out(other)

    assert enter(own, other) == [429]


def test_one_device_is_known_for_all_who_sign_in_there(moderator):
    other = with_a_password(make_person("other@example.com"))
    shared = browser_of(moderator)
    enter(shared, other)
    shared.post("/account/logout/")
    for user in (moderator, other):
        locked_out(user)

    assert enter(shared, moderator) == [302, 302]
    shared.post("/account/logout/")
    assert enter(shared, other) == [302]


def test_a_password_that_changes_elsewhere_ends_what_was_known(moderator):
    own = browser_of(moderator)
    with_a_password(moderator, NEW)
    locked_out(moderator)

    assert enter(own, moderator, NEW) == [429]


def test_whoever_changes_the_password_stays_known(client):
    user = with_a_password(make_person())
    enter(client, user)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    change = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post("/account/password/change/", change)
    client.post("/account/logout/")
    user.refresh_from_db()
    locked_out(user)

    assert enter(client, user, NEW) == [302]


def test_a_password_without_the_second_step_makes_no_device_known(moderator):
    halfway = Client(REMOTE_ADDR="198.51.100.7")
    halfway.post("/account/login/", {"login": moderator.email, "password": PASSWORD})

    assert known_devices.COOKIE not in halfway.cookies


@pytest.mark.parametrize(
    "value",
    [
        "",
        ".",
        "a.b",
        "x" * 22,
        "x" * 22 + ".",
        "x" * 22 + "." + "0" * 64,
        "." * 9,
        "x" * 22 + ".\u00c3\u00a9",
    ],
)
def test_a_forged_cookie_makes_no_device_known(moderator, value):
    locked_out(moderator)
    browser = Client(REMOTE_ADDR="192.0.2.1", HTTP_COOKIE=f"{known_devices.COOKIE}={value}")

    assert enter(browser, moderator) == [429]


def test_the_cookie_names_nobody_and_goes_to_the_pages_of_accounts_alone(moderator, settings):
    cookie = browser_of(moderator).cookies[known_devices.COOKIE]

    assert moderator.email not in cookie.value
    assert moderator.email.partition("@")[0] not in cookie.value
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/account/", True, "Lax")
    assert int(cookie["max-age"]) == 180 * 24 * 3600


def test_a_device_that_an_older_key_has_proved_is_known(moderator, settings):
    own = browser_of(moderator)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another key of fifty signs, as the site would ask for it"
    settings.SECRET_KEY_FALLBACKS = [old]
    locked_out(moderator)

    assert own.post("/account/login/", {"login": moderator.email, "password": PASSWORD}).status_code == 302


# ---- letters that anybody may ask for


def ask_for_a_new_password(user, browser):
    browser.post("/account/password/reset/", {"email": user.email})


def test_signing_up_with_somebodys_address_keeps_them_from_no_new_password():
    user = make_person()
    for number in range(4):
        stranger = Client(REMOTE_ADDR=f"203.0.113.{number}")
        stranger.post("/account/signup/", {"email": user.email, "password1": PASSWORD})
    before = len(letters(user.email))

    ask_for_a_new_password(user, Client())

    assert letters(user.email)[before].subject.endswith("Choose a new password")


def test_three_requests_of_a_stranger_leave_room_for_ones_own():
    user = make_person()
    for _time in range(4):
        ask_for_a_new_password(user, Client(REMOTE_ADDR="203.0.113.9"))
    assert len(letters(user.email)) == 3

    ask_for_a_new_password(user, Client(REMOTE_ADDR="198.51.100.7"))

    assert len(letters(user.email)) == 4


def test_an_address_gets_twelve_such_letters_a_day_and_a_known_device_its_own():
    user = with_a_password(make_person())
    own = browser_of(user)
    for number in range(14):
        ask_for_a_new_password(user, Client(REMOTE_ADDR=f"203.0.113.{number}"))
    assert len(letters(user.email)) == 12

    for _time in range(4):
        ask_for_a_new_password(user, own)

    assert len(letters(user.email)) == 15
