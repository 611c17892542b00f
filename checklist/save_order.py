"""Autosave: applies the saves of one open page in their order, and drops an older one that arrives late.
Pure.

An open page gives itself a random name (`tab`) and numbers its saves (`sequence`, from 1 on). It may send one
while another is under way, and they may arrive in either order. The notebook keeps, for the pages that saved
last, the sequence number of each answer and a digest of it:

    {"tabs": {TAB: {KEY: [SEQUENCE, DIGEST]}}}
"""

import re
from dataclasses import dataclass

MAX_TABS = 8


@dataclass(frozen=True)
class Save:
    """One save of one open page. `tab` is empty where the page runs no script: then nothing is late."""

    tab: str = ""
    sequence: int = 0


def read_save(data):
    """The Save that a form carries; an empty one where it carries none."""
    tab, sequence = data.get("tab", ""), data.get("sequence", "")
    if re.fullmatch(r"[0-9a-f]{16}", tab) and re.fullmatch(r"[1-9][0-9]{0,8}", sequence):
        return Save(tab, int(sequence))
    return Save()


def is_late(book, save, key):
    """Has this page written a later save of this answer already?"""
    return save.sequence < _last_save(book, save, key)[0]


def last_digest(book, save, key):
    """The digest of what this page wrote last to this answer, or None."""
    return _last_save(book, save, key)[1]


def record(book, save, key, digest):
    """This page's newest save of an answer, and what the answer is now."""
    if not save.tab:
        return
    tabs = book.setdefault("tabs", {})
    tabs[save.tab] = tabs.pop(save.tab, {}) | {key: [save.sequence, digest]}
    while len(tabs) > MAX_TABS:
        del tabs[next(iter(tabs))]


def _last_save(book, save, key):
    return book.get("tabs", {}).get(save.tab, {}).get(key, (0, None))
