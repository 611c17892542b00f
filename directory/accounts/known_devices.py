"""What a browser calls itself, in words that its owner knows; and whether an account was opened in it before.

A device on which somebody has signed in keeps a cookie for that, on the pages of accounts alone. It opens
nothing. What strangers try is not counted against it, so that they lock nobody out of a device of their own.
The cookie names no account: it holds a random name of the device, and a proof for each account, four at most,
which ends with the password of that account.
"""

import hmac
import secrets

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.crypto import salted_hmac

COOKIE = "device" if settings.DEMO else "__Secure-device"
COOKIE_PATH = "/account/"
COOKIE_SECONDS = 180 * 24 * 3600  # seconds
MAX_ACCOUNTS = 4  # that one device is known for


def known_device(request, account):
    """The name of the device, where `account` was opened on it before; else "".

    account  "user 7", or an e-mail address as it is stored
    """
    device, proofs = _read_cookie(request)
    if not device:
        return ""
    user = user_of(account)
    fits = user and any(
        hmac.compare_digest(proof, _proof(device, user, key)) for proof in proofs for key in _secret_keys()
    )
    return device if fits else ""


def remember_device(request, response, user):
    """Put the proof that `user` has signed in here into the browser's cookie, before those of others."""
    device, proofs = _read_cookie(request)
    device = device or secrets.token_urlsafe(16)
    proofs = list(dict.fromkeys([_proof(device, user, settings.SECRET_KEY), *proofs]))[:MAX_ACCOUNTS]
    response.set_cookie(
        COOKIE,
        ".".join([device, *proofs]),
        max_age=COOKIE_SECONDS,
        path=COOKIE_PATH,
        secure=not settings.DEMO,
        httponly=True,
        samesite="Lax",
    )


def _read_cookie(request):
    sent = request.COOKIES.get(COOKIE, "")
    device, *proofs = sent.split(".")
    return (device, proofs[:MAX_ACCOUNTS]) if sent.isascii() and len(device) == 22 else ("", [])


def user_of(account):
    """The user of "user 7", or of an e-mail address as it is stored; None where there is none."""
    if account.startswith("user "):
        return get_user_model().objects.filter(pk=account.removeprefix("user ")).first()
    found = EmailAddress.objects.filter(email=account, verified=True).select_related("user").first()
    return found.user if found else None


def _proof(device, user, key):
    said = f"{device}:{user.pk}:{user.password}"
    return salted_hmac("directory.devices", said, secret=key, algorithm="sha256").hexdigest()


def _secret_keys():
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
