"""Database connections of one thread alone, that do not come from the pool which readers share."""

import selectors
import socket
from contextlib import suppress

from django.db import connections
from django.db.utils import load_backend

# A server that vanished without a word is noticed within 10 seconds (over TCP).
KEEPALIVE = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2}
KEEPALIVE |= {"tcp_user_timeout": 10_000}  # milliseconds


def use_own_connections() -> None:
    """Give this thread connections of its own under every alias. None is opened before its first query."""
    for alias, database in connections.settings.items():
        options = {name: value for name, value in database["OPTIONS"].items() if name != "pool"}
        backend = load_backend(database["ENGINE"])
        connections[alias] = backend.DatabaseWrapper(database | {"OPTIONS": options | KEEPALIVE}, alias)


class Waiter:
    """Waits for a notification of PostgreSQL, or for another thread of this process."""

    def __init__(self):
        self._receiver, self._sender = socket.socketpair()
        self._receiver.setblocking(False)
        self._sender.setblocking(False)

    def wake(self) -> None:
        """End the wait, from any thread, without waiting."""
        with suppress(OSError):  # woken often enough already, or closed
            self._sender.send(b"!")

    def wait(self, seconds: float, connection=None) -> None:
        """Wait until woken, or until something is received on a psycopg connection that listens.

        Raises psycopg.OperationalError if that connection has broken off.
        """
        with selectors.DefaultSelector() as selector:
            selector.register(self._receiver, selectors.EVENT_READ)
            if connection is not None:
                selector.register(connection.fileno(), selectors.EVENT_READ)
            ready = {key.fileobj for key, _events in selector.select(seconds)}
        if self._receiver in ready:
            self._receiver.recv(4096)
        if connection is not None:
            for _notification in connection.notifies(timeout=0):
                pass  # that there is one is all we need to know: the version is read next

    def close(self) -> None:
        self._receiver.close()
        self._sender.close()
