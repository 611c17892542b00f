"""Every page of an account: valid, in our frame, kept nowhere."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLPattern, get_resolver
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from tests.support.accounts import PASSWORD, letters, link_in
from tests.support.factories import make_moderator, make_person
from tests.support.html import assert_valid, elements

pytestmark = pytest.mark.django_db

STRANGERS = [
    "/account/login/",
    "/account/signup/",
    "/account/confirm-email/",
    "/account/confirm-email/made-up/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/1-made-up/",
    "/account/password/reset/key/done/",
    "/account/inactive/",
]
OWNERS = [
    "/account/email/",
    "/account/password/change/",
    "/account/logout/",
    "/account/reauthenticate/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
    "/account/sessions/",
]
# What only somebody with a second step has.
SECURED = [
    "/account/2fa/",
    "/account/2fa/reauthenticate/",
    "/account/2fa/totp/deactivate/",
    "/account/2fa/recovery-codes/",
    "/account/2fa/recovery-codes/generate/",
]


def make_passkey(user):
    """A passkey as a device would have registered it: a made-up key on P-256."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    credential = AttestedCredentialData.create(b"\0" * 16, b"made up", public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(b"\0" * 32, flags, 0, bytes(credential))
    attested = AttestationObject.create("none", data, {})
    data = {
        "name": "Office computer",
        "passwordless": True,
        "credential": {
            "id": websafe_encode(b"made up"),
            "rawId": websafe_encode(b"made up"),
            "type": "public-key",
            "clientExtensionResults": {"credProps": {"rk": True}},
            "response": {
                "attestationObject": websafe_encode(attested),
                "clientDataJSON": websafe_encode(
                    CollectedClientData.create("webauthn.create", b"x" * 16, "https://x")
                ),
            },
        },
    }
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)


# Redirections for somebody who is not halfway through; the last answers a script.
NO_PAGES = {
    "/account/login/code/confirm/",
    "/account/password/set/",
    "/account/2fa/webauthn/login/",
    "/account/2fa/recovery-codes/download/",
}
# Met elsewhere: with an authenticator at hand, or halfway through signing in.
ELSEWHERE = {
    "/account/2fa/authenticate/",
    "/account/2fa/webauthn/reauthenticate/",
    "/account/2fa/webauthn/keys/<int:pk>/remove/",
    "/account/2fa/webauthn/keys/<int:pk>/edit/",
}


def assert_in_our_frame(page):
    assert page.status_code == 200
    assert_valid(page.content)
    assert "tel:988" in page.text
    assert page["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", STRANGERS)
def test_a_stranger_reads_a_page_of_ours(client, address):
    assert_in_our_frame(client.get(address))


@pytest.mark.parametrize("address", OWNERS)
def test_an_owner_reads_a_page_of_ours(client, enter, address):
    enter(make_person())

    assert_in_our_frame(client.get(address))


@pytest.mark.parametrize("address", SECURED)
def test_somebody_with_a_second_step_reads_a_page_of_ours(client, enter, address):
    user = enter(make_moderator())
    RecoveryCodes.activate(user)

    assert_in_our_frame(client.get(address))


@pytest.mark.parametrize("steps", ["app", "passkey"])
def test_the_second_step_is_a_page_of_ours(client, enter, steps):
    user = make_person()
    if steps == "app":
        TOTP.activate(user, generate_totp_secret())
    else:
        make_passkey(user)
    user.set_password(PASSWORD)
    user.save()

    page = client.post("/account/login/", {"login": user.email, "password": PASSWORD}, follow=True)

    assert page.redirect_chain[-1] == ("/account/2fa/authenticate/", 302)
    assert_in_our_frame(page)
    assert ("Use a passkey" in page.text) == (steps == "passkey")


def test_the_pages_of_a_passkey_are_ours(client, enter):
    user = enter(make_person())
    key = make_passkey(user)

    assert_in_our_frame(client.get("/account/2fa/webauthn/"))
    assert_in_our_frame(client.get("/account/2fa/webauthn/reauthenticate/"))
    assert_in_our_frame(client.get(f"/account/2fa/webauthn/keys/{key.pk}/edit/"))
    assert_in_our_frame(client.get(f"/account/2fa/webauthn/keys/{key.pk}/remove/"))


def addresses(patterns, before="/"):
    for one in patterns:
        if isinstance(one, URLPattern):
            yield before + str(one.pattern)
        else:
            yield from addresses(one.url_patterns, before + str(one.pattern))


def test_every_address_of_an_account_is_looked_at_here():
    known = {*STRANGERS, *OWNERS, *SECURED, *NO_PAGES, *ELSEWHERE}
    of_accounts = {one for one in addresses(get_resolver().url_patterns) if one.startswith("/account/")}
    plain = {one for one in of_accounts if "^" not in one}  # the two with a key are in STRANGERS

    assert sorted(plain - known) == []
    assert len(of_accounts - plain) == 2


FORMS = {
    "/account/login/": {"login": "", "password": ""},
    "/account/signup/": {"email": "nobody", "password1": "short"},
    "/account/password/reset/": {"email": "nobody"},
}


@pytest.mark.parametrize(("address", "typed"), FORMS.items())
def test_a_form_with_faults_says_so_in_title_summary_and_fields(client, address, typed):
    page = client.post(address, typed)

    assert_in_our_frame(page)
    assert elements(page.text, "title")[0].text.startswith("Error: ")
    summary = [one.get("href") for one in elements(page.text, "a") if one.get("class") == "errors__link"]
    assert summary == [f"#id_{name}" for name in typed]


@pytest.mark.parametrize("address", ["/account/signup/", "/account/login/", "/account/password/reset/"])
def test_an_address_that_no_row_could_hold_is_a_fault_and_no_error(client, address):
    email = "a" * 64 + "@" + ".".join(["b" * 60] * 4) + ".example.com"
    page = client.post(address, {"email": email, "login": email, "password": PASSWORD, "password1": PASSWORD})

    assert page.status_code in (200, 302)


def test_the_list_of_sessions_names_devices_and_no_address(client, enter):
    client.defaults["HTTP_USER_AGENT"] = (
        "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
    )
    client.defaults["REMOTE_ADDR"] = "203.0.113.9"
    enter(make_person())
    page = client.get("/account/sessions/")

    assert "Firefox on Android" in page.text
    assert "0.0.0.0" not in page.text
    assert [one.ip for one in UserSession.objects.all()] == ["0.0.0.0"]


def test_every_other_session_can_be_ended(client, enter):
    user = enter(make_person())
    elsewhere = Client()
    elsewhere.post("/account/login/", {"login": user.email, "password": PASSWORD})
    assert elsewhere.get("/account/email/").status_code == 200

    client.post("/account/sessions/")

    assert elsewhere.get("/account/email/").status_code == 302
    assert client.get("/account/email/").status_code == 200


def test_whoever_fills_the_hidden_field_sees_what_others_see_and_makes_no_account():
    form = {"email": "new@example.com", "password1": PASSWORD, "leave_empty": "a robot"}
    page = Client().post("/account/signup/", form)

    assert page["Location"] == "/account/confirm-email/"
    assert not get_user_model().objects.exists()


def test_confirming_in_the_browser_that_signed_up_goes_on_where_it_began(client):
    client.post("/account/signup/", {"email": "new@example.com", "password1": PASSWORD, "next": "/about/"})

    assert client.post(link_in(letters()[0]))["Location"] == "/about/"


def test_confirming_without_a_way_to_go_on_leads_to_the_account(client):
    client.post("/account/signup/", {"email": "new@example.com", "password1": PASSWORD})

    assert client.post(link_in(letters()[0]))["Location"] == "/account/email/"


def test_confirming_in_another_browser_signs_nobody_in(client):
    client.post("/account/signup/", {"email": "new@example.com", "password1": PASSWORD})
    elsewhere = Client()

    assert elsewhere.post(link_in(letters()[0]))["Location"] == "/account/login/"
    assert elsewhere.get("/account/email/").status_code == client.get("/account/email/").status_code == 302


def test_an_account_without_a_second_step_is_offered_one(client, enter):
    user = enter(make_person())
    offer = '<a href="/account/2fa/">Set it up</a>'
    assert offer in client.get("/account/email/").text

    TOTP.activate(user, generate_totp_secret())

    assert offer not in client.get("/account/email/").text
