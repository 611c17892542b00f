"""How often somebody may try at the doors of accounts. Counted by PostgreSQL, and no address is stored.

Each door counts by network and by account, whether there is such an account or not. What one network sends
too often is not counted against the account: a stranger alone locks nobody out. Nor do many strangers lock
anybody out of a device on which they have signed in before, or who comes with a passkey: see devices.py.
"""

from dataclasses import dataclass
from math import ceil

from allauth.account.internal.stagekit import get_pending_stage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.accounts import email_addresses, events, password_hashing, user_agents
from directory.web import errors, rate_limit

ACCOUNTS = "/account/"


def typed(name):
    """The account that a form names."""
    return lambda request: email_addresses.as_counted(request.POST.get(name, ""))


def signed_in(request):
    return f"user {request.user.pk}" if request.user.is_authenticated else ""


def entering(request):
    """Who has given a password, and not yet the second factor. What a passkey answers is no guess."""
    if "code" not in request.POST:
        return ""
    stage = get_pending_stage(request)
    return f"user {stage.login.user.pk}" if stage and stage.login.user else ""


@dataclass(frozen=True)
class Door:
    purpose: str
    network: int = 60  # tries of one network, an hour
    here: int = 10  # tries at one account from one network, an hour
    anywhere: int = 100  # tries at one account, a day
    whose: callable = None

    def counts(self, request):
        """(purpose, subject, most, hours) of what is counted, the next only where the one before allows."""
        account = self.whose(request) if self.whose else ""
        if account and (device := user_agents.known(request, account)):
            yield f"{self.purpose} on a device", f"{account}\n{device}", self.here, 1
            yield f"{self.purpose} on a device", f"{account}\n{device}", self.anywhere, 24
            return
        yield self.purpose, "", self.network, 1
        if account:
            yield f"{self.purpose} here", f"{account}\n{rate_limit.client_network(request)}", self.here, 1
            yield f"{self.purpose} anywhere", account, self.anywhere, 24


PASSWORD = Door("password", whose=signed_in)
CODE = {"purpose": "code", "anywhere": 30}  # 30 of a million codes a day
DOORS = {
    "account_login": Door("sign in", whose=typed("login")),
    "account_signup": Door("sign up", network=20, here=5, anywhere=20, whose=typed("email")),
    # Which letters go out is limited besides, in account_letters.py.
    "account_reset_password": Door("reset", network=20, here=5, whose=typed("email")),
    "account_reset_password_from_key": Door("reset link"),
    "account_confirm_email": Door("confirm"),
    "account_email": Door("address", whose=signed_in),
    "account_reauthenticate": PASSWORD,
    "account_change_password": PASSWORD,
    "account_set_password": PASSWORD,
    "mfa_authenticate": Door(**CODE, whose=entering),
    "mfa_reauthenticate": Door(**CODE, whose=signed_in),
    "mfa_activate_totp": Door("new app", whose=signed_in),
    "mfa_login_webauthn": Door("passkey"),
    "mfa_reauthenticate_webauthn": Door("passkey", whose=signed_in),
    "mfa_add_webauthn": Door("new passkey", whose=signed_in),
    "mfa_generate_recovery_codes": Door("new codes", whose=signed_in),
}
# What a stranger is given by GET and has a session for, which is a row of the database.
GIVEN = {"mfa_login_webauthn": Door("passkey asked for", network=120)}


def guarded(get_response):
    """The middleware: counts what is sent to a door, or given, and lets nothing of an account be kept."""

    def middleware(request):
        response = get_response(request)
        if request.path_info.startswith(ACCOUNTS):
            response.headers["Cache-Control"] = "no-store"
        if user := getattr(request, "signed_in_here", None):  # see accounts.py
            user_agents.remember(request, response, user)
        return response

    def process_view(request, view, args, kwargs):
        doors = DOORS if request.method == "POST" else GIVEN
        door = doors.get(request.resolver_match.url_name)
        if door is None:
            return None
        for purpose, subject, most, hours in door.counts(request):
            if not rate_limit.allow(request, purpose, subject=subject, most=most, hours=hours):
                whose = user_agents.account_of(door.whose(request) if door.whose else "")
                events.note(events.Kind.HELD_BACK, whose)
                return refuse(request, rate_limit.seconds_until_reset(hours=hours))
        return None

    def process_exception(request, exception):
        return busy(request) if isinstance(exception, password_hashing.BusyError) else None

    middleware.process_view = process_view
    middleware.process_exception = process_exception
    return middleware


def busy(request):
    sentence = _("Many passwords are being checked at this moment, so yours was not looked at.")
    way_on = _("Wait a few seconds, go back, and send it again.")
    return errors.too_many_requests(request, seconds=password_hashing.PATIENCE, sentences=(sentence, way_on))


def refuse(request, seconds):
    hours, minutes = ceil(seconds / 3600), ceil(seconds / 60)
    if minutes > 60:
        when = ngettext("Try again in %(n)s hour.", "Try again in %(n)s hours.", hours) % {"n": hours}
    else:
        when = ngettext("Try again in %(n)s minute.", "Try again in %(n)s minutes.", minutes) % {"n": minutes}
    sentence = _("This was tried many times, so we stopped it for a while, to keep accounts safe.")
    return errors.too_many_requests(request, seconds=seconds, sentences=(sentence, when))
