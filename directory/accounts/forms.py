"""allauth's forms in our words. What they do is allauth's, but where it would tell who has an account."""

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

from directory.accounts import adapters, email_addresses, events, letters

LONG = _("At least 12 characters. A few words in a row are easy to keep in mind.")
# Name of a field → label, help, and what to do when it is empty.
WORDS = {
    "login": (_("E-mail address"), "", _("Type your e-mail address.")),
    "email": (_("E-mail address"), "", _("Type your e-mail address.")),
    "password": (_("Password"), "", _("Type your password.")),
    "remember": (_("Stay signed in on this device for 14 days"), _("Not on a device that others use."), ""),
    "oldpassword": (_("Password that you have now"), "", _("Type the password that you have now.")),
    "password1": (_("New password"), LONG, _("Type the password that you want.")),
    "password2": (_("New password, once more"), "", _("Type the new password once more.")),
    "code": (_("Code"), _("Six digits of your app, or one of your recovery codes."), _("Type the code.")),
    "name": (
        _("Name of this passkey"),
        _("So that you know it again, for example “Office computer”."),
        _("Type a name for this passkey."),
    ),
    "passwordless": (
        _("Sign in with this passkey alone"),
        _("Your device then asks for a PIN, a finger or your face, and we ask for no password."),
        "",
    ),
    "leave_empty": (_("Leave this empty"), "", ""),
    "credential": (
        _("Passkey"),
        "",
        _("No passkey has answered. Press the button, then do as your device says."),
    ),
}


NO_PASSKEY = _("This passkey did not fit. Try again, or take another way.")


class Credential(forms.JSONField):
    """What a device answers: an object of a few hundred signs. Whatever else is sent here is no passkey."""

    default_error_messages = {"invalid": NO_PASSKEY}

    def to_python(self, value):
        try:
            found = super().to_python(value if len(value or "") < 20_000 else "")
        except (ValueError, RecursionError):  # numbers of thousands of digits, nesting without end
            raise ValidationError(NO_PASSKEY) from None
        if not isinstance(found, dict | None):
            raise ValidationError(NO_PASSKEY)
        return found

    def bound_data(self, data, initial):
        """An answer is good once, so the page never repeats it."""
        return None


def plain(form, **words):
    """A form of allauth with our words; `words` for a field that is called otherwise here."""

    def __init__(self, *args, **kwargs):  # noqa: N807  (of the class that is made here)
        form.__init__(self, *args, **kwargs)
        for name in {"login", "email"} & self.fields.keys():
            self.fields[name] = email_addresses.Mailbox(widget=self.fields[name].widget)
        if "credential" in self.fields:
            self.fields["credential"] = Credential(widget=self.fields["credential"].widget)
        for name, field in self.fields.items():
            field.label, field.help_text, field.error_messages["required"] = (WORDS | words)[name]
            field.widget.attrs.pop("placeholder", None)

    return type(form.__name__, (form,), {"__init__": __init__})


Reauthenticate = plain(account.ReauthenticateForm)
ChangePassword = plain(account.ChangePasswordForm)
SetPassword = plain(account.SetPasswordForm)
ResetPasswordKey = plain(account.ResetPasswordKeyForm)
AddEmail = plain(account.AddEmailForm, email=(_("New e-mail address"), "", _("Type the new address.")))
ActivateTOTP = plain(
    totp.ActivateTOTPForm, code=(_("Code"), _("The six digits that your app shows now."), _("Type the code."))
)
EditWebAuthn = plain(webauthn.EditWebAuthnForm)
MISSHAPEN = (AttributeError, IndexError, KeyError, TypeError, ValueError)  # from an object that is no answer


class AddWebAuthn(plain(webauthn.AddWebAuthnForm)):
    def clean(self):
        try:
            return super().clean()
        except MISSHAPEN:
            raise ValidationError(NO_PASSKEY) from None


def answering(form):
    """A form that takes what a passkey answers."""

    def clean_credential(self):
        try:
            return form.clean_credential(self)
        except MISSHAPEN:
            events.note(events.Kind.REFUSED, self.user)
            raise ValidationError(NO_PASSKEY) from None
        except ValidationError:
            events.note(events.Kind.REFUSED, self.user)
            raise

    return type(form.__name__, (plain(form),), {"clean_credential": clean_credential})


AuthenticateWebAuthn = answering(webauthn.AuthenticateWebAuthnForm)
LoginWebAuthn = answering(webauthn.LoginWebAuthnForm)
ReauthenticateWebAuthn = answering(webauthn.ReauthenticateWebAuthnForm)


class Login(plain(account.LoginForm)):
    def login(self, request, redirect_url=None):
        response = super().login(request, redirect_url)
        adapters.limit_stay(request)  # allauth has just set what was ticked
        return response


class Signup(
    plain(account.SignupForm, password1=(_("Password"), LONG, _("Type the password that you want.")))
):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leave_empty"].widget.attrs = {"autocomplete": "off"}  # the page hides it

    def try_save(self, request):
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])  # a new account takes this long
        return super().try_save(request)


class ResetPassword(plain(account.ResetPasswordForm)):
    def save(self, request, **kwargs):
        if not self.users:  # the work of a letter, and no letter
            nobody = get_user_model()(pk=0)
            context = {"uid": "0", "key": app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(nobody)}
            letters.send(
                "account/email/password_reset_key", context, to=self.cleaned_data["email"], keep=False
            )
        return super().save(request, **kwargs)


def refuse_a_used_code(form, code):
    """A code of an app counts once, in whichever process it arrives."""
    if form.authenticator.type == Authenticator.Type.TOTP and not adapters.use_up(form.authenticator, code):
        raise ValidationError(adapters.MFAAdapter.error_messages["incorrect_code"], code="incorrect_code")


def once(form):
    """A form that takes a code once, and keeps that one was refused."""

    def clean_code(self):
        try:
            code = form.clean_code(self)
            refuse_a_used_code(self, code)
        except ValidationError:
            events.note(events.Kind.REFUSED, self.user)
            raise
        return code

    return type(form.__name__, (plain(form),), {"clean_code": clean_code})


Authenticate = once(mfa.AuthenticateForm)
ReauthenticateByCode = once(mfa.ReauthenticateForm)
