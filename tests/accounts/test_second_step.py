"""The second factor: its secret is encrypted, sign-in asks for it, and moderators need one."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib.auth import get_user
from django.test import Client

from directory.accounts.adapters import MFAAdapter
from directory.accounts.moderators import MODERATOR_SESSION_SECONDS
from directory.web.admin_sites import desk
from tests.support.accounts import PASSWORD, code_for, code_of
from tests.support.factories import make_member, make_moderator, make_person
from tests.support.html import assert_valid, elements

pytestmark = pytest.mark.django_db


def test_stored_secrets_are_encrypted():
    user, secret = make_person(), generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()
    stored = repr(list(Authenticator.objects.values_list("data", flat=True)))

    assert len(codes) == 10
    assert secret not in stored
    assert not any(code in stored for code in codes)
    assert MFAAdapter().decrypt(Authenticator.objects.get(type="totp").data["secret"]) == secret


def test_the_same_secret_is_encrypted_differently_each_time():
    assert MFAAdapter().encrypt("secret") != MFAAdapter().encrypt("secret")


def test_a_fallback_key_decrypts_a_secret_and_another_key_does_not(settings):
    sealed = MFAAdapter().encrypt("secret")
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another key of fifty signs, as the site would ask for it"

    with pytest.raises(InvalidToken):
        MFAAdapter().decrypt(sealed)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert MFAAdapter().decrypt(sealed) == "secret"


def halfway(user):
    user.set_password(PASSWORD)
    user.save()
    browser = Client()
    browser.post("/account/login/", {"login": user.email, "password": PASSWORD})
    return browser


def is_in(browser):
    return browser.get("/account/email/").status_code == 200


def test_a_password_alone_opens_nothing_where_there_is_a_second_step():
    browser = halfway(make_moderator())

    assert not is_in(browser)
    assert browser.get("/admin/")["Location"] == "/account/login/?next=/admin/"


def test_a_code_of_the_app_opens_the_account():
    user = make_moderator()
    browser = halfway(user)

    assert browser.post("/account/2fa/authenticate/", {"code": code_of(user)})["Location"] == "/admin/"
    assert is_in(browser)


def test_a_recovery_code_opens_the_account_once():
    user = make_moderator()
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    answers = []
    for _browser in range(2):
        browser = halfway(user)
        browser.post("/account/2fa/authenticate/", {"code": code})
        answers.append(is_in(browser))

    assert answers == [True, False]


def key_on(page):
    """The key for an authenticator app that the page shows."""
    return re.search(r'id="authenticator_secret">([A-Z2-7]+)<', page.text)[1]


def test_setting_up_an_app_shows_the_recovery_codes(client, enter):
    user = enter(make_person())
    secret = key_on(client.get("/account/2fa/totp/activate/"))

    page = client.post("/account/2fa/totp/activate/", {"code": code_for(secret)}, follow=True)

    codes = RecoveryCodes(Authenticator.objects.get(user=user, type="recovery_codes")).get_unused_codes()
    assert page.redirect_chain == [("/account/2fa/recovery-codes/", 302)]
    assert all(code in page.text for code in codes)


def test_a_wrong_code_sets_up_nothing_and_keeps_the_key(client, enter):
    user = enter(make_person())
    secret = key_on(client.get("/account/2fa/totp/activate/"))

    page = client.post("/account/2fa/totp/activate/", {"code": "000000"})

    assert key_on(page) == secret
    assert "Error: " in page.text
    assert not Authenticator.objects.filter(user=user).exists()


# ---- moderators


def test_a_moderator_without_a_second_step_is_led_to_setting_one_up(client):
    client.force_login(make_moderator(second_factor=False))
    page = client.get("/admin/")

    assert page.status_code == 403
    assert page["Cache-Control"] == "no-store"
    assert_valid(page.content)
    assert '<a class="button button--main" href="/account/2fa/">Set up two-step sign-in</a>' in page.text


def test_somebody_who_is_no_moderator_is_led_nowhere(client):
    client.force_login(make_member())
    page = client.get("/admin/")

    assert (page.status_code, "Set up two-step sign-in" in page.text) == (403, False)


def test_recovery_codes_alone_are_no_second_step(client):
    user = make_moderator(second_factor=False)
    RecoveryCodes.activate(user)
    client.force_login(user)

    assert client.get("/admin/").status_code == 403


def test_a_moderator_who_takes_the_last_step_away_is_told_and_shut_out(client, enter):
    user = enter(make_moderator())
    page = client.get("/account/2fa/totp/deactivate/")
    assert "Without two-step sign-in, you can’t make decisions" in page.text
    assert desk.refusal(user) is None

    client.post("/account/2fa/totp/deactivate/")

    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get("/admin/").status_code == 403


@pytest.mark.parametrize("remember", [{}, {"remember": "on"}])
def test_a_moderator_is_signed_out_after_a_shift(remember):
    for user in (make_moderator(), make_moderator(second_factor=False)):
        user.set_password(PASSWORD)
        user.save()
        browser = Client()
        browser.post("/account/login/", {"login": user.email, "password": PASSWORD} | remember)
        if Authenticator.objects.filter(user=user).exists():
            browser.post("/account/2fa/authenticate/", {"code": code_of(user)})

        assert is_in(browser)
        assert browser.session.get_expiry_age() == MODERATOR_SESSION_SECONDS == 12 * 60 * 60


@pytest.mark.parametrize(("remember", "age"), [({}, ""), ({"remember": "on"}, 14 * 24 * 3600)])
def test_others_are_signed_out_with_the_window_or_after_fourteen_days(remember, age):
    user = make_person()
    user.set_password(PASSWORD)
    user.save()
    browser = Client()
    browser.post("/account/login/", {"login": user.email, "password": PASSWORD} | remember)

    assert browser.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == age


def test_changing_the_password_signs_out_everywhere_else(client, enter):
    user = enter(make_person())
    elsewhere = halfway(user)
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    new = "quite other words in a row"

    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert not is_in(elsewhere)


@pytest.mark.parametrize("password", ["elevenchars", "qwerty123456", "mira.holt@example.com"])
def test_a_weak_password_is_refused(client, password):
    page = client.post("/account/signup/", {"email": "mira.holt@example.com", "password1": password})

    faults = [link.get("href") for link in elements(page.content, "a") if link.get("class") == "errors__link"]
    assert faults == ["#id_password1"]
    assert not get_user(client).is_authenticated
