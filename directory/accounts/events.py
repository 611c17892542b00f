"""What happens at the doors of accounts, kept for moderators: the event, the account, day and minute."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from directory.models import AccountEvent

RETENTION = timedelta(days=90)
Kind = AccountEvent.Kind

COUNT_SQL = """
INSERT INTO directory_accountevent AS kept (kind, account_id, minute, words, n) VALUES (%s, %s, %s, %s, 1)
ON CONFLICT (minute, kind, account_id, words) DO UPDATE SET n = kept.n + 1
"""


def record(kind, user=None, *, words="", at=None):
    """Keep that `kind` happened to the account of `user`, or to none that there is."""
    minute = (at or timezone.now()).replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(COUNT_SQL, [kind, user.pk if user else None, minute, words[:200]])


def delete_expired(*, at=None):
    """Delete what is older than 90 days. Returns how many lines went."""
    gone, _models = AccountEvent.objects.filter(minute__lt=(at or timezone.now()) - RETENTION).delete()
    return gone


def recorder(kind):
    """A receiver of a signal of allauth that tells of `kind`."""

    def received(user, **_told):
        record(kind, user)

    return received
