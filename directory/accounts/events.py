"""Events of accounts, recorded for moderators: the kind, the account and the minute."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from directory.models import AccountEvent

RETENTION = timedelta(days=90)
Kind = AccountEvent.Kind

COUNT_SQL = """
INSERT INTO directory_accountevent AS counted (kind, account_id, minute, detail, count)
VALUES (%s, %s, %s, %s, 1)
ON CONFLICT (minute, kind, account_id, detail) DO UPDATE SET count = counted.count + 1
"""


def record(kind, user=None, *, detail="", at=None):
    """Record an event of the account of `user`; `user` is None if the typed address has no account.

    Equal events within one minute are stored as one row with a count.
    """
    minute = (at or timezone.now()).replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(COUNT_SQL, [kind, user.pk if user else None, minute, detail[:200]])


def delete_expired(*, at=None):
    """Delete the events that are older than RETENTION. Returns how many rows were deleted."""
    deleted, _models = AccountEvent.objects.filter(minute__lt=(at or timezone.now()) - RETENTION).delete()
    return deleted


def recorder(kind):
    """A receiver for a signal of allauth that records an event of a kind."""

    def receiver(user, **_kwargs):
        record(kind, user)

    return receiver
