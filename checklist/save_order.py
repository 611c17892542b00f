"""Autosave: applies the saves of one open page in their order, and drops an older one that arrives late.
Pure.

An open page gives itself a random name (`tab`) and numbers its saves (`sequence`, from 1). Two saves may be
under way at once and arrive in either order. For the pages that saved last, the notebook stores the sequence
number and the digest of each answer that the page wrote:

    {"tabs": {TAB: {KEY: [SEQUENCE, DIGEST]}}}
"""

import re
from dataclasses import dataclass

MAX_TABS = 8


@dataclass(frozen=True)
class Save:
    """One save of one open page. `tab` is empty where the page runs no script: such a save is never late."""

    tab: str = ""
    sequence: int = 0


def read_save(data):
    """The Save in a posted form; an empty Save if its fields are missing or malformed."""
    tab, sequence = data.get("tab", ""), data.get("sequence", "")
    if re.fullmatch(r"[0-9a-f]{16}", tab) and re.fullmatch(r"[1-9][0-9]{0,8}", sequence):
        return Save(tab, int(sequence))
    return Save()


def is_late(book, save, key):
    """True if the page of this save has already written a later save of this answer."""
    return save.sequence < _last_save(book, save, key)[0]


def last_digest(book, save, key):
    """The digest of the answer that the page of this save wrote last under this key, or None."""
    return _last_save(book, save, key)[1]


def record(book, save, key, digest):
    """Store the sequence number of a save and the digest of the answer, for the last MAX_TABS pages."""
    if not save.tab:
        return
    tabs = book.setdefault("tabs", {})
    tabs[save.tab] = tabs.pop(save.tab, {}) | {key: [save.sequence, digest]}
    while len(tabs) > MAX_TABS:
        del tabs[next(iter(tabs))]


def _last_save(book, save, key):
    return book.get("tabs", {}).get(save.tab, {}).get(key, (0, None))
