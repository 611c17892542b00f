"""Parsers of yes or no, whole numbers, dollars and degrees as people and spreadsheets write them."""

import re

from django.utils.translation import gettext as _

from directory.exchange.cells.errors import ParseError
from directory.exchange.cells.text import DASHES, normalize_cell

# A long number as spreadsheets show it: `3.03556E+09`.
SCIENTIFIC_NOTATION = re.compile(r"([0-9])(?:\.([0-9]+))?E\+?([0-9]{1,2})", re.IGNORECASE)
YES, NO = {"yes", "y", "true", "t", "1", "1.0"}, {"no", "n", "false", "f", "0", "0.0"}
NUMBER = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(?:[ ,][0-9]{3}){1,2}")
DEGREES = re.compile(r"(-?[0-9]{1,3}(?:[.,][0-9]+)?(?:e[+-]?[0-9]{1,3})?) ?°? ?([nsew]?)", re.IGNORECASE)


def expand_scientific_notation(text):
    """`3.035550142E9` → `3035550142`. Raises ParseError where digits are lost: `3.03556E+09`."""
    match = SCIENTIFIC_NOTATION.fullmatch(text)
    if not match:
        return text
    behind = match[2] or ""
    if len(behind) != int(match[3]):
        raise ParseError(
            _(
                "A spreadsheet shortened this number, and its last digits are lost. Format the "
                "column as text, and enter the number again."
            )
        )
    return match[1] + behind


def parse_yes_no(cell):
    """True, False, or None for an empty cell. Raises ParseError."""
    answer = normalize_cell(cell).casefold().rstrip(".")
    if answer not in {"", *YES, *NO}:
        raise ParseError(_("Write yes or no, or leave it empty where it is not stated."))
    return None if not answer else answer in YES


def parse_whole_number(cell):
    """The int of `6`, `1,200` or `6.0`; None for an empty cell. Raises ParseError."""
    return _parse_number(normalize_cell(cell), _("Enter a whole number, for example 6."))


def parse_dollars(cell):
    """Whole dollars of `$450`, `1,200` or `450.00 USD`, an int; None for an empty cell. Raises ParseError."""
    text = re.sub(
        r"(?: ?/ ?| per | each )(?:session|infusion|treatment|visit|dose)$",
        "",
        normalize_cell(cell),
        flags=re.IGNORECASE,
    )
    text = re.sub(r"^(?:us|usd)? ?\$|^usd|(?:usd|dollars?|\$|(?<=[0-9])\.)$", "", text, flags=re.IGNORECASE)
    advice = _("Write whole dollars, for example 450 or $1,200.")
    if cell.strip() and not text.strip():
        raise ParseError(advice)
    return _parse_number(text.strip(), advice)


def _parse_number(text, advice):
    if not text:
        return None
    text = re.sub(r"[.,]0{1,2}$", "", text)
    if not NUMBER.fullmatch(text):
        raise ParseError(advice)
    return int(text.replace(",", "").replace(" ", ""))


def parse_degrees(cell):
    """Degrees of `-104.9903`, `104.9903° W` or `-104,9903` as a float, north and east positive.

    None for an empty cell. Raises ParseError.
    """
    text = normalize_cell(cell).translate(DASHES)
    if not text:
        return None
    match = DEGREES.fullmatch(text)
    if not match:
        raise ParseError(_("Enter decimal degrees, for example -104.9903."))
    number = float(match[1].replace(",", "."))
    if abs(number) > 999:  # an exponent can make it any number
        raise ParseError(_("Enter decimal degrees, for example -104.9903."))
    return -abs(number) if match[2].lower() in ("s", "w") and match[2] else number
