"""The one index of this process.

Where a keeper runs (index/keeper.py: in web workers and in the demo), readers get the moment that it keeps,
without a query or a lock. Elsewhere, as in tests, commands and the shell, the index catches up in place.
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import OperationalError

from directory.index.index import COLUMNS, Index
from directory.models import Listing, Version
from directory.web.moment import version_at_hand

__all__ = ["current_index", "version_at_hand"]

BATCH_ROWS = 1_000
FIRST_LOAD_SECONDS = 2  # that a reader waits where a process answers before its index is loaded


class NotLoadedError(OperationalError):
    """The index of this process is still being loaded. Readers get a 503, as while the database is away."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What readers get from a keeper: replaced as a whole, never changed."""

    index: Index
    version: Version  # of the index


class Kept:
    """The moment that a keeper keeps for the readers of this process."""

    def __init__(self):
        self.moment: Moment | None = None
        self.is_loaded = threading.Event()

    def replace(self, index: Index) -> None:
        version = Version(pk=1, number=index.number, history=index.history)
        self.moment = Moment(index, version)
        self.is_loaded.set()

    def index_in_time(self) -> Index:
        """The index at hand; waits only for the first one. Raises NotLoadedError."""
        if self.moment is None:
            self.is_loaded.wait(FIRST_LOAD_SECONDS)
        if self.moment is None:
            raise NotLoadedError("The index is not loaded yet.")
        return self.moment.index


_kept: Kept | None = None  # None: no keeper runs
_index = Index(history=None)  # of a process without a keeper
_updating = threading.Lock()


def answer_from(kept: Kept | None) -> None:
    """Answer readers from what a keeper keeps; None: catch up in place again."""
    global _kept
    _kept = kept


def current_index(version: Version) -> Index:
    """The index to answer a reader from.

    With a keeper: the index at hand, whatever `version` is. Raises NotLoadedError if there is none in time.
    Without: the index at a version, or later, after reading the listings that changed since the last call. A
    database restored from a dump has an older number, or another history: every listing is read again.
    """
    if _kept is not None:
        return _kept.index_in_time()
    return _caught_up(version)


def _caught_up(version):
    global _index
    if not _is_at(version):
        with _updating:
            if _is_older(version):  # restored; or another request updated the index while this one waited
                version = Version.now()
            if not _is_at(version):
                restored = _index.history != version.history or _is_older(version)
                base = Index(version.history) if restored else _index
                _index = base.updated(version.number, changed_rows(base.number))
    return _index


def _is_at(version):
    return (_index.history, _index.number) == (version.history, version.number)


def _is_older(version):
    """True if `version` comes before that of the index, in one history."""
    return _index.history == version.history and version.number < _index.number


def changed_rows(number: int) -> Iterator[tuple]:
    """Rows of COLUMNS of the listings that changed after a number, a batch in memory at a time."""
    changed = Listing.objects.changed_since(number)
    after = 0
    while rows := list(changed.filter(pk__gt=after).values_list(*COLUMNS)[:BATCH_ROWS]):
        yield from rows
        after = rows[-1][0]
        if len(rows) < BATCH_ROWS:
            return
