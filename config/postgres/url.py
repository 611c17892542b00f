"""DATABASE_URL, parsed strictly; without it, the settings of the embedded server."""

from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.postgres.failures import Connection

ACCEPTED_FORMS = (
    "postgresql://user:password@host:5432/name, postgresql://user@host/name?sslmode=require "
    "or postgresql:///name?host=/var/run/postgresql (write %40 for @ and %2F for / inside a password)"
)
SSL_MODES = {"disable", "allow", "prefer", "require", "verify-ca", "verify-full"}
SSL_FILES = {"sslrootcert", "sslcert", "sslkey"}

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


def database_settings():
    """DATABASES["default"]: of DATABASE_URL, else of the embedded server."""
    common = {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "pool": dict(POOL),
            "connect_timeout": 2,
            "options": " ".join(f"-c {name}={value}" for name, value in SESSION_LIMITS.items()),
        },
    }
    url = environment.read("DATABASE_URL")
    if not url:
        return common | {"ENGINE": "config.postgres", "NAME": "directory"}
    address = parse_url(url)
    common["OPTIONS"] |= address.pop("OPTIONS")
    return common | address


# Long because every part of a URL that is not taken is refused by its name, one after the other.
def parse_url(url):  # noqa: C901
    """A URL as NAME, USER, PASSWORD, HOST, PORT and OPTIONS (for TLS only).

    Raises ImproperlyConfigured for any other part. A part that is silently ignored would connect to the wrong
    server, or to the right one without TLS.
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
        raise _malformed("cannot be read") from None
    extra = dict(query)
    if parts.scheme not in ("postgres", "postgresql"):
        raise _malformed("does not begin with postgresql://")
    if parts.fragment or any(mark.isspace() or mark == "\0" for mark in name + host):
        raise _malformed("cannot be read")
    if not name or "/" in name:
        raise _malformed("names no database")
    if len(extra) < len(query):
        raise _malformed("says one thing twice")
    if "host" in extra:
        if host or not extra["host"].startswith("/"):
            raise _malformed("names its host twice, or a socket directory that does not begin with /")
        host = extra.pop("host")
    if not host:
        raise _malformed("names no host")
    if extra.get("sslmode", "prefer") not in SSL_MODES:
        raise _malformed(f"has an sslmode that is none of {', '.join(sorted(SSL_MODES))}")
    if unknown := extra.keys() - SSL_FILES - {"sslmode"}:
        raise _malformed(f"has a part that is not known, {sorted(unknown)[0]!r}")
    return {
        "NAME": name,
        "USER": user,
        "PASSWORD": password,
        "HOST": host,
        "PORT": port or "",
        "OPTIONS": extra,
    }


def _malformed(why):
    return ImproperlyConfigured(
        f"DATABASE_URL {why}. Write {ACCEPTED_FORMS}."
    )  # never the value: it holds a password
