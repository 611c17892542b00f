"""Rate limits: how often one network, or one account, may do one thing; with the counts in PostgreSQL.

A network is an IPv4 address, or the first 64 bits of an IPv6 address: as one household or one phone has.
No address is stored: a count belongs to an HMAC of the network under a random key of the day. Counts and key
are deleted once the day (UTC) is over.
"""

import hmac
import ipaddress
import secrets
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import ngettext_lazy

from directory.models import RateLimitCount, RateLimitKey
from directory.web import errors


class RateLimit(NamedTuple):
    """The number of attempts that are allowed in each window of `hours` hours.

    sentence  what to tell somebody beyond the limit, with %(hours)s; "" leaves that to errors/429.html
    """

    attempts: int
    hours: int = 24  # the window begins at midnight UTC or a multiple of `hours` after it
    sentence: str = ""


TRY_AGAIN = ngettext_lazy(
    "There were too many tries from your network. Try again in %(hours)s hour.",
    "There were too many tries from your network. Try again in %(hours)s hours.",
    "hours",
)
SEND_LATER = ngettext_lazy(
    "Your network has reached today’s limit for this form. Send it again in %(hours)s hour.",
    "Your network has reached today’s limit for this form. Send it again in %(hours)s hours.",
    "hours",
)
REPORT_LATER = ngettext_lazy(
    "Your network has reached today’s limit for reports. Save your words, and send them in %(hours)s hour.",
    "Your network has reached today’s limit for reports. Save your words, and send them in %(hours)s hours.",
    "hours",
)
WRITE_LATER = ngettext_lazy(
    "You have reached today’s limit for messages. Save your words, and send them in %(hours)s hour.",
    "You have reached today’s limit for messages. Save your words, and send them in %(hours)s hours.",
    "hours",
)
# Kind of act → its limit, for one network where no other subject is named. A library or a clinic may share
# a network.
LIMITS = {
    "report": RateLimit(5, sentence=REPORT_LATER),
    "report code": RateLimit(3, sentence=TRY_AGAIN),  # asked for; see MAX_LETTERS_TO_ADDRESS for those sent
    "report removal": RateLimit(20, sentence=TRY_AGAIN),  # codes typed
    "proposal": RateLimit(10, sentence=SEND_LATER),
    "claim": RateLimit(10, sentence=SEND_LATER),
    "message": RateLimit(20, sentence=WRITE_LATER),  # to moderators; subject: the account
    "stored form": RateLimit(30, hours=1),  # each is a row of the table of sessions: see resubmission.py
    "notebook": RateLimit(50),
    "notebook opening": RateLimit(120, hours=1),  # codes typed
    "notebook pairing": RateLimit(50, hours=1),
    "notebook import": RateLimit(60, hours=1),
    "notebook import into one": RateLimit(20, hours=1),  # subject: the notebook
    "token request": RateLimit(1000, hours=1),  # subject: the token, as of the next one
    "token change": RateLimit(200, hours=1),
    "wrong token": RateLimit(60, hours=1),
}


class AccountLimit(NamedTuple):
    """The limits for one kind of attempt at the account pages."""

    network_per_hour: int = 60
    account_per_hour: int = 10  # at one account from one network, or from one known device
    account_per_day: int = 100  # at one account, from all unknown devices together or from one known device


# Kind of attempt → its limits. accounts/throttling.py says which page belongs to which kind.
ACCOUNT_LIMITS = {
    "sign in": AccountLimit(),
    "sign up": AccountLimit(network_per_hour=20, account_per_hour=5, account_per_day=20),
    "reset": AccountLimit(network_per_hour=20, account_per_hour=5),
    "reset link": AccountLimit(),
    "confirm": AccountLimit(),
    "address": AccountLimit(),
    "password": AccountLimit(),
    "code": AccountLimit(account_per_day=30),  # of a million possible codes
    "new app": AccountLimit(),
    "passkey": AccountLimit(),
    "passkey challenge": AccountLimit(network_per_hour=120),  # each is a session, a row of the database
    "new passkey": AccountLimit(),
    "new codes": AccountLimit(),
}

# Letters that anybody can have sent to an address: codes of claims and reports, and letters about accounts;
# each kind is counted separately. The limits in 24 hours for the first, second and third request of one
# asker: repeated requests are limited more, so that the address's owner can still request a letter.
MAX_LETTERS_TO_ADDRESS = (12, 6, 3)
MAX_SECURITY_LETTERS = 20  # in 24 hours, to one address, of one kind that nobody asks for
# Codes in a day (UTC) from one account, and from one network, to addresses that somebody typed as the public
# e-mail of a clinic that was never listed. Any address can be typed, so these letters are few.
MAX_CODES_TO_TYPED_ADDRESSES = 5
MAX_INVITATIONS = 20  # in 24 hours, from one organization
MAX_QUESTIONS_TO_CLINIC = 3  # in 24 hours, about reports, to one published e-mail
MAX_CODE_TRIES = 5  # for one code, ever

COUNT_SQL = """
INSERT INTO directory_ratelimitcount AS counted (digest, day, count) VALUES (%s, %s, 1)
ON CONFLICT (digest) DO UPDATE SET count = counted.count + 1 RETURNING count
"""


def allow(request, kind, *, limit=None, subject="", at=None):
    """Count an attempt. Returns False if it is beyond the limit. Exact with parallel requests.

    kind     a key of LIMITS, or any text where `limit` is given
    limit    a RateLimit in place of that of LIMITS
    subject  what is counted instead of the network of the request: an account, as text; it is not stored
    at       the moment; for tests
    """
    limit = limit or LIMITS[kind]
    return count_attempt(request, kind, subject=subject, hours=limit.hours, at=at) <= limit.attempts


def too_many(kind):
    """(sentence, seconds) for a person beyond the limit of a kind: what to say, and the time to wait."""
    limit = LIMITS[kind]
    seconds = seconds_until_reset(hours=limit.hours)
    return str(limit.sentence % {"hours": -(-seconds // 3600)}) if limit.sentence else "", seconds


def refusal_page(request, kind):
    """The page for a person beyond the limit of a kind, where no posted form has to be shown again."""
    _sentence, seconds = too_many(kind)
    return errors.too_many_requests(request, seconds=seconds)


def may_send_letter(asker, to, *, sent, known=False, at=None):
    """Count one more letter that `asker` wants sent to an address; False where it may not go there.

    asker  who asks, as text, which is not stored: a network, an account, a device
    to     the address, in canonical form
    sent   how many letters of this kind went there in 24 hours, whoever asked
    known  whether the asker has shown before that the address, or the account, is theirs
    """
    asked = count_attempt(None, "letter", subject=f"{asker}\n{to}", at=at)
    if sent == 0:
        return True
    return asked <= len(MAX_LETTERS_TO_ADDRESS) and (known or sent < MAX_LETTERS_TO_ADDRESS[asked - 1])


def count_attempt(request, kind, *, subject="", hours=24, at=None):
    """Count one more attempt of a subject, or of the request's network. Returns the count of the window."""
    window_start = _window_start(at or timezone.now(), hours)
    subject = subject or client_network(request)
    message = f"{kind}\n{hours}\n{window_start.isoformat()}\n{subject}"
    digest = hmac.digest(_key_of_day(window_start.date()), message.encode(), "sha256")
    with connection.cursor() as cursor:
        cursor.execute(COUNT_SQL, [digest, window_start.date()])
        return cursor.fetchone()[0]


def seconds_until_reset(*, hours=24, at=None):
    """Whole seconds, at least 1, until the next window of `hours` hours begins."""
    at = at or timezone.now()
    return int((_window_start(at, hours) + timedelta(hours=hours) - at).total_seconds()) + 1


def delete_past_days(*, today=None):
    """Delete the counts and keys of every day before today (UTC), which nothing reads any more.

    Run daily, it leaves none that is older than 48 hours. Returns how many counts were deleted.
    """
    today = today or timezone.now().astimezone(UTC).date()
    deleted, _models = RateLimitCount.objects.filter(day__lt=today).delete()
    RateLimitKey.objects.filter(day__lt=today).delete()
    return deleted


def client_address(request):
    """The IP address of a request, as text.

    Behind our proxy it is the last of X-Forwarded-For, which the proxy wrote; the others may be made up.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.FORWARDED_ADDRESS else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def client_network(request):
    """The network of a request, as rate limits count it."""
    return network_of(client_address(request))


def network_of(address):
    """203.0.113.9 → 203.0.113.9; 2001:db8:1:2:3::4 → 2001:db8:1:2::/64; an invalid address → unknown."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"  # all share one count, so a faulty proxy makes limits stricter, not weaker
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.IPv6Network((int(parsed), 64), strict=False))


def _window_start(at, hours):
    if hours not in (1, 2, 3, 4, 6, 8, 12, 24):
        raise ValueError(f"{hours} hours do not divide a day.")
    at = at.astimezone(UTC)
    return datetime(at.year, at.month, at.day, at.hour - at.hour % hours, tzinfo=UTC)


def _key_of_day(day):
    stored, created = RateLimitKey.objects.get_or_create(day=day, defaults={"key": secrets.token_bytes(32)})
    if created:  # the first request of a day deletes the past ones, should the daily timer not run
        delete_past_days(today=day)
    return bytes(stored.key)
