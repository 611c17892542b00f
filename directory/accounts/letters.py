"""Letters about accounts: the wording of each letter of allauth, and how many may go to one address.

Strangers can trigger some of these letters, so their number for each address and day is limited. Neither a
page nor its response time tells whether a letter was queued.
"""

import uuid
from datetime import timedelta

from allauth.core import context as allauth_context
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.accounts import known_devices
from directory.mail.queue import Letter, queue_letter
from directory.models import Mail
from directory.web import rate_limit


def send(name, context, *, to, dry_run=False):
    """Queue the letter that allauth calls `name`, unless the address has reached its limit for the day.

    dry_run  do all the work and roll it back, so that the response time does not tell whether an account
             exists
    """
    letter, kind = LETTERS[name](context), "account" if name in REQUESTED else "security"
    since = timezone.now() - timedelta(hours=24)
    # Counted by letter name: strangers who sign up with an address cannot use up its password letters.
    key = f"account:{name.rpartition('/')[2]}:"
    sent = Mail.objects.filter(kind=kind, to=to, key__startswith=key, queued_at__gt=since).count()
    fits = sent < rate_limit.MAX_SECURITY_LETTERS if kind == "security" else _may_send(name, to, sent)
    with transaction.atomic():
        queue_letter(letter, to=to, kind=kind, key=f"{key}{uuid.uuid4().hex}")
        if dry_run or not fits:
            transaction.set_rollback(True)


def _may_send(name, to, sent):
    request = allauth_context.request
    if request is None:
        return True  # a command of the administrator
    device = known_devices.known_device(request, to)
    return rate_limit.may_send_letter(
        f"{name}\n{device or rate_limit.client_network(request)}", to, sent=sent, known=bool(device)
    )


def confirm_address(context):
    return Letter(
        subject=_("confirm your e-mail address"),
        lines=(
            _("Somebody, we hope you, gave this address for an account."),
            _("Open the link and press the button there. The link works once, and for three days."),
        ),
        link=reverse("account_confirm_email", args=[context["key"]]),
        link_words=_("Confirm this address"),
        why=_(
            "You get this because your address was typed at our sign-up or account page. If that was not "
            "you, do nothing: nobody can use your address without this link."
        ),
    )


def account_exists(context):
    return Letter(
        subject=_("you have an account already"),
        lines=(
            _("Somebody, we hope you, wanted to make an account with this address. It has one already."),
            _("Sign in with your password. If you forgot it, choose a new one."),
        ),
        link=reverse("account_reset_password"),
        link_words=_("Choose a new password"),
        why=_(
            "You get this because your address was typed at our sign-up page. If that was not you, do "
            "nothing: your account is as it was."
        ),
    )


def reset_password(context):
    return Letter(
        subject=_("choose a new password"),
        lines=(
            _("Somebody, we hope you, asked for a new password for this address."),
            _("Open the link and type the password that you want. The link works once, and for three days."),
        ),
        link=reverse("account_reset_password_from_key", args=[context["uid"], context["key"]]),
        link_words=_("Choose a new password"),
        why=_(
            "You get this because your address was typed at our page for forgotten passwords. If that was "
            "not you, do nothing: your password is as it was."
        ),
    )


def moderator_invited(context):
    return Letter(
        subject=_("you are a moderator now"),
        lines=(
            _("The people who run this site made an account for you, to decide what it publishes."),
            _("Open the link and choose a password. The link works once, and for three days."),
            _("After that, sign in and set up a second step. Without one, no decision is open to you."),
        ),
        link=reverse("account_reset_password_from_key", args=[context["uid"], context["key"]]),
        link_words=_("Choose a password"),
        why=_("You get this because somebody who runs this site entered your address."),
    )


def account_changed(subject, sentence):
    """A letter that tells the owner of an account what was changed in the account.

    subject, sentence  functions without arguments, so that the texts are translated when a letter is written
    """

    def letter(context):
        return Letter(
            subject=subject(),
            lines=(sentence(), _("If that was you, there is nothing to do.")),
            link=reverse("account_reset_password"),
            link_words=_("If it was not you, choose a new password at once"),
            why=_("You get this because it changes who can get into your account."),
        )

    return letter


PASSWORD_CHANGED = account_changed(
    lambda: _("your password was changed"), lambda: _("The password of your account was changed.")
)
LETTERS = {
    "account/email/email_confirmation": confirm_address,
    "account/email/email_confirmation_signup": confirm_address,
    "account/email/account_already_exists": account_exists,
    "account/email/password_reset_key": reset_password,
    "directory/invited": moderator_invited,
    "account/email/password_reset": PASSWORD_CHANGED,
    "account/email/password_changed": PASSWORD_CHANGED,
    "account/email/password_set": PASSWORD_CHANGED,
    "account/email/email_changed": account_changed(
        lambda: _("your e-mail address was changed"),
        lambda: _("Your account has another e-mail address now. This one opens it no longer."),
    ),
    "account/email/email_deleted": account_changed(
        lambda: _("an e-mail address was taken away"),
        lambda: _("An e-mail address was taken off your account."),
    ),
    "mfa/email/totp_activated": account_changed(
        lambda: _("an authenticator app was added"),
        lambda: _("From now on, signing in asks for a code of your authenticator app."),
    ),
    "mfa/email/totp_deactivated": account_changed(
        lambda: _("your authenticator app was taken away"),
        lambda: _("Signing in no longer asks for a code of your authenticator app."),
    ),
    "mfa/email/webauthn_added": account_changed(
        lambda: _("a passkey was added"), lambda: _("A passkey was added to your account.")
    ),
    "mfa/email/webauthn_removed": account_changed(
        lambda: _("a passkey was taken away"), lambda: _("A passkey was taken off your account.")
    ),
    "mfa/email/recovery_codes_generated": account_changed(
        lambda: _("new recovery codes were made"),
        lambda: _("New recovery codes were made for your account. The old ones work no longer."),
    ),
}
# Letters that anybody can request on a page; the other letters report changes of an account.
REQUESTED = {
    "account/email/email_confirmation",
    "account/email/email_confirmation_signup",
    "account/email/account_already_exists",
    "account/email/password_reset_key",
    "directory/invited",
}
