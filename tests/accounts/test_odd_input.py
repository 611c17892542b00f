"""Odd strings typed into the pages of accounts: never a server error, and never live markup."""

import re
from itertools import cycle
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from directory.models import RateLimitCount
from tests.support import naughty
from tests.support.factories import make_person

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

ALIVE = re.compile(r"<script>alert|<img src=x|<svg onload|href=\"javascript:", re.IGNORECASE)
STRANGERS = {
    "/account/login/": ["login", "password", "remember", "next"],
    "/account/signup/": ["email", "password1", "leave_empty", "next"],
    "/account/password/reset/": ["email", "next"],
    "/account/2fa/webauthn/login/": ["credential", "next"],
    "/account/confirm-email/made-up/": ["next"],
    "/account/logout/": ["next"],
}
OWNERS = {
    "/account/email/": ["email", "action_add"],
    "/account/password/change/": ["oldpassword", "password1", "password2", "next"],
    "/account/reauthenticate/": ["password", "next"],
    "/account/2fa/totp/activate/": ["code"],
    "/account/2fa/webauthn/add/": ["name", "credential", "passwordless"],
    "/account/sessions/": ["sessions"],
}
WELL = {"email": "x%40example.com", "login": "x%40example.com", "action_add": "1"}


def faults(client, address, names):
    """What goes wrong with odd values in one field after the other: {(name, value): what}.

    A quarter of the values, another for each address."""
    found, values = {}, list(naughty.as_values())[len(address) % 4 :: 4]
    for name, value in zip(cycle(names), values, strict=False):
        body = "&".join(f"{one}={value if one == name else WELL.get(one, 'x')}" for one in names)
        RateLimitCount.objects.all().delete()
        answer = client.post(f"{address}?{body}", body, content_type="application/x-www-form-urlencoded")
        leads = answer.get("Location", "/")
        if (
            answer.status_code not in (200, 302, 400, 404, 405)
            or ALIVE.search(answer.text)
            or not ours(leads)
        ):
            found[name, value[:40]] = answer.status_code, leads
    return found


def ours(address):
    """True if an address, relative or not, leads to this site as a browser reads it."""
    return urlsplit(urljoin("http://testserver/account/", address.replace("\\", "/"))).netloc == "testserver"


@pytest.mark.parametrize("address", STRANGERS)
def test_nothing_odd_that_a_stranger_sends_breaks_a_page(address):
    assert faults(Client(), address, STRANGERS[address]) == {}


@pytest.mark.parametrize("address", OWNERS)
def test_nothing_odd_that_an_owner_sends_breaks_a_page(client, enter, address):
    enter(make_person())

    assert faults(client, address, OWNERS[address]) == {}


SHAPES = [
    "5",
    "[]",
    "{}",
    "null",
    '"x"',
    '{"a":1}',
    "[" * 100_000,
    "9" * 5_000,
    "NaN",
    '{"id":5,"response":[]}',
]
SHAPES += [
    '{"id":5,"response":[]}',
    '{"id":"eA","rawId":"eA","type":"public-key","response":{"clientDataJSON":"eA","attestationObject":"eA"}}',
    '{"id":"eA","rawId":"eA","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"eA",'
    '"signature":"eA","userHandle":"MQ"}}',
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape[:20])
def test_what_is_no_passkey_is_a_fault_and_no_error(client, enter, shape):
    Client().get("/account/2fa/webauthn/login/", headers={"accept": "application/json"})
    stranger = Client().post("/account/2fa/webauthn/login/", {"credential": shape})
    enter(make_person())
    client.get("/account/2fa/webauthn/add/")
    added = client.post("/account/2fa/webauthn/add/", {"name": "x", "credential": shape})

    assert (stranger.status_code, stranger["Location"]) == (302, "/account/login/")
    assert (added.status_code, "<title>Error: " in added.text) == (200, True)
