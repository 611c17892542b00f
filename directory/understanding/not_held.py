"""What people look for that the directory does not hold, told apart from words that are not understood."""

from directory.understanding.parts import NotHeld
from directory.understanding.tables.not_held import SENTENCES


def not_held(code: str, typed: str, box: str, span: tuple[int, int]) -> NotHeld:
    """The NotHeld of a code of tables/not_held.py."""
    return NotHeld(typed, str(SENTENCES[code]), box, span)
