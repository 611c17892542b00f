"""Phone numbers as people write them."""

import re
from functools import lru_cache
from typing import NamedTuple

import phonenumbers

from directory.exchange.cells.text import normalize_cell

MAX_PHONE_CHARACTERS = 200  # a cell may hold several numbers, each with a label
PHONE_SEPARATOR = re.compile(
    r"[;|/&]|,(?! ?(?:ext|x|#))|\b(?:or|and|option|opt|press)\b|\b(?=fax\b|f[.:] ?[(0-9])|(?<=[0-9]) (?=\()",
    re.IGNORECASE,
)
FAX = re.compile(r"\bfax\b|\bf[.:] ?[(0-9]", re.IGNORECASE)
PHONE_REMARK = re.compile(
    r"\([a-z .]+\)|(?<=[a-z]) ?\([0-9]{3,7}\)|\b(?:phone|tel|telephone) ?[/&] ?fax\b|\b(?:ext|x)\.?$",
    re.IGNORECASE,
)
# `1-800-KETAMINE`: an area code, perhaps three more digits, then letters; the first ten signs are dialed.
VANITY_NUMBER = re.compile(
    r"(?:\+?1[ .-]*)?\(?([0-9]{3})\)?[ .-]*([0-9]{3})?[ .-]*([a-z][a-z -]*)", re.IGNORECASE
)
NO_AREA_CODE = re.compile(
    r"\+?1?[2-9][0-9]{6}[a-z]{3,}", re.IGNORECASE
)  # seven digits and a name: no area code
LEADING_NUMBER = re.compile(r"(?:\+?1[ .-]*)?\(?[2-9][0-9]{2}\)?[ .-]*[0-9]{3}[ .-]*[0-9]{4}(?![0-9])")


class ParsedPhone(NamedTuple):
    """A phone number that can be dialed.

    number     E.164: +13035550142
    extension  digits, or ""
    remainder  the rest of the cell, such as a second number
    """

    number: str
    extension: str
    remainder: str = ""


def parse_phone(cell):
    """The first phone number of a cell; None if the cell has none that can be dialed.

    A number without a country code is a number of the United States.
    """
    return _parse_phone(cell) if len(cell) <= MAX_PHONE_CHARACTERS else None


@lru_cache(maxsize=50_000)
def _parse_phone(cell):
    text = normalize_cell(cell.replace("\n", ";").replace("_", "-")).removesuffix(".0").removeprefix("00")
    text = PHONE_REMARK.sub("", text).strip()
    if not FAX.search(text) and (parsed := _parse_single_number(text)) and not _omits_digits(parsed, text):
        return parsed
    parts = [part for part in PHONE_SEPARATOR.split(text) if part and part.strip(" .,:")]
    for part in parts:
        if not FAX.search(part) and (first := _parse_single_number(part)):
            remainder = "; ".join(other.strip(" .,:") for other in parts if other is not part)
            return ParsedPhone(first.number, first.extension, remainder)
    if (
        not FAX.search(text)
        and (begins := LEADING_NUMBER.match(text))
        and (first := _parse_single_number(begins[0]))
    ):
        return ParsedPhone(first.number, "", text[begins.end() :].strip(" .,:-"))
    return None


def _omits_digits(parsed, text):
    """True if the text has more digits than the parsed number and its extension."""
    return sum(map(str.isdigit, text)) > len(parsed.number + parsed.extension) - 1


def _parse_single_number(text):
    """ParsedPhone of a text that is one number, possibly with letters for digits; else None."""
    if NO_AREA_CODE.match(re.sub(r"[ .()-]", "", text)):
        return None
    if match := VANITY_NUMBER.fullmatch(text):
        text = "".join(part or "" for part in match.groups()).replace(" ", "").replace("-", "")[:10]
    try:
        number = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException:
        return None
    extension = number.extension or ""
    if not phonenumbers.is_valid_number(number) or len(extension) > 10:
        return None
    return ParsedPhone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), extension)
