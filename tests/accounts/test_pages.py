"""Every page of an account: valid, in our frame, kept nowhere."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import URLPattern, get_resolver

from tests.factories import make_moderator, make_person
from tests.html import assert_valid, elements

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
SECURED = [
    "/account/2fa/reauthenticate/",
    "/account/2fa/totp/deactivate/",
    "/account/2fa/recovery-codes/generate/",
]


def sign_in(client, user, password="four words in a row"):
    user.set_password(password)
    user.save()
    client.post("/account/login/", {"login": user.email, "password": password})
    return user


@pytest.fixture
def owner(client):
    return sign_in(client, make_person())


def assert_in_our_frame(page):
    assert page.status_code == 200
    assert_valid(page.content)
    assert "tel:988" in page.text
    assert page["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", STRANGERS)
def test_a_stranger_reads_a_page_of_ours(client, address):
    assert_in_our_frame(client.get(address))


@pytest.mark.parametrize("address", OWNERS)
def test_an_owner_reads_a_page_of_ours(client, owner, address):
    assert_in_our_frame(client.get(address))
