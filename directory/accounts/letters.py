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
        subject=_("Please confirm your e-mail address"),
        lines=(
            _("Someone, we hope it was you, used this address to create an account."),
            _("Open the link and press the button there. The link works once and expires after three days."),
        ),
        link=reverse("account_confirm_email", args=[context["key"]]),
        link_words=_("Confirm this address"),
        why=_(
            "You are getting this e-mail because someone typed your address on our site. If "
            "it was not you, you don’t need to do anything. No one can use your address "
            "without this link."
        ),
    )


def account_exists(context):
    return Letter(
        subject=_("You already have an account"),
        lines=(
            _(
                "Someone, we hope it was you, tried to create an account with this address. You "
                "already have one."
            ),
            _("Sign in with your password. If you forgot it, you can choose a new one."),
        ),
        link=reverse("account_reset_password"),
        link_words=_("Choose a new password"),
        why=_(
            "You are getting this e-mail because someone typed your address on our sign-up "
            "page. If it was not you, you don’t need to do anything. Your account has not "
            "changed."
        ),
    )


def reset_password(context):
    return Letter(
        subject=_("Choose a new password"),
        lines=(
            _("Someone, we hope it was you, asked for a new password for this address."),
            _("Open the link and choose a new password. The link works once and expires after three days."),
        ),
        link=reverse("account_reset_password_from_key", args=[context["uid"], context["key"]]),
        link_words=_("Choose a new password"),
        why=_(
            "You are getting this e-mail because someone typed your address on our “I forgot "
            "my password” page. If it was not you, you don’t need to do anything. Your "
            "password has not changed."
        ),
    )


def moderator_invited(context):
    return Letter(
        subject=_("You are a moderator now"),
        lines=(
            _("The people who run this site made an account for you. You will help decide what we publish."),
            _("Open the link and choose a password. The link works once and expires after three days."),
            _("Then sign in and set up two-step sign-in. You can’t make decisions without it."),
        ),
        link=reverse("account_reset_password_from_key", args=[context["uid"], context["key"]]),
        link_words=_("Choose a password"),
        why=_("You are getting this e-mail because someone who runs this site entered your address."),
    )


def account_changed(subject, sentence):
    """A letter that tells the owner of an account what was changed in the account.

    subject, sentence  functions without arguments, so that the texts are translated when a letter is written
    """

    def letter(context):
        return Letter(
            subject=subject(),
            lines=(sentence(), _("If this was you, you don’t need to do anything.")),
            link=reverse("account_reset_password"),
            link_words=_("If this was not you, choose a new password right away"),
            why=_("You are getting this e-mail because this affects who can sign in to your account."),
        )

    return letter


PASSWORD_CHANGED = account_changed(
    lambda: _("Your password was changed"), lambda: _("The password of your account was changed.")
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
        lambda: _("Your e-mail address was changed"),
        lambda: _(
            "Your account now has a different e-mail address. You can no longer sign in with this one."
        ),
    ),
    "account/email/email_deleted": account_changed(
        lambda: _("An e-mail address was removed"),
        lambda: _("An e-mail address was removed from your account."),
    ),
    "mfa/email/totp_activated": account_changed(
        lambda: _("An authenticator app was added"),
        lambda: _("From now on, you need a code from your authenticator app to sign in."),
    ),
    "mfa/email/totp_deactivated": account_changed(
        lambda: _("Your authenticator app was removed"),
        lambda: _("You no longer need a code from your authenticator app to sign in."),
    ),
    "mfa/email/webauthn_added": account_changed(
        lambda: _("A passkey was added"), lambda: _("A passkey was added to your account.")
    ),
    "mfa/email/webauthn_removed": account_changed(
        lambda: _("A passkey was removed"), lambda: _("A passkey was removed from your account.")
    ),
    "mfa/email/recovery_codes_generated": account_changed(
        lambda: _("New recovery codes were made"),
        lambda: _("New recovery codes were made for your account. The old ones no longer work."),
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
