"""Marks the differences between the two sides of a change, word by word."""

import json
import re
from collections import Counter
from difflib import SequenceMatcher
from typing import NamedTuple

from directory.facts.spine import STATEMENTS
from directory.publishing.diff import Change
from directory.publishing.offering_changes import offering_changes
from directory.wording import values
from directory.wording.safety_warnings import WarnedValue

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
MIN_SIMILARITY = 0.4  # ratio of difflib: less similar texts are marked as a whole
MAX_TOKENS = 1_000  # longer texts are marked as a whole


class Piece(NamedTuple):
    text: str
    mark: str  # "del", "ins", or "" where both sides have the text


Line = list[Piece]
# Statement → the parts by which a record is found again on the other side, to be compared word by word.
RECORD_KEYS = {
    "practitioners": ("name",),
    "training": ("code", "practitioner"),
    "insurers": ("payer", "plan_name"),
}


class MarkedOffering(NamedTuple):
    """An OfferingChange with its differences marked."""

    old_name: str  # "" for a new one
    new_name: str  # "" for one that was removed
    before: list[Line]
    after: list[Line]
    warned: tuple[WarnedValue, ...]


def marked_sides(change: Change) -> tuple[list[Line], list[Line]]:
    """The lines before and the lines after a change, with the differences marked."""
    if change.statement == "offerings":
        return [], []
    before = values.value_parts(change.statement, change.old)
    after = values.value_parts(change.statement, change.new)
    if before and after and change.statement in RECORD_KEYS:
        names = RECORD_KEYS[change.statement]
        return _records(_by_key(change.old, before, names), _by_key(change.new, after, names))
    if before and after and STATEMENTS[change.statement].kind == "text" and change.statement != "phone":
        old, new = diff_texts(str(before[0]), str(after[0]))
        return [old], [new]
    return (
        [[Piece(str(line), "" if line in after else "del")] for line in before],
        [[Piece(str(line), "" if line in before else "ins")] for line in after],
    )


def marked_offerings(change: Change) -> tuple[MarkedOffering, ...]:
    """The offerings that differ, part by part."""
    return tuple(
        MarkedOffering(one.old_name, one.new_name, *_marked_lines(one.before, one.after), one.warned)
        for one in offering_changes(change.old, change.new)
    )


def _marked_lines(before, after):
    """Lines that belong together in pairs; one side is empty for an offering that is new or removed."""
    if before and after:
        pairs = [diff_texts(old, new) for old, new in zip(before, after, strict=True)]
        return [old for old, _new in pairs], [new for _old, new in pairs]
    return [[Piece(line, "del")] for line in before], [[Piece(line, "ins")] for line in after]


def _records(then, now):
    """Records of the same key are compared word by word."""
    return (
        [diff_texts(line, now[key])[0] if key in now else [Piece(line, "del")] for key, line in then.items()],
        [
            diff_texts(then[key], line)[1] if key in then else [Piece(line, "ins")]
            for key, line in now.items()
        ],
    )


def _by_key(records, lines, names):
    """(key, 1 for the first record of that key, 2 for the second …) → the line of the record."""
    count, by_key = Counter(), {}
    for record, line in zip(records, lines, strict=True):
        key = json.dumps([record.get(name) for name in names])
        count[key] += 1
        by_key[key, count[key]] = line
    return by_key


def diff_texts(old: str, new: str) -> tuple[Line, Line]:
    """(old, new), each as pieces. Pieces are marked "del" in the old text, "ins" in the new text, else ""."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    whole = [Piece(old, "del")], [Piece(new, "ins")]
    if old == new:
        return [Piece(old, "")], [Piece(new, "")]
    if max(len(before), len(after)) > MAX_TOKENS:
        return whole
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < MIN_SIMILARITY:
        return whole
    left, right = [], []
    for kind, start, end, first, last in matcher.get_opcodes():
        same = kind == "equal"
        _append(left, "".join(before[start:end]), "" if same else "del")
        _append(right, "".join(after[first:last]), "" if same else "ins")
    return _joined(left), _joined(right)


def _append(pieces, text, mark):
    if text:
        pieces.append(Piece(text, mark))


def _joined(pieces):
    """Neighbors of one mark become one piece; a blank between two marked pieces is marked with them."""
    joined = []
    for position, (text, mark) in enumerate(pieces):
        around = pieces[position - 1 : position] + pieces[position + 1 : position + 2]
        if not mark and not text.strip() and len(around) == 2 and all(other.mark for other in around):
            mark = around[0].mark
        if joined and joined[-1].mark == mark:
            joined[-1] = Piece(joined[-1].text + text, mark)
        else:
            joined.append(Piece(text, mark))
    return joined
