"""A bound on a price among typed words: "under $500 a session", "$300 to $500", "menos de 300 dólares"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

BOUND = r"""
    (?:under|below|sub|(?:less|cheaper|lower)\ than|up\ to|at\ most|(?:no|not)\ more\ than
    |max(?:imum)?(?:\ of)?
    |budget(?:\ (?:of|is))?|menos\ de|hasta|m[aá]ximo|no\ m[aá]s\ de|por\ debajo\ de|<=?|≤)"""
NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:\.[0-9])?k\b|[0-9]{1,6})(?![0-9.])"
CURRENCY = r"\s?(?:dollars|bucks|usd|d[oó]lares|dlls)\b"
OR_LESS = r"\s(?:or\ (?:less|under|below)|o\ menos|max(?:imum)?|m[aá]ximo)\b"
UNIT = r"""
    \s{0,3}(?:a|an|per|each|every|for\ an?|for\ the|for|por|la|/)\s{0,3}(?:whole\ |full\ |single\ )?
    (?P<unit>session|infusion|treatment|dose|visit|shot|injection|appointment|course|series|package|month|mo
    |sesi[oó]n|mes|curso|(?:six|6|eight|8)\ (?:infusions|sessions|treatments))\b"""
# What else a number without a dollar sign may count.
OTHER_UNITS = r"""
    \s{0,3}-?\s{0,3}(?:minutes?|mins?|hours?|hrs?|days?|weeks?|years?|yrs?|miles?|mi|lbs?|pounds?|mg|people|patients
    |percent|sessions|infusions|times|%|kg|km|ft|feet)"""
RANGE = r"(?:\$\s?)?(?<![0-9.,])[0-9]{1,3}(?:,?[0-9]{3})?\s{0,3}(?:and|to|y|a|-|–)\s{0,3}"
PRICE = re.compile(
    rf"(?ix)(?<!\w)(?P<bound>{BOUND}\s{{0,3}})?(?P<range>(?:between\s|from\s|entre\s)?{RANGE})?(?P<sign>\$\s?)?"
    rf"(?P<dollars>(?<![0-9.,]){NUMBER})(?P<word>{CURRENCY})?(?P<or_less>{OR_LESS})?(?!{OTHER_UNITS})(?:{UNIT})?"
)
MIN_BARE_DOLLARS = 100  # without a unit or a sign, a smaller number is no price
INCLUSIVE = re.compile(r"(?i)up to|at most|no[t]? more|max|budget|hasta|m[aá]ximo|no m[aá]s|<=|≤")
UNITS = {
    "course": "course",
    "curso": "course",
    "infusions": "course",
    "sessions": "course",
    "series": "course",
    "package": "course",
    "month": "month",
    "mo": "month",
    "mes": "month",
}


class PriceBelow(NamedTuple):
    """A bound that was typed. unit: a key of facets.DOLLARS. dollars: the first price that is too high."""

    unit: str
    dollars: int


def find_prices(text: str) -> Iterator[tuple[int, int, PriceBelow]]:
    """(start, stop, PriceBelow) of each bound on a price in a text."""
    for match in PRICE.finditer(text):
        bound, dollars = match["bound"], _dollars(match["dollars"])
        is_money = bool(match["sign"] or match["word"] or match["unit"] or "$" in (match["range"] or ""))
        if not is_money and (dollars < MIN_BARE_DOLLARS or not (bound or match["or_less"])):
            continue
        is_inclusive = not bound or bool(match["or_less"] or match["range"] or INCLUSIVE.match(bound))
        unit = UNITS.get((match["unit"] or "").lower().rpartition(" ")[2], "session")
        yield match.start(), match.end(), PriceBelow(unit, dollars + is_inclusive)


def _dollars(number):
    """`1,500`, `1500` or `1.5k` → 1500."""
    number = number.lower().replace(",", "")
    return round(float(number[:-1]) * 1000) if number.endswith("k") else int(number)
