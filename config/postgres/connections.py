"""Open database connections: without timeouts for long work, returned to the pool, closed at exit."""

from contextlib import contextmanager

from psycopg.pq import TransactionStatus as Status


def release_connection():
    """To the pool: the next query takes one again. A transaction keeps its own."""
    from django.db import connection

    if not connection.in_atomic_block:
        connection.close()


def close_pools():
    """At the end of a process: a pool left open waits some twenty seconds for its threads."""
    from django.db.backends.postgresql.base import DatabaseWrapper

    for pool in DatabaseWrapper._connection_pools.values():
        pool.close(timeout=1)


@contextmanager
def without_timeouts(*, lock_timeout=None):
    """Long work on the default connection (an import, a migration): no statement and no pause ends it.

    lock_timeout  milliseconds to wait for a lock; None leaves the 2,000 of every session

    Locks still time out, so that long work never stands in front of a reader. Everything is as before
    afterward; inside a transaction the change ends with it.
    """
    from django.db import connection

    limits = {"statement_timeout": "0", "idle_in_transaction_session_timeout": "0"}
    if lock_timeout is not None:
        limits["lock_timeout"] = str(lock_timeout)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)",  # the numbers, in milliseconds
            [list(limits)],
        )
        before = dict(cursor.fetchall())
    _set_limits(connection, limits)
    try:
        yield
    finally:
        # A broken transaction takes the change back itself; a closed connection took it along.
        session = connection.connection
        if session is not None and session.info.transaction_status in (Status.IDLE, Status.INTRANS):
            _set_limits(connection, before)


def _set_limits(connection, values):
    with connection.cursor() as cursor:
        for name, value in values.items():
            cursor.execute("SELECT set_config(%s, %s, %s)", [name, value, connection.in_atomic_block])
