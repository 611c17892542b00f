"""Passwords are hashed a few at a time, and nothing is held meanwhile.

A hash costs tenths of a second on purpose. Whoever sends many passwords at once would else take every
processor, and every connection to the database, from people who only read.
"""

from contextlib import contextmanager
from threading import BoundedSemaphore

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from config.postgres.connections import release_connection

MAX_HASHING = 1  # in one process
MAX_WAITING = 3  # in one process, besides
MAX_WAIT_SECONDS = 5  # seconds that one of these waits, at most

waiting_slots = BoundedSemaphore(MAX_HASHING + MAX_WAITING)
hashing_slots = BoundedSemaphore(MAX_HASHING)


class BusyError(Exception):
    """So many passwords are looked at right now that this one has to come again."""


@contextmanager
def hashing_slot():
    """Stand in line to hash, without a connection to the database. Raises BusyError where it is full."""
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
    """Over a hasher of Django's: `class Hasher(OneOfFew, PBKDF2PasswordHasher)`."""

    def encode(self, *args, **kwargs):
        with hashing_slot():
            return super().encode(*args, **kwargs)


class Hasher(LimitedHasher, PBKDF2PasswordHasher):
    """Django's own in all else, so that what was hashed before still fits."""
