"""Adapters of django-allauth: the classes through which a site changes what allauth does.

Letters go into the mail queue, secrets of second factors are encrypted, sign-ins are recorded for moderators,
and a moderator's session is short. Error messages are in the words of our pages.
"""

import uuid

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import roles
from directory.accounts import email_addresses, events, known_devices, letters, moderators, second_factors


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy(
            "This e-mail address and password don’t match. Check both, or reset your password."
        ),
        "incorrect_password": gettext_lazy("That password is not correct. Type it again."),
        "enter_current_password": gettext_lazy("That is not your current password. Type it again."),
        "duplicate_email": gettext_lazy("You already use this address. Enter a different one."),
        "invalid_password_reset": gettext_lazy(
            "This link was already used, or it has expired. Ask for a new one."
        ),
    }

    def populate_username(self, request, user):
        """Set a random username, which Django requires; people sign in by e-mail address."""
        user.username = user.username or uuid.uuid4().hex

    def get_client_ip(self, request):
        """A placeholder for the IP address that allauth lists for each session: we store no IP addresses."""
        return "0.0.0.0"  # noqa: S104  (nothing is bound to it)

    def clean_email(self, email):
        """The address in canonical form. Raises ValidationError for an address that cannot receive mail."""
        return email_addresses.canonical(email)

    def send_mail(self, template_prefix, email, context):
        letters.send(template_prefix, context, to=email)

    def login(self, request, user):
        super().login(request, user)
        moderators.limit_moderator_session(request)
        request.signed_in_here = user  # throttling.limit_attempts then sets the cookie of known_devices
        events.record(events.Kind.SIGNED_IN, user)

    def authentication_failed(self, request, **credentials):
        events.record(events.Kind.REFUSED, known_devices.user_of(credentials.get("email", "")))

    def set_password(self, user, password):
        super().set_password(user, password)
        if self.request.user == user:  # the proof of a known device depends on the password
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
            "This code is wrong, was already used, or has expired. Type the newest code."
        ),
    }

    def get_totp_issuer(self):
        return settings.SITE_NAME

    def encrypt(self, text):
        return second_factors.secret_cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return second_factors.secret_cipher().decrypt(encrypted_text).decode()

    def generate_authenticator_name(self, user, type):  # noqa: A002  (allauth's name for it)
        number = user.authenticator_set.filter(type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_user_entity(self, user):
        """The name that a device shows when it asks for the passkey: the e-mail address, not the username."""
        return super().get_public_key_credential_user_entity(user) | {"display_name": user.email}
