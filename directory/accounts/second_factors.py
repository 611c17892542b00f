"""Second factors: encryption of their secrets, and authenticator codes that are accepted only once."""

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
    """Encrypts the stored secrets under SECRET_KEY, and decrypts those of SECRET_KEY_FALLBACKS too."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_derived_key(key)) for key in keys])


def _derived_key(secret):
    derived = HKDF(SHA256(), length=32, salt=None, info=b"directory: second factors").derive(secret.encode())
    return base64.urlsafe_b64encode(derived)


@transaction.atomic
def spend_totp_code(authenticator, code):
    """Accept a code of an authenticator app. False if it is wrong, or not newer than the last accepted one.

    The number of the half minute of the last accepted code is stored beside the secret, as RFC 6238, 5.2
    asks. A stored number later than every code that is valid now was stored while a clock was wrong, and is
    ignored.
    """
    stored = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    secret = secret_cipher().decrypt(stored.data["secret"]).decode()
    valid_steps = list(yield_hotp_counters_from_time())
    matching = [step for step in valid_steps if _is_code_of_step(code, secret, step)]
    last_step = stored.data.get("last_step", 0)
    if not matching or matching[-1] <= last_step <= valid_steps[-1]:
        return False
    stored.data["last_step"] = matching[-1]
    stored.save(update_fields=["data"])
    return True


def _is_code_of_step(code, secret, step):
    return compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step)))


def spend_setup_code(request, user, authenticator, **_kwargs):
    """Receiver of `authenticator_added`: the code that set up an app is not accepted a second time."""
    if authenticator.type == Authenticator.Type.TOTP and request.POST.get("code"):
        spend_totp_code(authenticator, request.POST["code"])
