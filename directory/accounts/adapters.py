"""How accounts differ from allauth's own: letters go into the queue, nothing tells who has one, secrets are
sealed, and a moderator's sign-in is short."""

import base64
import uuid

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import roles
from directory.accounts import email_addresses, events, letters, user_agents

MODERATOR_SESSION_SECONDS = 12 * 60 * 60  # seconds: how long a moderator stays signed in
MAX_IDLE_SECONDS = 30 * 60  # seconds: how long one may be away meanwhile
LAST_SEEN_KEY = "seen"  # in a moderator's session: when they asked for something, in seconds since 1970


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy(
            "This address and this password do not go together. Check both, or choose a new password."
        ),
        "incorrect_password": gettext_lazy("This is not your password. Type it again."),
        "enter_current_password": gettext_lazy("This is not your password. Type the one that you have now."),
        "duplicate_email": gettext_lazy("This is your address already. Type another one."),
        "invalid_password_reset": gettext_lazy(
            "This link was used already, or is too old. Ask for a new one."
        ),
    }

    def populate_username(self, request, user):
        """People sign in by e-mail. The name that Django wants says nothing."""
        user.username = user.username or uuid.uuid4().hex

    def get_client_ip(self, request):
        """No address is stored: a list of sessions goes without."""
        return "0.0.0.0"  # noqa: S104  (a value that means none)

    def clean_email(self, email):
        """What a letter can go to, as it is stored."""
        return email_addresses.canonical(email)

    def send_mail(self, template_prefix, email, context):
        letters.send(template_prefix, context, to=email)

    def login(self, request, user):
        super().login(request, user)
        limit_moderator_session(request)
        request.signed_in_here = user  # devices.py remembers it in the answer
        events.record(events.Kind.SIGNED_IN, user)

    def authentication_failed(self, request, **credentials):
        events.record(events.Kind.REFUSED, user_agents.user_of(credentials.get("email", "")))

    def set_password(self, user, password):
        super().set_password(user, password)
        if self.request.user == user:  # the proofs of before ended with the password
            self.request.signed_in_here = user

    def get_signup_redirect_url(self, request):
        return reverse("account_email")  # a new account maintains no clinic yet

    def get_login_redirect_url(self, request):
        if roles.is_moderator(request.user):
            return reverse("admin:index")
        return reverse("portal:index" if roles.memberships(request.user).exists() else "account_email")


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "This code is wrong, too old, or used. Type the one that is shown now."
        ),
    }

    def get_totp_issuer(self):
        return settings.SITE_NAME

    def encrypt(self, text):
        return secret_cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return secret_cipher().decrypt(encrypted_text).decode()

    def generate_authenticator_name(self, user, type):  # noqa: A002  (allauth's name for it)
        number = user.authenticator_set.filter(type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_user_entity(self, user):
        """What a device shows when it asks: the address. Our username says nothing."""
        return super().get_public_key_credential_user_entity(user) | {"display_name": user.email}


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
    secret, steps = MFAAdapter().decrypt(kept.data["secret"]), list(yield_hotp_counters_from_time())
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


def start_idle_timer(request, user, **_signal):
    """A receiver of `user_logged_in`: from now on a moderator is seen."""
    if roles.is_moderator(user):
        request.session[LAST_SEEN_KEY] = int(timezone.now().timestamp())


def sign_out_idle_moderators(get_response):
    """The middleware: whoever asks for `request.user` meets no moderator who was away for half an hour.

    It is asked when the user is, so that a public page opens no session. Being seen is kept once a minute.
    """

    def middleware(request):
        request.user = SimpleLazyObject(lambda: _user_unless_idle(request))
        return get_response(request)

    return middleware


def _user_unless_idle(request):
    user = get_user(request)
    if not (user.is_authenticated and roles.is_moderator(user)):
        return user
    now, seen = int(timezone.now().timestamp()), request.session.get(LAST_SEEN_KEY)
    if seen is not None and now - seen > MAX_IDLE_SECONDS:
        request.session.flush()
        request._cached_user = AnonymousUser()
        return request._cached_user
    if seen is None or not 0 <= now - seen < 60:
        request.session[LAST_SEEN_KEY] = now
    return user


def limit_moderator_session(request):
    """A moderator signs in anew after 12 hours, whatever was ticked."""
    if request.user.is_authenticated and roles.is_moderator(request.user):
        request.session.set_expiry(MODERATOR_SESSION_SECONDS)


@transaction.atomic
def make_moderator(*, email, superuser=False):
    """Give somebody the queue. Returns what was done, as a sentence that names the address as it is stored.

    LookupError says why nothing was done, ValidationError what is no address.
    """
    email = email_addresses.canonical(email)
    address = EmailAddress.objects.filter(email=email).order_by("-verified").first()
    if address is None:
        return _invite(email, superuser)
    if not address.verified:
        raise LookupError(
            _("%(email)s is not confirmed. Ask them to open the letter that we sent, then run this again.")
            % {"email": email}
        )
    user = get_user_model().objects.select_for_update().get(pk=address.user_id)
    words = {"email": email, "role": _("superuser") if superuser else _("moderator")}
    if user.is_staff and user.is_active and (user.is_superuser or not superuser):
        return _("%(email)s is a %(role)s already. Nothing was changed.") % words
    user.is_staff = user.is_active = True
    user.is_superuser = user.is_superuser or superuser
    user.save(update_fields=["is_staff", "is_active", "is_superuser"])
    events.record(events.Kind.RIGHTS, user, words=words["role"])
    return _("%(email)s is a %(role)s now, and needs a second step to decide anything.") % words


def _invite(email, superuser):
    user = get_user_model()(username=uuid.uuid4().hex, email=email, is_staff=True, is_superuser=superuser)
    user.set_unusable_password()
    user.save()
    # Confirmed by whoever runs this; and the link that opens the account goes to this address alone.
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    context = {
        "uid": user_pk_to_url_str(user),
        "key": app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user),
    }
    letters.send("directory/invited", context, to=email)
    words = {"email": email, "role": _("superuser") if superuser else _("moderator")}
    events.record(events.Kind.RIGHTS, user, words=words["role"])
    return (
        _(
            "There was no account %(email)s. It is new and a %(role)s, and a letter to choose a password "
            "waits to be sent."
        )
        % words
    )
