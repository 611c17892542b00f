"""Accounts in a browser: sign up, confirm, second steps, sessions; every page looked at by axe."""

import os
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal import auth
from django.utils import timezone

from directory.models import Mail
from directory.web import rate_limit
from tests.support.accounts import PASSWORD, code_for, link_in
from tests.support.axe import PHONE, faults
from tests.support.browsing import watch
from tests.support.factories import make_moderator, make_person
from tests.support.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EMAIL = "office@example.com"
SHOTS = os.environ.get("SHOTS")  # a directory for pictures of every page


@pytest.fixture
def site(live_server):
    """The site by a name that passkeys know, rather than by a number."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def tab(chromium, site, strangers):
    """A phone, whose console must stay silent."""
    context = chromium.new_context(base_url=site, viewport=PHONE)
    watch(context, site, strangers)
    page = context.new_page()
    page.set_default_timeout(60_000)
    complaints = []
    page.on("console", lambda one: complaints.append(one.text) if is_complaint(one) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert (strangers, complaints) == ([], [])


@pytest.fixture
def stopped_clock(monkeypatch):
    """No time passes for the codes of an app, which last half a minute, and for limits by the hour."""
    now = timezone.now()
    monkeypatch.setattr(auth, "time", SimpleNamespace(time=now.timestamp))
    monkeypatch.setattr(rate_limit, "timezone", SimpleNamespace(now=lambda: now))


def is_complaint(one):
    """True for an error or warning. A 403 or 429, which Chromium reports as an error, does not count."""
    return one.type in ("error", "warning") and "server responded with a status of 4" not in one.text


def looked_at(page, name):
    """Assert that the page has no fault in any color scheme or window."""
    if SHOTS:
        picture(page, name)
    assert faults(page) == []


def picture(page, name):
    for width, scheme in ((360, "light"), (1280, "light"), (360, "dark"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=Path(SHOTS) / f"{name}-{width}-{scheme}.png", full_page=True)
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light")


def press(page, words):
    page.get_by_role("button", name=words, exact=True).click()


def last_link():
    return link_in(Mail.objects.latest("pk"))


def sign_in(page, email=EMAIL):
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Sign in")


def sign_out(page):
    press(page, "Sign out")
    page.wait_for_url(lambda url: urlsplit(url).path == "/")


def show_again(page):
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Continue")


def test_from_sign_up_to_sessions(tab, site, stopped_clock):
    tab.goto("/account/signup/")
    looked_at(tab, "signup")
    tab.get_by_label("E-mail address").fill(EMAIL)
    tab.get_by_label("Password", exact=True).fill("short")
    press(tab, "Create the account")
    assert tab.title().startswith("Error: Create an account")
    until(tab, "document.activeElement.className === 'notice notice--warn'")
    looked_at(tab, "signup-error")
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    press(tab, "Create the account")
    tab.wait_for_url("**/account/confirm-email/")
    looked_at(tab, "open-your-mail")

    tab.goto(last_link())
    looked_at(tab, "confirm")
    press(tab, "Confirm")
    tab.wait_for_url("**/account/email/")
    sign_out(tab)
    tab.goto("/account/login/")
    looked_at(tab, "login")
    sign_in(tab)
    tab.wait_for_url("**/account/email/")
    looked_at(tab, "email")

    tab.get_by_role("link", name="Two-step sign-in").click()
    looked_at(tab, "second-step")
    tab.get_by_role("link", name="Set up an app").click()
    looked_at(tab, "once-more")
    show_again(tab)
    tab.wait_for_url("**/totp/activate/")
    until(tab, "document.querySelector('img.qr').naturalWidth > 0")
    looked_at(tab, "app")
    secret = tab.locator("#authenticator_secret").inner_text()
    tab.get_by_label("Code").fill(code_for(secret, -1))
    press(tab, "Turn it on")
    tab.wait_for_url("**/recovery-codes/")
    assert tab.locator(".codes li").count() == 10
    looked_at(tab, "recovery-codes")

    sign_out(tab)
    sign_in(tab)
    tab.wait_for_url("**/2fa/authenticate/")
    looked_at(tab, "code")
    tab.get_by_label("Code").fill("000000")
    press(tab, "Sign in")
    assert tab.title().startswith("Error: ")
    looked_at(tab, "code-error")
    tab.get_by_label("Code").fill(code_for(secret))
    press(tab, "Sign in")
    tab.wait_for_url("**/account/email/")

    elsewhere = tab.context.browser.new_context(base_url=site)
    other = elsewhere.new_page()
    sign_in(other)
    other.get_by_label("Code").fill(code_for(secret, 1))
    press(other, "Sign in")
    other.wait_for_url("**/account/email/")
    tab.get_by_role("link", name="Where you are signed in").click()
    assert tab.locator("main li strong").all_inner_texts() == ["Chrome on Linux", "Chrome on Linux"]
    looked_at(tab, "sessions")
    press(tab, "Sign out on all other devices")
    assert "You are not signed in on any other device." in tab.locator("main").inner_text()
    other.goto("/account/email/")
    assert "/account/login/" in other.url
    elsewhere.close()


@pytest.fixture
def device(tab):
    """A phone that answers for its owner: Chromium's virtual authenticator."""
    session = tab.context.new_cdp_session(tab)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    return session, session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


@pytest.fixture
def owner(live_server):
    user = make_person(EMAIL)
    user.set_password(PASSWORD)
    user.save()
    return user


def test_a_passkey_signs_in_alone(tab, device, owner):
    sign_in(tab)
    tab.goto("/account/2fa/webauthn/add/")
    show_again(tab)
    tab.wait_for_url("**/webauthn/add/")
    looked_at(tab, "add-passkey")
    tab.get_by_label("Name of this passkey").fill("Office computer")
    tab.get_by_label("Sign in with only this passkey").check()
    press(tab, "Add the passkey")
    tab.wait_for_url("**/recovery-codes/")
    tab.goto("/account/2fa/webauthn/")
    looked_at(tab, "passkeys")
    tab.get_by_role("link", name="Rename").click()
    looked_at(tab, "passkey-name")
    tab.go_back()
    tab.get_by_role("link", name="Remove").click()
    looked_at(tab, "passkey-away")

    sign_out(tab)
    tab.goto("/account/login/")
    press(tab, "Use a passkey")
    tab.wait_for_url("**/account/email/")


def test_a_passkey_is_the_second_step(tab, device, owner):
    sign_in(tab)
    tab.goto("/account/2fa/webauthn/add/")
    show_again(tab)
    press(tab, "Add the passkey")
    tab.wait_for_url("**/recovery-codes/")
    sign_out(tab)

    sign_in(tab)
    tab.wait_for_url("**/2fa/authenticate/")
    looked_at(tab, "passkey-second")
    press(tab, "Use a passkey")
    tab.wait_for_url("**/account/email/")


def test_a_missing_passkey_is_explained(tab, device, owner):
    session, authenticator = device
    session.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})
    tab.goto("/account/login/")
    press(tab, "Use a passkey")
    tab.locator("#passkey-error").wait_for(state="visible")

    looked_at(tab, "passkey-error")


OTHERS = ["/account/password/reset/", "/account/password/reset/done/", "/account/password/reset/key/1-x/"]
OTHERS += ["/account/confirm-email/x/", "/account/password/reset/key/done/", "/account/inactive/"]
OWNERS = ["/account/password/change/", "/account/logout/", "/account/2fa/recovery-codes/generate/"]


def test_axe_finds_no_violation_on_the_other_pages(tab, owner):
    for number, address in enumerate(OTHERS):
        tab.goto(address)
        looked_at(tab, f"stranger-{number}")
    sign_in(tab)
    tab.goto("/account/reauthenticate/")
    show_again(tab)
    for number, address in enumerate(OWNERS):
        tab.goto(address)
        looked_at(tab, f"owner-{number}")


def test_a_moderator_is_led_to_a_second_step(tab, live_server):
    user = make_moderator(second_factor=False)
    user.set_password(PASSWORD)
    user.save()
    with tab.expect_response(lambda one: one.url.endswith("/admin/")) as asked:
        sign_in(tab, user.email)
    assert asked.value.status == 403
    looked_at(tab, "moderator")
    tab.get_by_role("link", name="Set up two-step sign-in").click()

    assert "Moderators must set up two-step sign-in" in tab.locator("main").inner_text()
    looked_at(tab, "moderator-second-step")


def test_too_many_tries_have_a_page(tab, owner, stopped_clock):
    for _try in range(11):
        tab.goto("/account/password/reset/")
        tab.get_by_label("E-mail address").fill(EMAIL)
        press(tab, "Send me a link")
        if "Too many requests" in tab.title():
            break

    assert _try == 5
    looked_at(tab, "too-many")


def test_a_change_of_address_under_way(tab, owner):
    sign_in(tab)
    tab.goto("/account/email/")
    tab.get_by_label("New e-mail address").fill("another@example.com")
    press(tab, "Send a link to the new address")
    show_again(tab)
    tab.get_by_role("heading", name="A change is waiting").wait_for()

    looked_at(tab, "email-change")
