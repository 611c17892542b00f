"""Autosave: applies the saves of one open page in their order, and drops an older one that arrives late.
Pure.

An open page gives itself a random name (`tab`) and numbers its saves (`turn`, from 1 on). It may send one
while another is under way, and they may arrive in either order. The notebook keeps, for the pages that saved
last, the turn of each answer and a digest of it:

    {"tabs": {TAB: {KEY: [TURN, DIGEST]}}}
"""

import re
from dataclasses import dataclass

MAX_TABS = 8


@dataclass(frozen=True)
class Save:
    """One save of one open page. `tab` is empty where the page runs no script: then nothing is late."""

    tab: str = ""
    number: int = 0


def read_save(data):
    """The Turn that a form carries; an empty one where it carries none."""
    tab, number = data.get("tab", ""), data.get("turn", "")
    if re.fullmatch(r"[0-9a-f]{16}", tab) and re.fullmatch(r"[1-9][0-9]{0,8}", number):
        return Save(tab, int(number))
    return Save()


def is_late(book, turn, key):
    """Has this page written a later turn of this answer already?"""
    return turn.number < _last_save(book, turn, key)[0]


def last_digest(book, turn, key):
    """The digest of what this page wrote last to this answer, or None."""
    return _last_save(book, turn, key)[1]


def record(book, turn, key, digest):
    """This page's newest turn of an answer, and what the answer is now."""
    if not turn.tab:
        return
    tabs = book.setdefault("tabs", {})
    tabs[turn.tab] = tabs.pop(turn.tab, {}) | {key: [turn.number, digest]}
    while len(tabs) > MAX_TABS:
        del tabs[next(iter(tabs))]


def _last_save(book, turn, key):
    return book.get("tabs", {}).get(turn.tab, {}).get(key, (0, None))
