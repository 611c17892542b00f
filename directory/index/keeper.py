"""Keeps the index of this process up to date, in a thread of its own, so that no reader waits for it.

The thread learns of a change from NOTIFY, and asks for the version every half a second besides, which is all
that a standby lets it do. It reads what changed at one moment of the database, makes the next index beside
the one that readers use, and replaces that at once. config/wsgi.py starts it in web workers and in the demo.
"""

import atexit
import ctypes
import gc
import logging
import math
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import ProgrammingError, connections, transaction
from django.dispatch import Signal
from django.utils import timezone

from config.postgres.failures import describe_failure
from config.postgres.reading import ERRORS, PRIMARY, READ, is_replicated, reading_from
from directory.index import current, stored
from directory.index.index import Index
from directory.index.own_connections import Waiter, use_own_connections
from directory.models import Version
from directory.models.version import CHANNEL
from directory.web import moment

POLL_SECONDS = 0.5
MIN_PAUSE_SECONDS, MAX_PAUSE_SECONDS = 0.1, 2  # before the next attempt after a failure: doubled each time
STANDBY_SECONDS = 5  # of following a standby, after which the primary is tried again
STALE_SECONDS = 30  # without an answer from the database, after which this process is not ready
SLICE_SECONDS = 0.002  # of work, after which the thread lets readers run
MAX_REST_SECONDS = 0.2  # between two changes; in between, nine times as long as the last one took
STORE_SECONDS = 30  # between two looks whether the stored index is too old
STORE_AGAIN_SECONDS = 600  # after the index could not be stored
TRIM_SECONDS = 10  # between two returns of memory to the system
MAX_WAIT_SECONDS = 0.2  # of a reader who asks for a version by number
MAX_WAITING = 2  # readers at once; others get what is at hand
VERSION_SQL = "SELECT number, history, pg_is_in_recovery() FROM directory_version WHERE id = 1"

# Sent by the thread each time it has seen that the version at hand is the latest; number: of that version.
is_latest = Signal()

log = logging.getLogger("directory.index")


@dataclass(frozen=True)
class Status:
    """What a keeper does: for /readyz and for metrics."""

    is_running: bool
    mode: str  # "listening", "polling", "away" from the database, or "off" where no keeper runs
    number: int | None = None  # of the version at hand; None before the first
    age: float | None = None  # seconds since the version at hand was seen to be the latest
    loaded_at: datetime | None = None  # when this process had its first index
    last_error: str = ""  # since the last success; "" if there was none

    @property
    def fault(self) -> str:
        """Why this process should get no readers, in a few words; "" if nothing is wrong."""
        if self.mode == "off":
            return ""
        if self.number is None:
            return "the index is not loaded yet"
        if not self.is_running or self.age is None or self.age > STALE_SECONDS:
            return "the index is not kept up"
        return ""


class Keeper:
    """One thread that keeps a current.Kept up to date."""

    def __init__(self, kept: current.Kept):
        self.kept = kept
        self.loaded_at = datetime.now(UTC) if kept.moment else None
        self._mode, self._last_error, self._current_at = "away", "", None
        self._pause, self._rest = MIN_PAUSE_SECONDS, 0.0
        self._trimmed_at = time.monotonic()
        self._store_at = 0.0  # time.monotonic() from which on it looks at the stored index
        self._stopping = threading.Event()
        self._waiter = Waiter()
        self._replaced = threading.Condition()
        self._waiting = threading.BoundedSemaphore(MAX_WAITING)
        self._thread = threading.Thread(target=self._run, name="index keeper", daemon=True)

    # ---- for readers: no query, and no lock but in wait_for

    def version_at_hand(self) -> Version | None:
        if not self._thread.is_alive() and not self._stopping.is_set():
            start()  # in place of this one
        return self.kept.moment.version if self.kept.moment else None

    def wait_for(self, number: int) -> None:
        """Wait until a version is at hand, at most MAX_WAIT_SECONDS.

        A number that the database has not reached is not waited for, so nobody can make the process wait.
        """
        if self._is_at_hand(number) or not _is_in_database(number):
            return
        if not self._waiting.acquire(blocking=False):
            return
        try:
            end = time.monotonic() + MAX_WAIT_SECONDS
            with self._replaced:
                while not self._is_at_hand(number) and (left := end - time.monotonic()) > 0:
                    self._waiter.wake()
                    self._replaced.wait(min(left, MAX_WAIT_SECONDS / 10))
        finally:
            self._waiting.release()

    def _is_at_hand(self, number):
        return self.kept.moment is not None and self.kept.moment.version.number >= number

    def status(self) -> Status:
        return Status(
            is_running=self._thread.is_alive(),
            mode=self._mode,
            number=self.kept.moment.version.number if self.kept.moment else None,
            age=None if self._current_at is None else time.monotonic() - self._current_at,
            loaded_at=self.loaded_at,
            last_error=self._last_error,
        )

    # ---- the thread

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the thread, and wait until it has ended."""
        self._stopping.set()
        self._waiter.wake()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def _run(self):
        use_own_connections()
        # The primary first: a standby that is behind must not hold the index back (web/public_page.py: read).
        aliases = [PRIMARY, READ] if is_replicated() else [PRIMARY]
        while not self._stopping.is_set():
            try:
                with reading_from(aliases[0]):
                    self._follow(connections[aliases[0]])
            except ERRORS as error:
                self._failed(describe_failure(error))
            except ProgrammingError as error:
                self._failed(f"{describe_failure(error)}. Is the database migrated?")
            except Exception as error:
                self._failed(type(error).__name__, exc_info=True)
            finally:
                self._mode = "away"
                for alias in aliases:
                    connections[alias].close()
            aliases.reverse()  # the other server may answer, or the primary again
            self._stopping.wait(self._pause)
            self._pause = min(2 * self._pause, MAX_PAUSE_SECONDS)
        self._waiter.close()

    def _failed(self, reason, **kwargs):
        if not self._last_error and not self._stopping.is_set():
            log.error("The index is not kept up: %s", reason, **kwargs)
        self._last_error = reason

    def _follow(self, connection):
        """Keep up with a server until it fails; with a standby, until the primary is to be tried again."""
        end = time.monotonic() + (STANDBY_SECONDS if connection.alias == READ else math.inf)
        while not self._stopping.is_set() and time.monotonic() < end:
            self._catch_up(connection)
            listens = self._mode == "listening"
            self._waiter.wait(POLL_SECONDS, connection.connection if listens else None)

    def _catch_up(self, connection):
        """Ask for the version, and replace the moment if it is another one."""
        with connection.cursor() as cursor:
            row = cursor.execute(VERSION_SQL).fetchone()
            if row is None and self.kept.moment and self.kept.moment.version.number:
                return None  # a dump is being restored: its version comes last
            number, history, is_standby = row or (0, Version.NO_HISTORY, False)
            if self._mode == "away" or is_standby != (self._mode == "polling"):
                self._listen(cursor, is_standby)
                return self._catch_up(connection)  # a change before LISTEN was notified to nobody
        version = self.kept.moment.version if self.kept.moment else None
        if version is None or version.history != history:
            self._replace(connection, anew=True)
        elif number != version.number:
            # A standby that lags behind another one has an older number; on a primary it is a restored dump.
            is_older = number < version.number
            if not (is_older and is_standby):
                self._replace(connection, anew=is_older)
        self._succeeded()

    def _listen(self, cursor, is_standby):
        if not is_standby:
            cursor.execute(f"LISTEN {CHANNEL}")
        self._mode = "polling" if is_standby else "listening"

    def _succeeded(self):
        if self._last_error:
            log.error("The index is kept up again.")
        self._last_error, self._pause = "", MIN_PAUSE_SECONDS
        self._current_at = time.monotonic()
        if self.kept.moment:
            is_latest.send(Keeper, number=self.kept.moment.version.number)

    # ---- the next moment

    def _replace(self, connection, *, anew):
        """Replace the moment by the one of now: with what changed since, or with all that there is."""
        began = time.thread_time()
        with _at_one_moment(connection):
            version = Version.now()
            base = None if anew or self.kept.moment is None else self.kept.moment.index
            base = base or stored.load(version) or Index(version.history)
            index = base.updated(version.number, self._rows(base.number))
        if not base.number:
            index = stored.compacted(index)
        index.on_day(timezone.localdate())  # or the first reader would make it
        self.kept.replace(index)
        with self._replaced:
            self._replaced.notify_all()
        del base, index
        if self.loaded_at is None:
            self.loaded_at = datetime.now(UTC)
            gc.collect()
            gc.freeze()  # what lives as long as the process is not visited again
            _return_memory()
        self._store()
        self._trim()
        self._rest_after(time.thread_time() - began)

    def _rows(self, number) -> Iterator[tuple]:
        """The rows that changed, with pauses for readers if there is a moment that they read."""
        began = time.thread_time()
        for row in current.changed_rows(number):
            yield row
            if self.loaded_at and time.thread_time() - began > SLICE_SECONDS:
                self._current_at = time.monotonic()  # it goes on, so it is not stale
                time.sleep(SLICE_SECONDS)
                began = time.thread_time()

    def _rest_after(self, seconds):
        """Many publications in a row make one change, so that keeping up takes a tenth of a processor."""
        self._waiter.wait(min(9 * seconds, MAX_REST_SECONDS))

    def _store(self):
        """Store the index for processes that start, if what is stored is too old."""
        if time.monotonic() < self._store_at or self.kept.moment is None:
            return
        self._store_at = time.monotonic() + STORE_SECONDS
        index = self.kept.moment.index
        try:
            if stored.is_worth_storing(index):
                stored.store(index)
        except Exception as error:  # readers have their index all the same
            self._store_at = time.monotonic() + STORE_AGAIN_SECONDS
            log.warning("The index could not be stored: %s", describe_failure(error))

    def _trim(self):
        if time.monotonic() - self._trimmed_at > TRIM_SECONDS:
            self._trimmed_at = time.monotonic()
            _return_memory()


def _is_in_database(number):
    try:
        latest = Version.objects.using(PRIMARY).filter(pk=1).values_list("number", flat=True).first()
    except ERRORS:
        return False
    return latest is not None and number <= latest


@contextmanager
def _at_one_moment(connection):
    """Let everything inside read the database as it is at the first query."""
    with transaction.atomic(using=connection.alias):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        yield


_MALLOC_TRIM = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's; None elsewhere


def _return_memory():
    """Return freed memory to the system: glibc would keep it."""
    if _MALLOC_TRIM is not None:
        _MALLOC_TRIM(0)


# ---- the keeper of this process

_keeper: Keeper | None = None
_starting = threading.Lock()


def start() -> None:
    """Keep the index of this process up from now on, and that of every process that it forks."""
    global _keeper
    with _starting:
        if _keeper is None:
            atexit.register(stop)  # before what was registered earlier, such as the end of an embedded server
        elif _keeper.is_alive():
            return
        else:
            log.error("The thread that keeps up the index has ended, and is started again.")
        _keeper = Keeper(_keeper.kept if _keeper else current.Kept())
        _keeper.start()
        current.answer_from(_keeper.kept)
        moment.answer_from(_keeper)


def stop() -> None:
    """End the keeper. Readers of this process catch up in place again."""
    global _keeper
    if _keeper is not None:
        _keeper.stop()
        _keeper = None
        current.answer_from(None)
        moment.answer_from(None)


def wait_until_loaded(seconds: float) -> bool:
    """Wait until the keeper has loaded an index, at most so long; True if it has."""
    return _keeper is not None and _keeper.kept.is_loaded.wait(seconds)


def status() -> Status:
    """What the keeper of this process does; mode "off" if there is none. Starts one that has ended again."""
    if _keeper is None:
        return Status(is_running=False, mode="off")
    answer = _keeper.status()
    if not answer.is_running:
        start()
    return answer


def _start_in_fork():
    """Threads do not live on in a forked process: a worker that was forked after start() gets its own."""
    global _keeper, _starting
    _starting = threading.Lock()
    if _keeper is not None:
        kept, _keeper = _keeper.kept, None
        _keeper = Keeper(kept)
        _keeper.start()
        moment.answer_from(_keeper)


os.register_at_fork(after_in_child=_start_in_fork)
