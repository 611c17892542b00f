"""Secrets of second factors: encrypted as they are stored; a code of an authenticator app counts once."""

import base64

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction


def secret_cipher():
    """What seals the secrets of second factors: of SECRET_KEY, and opening what an older one sealed."""
    return MultiFernet(
        [Fernet(_derived_key(one)) for one in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _derived_key(secret):
    derived = HKDF(SHA256(), length=32, salt=None, info=b"directory: second factors").derive(secret.encode())
    return base64.urlsafe_b64encode(derived)


@transaction.atomic
def spend_totp_code(authenticator, code):
    """Spend a code of an authenticator app; False where it, or one that was shown later, is spent already.

    The half minute of the last code is kept beside the secret (RFC 6238, 5.2), however codes are written. One
    that lies ahead of every code of now was kept under a wrong clock, and holds nobody up.
    """
    kept = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    secret, steps = (
        secret_cipher().decrypt(kept.data["secret"]).decode(),
        list(yield_hotp_counters_from_time()),
    )
    shown = [step for step in steps if _is_code_of_step(code, secret, step)]
    last = kept.data.get("last_step", 0)
    if not shown or shown[-1] <= last <= steps[-1]:
        return False
    kept.data["last_step"] = shown[-1]
    kept.save(update_fields=["data"])
    return True


def _is_code_of_step(code, secret, step):
    return compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step)))


def spend_setup_code(request, user, authenticator, **_kwargs):
    """The code that set up an app is spent by that: a receiver of `authenticator_added`."""
    if authenticator.type == Authenticator.Type.TOTP and request.POST.get("code"):
        spend_totp_code(authenticator, request.POST["code"])
