"""The version of the directory, on which every cached page and file depends."""

import uuid

from django.db import connection, connections, models, router, transaction
from django.db.models import Q

CHANNEL = "directory_version"  # of NOTIFY: its listeners learn of a change when it is committed
INCREMENT_SQL = """
WITH next AS (
    INSERT INTO directory_version (id, number, history) VALUES (1, 1, %s)
    ON CONFLICT (id) DO UPDATE SET number = directory_version.number + 1 RETURNING number
)
SELECT number, pg_notify(%s, number::text) FROM next
"""
NOW_SQL = "SELECT number, history, index_release FROM directory_version WHERE id = 1"


class Version(models.Model):
    """The one row with the number of the latest change to a Listing. Each change has a higher number."""

    NO_HISTORY = uuid.UUID(int=0)  # of a directory in which nothing was ever published

    number = models.BigIntegerField(default=0)
    # Names the sequence of numbers. A database restored from a backup begins a new one, because it gives out
    # numbers again that caches know with other content.
    history = models.UUIDField(default=uuid.uuid4, editable=False)
    # Digest of the code that computed the search columns of the listings: publishing/reindex.py.
    index_release = models.CharField(max_length=16, blank=True, default="", db_default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="directory_has_one_version")]

    def __str__(self):
        return f"{self.history.hex[:8]}-{self.number}"

    @classmethod
    def now(cls) -> "Version":
        """The current version; one query. Number 0 if nothing was ever published.

        Every page asks for it, and Django's own query would take eight times as long as this one.
        """
        using = router.db_for_read(cls)
        with connections[using].cursor() as cursor:
            row = cursor.execute(NOW_SQL).fetchone()
        if row is None:
            return cls(history=cls.NO_HISTORY)
        return cls.from_db(using, ["id", "number", "history", "index_release"], [1, *row])

    @classmethod
    def increment(cls) -> int:
        """Take the next number. The row stays locked until commit, so numbers become visible in order."""
        with connection.cursor() as cursor:
            cursor.execute(INCREMENT_SQL, [uuid.uuid4(), CHANNEL])
            return cursor.fetchone()[0]

    @classmethod
    def begin_new_history(cls) -> "Version":
        """Invalidate every page and file in all caches. Returns the new version."""
        with transaction.atomic():
            version = cls.objects.update_or_create(pk=1, defaults={"history": uuid.uuid4()})[0]
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
        return version
