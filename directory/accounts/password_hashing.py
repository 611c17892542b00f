"""Passwords are hashed a few at a time, and nothing is held meanwhile.

A hash costs tenths of a second on purpose. Whoever sends many passwords at once would else take every
processor, and every connection to the database, from people who only read.
"""

from contextlib import contextmanager
from threading import BoundedSemaphore

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from config.postgres import give_back_the_connection

AT_ONCE = 1  # in one process
WAITING = 3  # in one process, besides
PATIENCE = 5  # seconds that one of these waits, at most

room = BoundedSemaphore(AT_ONCE + WAITING)
work = BoundedSemaphore(AT_ONCE)


class BusyError(Exception):
    """So many passwords are looked at right now that this one has to come again."""


@contextmanager
def one_of_few():
    """Stand in line to hash, without a connection to the database. Raises BusyError where it is full."""
    if not room.acquire(blocking=False):
        raise BusyError
    try:
        give_back_the_connection()
        if not work.acquire(timeout=PATIENCE):
            raise BusyError
        try:
            yield
        finally:
            work.release()
    finally:
        room.release()


class OneOfFew:
    """Over a hasher of Django's: `class Hasher(OneOfFew, PBKDF2PasswordHasher)`."""

    def encode(self, *args, **kwargs):
        with one_of_few():
            return super().encode(*args, **kwargs)


class Hasher(OneOfFew, PBKDF2PasswordHasher):
    """Django's own in all else, so that what was hashed before still fits."""
