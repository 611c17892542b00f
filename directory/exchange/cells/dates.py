"""Dates as people and spreadsheets write them."""

import re
from datetime import date

from django.utils.translation import gettext as _

from directory.exchange.cells.errors import ParseError
from directory.exchange.cells.text import normalize_cell

YEAR_MONTH_DAY = re.compile(
    r"([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?Z?)?"
)
MONTHS = {name: at for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}  # noqa: SIM905
MONTH = "(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?"
DAY_MONTH = re.compile(rf"([0-9]{{1,2}})(?:st|nd|rd|th)?[- ]+{MONTH}\.?[-, ]+([0-9]{{4}})", re.IGNORECASE)
MONTH_DAY = re.compile(rf"{MONTH}\.? +([0-9]{{1,2}})(?:st|nd|rd|th)?,? +([0-9]{{4}})", re.IGNORECASE)
SPREADSHEET_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")  # days since 1900, as spreadsheets store a date
MIN_YEAR = 1990


def parse_date(cell):
    """ISO date of `2026-11-22`, `2026/11/22`, `Nov 22, 2026` or `22-Nov-2026`; None for an empty cell.

    Raises ParseError for `11/1/2026`, which may be two dates, and for a year before MIN_YEAR. A time behind
    the date, as spreadsheets write it, is ignored.
    """
    text = normalize_cell(cell)
    if not text:
        return None
    try:
        parsed = date(*_year_month_day(text))
    except ValueError:
        parsed = None
    if parsed and parsed.year >= MIN_YEAR:
        return parsed.isoformat()
    if SPREADSHEET_SERIAL.fullmatch(text):
        raise ParseError(
            _(
                "This is a spreadsheet’s internal number for a date. Enter year-month-day, for "
                "example 2026-11-22."
            )
        )
    raise ParseError(_("Enter a date as year-month-day, for example 2026-11-22."))


def _year_month_day(text):
    """Year, month and day as numbers. Raises ValueError for text that is no date, or may be two."""
    if (match := YEAR_MONTH_DAY.fullmatch(text)) and (match[2] or len(match[3] + match[4]) == 4):
        return int(match[1]), int(match[3]), int(match[4])
    if match := DAY_MONTH.fullmatch(text):
        return int(match[3]), MONTHS[match[2][:3].lower()], int(match[1])
    if match := MONTH_DAY.fullmatch(text):
        return int(match[3]), MONTHS[match[1][:3].lower()], int(match[2])
    raise ValueError(text)
