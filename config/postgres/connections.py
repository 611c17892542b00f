"""Handles open database connections: lifts timeouts for long work, returns to the pool, closes at exit."""

from contextlib import contextmanager

from psycopg.pq import TransactionStatus as Status


def release_connection():
    """Return the connection to the pool until the next query. Does nothing inside a transaction."""
    from django.db import connection

    if not connection.in_atomic_block:
        connection.close()


def close_pools():
    """Close all pools, at the end of a process: an open pool waits about 20 seconds for its threads."""
    from django.db.backends.postgresql.base import DatabaseWrapper

    for pool in DatabaseWrapper._connection_pools.values():
        pool.close(timeout=1)


@contextmanager
def without_timeouts(*, lock_timeout=None):
    """Lift the timeouts of statements and idle transactions for long work, such as an import.

    lock_timeout  milliseconds to wait for a lock; None: the 2,000 of every session

    Applies to the default connection, until the end of the block or of the transaction around it. Locks still
    time out, so long work never makes readers wait.
    """
    from django.db import connection

    limits = {"statement_timeout": "0", "idle_in_transaction_session_timeout": "0"}
    if lock_timeout is not None:
        limits["lock_timeout"] = str(lock_timeout)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)",  # in milliseconds
            [list(limits)],
        )
        before = dict(cursor.fetchall())
    _set_limits(connection, limits)
    try:
        yield
    finally:
        # A rolled-back transaction or a closed connection has reset the timeouts already.
        session = connection.connection
        if session is not None and session.info.transaction_status in (Status.IDLE, Status.INTRANS):
            _set_limits(connection, before)


def _set_limits(connection, values):
    with connection.cursor() as cursor:
        for name, value in values.items():
            cursor.execute("SELECT set_config(%s, %s, %s)", [name, value, connection.in_atomic_block])
