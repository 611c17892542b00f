"""Which PostgreSQL: DATABASE_URL if set, else an embedded server in .postgres/ (a development dependency).

The embedded server starts with the first connection (base.py), never on import.
"""

from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import environment

FORMS = "postgresql://user:password@host:5432/name, or postgresql:///name?host=/var/run/postgresql"

# Every connection gives up before a reader does (docs: trust).
SESSION = (
    "-c statement_timeout=3000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=5000"
    " -c timezone=UTC"
)
POOL = {"min_size": 2, "max_size": 4, "timeout": 2}


def database():
    """The settings of DATABASES["default"]."""
    common = {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": dict(POOL), "connect_timeout": 2, "options": SESSION},
    }
    url = environment.text("DATABASE_URL")
    if not url:
        return common | {"ENGINE": "config.postgres", "NAME": "directory"}
    return common | from_url(url, common["OPTIONS"])


def from_url(url, options):
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in ("postgres", "postgresql") or not name or "/" in name or port == -1:
        raise ImproperlyConfigured(f"DATABASE_URL is not an address of a PostgreSQL database. Write {FORMS}.")
    extra = dict(parse_qsl(parts.query))
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": extra.pop("host", unquote(parts.hostname or "")),
        "PORT": port or "",
        "OPTIONS": options | extra,
    }
