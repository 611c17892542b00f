"""The clinic that a person wants to keep, on its way from its public page to the private one that asks.

A public page is the same for everyone, so its form holds no token; and the address of a private page must not
name a clinic, because a browser keeps addresses for months. The form's answer leads to an address that holds
the clinic's slug under a key of ours, for an hour.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

HOUR = 3600  # seconds
LONGEST = 100  # a slug; each is filled up to it, so that its length tells nothing
LONGEST_SEALED = 300


def address_that_asks(slug):
    """Where the private page asks whether to keep this clinic. Changes nothing."""
    return f"{reverse('notebook_keep')}?for={sealed(slug)}"


def sealed(slug):
    return _fernet().encrypt(slug[:LONGEST].ljust(LONGEST).encode()).decode()


def slug_of(token):
    """The slug, or "" where the token is none of ours or over an hour old."""
    if not token.isascii() or len(token) > LONGEST_SEALED:
        return ""
    try:
        return _fernet().decrypt(token, ttl=HOUR).decode().strip()
    except InvalidToken:
        return ""


def _fernet():
    key = salted_hmac("checklist.views.keep_redirect", b"", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))


@csrf_exempt  # it changes nothing, and reads nothing that a browser sends along: see config/checks.py
@require_POST
def wanted(request):
    slug = request.POST.get("clinic", "")
    response = redirect(address_that_asks(slug)) if slug.isascii() else redirect("notebook_keep")
    response["Cache-Control"] = "no-store"
    return response
