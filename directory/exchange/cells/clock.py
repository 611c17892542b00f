"""Times of the day as people write them."""

import re

from django.utils.translation import gettext as _

from directory.exchange.cells.errors import ParseError
from directory.exchange.cells.text import normalize_cell

TIME = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(?::00)? ?(?:([ap])\.?m?\.?)?", re.IGNORECASE)


def parse_clock_time(cell):
    """`09:00` of `9:00`, `9 am` or `09:00:00`; "" for an empty cell.

    Raises ParseError for `9`, which may be morning or evening, and for what is no time.
    """
    text = normalize_cell(cell)
    if not text:
        return ""
    match = TIME.fullmatch(text)
    if match and (match[2] or match[3]):
        hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + 12 * (half == "p")
        elif half:
            hour = 24
        if hour < 24 and minute < 60:
            return f"{hour:02}:{minute:02}"
    raise ParseError(_("Write a time of the day, for example 09:00 or 5:30 pm."))
