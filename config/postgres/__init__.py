"""The database connection: DATABASE_URL, or the embedded PostgreSQL server of the demo; time limits, pools.

The embedded server starts with the first connection (base.py), never on import.
"""

from contextlib import contextmanager
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg.pq import TransactionStatus as Status

from config import environment
from config.postgres.reasons import Connection

FORMS = (
    "postgresql://user:password@host:5432/name, postgresql://user@host/name?sslmode=require "
    "or postgresql:///name?host=/var/run/postgresql (write %40 for @ and %2F for / inside a password)"
)
SSL_MODES = {"disable", "allow", "prefer", "require", "verify-ca", "verify-full"}
SSL_FILES = {"sslrootcert", "sslcert", "sslkey"}

# Every connection gives up before a reader does. Times are milliseconds.
SESSION = {
    "statement_timeout": 3000,
    "lock_timeout": 2000,
    "idle_in_transaction_session_timeout": 5000,
    "timezone": "UTC",
}
POOL = {"min_size": 2, "max_size": 4, "timeout": 2, "connection_class": Connection}  # timeout in seconds


def database():
    """The settings of DATABASES["default"]."""
    common = {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "pool": dict(POOL),
            "connect_timeout": 2,
            "options": " ".join(f"-c {name}={value}" for name, value in SESSION.items()),
        },
    }
    url = environment.text("DATABASE_URL")
    if not url:
        return common | {"ENGINE": "config.postgres", "NAME": "directory"}
    address = from_url(url)
    common["OPTIONS"] |= address.pop("OPTIONS")
    return common | address


def from_url(url):
    """The address as NAME, USER, PASSWORD, HOST, PORT and OPTIONS (TLS alone). Anything else is refused,
    because a part that is silently ignored connects to the wrong server, or to the right one without TLS.
    """
    try:
        parts = urlsplit(url)
        query = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True) if parts.query else []
        name, user, password, host = (
            unquote(part or "", errors="strict")
            for part in (parts.path.removeprefix("/"), parts.username, parts.password, parts.hostname)
        )
        port = parts.port
    except ValueError:
        raise refused("cannot be read") from None
    extra = dict(query)
    if parts.scheme not in ("postgres", "postgresql"):
        raise refused("does not begin with postgresql://")
    if parts.fragment or any(mark.isspace() or mark == "\0" for mark in name + host):
        raise refused("cannot be read")
    if not name or "/" in name:
        raise refused("names no database")
    if len(extra) < len(query):
        raise refused("says one thing twice")
    if "host" in extra:
        if host or not extra["host"].startswith("/"):
            raise refused("names its host twice, or a socket directory that does not begin with /")
        host = extra.pop("host")
    if not host:
        raise refused("names no host")
    if extra.get("sslmode", "prefer") not in SSL_MODES:
        raise refused(f"has an sslmode that is none of {', '.join(sorted(SSL_MODES))}")
    if unknown := extra.keys() - SSL_FILES - {"sslmode"}:
        raise refused(f"has a part that is not known, {sorted(unknown)[0]!r}")
    return {
        "NAME": name,
        "USER": user,
        "PASSWORD": password,
        "HOST": host,
        "PORT": port or "",
        "OPTIONS": extra,
    }


def refused(why):
    return ImproperlyConfigured(f"DATABASE_URL {why}. Write {FORMS}.")  # never the value: it holds a password


def give_back_the_connection():
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
def patient(*, lock_timeout=None):
    """Long work on the default connection (an import, a migration): no statement and no pause ends it.

    lock_timeout  milliseconds to wait for a lock; None leaves the 2,000 of every session

    Locks still time out, so that long work never stands in front of a reader. Everything is as before
    afterward; inside a transaction the change ends with it.
    """
    from django.db import connection

    lifted = {"statement_timeout": "0", "idle_in_transaction_session_timeout": "0"}
    if lock_timeout is not None:
        lifted["lock_timeout"] = str(lock_timeout)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)",  # the numbers, in milliseconds
            [list(lifted)],
        )
        before = dict(cursor.fetchall())
    say(connection, lifted)
    try:
        yield
    finally:
        # A broken transaction takes the change back itself; a closed connection took it along.
        session = connection.connection
        if session is not None and session.info.transaction_status in (Status.IDLE, Status.INTRANS):
            say(connection, before)


def say(connection, values):
    with connection.cursor() as cursor:
        for name, value in values.items():
            cursor.execute("SELECT set_config(%s, %s, %s)", [name, value, connection.in_atomic_block])
