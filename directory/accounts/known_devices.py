"""Known devices: browsers in which an account was opened before.

Attempts by strangers elsewhere do not lock the owner of an account out of its known devices.

A known device has a cookie, which is sent to the account pages only and grants no access. The cookie names no
account: it holds a random id of the device and, for each of up to four accounts, a proof that becomes void
when the password of the account changes.
"""

import hmac
import secrets

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.crypto import salted_hmac

COOKIE = "device" if settings.DEMO else "__Secure-device"
COOKIE_PATH = "/account/"
COOKIE_SECONDS = 180 * 24 * 3600
MAX_ACCOUNTS = 4  # of one device


def known_device(request, account):
    """The device id in the cookie of a request, if `account` was opened on that device before; else "".

    account  "user 7", or an e-mail address in canonical form
    """
    device, proofs = _read_cookie(request)
    if not device:
        return ""
    user = user_of(account)
    is_known = user and any(
        hmac.compare_digest(proof, _proof(device, user, key)) for proof in proofs for key in _secret_keys()
    )
    return device if is_known else ""


def remember_device(request, response, user):
    """Set the cookie of the device, with the proof for `user` before the proofs for other accounts."""
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
    """(id of the device, proofs) of the cookie; ("", []) without one."""
    cookie = request.COOKIES.get(COOKIE, "")
    device, *proofs = cookie.split(".")
    is_whole = cookie.isascii() and len(device) == 22
    return (device, proofs[:MAX_ACCOUNTS]) if is_whole else ("", [])


def user_of(account):
    """The user of an account: "user 7", or a confirmed e-mail address in canonical form. None if unknown."""
    if account.startswith("user "):
        return get_user_model().objects.filter(pk=account.removeprefix("user ")).first()
    address = EmailAddress.objects.filter(email=account, verified=True).select_related("user").first()
    return address.user if address else None


def _proof(device, user, key):
    message = f"{device}:{user.pk}:{user.password}"
    return salted_hmac("directory.devices", message, secret=key, algorithm="sha256").hexdigest()


def _secret_keys():
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
