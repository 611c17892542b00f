"""Throttling of the pages of accounts: guesses at passwords and codes, sign-ups, letters.

Attempts are counted by network and by account, whether the account exists or not. Those beyond the limit of
their network do not count against the account, so that one stranger locks nobody out. Even many
strangers cannot lock a person out of a known device (known_devices.py), nor a person who has a passkey.
The limits themselves are in web/rate_limit.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from allauth.account.internal.stagekit import get_pending_stage
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.accounts import email_addresses, events, known_devices, password_hashing
from directory.web import errors, rate_limit
from directory.web.rate_limit import RateLimit

ACCOUNTS = "/account/"


def typed_account(name):
    """A function that returns the account of a request: the e-mail address in field `name` of the form."""
    return lambda request: email_addresses.canonical_if_valid(request.POST.get(name, ""))


def signed_in_account(request):
    return f"user {request.user.pk}" if request.user.is_authenticated else ""


def account_signing_in(request):
    """The account that waits for its second factor; "" for a passkey, which cannot be guessed."""
    if "code" not in request.POST:
        return ""
    stage = get_pending_stage(request)
    return f"user {stage.login.user.pk}" if stage and stage.login.user else ""


@dataclass(frozen=True)
class LimitedPage:
    """An account page whose attempts are limited: the kind of attempt, and a function for the account."""

    kind: str  # of rate_limit.ACCOUNT_LIMITS
    account_of: Callable[[HttpRequest], str] | None = None

    def windows(self, request):
        """(kind, subject, RateLimit) of each count, made only if the counts before it allow the attempt."""
        limits = rate_limit.ACCOUNT_LIMITS[self.kind]
        account_per_hour = RateLimit(limits.account_per_hour, hours=1)
        account_per_day = RateLimit(limits.account_per_day)
        account = self.account_of(request) if self.account_of else ""
        if account and (device := known_devices.known_device(request, account)):
            yield f"{self.kind} on a device", f"{account}\n{device}", account_per_hour
            yield f"{self.kind} on a device", f"{account}\n{device}", account_per_day
            return
        yield self.kind, "", RateLimit(limits.network_per_hour, hours=1)
        if account:
            network = rate_limit.client_network(request)
            yield f"{self.kind} here", f"{account}\n{network}", account_per_hour
            yield f"{self.kind} anywhere", account, account_per_day


# Name of an address → its page, for POST.
PAGES_LIMITED_FOR_POST = {
    "account_login": LimitedPage("sign in", typed_account("login")),
    "account_signup": LimitedPage("sign up", typed_account("email")),
    # How many letters go out is limited besides, by account and not by attempt: see letters.py.
    "account_reset_password": LimitedPage("reset", typed_account("email")),
    "account_reset_password_from_key": LimitedPage("reset link"),
    "account_confirm_email": LimitedPage("confirm"),
    "account_email": LimitedPage("address", signed_in_account),
    "account_reauthenticate": LimitedPage("password", signed_in_account),
    "account_change_password": LimitedPage("password", signed_in_account),
    "account_set_password": LimitedPage("password", signed_in_account),
    "mfa_authenticate": LimitedPage("code", account_signing_in),
    "mfa_reauthenticate": LimitedPage("code", signed_in_account),
    "mfa_activate_totp": LimitedPage("new app", signed_in_account),
    "mfa_login_webauthn": LimitedPage("passkey"),
    "mfa_reauthenticate_webauthn": LimitedPage("passkey", signed_in_account),
    "mfa_add_webauthn": LimitedPage("new passkey", signed_in_account),
    "mfa_generate_recovery_codes": LimitedPage("new codes", signed_in_account),
}
# The same for GET: a passkey challenge, which starts a session for a stranger.
PAGES_LIMITED_FOR_GET = {"mfa_login_webauthn": LimitedPage("passkey challenge")}


def limit_attempts(get_response):
    """Middleware: counts the attempts at account pages, and answers 429 to attempts beyond the limits.

    The middleware also forbids caches to store account pages, and sets the cookie of a known device after
    sign-in.
    """

    def middleware(request):
        response = get_response(request)
        if request.path_info.startswith(ACCOUNTS):
            response.headers["Cache-Control"] = "no-store"
        if user := getattr(request, "signed_in_here", None):  # see adapters.py
            known_devices.remember_device(request, response, user)
        return response

    def process_view(request, view, args, kwargs):
        pages = PAGES_LIMITED_FOR_POST if request.method == "POST" else PAGES_LIMITED_FOR_GET
        page = pages.get(request.resolver_match.url_name)
        if page is None:
            return None
        for kind, subject, limit in page.windows(request):
            if not rate_limit.allow(request, kind, limit=limit, subject=subject):
                user = known_devices.user_of(page.account_of(request) if page.account_of else "")
                events.record(events.Kind.HELD_BACK, user)
                return too_many_attempts(request, rate_limit.seconds_until_reset(hours=limit.hours))
        return None

    def process_exception(request, exception):
        return hashing_is_busy(request) if isinstance(exception, password_hashing.BusyError) else None

    middleware.process_view = process_view
    middleware.process_exception = process_exception
    return middleware


def hashing_is_busy(request):
    sentence = _("We are checking many passwords right now, so we could not check yours.")
    way_on = _("Wait a few seconds, go back, and try again.")
    return errors.too_many_requests(
        request, seconds=password_hashing.MAX_WAIT_SECONDS, sentences=(sentence, way_on)
    )


def too_many_attempts(request, seconds):
    hours, minutes = ceil(seconds / 3600), ceil(seconds / 60)
    if minutes > 60:
        when = ngettext("Try again in %(n)s hour.", "Try again in %(n)s hours.", hours) % {"n": hours}
    else:
        when = ngettext("Try again in %(n)s minute.", "Try again in %(n)s minutes.", minutes) % {"n": minutes}
    sentence = _("There were too many tries. To keep accounts safe, we have stopped for a while.")
    return errors.too_many_requests(request, seconds=seconds, sentences=(sentence, when))
