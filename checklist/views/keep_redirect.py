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

MAX_AGE_SECONDS = 3600  # seconds
MAX_SLUG_CHARACTERS = 100  # a slug; each is filled up to it, so that its length tells nothing
MAX_TOKEN_CHARACTERS = 300


def keep_address(slug):
    """Where the private page asks whether to keep this clinic. Changes nothing."""
    return f"{reverse('notebook_keep')}?for={encrypt_slug(slug)}"


def encrypt_slug(slug):
    return _fernet().encrypt(slug[:MAX_SLUG_CHARACTERS].ljust(MAX_SLUG_CHARACTERS).encode()).decode()


def decrypt_slug(token):
    """The slug, or "" where the token is none of ours or over an hour old."""
    if not token.isascii() or len(token) > MAX_TOKEN_CHARACTERS:
        return ""
    try:
        return _fernet().decrypt(token, ttl=MAX_AGE_SECONDS).decode().strip()
    except InvalidToken:
        return ""


def _fernet():
    key = salted_hmac("checklist.views.keep_redirect", b"", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))


@csrf_exempt  # it changes nothing, and reads nothing that a browser sends along: see config/checks.py
@require_POST
def redirect_to_keep(request):
    slug = request.POST.get("clinic", "")
    response = redirect(keep_address(slug)) if slug.isascii() else redirect("notebook_keep")
    response["Cache-Control"] = "no-store"
    return response
