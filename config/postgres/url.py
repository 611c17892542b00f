"""DATABASE_URL and DATABASE_READ_URL, parsed strictly; without them, the settings of the embedded server."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.postgres.failures import Connection

ACCEPTED_FORMS = (
    "postgresql://user:password@host:5432/name, postgresql://user@host/name?sslmode=require "
    "or postgresql:///name?host=/var/run/postgresql (write %40 for @ and %2F for / inside a password); "
    "several servers as postgresql://user@one,two:5433/name?target_session_attrs=prefer-standby"
)
SSL_MODES = {"disable", "allow", "prefer", "require", "verify-ca", "verify-full"}
SSL_FILES = {"sslrootcert", "sslcert", "sslkey"}
# How libpq chooses among several servers.
CHOICES = {
    "target_session_attrs": {"any", "read-write", "read-only", "primary", "standby", "prefer-standby"},
    "load_balance_hosts": {"disable", "random"},
}
HOST = re.compile(r"(?P<host>\[[0-9a-fA-F:.]+\]|[^:\[\]]+)(?::(?P<port>\d{1,5}))?")

# Milliseconds; a query times out before a reader gives up.
SESSION_LIMITS = {
    "statement_timeout": 3000,
    "lock_timeout": 2000,
    "idle_in_transaction_session_timeout": 5000,
    "timezone": "UTC",
}
POOL = {
    "min_size": 2,
    "max_size": 4,
    "timeout": 2,
    "connection_class": Connection,
}  # seconds to wait for a connection


def databases():
    """DATABASES: "default", and "read" if DATABASE_READ_URL names where public pages are read."""
    read = environment.read("DATABASE_READ_URL")
    if not read:
        return {"default": database_settings()}
    return {"default": database_settings(), "read": database_settings("DATABASE_READ_URL")}


def database_settings(name="DATABASE_URL"):
    """The settings of one database: of a variable, else of the embedded server."""
    common = {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "pool": dict(POOL),
            "connect_timeout": 2,
            "options": " ".join(f"-c {name}={value}" for name, value in SESSION_LIMITS.items()),
        },
    }
    url = environment.read(name)
    if not url:
        return common | {"ENGINE": "config.postgres", "NAME": "directory"}
    address = parse_url(url, name)
    common["OPTIONS"] |= address.pop("OPTIONS")
    return common | address


# Long because every part of a URL that is not taken is refused by its name, one after the other.
def parse_url(url, variable="DATABASE_URL"):  # noqa: C901
    """A URL as NAME, USER, PASSWORD, HOST, PORT and OPTIONS (for TLS, and for the choice among servers).

    variable  the name of the environment variable, for the message
    Several servers are separated by commas in HOST and in PORT, as libpq reads them.

    Raises ImproperlyConfigured for any other part. A part that is silently ignored would connect to the wrong
    server, or to the right one without TLS.
    """
    try:
        parts = urlsplit(url)
        query = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True) if parts.query else []
        who, _at, servers = parts.netloc.rpartition("@")
        user, _colon, password = who.partition(":")
        name, user, password, servers = (
            unquote(part, errors="strict") for part in (parts.path.removeprefix("/"), user, password, servers)
        )
        host, port = _hosts_and_ports(servers)
    except ValueError:
        raise _malformed("cannot be read", variable) from None
    extra = dict(query)
    if parts.scheme not in ("postgres", "postgresql"):
        raise _malformed("does not begin with postgresql://", variable)
    if parts.fragment or any(mark.isspace() or mark == "\0" for mark in name + host):
        raise _malformed("cannot be read", variable)
    if not name or "/" in name:
        raise _malformed("names no database", variable)
    if len(extra) < len(query):
        raise _malformed("says one thing twice", variable)
    if "host" in extra:
        if host or not all(one.startswith("/") for one in extra["host"].split(",")):
            raise _malformed(
                "names its host twice, or a socket directory that does not begin with /", variable
            )
        host = extra.pop("host")
    if not host:
        raise _malformed("names no host", variable)
    if extra.get("sslmode", "prefer") not in SSL_MODES:
        raise _malformed(f"has an sslmode that is none of {', '.join(sorted(SSL_MODES))}", variable)
    for choice, values in CHOICES.items():
        if choice in extra and extra[choice] not in values:
            raise _malformed(f"has a {choice} that is none of {', '.join(sorted(values))}", variable)
    if unknown := extra.keys() - SSL_FILES - CHOICES.keys() - {"sslmode"}:
        raise _malformed(f"has a part that is not known, {sorted(unknown)[0]!r}", variable)
    return {
        "NAME": name,
        "USER": user,
        "PASSWORD": password,
        "HOST": host,
        "PORT": port,
        "OPTIONS": extra,
    }


def _hosts_and_ports(servers):
    """`one,two:5433` → ("one,two", ",5433"); an empty port is libpq's default. Raises ValueError."""
    found = [HOST.fullmatch(server) for server in servers.split(",")] if servers else []
    if not all(found) or any(int(one["port"] or 1) not in range(1, 65536) for one in found):
        raise ValueError(servers)
    hosts = ",".join(one["host"].strip("[]").lower() for one in found)
    ports = [one["port"] or "" for one in found]
    return hosts, int(ports[0]) if len(ports) == 1 and ports[0] else ",".join(ports) if any(ports) else ""


def _malformed(why, variable):
    return ImproperlyConfigured(
        f"{variable} {why}. Write {ACCEPTED_FORMS}."
    )  # never the value: it holds a password
