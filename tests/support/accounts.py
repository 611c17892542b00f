"""Signing in and out, codes and letters of accounts, for tests."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from directory.models import Mail

PASSWORD = "four words in a row"


@pytest.fixture
def enter(client):
    """A function that signs a user in as a browser does, and confirms the password once more."""

    def entered(user):
        user.set_password(PASSWORD)
        user.save()
        client.post("/account/login/", {"login": user.email, "password": PASSWORD})
        if Authenticator.objects.filter(user=user).exists():
            client.post("/account/2fa/authenticate/", {"code": code_of(user)})
        client.post("/account/reauthenticate/", {"password": PASSWORD})
        return user

    return entered


def code_of(user, steps=0):
    """The code that the user's app shows now, or showed `steps` half minutes ago (negative)."""
    secret = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).wrap()
    return code_for(_opened(secret), steps)


def _opened(totp):
    from directory.accounts.adapters import MFAAdapter

    return MFAAdapter().decrypt(totp.instance.data["secret"])


def code_for(secret, steps=0):
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2] + steps))


def letters(to=None):
    """The letters that wait, oldest first."""
    found = Mail.objects.order_by("pk")
    return list(found.filter(to=to) if to else found)


def link_in(mail):
    """The path of the link in a letter, as a browser would ask for it."""
    return re.search(r"^http://127\.0\.0\.1:8000(/\S+)$", mail.text, re.MULTILINE)[1]
