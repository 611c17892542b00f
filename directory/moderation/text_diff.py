"""Marks the differences between the two sides of a change, word by word."""

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import NamedTuple

from directory.facts.spine import STATEMENTS
from directory.publishing.diff import Change
from directory.wording import values

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
MIN_SIMILARITY = 0.4  # ratio of difflib: less similar texts are marked as a whole
MAX_TOKENS = 1_000  # longer texts are marked as a whole


class Piece(NamedTuple):
    text: str
    mark: str  # "del", "ins", or "" where both sides have the text


Line = list[Piece]


def marked_sides(change: Change) -> tuple[list[Line], list[Line]]:
    """The lines before and the lines after a change, with the differences marked."""
    before = values.value_parts(change.statement, change.old)
    after = values.value_parts(change.statement, change.new)
    if before and after and change.statement == "practitioners":
        return _people(before, change.old, after, change.new)
    if before and after and STATEMENTS[change.statement].kind == "text" and change.statement != "phone":
        old, new = diff_texts(str(before[0]), str(after[0]))
        return [old], [new]
    return (
        [[Piece(str(line), "" if line in after else "del")] for line in before],
        [[Piece(str(line), "" if line in before else "ins")] for line in after],
    )


def _people(before, old, after, new):
    """Practitioners of the same name are compared word by word."""
    then, now = _by_name(old, before), _by_name(new, after)
    return (
        [diff_texts(line, now[key])[0] if key in now else [Piece(line, "del")] for key, line in then.items()],
        [
            diff_texts(then[key], line)[1] if key in then else [Piece(line, "ins")]
            for key, line in now.items()
        ],
    )


def _by_name(people, lines):
    """(name, 1 for the first person of that name, 2 for the second …) → the line of the person."""
    count, by_name = Counter(), {}
    for person, line in zip(people, lines, strict=True):
        count[person["name"]] += 1
        by_name[person["name"], count[person["name"]]] = line
    return by_name


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
