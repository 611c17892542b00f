"""The one index of this process: loaded, and brought up to a version of the directory."""

import threading

from directory.index.index import COLUMNS, Index
from directory.models import Listing, Version

BATCH_ROWS = 5_000

_index = Index(history=None)
_updating = threading.Lock()


def current_index(version: Version) -> Index:
    """The index at a models.Version, or later. Reads the listings that changed since the last call.

    A database restored from a dump has an older number, or another history: every listing is read again.
    """
    global _index
    if not _is_at(version):
        with _updating:
            if _is_older(version):  # restored; or another request updated the index while this one waited
                version = Version.now()
            if not _is_at(version):
                restored = _index.history != version.history or _is_older(version)
                base = Index(version.history) if restored else _index
                _index = base.updated(version.number, _changed_rows(base.number))
    return _index


def _is_at(version):
    return (_index.history, _index.number) == (version.history, version.number)


def _is_older(version):
    """True if `version` comes before that of the index, in one history."""
    return _index.history == version.history and version.number < _index.number


def _changed_rows(number):
    changed = Listing.objects.changed_since(number)
    after = 0
    while rows := list(changed.filter(pk__gt=after).values_list(*COLUMNS)[:BATCH_ROWS]):
        yield from rows
        after = rows[-1][0]
        if len(rows) < BATCH_ROWS:
            return
