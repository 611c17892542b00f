"""The files in by_hand/: lines of fields divided by "|", names by ";". A line with # is a comment."""

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).with_name("by_hand")


class Line(NamedTuple):
    """A line of a file.

    label   "Bay Area, CA"
    names   what people write besides the name in the label
    where   names of towns, or two numbers, or nothing
    """

    label: str
    names: tuple[str, ...]
    where: tuple[str, ...]


def read_lines(name):
    """The Lines of a file."""
    for text in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if text.strip() and not text.startswith("#"):
            label, names, where = ([part.strip() for part in f"{text}||".split("|")])[:3]
            yield Line(label, _list(names), _list(where))


def _list(text):
    return tuple(part.strip() for part in text.split(";") if part.strip())
