"""A primary and its standbys, made on the spot from the binaries of the embedded server."""

import os
import signal
from pathlib import Path

import psycopg

from config.postgres import os_user, server
from tests.support.serving import copy
from tests.support.waiting import soon


class Server:
    """A running PostgreSQL server on a socket in its data directory."""

    def __init__(self, data: Path):
        self.data, self.binaries = data, server.binaries_directory()
        self.owner = os_user.user_to_run_as(data)
        server.start(data, self.binaries, self.owner)
        self.runs = True

    def standby(self, data: Path) -> "Server":
        """A new standby that streams from this server."""
        data.mkdir(mode=0o700)
        os_user.give_to(os_user.user_to_run_as(self.data), data)
        copied = ["pg_basebackup", "--pgdata", data, "--host", self.data, "--username=postgres"]
        self.run(*copied, "--write-recovery-conf", "--checkpoint=fast")
        return Server(data)

    def run(self, program, *arguments):
        """Run a program of PostgreSQL as the OS user of the server."""
        done = os_user.run_as(self.owner, [self.binaries / program, *arguments], timeout=60)
        assert done.returncode == 0, done.stderr

    def kill(self):
        """End all processes of the server at once, as a power cut does."""
        if self.runs:
            file = self.data / "postmaster.pid"
            os.kill(int(file.read_text().split()[0]), signal.SIGQUIT)  # "immediate shutdown"
            soon(lambda: not file.exists())
            self.runs = False

    def ask(self, sql):
        """The one value that a query returns."""
        where = {"host": str(self.data), "user": "postgres", "dbname": server.DATABASE_NAME}
        with psycopg.connect(**where, autocommit=True) as connection:
            return connection.execute(sql).fetchone()[0]


def primary(cluster: Path, data: Path) -> Server:
    """A primary with a copy of a stopped cluster."""
    copy(cluster, data)
    return Server(data)


def url(*servers: Server, **parts) -> str:
    """A URL of several servers for DATABASE_URL or DATABASE_READ_URL."""
    hosts = ",".join(str(one.data) for one in servers)
    more = "".join(f"&{name}={value}" for name, value in parts.items())
    return f"postgresql://postgres@/{server.DATABASE_NAME}?host={hosts}{more}"
