"""Parses a time of the day as people write it: `9`, `9am`, `9:30 a.m.`, `17:00`, `noon`."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from directory.exchange.cells.errors import ParseError
from directory.exchange.cells.text import normalize_cell

TIME = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?(?: ?(?P<half>[ap])(?:\.? ?m)?\.?)?", re.IGNORECASE
)
NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}


class TimeOfDay(NamedTuple):
    """A time of the day."""

    time: str  # as 09:00, of 24 hours
    is_half_stated: bool  # False for `5` and `5:30`, which can be the morning or the afternoon


def parse_time_of_day(cell: str) -> TimeOfDay | None:
    """A typed time; None for an empty cell. Without AM or PM it is read as of 24 hours. Raises ParseError."""
    text = normalize_cell(cell)
    if not text:
        return None
    if text.casefold() in NAMED:
        return TimeOfDay(NAMED[text.casefold()], is_half_stated=True)
    match = TIME.fullmatch(text)
    hour, minute = (int(match["hour"]), int(match["minute"] or 0)) if match else (24, 0)
    if match and match["half"]:
        hour = _of_24_hours(hour, match["half"])
    if not match or hour > 23 or minute > 59:
        raise ParseError(_("Enter a time, for example 9 AM or 5:30 PM."))
    is_half_stated = bool(match["half"]) or hour > 12 or match["hour"].startswith("0")
    return TimeOfDay(f"{hour:02}:{minute:02}", is_half_stated)


def twelve_hours_later(time: str) -> str:
    """`17:00` for `05:00`."""
    hour, _colon, minute = time.partition(":")
    return f"{int(hour) + 12:02}:{minute}"


def _of_24_hours(hour, half):
    """An hour from 1 to 12 with am or pm, as one from 0 to 23; 24, which is none, for other hours."""
    if not 1 <= hour <= 12:
        return 24
    return hour % 12 + (12 if half in "pP" else 0)
