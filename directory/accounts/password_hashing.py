"""A password hasher that limits how many hashes one process computes at once, without a database connection.

A hash takes tenths of a second on purpose. Without the limit, a stranger who sends many passwords at once
would keep every processor and every database connection from the people who read pages.
"""

from contextlib import contextmanager
from threading import BoundedSemaphore

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from config.postgres.connections import release_connection

MAX_HASHING = 1  # in one process
MAX_WAITING = 3  # in one process, besides those that hash
MAX_WAIT_SECONDS = 5

waiting_slots = BoundedSemaphore(MAX_HASHING + MAX_WAITING)
hashing_slots = BoundedSemaphore(MAX_HASHING)


class BusyError(Exception):
    """Too many passwords are being hashed at this moment. throttling.py answers with 429."""


@contextmanager
def hashing_slot():
    """Wait for a turn to hash, without a database connection. Raises BusyError where too many wait."""
    if not waiting_slots.acquire(blocking=False):
        raise BusyError
    try:
        release_connection()
        if not hashing_slots.acquire(timeout=MAX_WAIT_SECONDS):
            raise BusyError
        try:
            yield
        finally:
            hashing_slots.release()
    finally:
        waiting_slots.release()


class LimitedHasher:
    """Mixin for a hasher of Django: `class Hasher(LimitedHasher, PBKDF2PasswordHasher)`."""

    def encode(self, *args, **kwargs):
        with hashing_slot():
            return super().encode(*args, **kwargs)


class Hasher(LimitedHasher, PBKDF2PasswordHasher):
    """Django's hasher with the limit. Passwords that Django's own hasher stored are accepted."""
