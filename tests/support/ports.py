"""Ports of this machine for servers that a test starts."""

import socket
from contextlib import suppress

from tests.support.waiting import soon


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


def wait_for(port):
    """Wait until somebody listens at a port."""
    soon(lambda: is_open(port))


def is_open(port):
    with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
        return True
    return False
