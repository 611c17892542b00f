"""How often one network, or one account, may do one thing. Counted by PostgreSQL, and no address is stored.

A network is an IPv4 address, or the first 64 bits of an IPv6 address: what one household or one phone has.
It is kept as an HMAC under a random key of the day; counts and key are deleted when the day (UTC) is over.
"""

import hmac
import ipaddress
import secrets
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from directory.models import Limit, LimitKey

COUNT_SQL = """
INSERT INTO directory_limit AS kept (digest, day, n) VALUES (%s, %s, 1)
ON CONFLICT (digest) DO UPDATE SET n = kept.n + 1 RETURNING n
"""


# How many letters an address may have got in 24 hours for an asker's first, second and third of a day: who
# asks again and again leaves room for one who has not asked yet, the clinic or the person itself.
MAX_LETTERS_TO_ADDRESS = (12, 6, 3)


def allow(request, purpose, *, subject="", most=5, hours=24, at=None):
    """Count one more try; False where it is beyond `most`. Exact, however many ask at once.

    subject  what is counted instead of the network: an account, as text, which is not stored either
    hours  the stretch that is counted, from midnight UTC on: a number that divides 24
    at     the moment, for tests; otherwise now
    """
    return count_attempt(request, purpose, subject=subject, hours=hours, at=at) <= most


def may_send_letter(asker, to, *, sent, known=False, at=None):
    """Count one more letter that `asker` wants sent to an address, and say whether it may go there.

    asker  who asks, as text, which is not stored: a network, an account, a device
    sent   how many letters of this kind went there in 24 hours, whoever asked
    known  whether the asker has shown before that the address, or the account, is theirs
    """
    asked = count_attempt(None, "letter", subject=f"{asker}\n{to}", at=at)
    return sent == 0 or (
        asked <= len(MAX_LETTERS_TO_ADDRESS) and (known or sent < MAX_LETTERS_TO_ADDRESS[asked - 1])
    )


def count_attempt(request, purpose, *, subject="", hours=24, at=None):
    """Count one more try and return how many there are now; the parameters are those of `allow`."""
    at = at or timezone.now()
    began = _window_start(at, hours)
    subject = subject or client_network(request)
    message = f"{purpose}\n{hours}\n{began.isoformat()}\n{subject}"
    digest = hmac.digest(_key_of_day(began.date()), message.encode(), "sha256")
    with connection.cursor() as cursor:
        cursor.execute(COUNT_SQL, [digest, began.date()])
        return cursor.fetchone()[0]


def seconds_until_reset(*, hours=24, at=None):
    """Whole seconds, at least 1, until `allow` counts from nothing again."""
    at = at or timezone.now()
    return int((_window_start(at, hours) + timedelta(hours=hours) - at).total_seconds()) + 1


def delete_past_days(*, today=None):
    """Delete the counts and keys of every day before today (UTC), which nothing reads any more.

    Run daily, it leaves none that is older than 48 hours. Returns how many counts went.
    """
    today = today or timezone.now().astimezone(UTC).date()
    gone, _models = Limit.objects.filter(day__lt=today).delete()
    LimitKey.objects.filter(day__lt=today).delete()
    return gone


def client_address(request):
    """The address of whoever asks, as text: in front of a proxy of ours its word, which is the last."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.FORWARDED_ADDRESS else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def client_network(request):
    """The network of whoever asks, as counted."""
    return network_of(client_address(request))


def network_of(text):
    """As counted: 203.0.113.9 → 203.0.113.9; 2001:db8:1:2:3::4 → 2001:db8:1:2::/64; no address → unknown."""
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return "unknown"  # they share one count: a faulty proxy closes the door rather than opens it
    found = getattr(found, "ipv4_mapped", None) or found
    if found.version == 4:
        return str(found)
    return str(ipaddress.IPv6Network((int(found), 64), strict=False))


def _window_start(at, hours):
    if hours not in (1, 2, 3, 4, 6, 8, 12, 24):
        raise ValueError(f"{hours} hours do not divide a day.")
    at = at.astimezone(UTC)
    return datetime(at.year, at.month, at.day, at.hour - at.hour % hours, tzinfo=UTC)


def _key_of_day(day):
    kept, made = LimitKey.objects.get_or_create(day=day, defaults={"key": secrets.token_bytes(32)})
    if made:  # the first of a day sweeps up, should the timer be missing
        delete_past_days(today=day)
    return bytes(kept.key)
