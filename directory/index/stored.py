"""The index as bytes in the database: a process that starts loads them, and reads only what changed since.

It saves time and nothing else. Bytes that are missing, of another release or history, or not what was written
are passed over, and every listing is read.
"""

import logging
from uuid import UUID

import psycopg
from django.db import connections, router, transaction
from django.db.models import Max

from config.postgres.reading import PRIMARY, reading_from
from directory.index import snapshot
from directory.index.current import changed_rows
from directory.index.index import Index
from directory.models import IndexSnapshot, Listing, Version

CHUNK_BYTES = 4 * 1024 * 1024  # of a row: the memory that a process needs besides the bytes
# Reading a listing takes some 100 times as long as loading it. With 2 % to read, a start takes three times
# as long as with none; and an import that changes every listing writes the bytes some 50 times at most.
MAX_CHANGED_SHARE = 0.02
MIN_CHANGED = 500  # read in 50 ms: fewer are not worth a row
LOCK = 5550102  # number of the advisory lock that is held while the bytes are written
RELEASE_DIGITS = 32

INSERT_SQL = """
INSERT INTO directory_indexsnapshot (release, history, number, part, parts, content)
VALUES (%s, %s, %s, %s, %s, %b)
"""
CONTENT_SQL = """
SELECT content FROM directory_indexsnapshot
WHERE release = %s AND history = %s AND number = %s AND part = %s
"""

log = logging.getLogger("directory.index")


def load(version: Version) -> Index | None:
    """The latest stored index of the history of a version, not after it; None if there is none to trust."""
    latest = _of_this_release().filter(history=version.history, number__lte=version.number)
    row = latest.order_by("-number").values_list("number", "parts").first()
    if row is None:
        return None
    number, parts = row
    try:
        index = snapshot.from_bytes(_content(version.history, number, parts), snapshot.release())
    except Exception as error:  # whatever is wrong with it, the listings themselves are there
        log.warning("The stored index is not used: %s: %s.", type(error).__name__, error)
        return None
    is_what_it_says = (index.history, index.number) == (version.history, number)
    return index if is_what_it_says else None


def _content(history, number, parts):
    """The bytes of a stored index. One part at a time is in memory twice."""
    content = bytearray()
    connection = connections[router.db_for_read(IndexSnapshot)].connection
    with psycopg.Cursor(connection) as cursor:
        for part in range(parts):
            key = [_release(), history, number, part]
            row = cursor.execute(CONTENT_SQL, key, binary=True).fetchone()
            if row is None:
                raise snapshot.SnapshotError(f"part {part} of {parts} is missing")
            content += row[0]
    return content


def compacted(index: Index) -> Index:
    """The same index as a process loads it: one that was made of rows takes several times the memory."""
    return snapshot.from_bytes(snapshot.to_bytes(index), snapshot.release())


def latest_number(history: UUID | None) -> int | None:
    """The version at which an index of this release is stored, of a history; None if none is."""
    return _of_this_release().filter(history=history).aggregate(latest=Max("number"))["latest"]


def is_worth_storing(index: Index) -> bool:
    """True if nothing is stored that a process could start from, or too many listings changed since."""
    number = latest_number(index.history)
    if number is None:
        return True
    changed = Listing.objects.changed_since(number).count()
    return changed > max(MIN_CHANGED, MAX_CHANGED_SHARE * len(index.ids))


def store(index: Index) -> bool:
    """Store an index in place of the one before. Of several processes one does it; False: another one does.

    Nothing is stored of an index that the database has not reached: it was restored, or lost what was last.

    What other releases stored goes as well, but for the latest, which a process of the release before may
    still start from while this one is rolled out.
    """
    with reading_from(PRIMARY), transaction.atomic(using=PRIMARY):
        connection = connections[PRIMARY]
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
            if cursor.fetchone() != (True,):
                return False
            cursor.execute(
                "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0"
            )
        if _is_ahead(index) or not is_worth_storing(index):
            return False
        others = IndexSnapshot.objects.exclude(release=_release())
        latest = others.order_by("-pk").values_list("release", "history", "number").first()
        if latest is not None:
            release, history, number = latest
            others.exclude(release=release, history=history, number=number).delete()
        _of_this_release().delete()
        content = memoryview(snapshot.to_bytes(index))
        chunks = range(0, len(content), CHUNK_BYTES)
        with psycopg.Cursor(connection.connection) as cursor:
            for part, start in enumerate(chunks):
                key = [_release(), index.history, index.number, part, len(chunks)]
                cursor.execute(INSERT_SQL, [*key, content[start : start + CHUNK_BYTES]])
    return True


def prepare() -> bool:
    """Make the index of this release and store it, before the first process that would have to make it.

    returns  False if it is stored already, or if there is no listing
    """
    version = Version.now()
    if latest_number(version.history) is not None or not Listing.objects.exists():
        return False
    # A listing that changes meanwhile is read again by whoever starts: its number is higher than the version.
    return store(Index(version.history).updated(version.number, changed_rows(0)))


def _is_ahead(index):
    """True if the database does not have what the index has: it will give out the same numbers again."""
    now = Version.now()
    return now.history != index.history or now.number < index.number


def _of_this_release():
    return IndexSnapshot.objects.filter(release=_release())


def _release():
    return snapshot.release()[:RELEASE_DIGITS]
