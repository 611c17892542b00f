"""allauth's forms with our texts.

Some of the forms also take equally long with and without an account, or accept each code only once.
"""

from allauth.account import app_settings
from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from directory.accounts import adapters, email_addresses, events, letters, moderators, second_factors

PASSWORD_HELP = _("Use at least 12 characters. A few words in a row are easy to remember.")
# Name of a field → label, help text, and the error where it is empty.
FIELD_TEXTS = {
    "login": (_("E-mail address"), "", _("Enter your e-mail address.")),
    "email": (_("E-mail address"), "", _("Enter your e-mail address.")),
    "password": (_("Password"), "", _("Enter your password.")),
    "remember": (
        _("Stay signed in on this device for 14 days"),
        _("Don’t check this on a device that other people use."),
        "",
    ),
    "oldpassword": (_("Current password"), "", _("Enter your current password.")),
    "password1": (_("New password"), PASSWORD_HELP, _("Choose a password.")),
    "password2": (_("Confirm new password"), "", _("Enter the new password again.")),
    "code": (
        _("Code"),
        _("Enter the six digits from your app, or one of your recovery codes."),
        _("Enter the code."),
    ),
    "name": (
        _("Name of this passkey"),
        _("Choose a name that you will recognize, for example “Office computer”."),
        _("Enter a name for this passkey."),
    ),
    "passwordless": (
        _("Sign in with only this passkey"),
        _("Your device will ask for your PIN, fingerprint or face. You won’t need your password."),
        "",
    ),
    "leave_empty": (_("Leave this field empty"), "", ""),
    "credential": (
        _("Passkey"),
        "",
        _("No passkey answered. Press the button, then follow the steps on your device."),
    ),
}


PASSKEY_REJECTED = _("This passkey didn’t work. Try again, or sign in another way.")


class PasskeyCredentialField(forms.JSONField):
    """The response of a device to a passkey challenge: a JSON object of a few hundred characters."""

    default_error_messages = {"invalid": PASSKEY_REJECTED}

    def to_python(self, value):
        try:
            credential = super().to_python(value if len(value or "") < 20_000 else "")
        except (ValueError, RecursionError):  # numbers of thousands of digits, deep nesting
            raise ValidationError(PASSKEY_REJECTED) from None
        if not isinstance(credential, dict | None):
            raise ValidationError(PASSKEY_REJECTED)
        return credential

    def bound_data(self, data, initial):
        """Always None, so that the page does not repeat the answer, which is valid only once."""
        return None


def with_our_texts(form, **texts):
    """A subclass of an allauth form with FIELD_TEXTS; `texts` replace those of single fields."""

    def __init__(self, *args, **kwargs):  # noqa: N807  (a method of the subclass below)
        form.__init__(self, *args, **kwargs)
        for name in {"login", "email"} & self.fields.keys():
            self.fields[name] = email_addresses.EmailAddressField(widget=self.fields[name].widget)
        if "credential" in self.fields:
            self.fields["credential"] = PasskeyCredentialField(widget=self.fields["credential"].widget)
        for name, field in self.fields.items():
            field.label, field.help_text, field.error_messages["required"] = (FIELD_TEXTS | texts)[name]
            field.widget.attrs.pop("placeholder", None)

    return type(form.__name__, (form,), {"__init__": __init__})


Reauthenticate = with_our_texts(account.ReauthenticateForm)
ChangePassword = with_our_texts(account.ChangePasswordForm)
SetPassword = with_our_texts(account.SetPasswordForm)
ResetPasswordKey = with_our_texts(account.ResetPasswordKeyForm)
AddEmail = with_our_texts(
    account.AddEmailForm, email=(_("New e-mail address"), "", _("Enter the new address."))
)
ActivateTOTP = with_our_texts(
    totp.ActivateTOTPForm,
    code=(_("Code"), _("Enter the six digits that your app shows now."), _("Enter the code.")),
)
EditWebAuthn = with_our_texts(webauthn.EditWebAuthnForm)
# Errors that allauth raises for a JSON object that is no credential.
MALFORMED_CREDENTIAL_ERRORS = (AttributeError, IndexError, KeyError, TypeError, ValueError)


class AddWebAuthn(with_our_texts(webauthn.AddWebAuthnForm)):
    def clean(self):
        try:
            return super().clean()
        except MALFORMED_CREDENTIAL_ERRORS:
            raise ValidationError(PASSKEY_REJECTED) from None


def passkey_form(form):
    """A subclass of an allauth form for signing in with a passkey; records an event for a refused passkey."""

    def clean_credential(self):
        try:
            return form.clean_credential(self)
        except MALFORMED_CREDENTIAL_ERRORS:
            events.record(events.Kind.REFUSED, self.user)
            raise ValidationError(PASSKEY_REJECTED) from None
        except ValidationError:
            events.record(events.Kind.REFUSED, self.user)
            raise

    return type(form.__name__, (with_our_texts(form),), {"clean_credential": clean_credential})


AuthenticateWebAuthn = passkey_form(webauthn.AuthenticateWebAuthnForm)
LoginWebAuthn = passkey_form(webauthn.LoginWebAuthnForm)
ReauthenticateWebAuthn = passkey_form(webauthn.ReauthenticateWebAuthnForm)


class Login(with_our_texts(account.LoginForm)):
    def login(self, request, redirect_url=None):
        response = super().login(request, redirect_url)
        # After allauth, which has set the expiry by “Stay signed in”.
        moderators.limit_moderator_session(request)
        return response


class Signup(
    with_our_texts(account.SignupForm, password1=(_("Password"), PASSWORD_HELP, _("Choose a password.")))
):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The page hides this field from people; robots fill it in.
        self.fields["leave_empty"].widget.attrs = {"autocomplete": "off"}

    def try_save(self, request):
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])  # as long as a new account takes
        return super().try_save(request)


class ResetPassword(with_our_texts(account.ResetPasswordForm)):
    def save(self, request, **kwargs):
        if not self.users:  # do the work of a letter, without one
            nobody = get_user_model()(pk=0)
            context = {"uid": "0", "key": app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(nobody)}
            letters.send(
                "account/email/password_reset_key", context, to=self.cleaned_data["email"], dry_run=True
            )
        return super().save(request, **kwargs)


def refuse_used_code(form, code):
    """Raise ValidationError if the code of an authenticator app was used before, in any process."""
    if form.authenticator.type == Authenticator.Type.TOTP and not second_factors.spend_totp_code(
        form.authenticator, code
    ):
        raise ValidationError(adapters.MFAAdapter.error_messages["incorrect_code"], code="incorrect_code")


def one_time_code_form(form):
    """A subclass of an allauth form that accepts each code only once; records an event for a refused code."""

    def clean_code(self):
        try:
            code = form.clean_code(self)
            refuse_used_code(self, code)
        except ValidationError:
            events.record(events.Kind.REFUSED, self.user)
            raise
        return code

    return type(form.__name__, (with_our_texts(form),), {"clean_code": clean_code})


Authenticate = one_time_code_form(mfa.AuthenticateForm)
ReauthenticateByCode = one_time_code_form(mfa.ReauthenticateForm)
