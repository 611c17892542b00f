"""The DATABASE_URL of a database on the server of the tests."""

from urllib.parse import quote

from django.db import connection


def url_of_database(name):
    """The URL for the processes that a test starts, whether the server is reached by a socket or by TCP."""
    known = connection.get_connection_params()
    who = ":".join(quote(known[part], safe="") for part in ("user", "password") if known.get(part))
    host = known.get("host") or "localhost"
    if host.startswith("/"):
        return f"postgresql://{who}@/{name}?host={quote(host, safe='')}"
    return f"postgresql://{who}@{host}:{known.get('port') or 5432}/{name}"
