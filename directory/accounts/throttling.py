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


def typed_account(name):
    """The account that a form names."""
    return lambda request: email_addresses.canonical_if_valid(request.POST.get(name, ""))


def signed_in_account(request):
    return f"user {request.user.pk}" if request.user.is_authenticated else ""


def account_signing_in(request):
    """Who has given a password, and not yet the second factor. What a passkey answers is no guess."""
    if "code" not in request.POST:
        return ""
    stage = get_pending_stage(request)
    return f"user {stage.login.user.pk}" if stage and stage.login.user else ""


@dataclass(frozen=True)
class AttemptLimit:
    purpose: str
    network_per_hour: int = 60  # tries of one network, an hour
    account_per_hour: int = 10  # tries at one account from one network, an hour
    account_per_day: int = 100  # tries at one account, a day
    find_account: callable = None

    def windows(self, request):
        """(purpose, subject, most, hours) of what is counted, the next only where the one before allows."""
        account = self.find_account(request) if self.find_account else ""
        if account and (device := user_agents.known_device(request, account)):
            yield f"{self.purpose} on a device", f"{account}\n{device}", self.account_per_hour, 1
            yield f"{self.purpose} on a device", f"{account}\n{device}", self.account_per_day, 24
            return
        yield self.purpose, "", self.network_per_hour, 1
        if account:
            yield (
                f"{self.purpose} here",
                f"{account}\n{rate_limit.client_network(request)}",
                self.account_per_hour,
                1,
            )
            yield f"{self.purpose} anywhere", account, self.account_per_day, 24


PASSWORD = AttemptLimit("password", find_account=signed_in_account)
CODE = {"purpose": "code", "account_per_day": 30}  # 30 of a million codes a day
POST_LIMITS = {
    "account_login": AttemptLimit("sign in", find_account=typed_account("login")),
    "account_signup": AttemptLimit(
        "sign up",
        network_per_hour=20,
        account_per_hour=5,
        account_per_day=20,
        find_account=typed_account("email"),
    ),
    # Which letters go out is limited besides, in account_letters.py.
    "account_reset_password": AttemptLimit(
        "reset", network_per_hour=20, account_per_hour=5, find_account=typed_account("email")
    ),
    "account_reset_password_from_key": AttemptLimit("reset link"),
    "account_confirm_email": AttemptLimit("confirm"),
    "account_email": AttemptLimit("address", find_account=signed_in_account),
    "account_reauthenticate": PASSWORD,
    "account_change_password": PASSWORD,
    "account_set_password": PASSWORD,
    "mfa_authenticate": AttemptLimit(**CODE, find_account=account_signing_in),
    "mfa_reauthenticate": AttemptLimit(**CODE, find_account=signed_in_account),
    "mfa_activate_totp": AttemptLimit("new app", find_account=signed_in_account),
    "mfa_login_webauthn": AttemptLimit("passkey"),
    "mfa_reauthenticate_webauthn": AttemptLimit("passkey", find_account=signed_in_account),
    "mfa_add_webauthn": AttemptLimit("new passkey", find_account=signed_in_account),
    "mfa_generate_recovery_codes": AttemptLimit("new codes", find_account=signed_in_account),
}
# What a stranger is given by GET and has a session for, which is a row of the database.
GET_LIMITS = {"mfa_login_webauthn": AttemptLimit("passkey asked for", network_per_hour=120)}


def limit_attempts(get_response):
    """The middleware: counts what is sent to a door, or given, and lets nothing of an account be kept."""

    def middleware(request):
        response = get_response(request)
        if request.path_info.startswith(ACCOUNTS):
            response.headers["Cache-Control"] = "no-store"
        if user := getattr(request, "signed_in_here", None):  # see accounts.py
            user_agents.remember_device(request, response, user)
        return response

    def process_view(request, view, args, kwargs):
        limits = POST_LIMITS if request.method == "POST" else GET_LIMITS
        limit = limits.get(request.resolver_match.url_name)
        if limit is None:
            return None
        for purpose, subject, most, hours in limit.windows(request):
            if not rate_limit.allow(request, purpose, subject=subject, most=most, hours=hours):
                user = user_agents.user_of(limit.find_account(request) if limit.find_account else "")
                events.record(events.Kind.HELD_BACK, user)
                return too_many_attempts(request, rate_limit.seconds_until_reset(hours=hours))
        return None

    def process_exception(request, exception):
        return hashing_is_busy(request) if isinstance(exception, password_hashing.BusyError) else None

    middleware.process_view = process_view
    middleware.process_exception = process_exception
    return middleware


def hashing_is_busy(request):
    sentence = _("Many passwords are being checked at this moment, so yours was not looked at.")
    way_on = _("Wait a few seconds, go back, and send it again.")
    return errors.too_many_requests(
        request, seconds=password_hashing.MAX_WAIT_SECONDS, sentences=(sentence, way_on)
    )


def too_many_attempts(request, seconds):
    hours, minutes = ceil(seconds / 3600), ceil(seconds / 60)
    if minutes > 60:
        when = ngettext("Try again in %(n)s hour.", "Try again in %(n)s hours.", hours) % {"n": hours}
    else:
        when = ngettext("Try again in %(n)s minute.", "Try again in %(n)s minutes.", minutes) % {"n": minutes}
    sentence = _("This was tried many times, so we stopped it for a while, to keep accounts safe.")
    return errors.too_many_requests(request, seconds=seconds, sentences=(sentence, when))
