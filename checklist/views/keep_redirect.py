"""Redirects from the public page of a clinic to the private page that adds it, with the slug encrypted.

A public page is cached for everyone, so its form holds no CSRF token. The address of a private page must not
name a clinic, because a browser keeps addresses for months. So the form is answered by a redirect to an
address that holds the slug encrypted, and that works for an hour.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

MAX_AGE_SECONDS = 3600
MAX_SLUG_CHARACTERS = 100  # every slug is padded to it, so that the length of a token tells nothing
MAX_TOKEN_CHARACTERS = 300


def keep_address(slug):
    """The address of the private page that asks whether to keep this clinic."""
    return f"{reverse('notebook_keep')}?for={encrypt_slug(slug)}"


def encrypt_slug(slug):
    return _fernet().encrypt(slug[:MAX_SLUG_CHARACTERS].ljust(MAX_SLUG_CHARACTERS).encode()).decode()


def decrypt_slug(token):
    """The slug, or "" for a token that is malformed, forged or older than MAX_AGE_SECONDS."""
    if not token.isascii() or len(token) > MAX_TOKEN_CHARACTERS:
        return ""
    try:
        return _fernet().decrypt(token, ttl=MAX_AGE_SECONDS).decode().strip()
    except InvalidToken:
        return ""


def _fernet():
    key = salted_hmac("checklist.views.keep_redirect", b"", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))


@csrf_exempt  # only redirects, and reads no cookie: see config/checks.py
@require_POST
def redirect_to_keep(request):
    slug = request.POST.get("clinic", "")
    response = redirect(keep_address(slug)) if slug.isascii() else redirect("notebook_keep")
    response["Cache-Control"] = "no-store"
    return response
