"""Reads of public pages on a standby, where DATABASE_READ_URL names one.

libpq chooses among the servers of that URL. What a page needs besides: a standby that breaks off is replaced
within the request, by the primary and then by another standby; and a standby that is behind what this process
already knows is not read.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import psycopg
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections

READ = "read"  # the alias of DATABASE_READ_URL in settings.DATABASES
PRIMARY = DEFAULT_DB_ALIAS
SECONDS_AWAY = 3  # a server that did not answer is not asked again for so long, if another one answers
ERRORS = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
# SQLSTATEs, or their first two characters, of a server that cannot go on: connection lost, too many
# connections, shut down, a query that was in the way of replication.
STATES = ("08", "53300", "57P01", "57P02", "57P03", "40001")
_alias: ContextVar[str] = ContextVar("alias of the database that is read", default=PRIMARY)
_away_until = {}  # alias → time.monotonic() until which it is not asked


class BehindError(Exception):
    """The server that is read has not received a version of the directory that this process knows."""


class Router:
    """Django's router: reads go where `reading_from` says, everything else to the primary."""

    def db_for_read(self, model, **hints):
        return _alias.get()

    def db_for_write(self, model, **hints):
        return PRIMARY

    def allow_relation(self, first, second, **hints):
        return True  # both are copies of one database

    def allow_migrate(self, alias, app_label, **hints):
        return alias != READ


def is_replicated() -> bool:
    """True if public pages have a database of their own to read."""
    return READ in connections.settings


@contextmanager
def reading_from(alias: str):
    """Let everything inside read the database with an alias: READ or PRIMARY."""
    token = _alias.set(alias)
    try:
        yield
    finally:
        _alias.reset(token)


def on_a_standby[Answer](work: Callable[[bool], Answer]) -> Answer:
    """What `work` returns, with its reads on a standby, or on the primary if no standby is current.

    work  called with whether it must raise BehindError for a server that is behind. It is called up to three
          times, so it only reads. If the primary is away as well, what a standby has is better than nothing:
          the last call accepts it.

    Raises what the last call raises.
    """
    return _first_answer([(READ, True), (PRIMARY, False), (READ, False)], work)


def on_the_primary[Answer](work: Callable[[bool], Answer]) -> Answer:
    """As `on_a_standby`, for what somebody has just written: a standby only if the primary is away."""
    return _first_answer([(PRIMARY, False), (READ, False)], work)


def _first_answer(attempts, work):
    if not is_replicated():
        return work(False)
    for alias, must_be_current in attempts[:-1]:
        if time.monotonic() < _away_until.get(alias, 0):
            continue
        try:
            with reading_from(alias):
                return work(must_be_current)
        except BehindError:
            pass
        except ERRORS as error:
            if not _is_away(error):
                raise
            _away_until[alias] = time.monotonic() + SECONDS_AWAY
            _forget_broken(alias)
    alias, must_be_current = attempts[-1]
    with reading_from(alias):
        return work(must_be_current)


def streamed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks of a streamed answer, each read from the server that the request began with."""
    return _streamed(iter(chunks), _alias.get())


def _streamed(chunks, alias):
    while True:
        with reading_from(alias):
            chunk = next(chunks, None)
        if chunk is None:
            return
        yield chunk


def _is_away(error):
    """True if another server may answer; False for a query that is too slow anywhere."""
    state = getattr(error.__cause__ or error, "sqlstate", None)
    return state is None or state.startswith(STATES)


def _forget_broken(alias):
    """Close the connection of this thread, and let its pool drop the others that are broken."""
    connection = connections[alias]
    connection.close()
    if connection.pool and not connection.pool.closed:
        connection.pool.check()
