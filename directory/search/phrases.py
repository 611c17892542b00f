"""Search words that ask for one exact thing: "under $500 a session", "by video in Florida"."""

import re
from typing import NamedTuple

from directory.places.resolve import state_code

# "under $500 a session", "less than 3,000 dollars for a whole course", "up to $150 a month". Without a unit
# it needs the dollar sign, and means a session.
PRICE = re.compile(
    r"""(?ix)
    \b(?P<bound>under|below|less\ than|cheaper\ than|up\ to|at\ most|no\ more\ than)\s+
    (?P<sign>\$\s?)?(?P<dollars>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6})(?P<word>\s?(?:dollars|usd))?\b
    (?:\s*(?:a|an|per|each|every|for\ a|for\ the|/)\s*(?:whole\s|full\s)?
    (?P<unit>session|infusion|treatment|dose|visit|course|month)\b)?
    """
)
INCLUSIVE = {"up to", "at most", "no more than"}
UNITS = {"course": "course", "month": "month"}  # every other word is a session
BY_VIDEO = re.compile(r"(?i)\b(?:by|via|over|through)\s+(?:video|telehealth|telemedicine)\s+in\s+")
MAX_STATE_WORDS = 4  # "the District of Columbia"
NUMBERED = {"hour", "hours", "minute", "minutes"}  # words with a number before them: "150 hours"


class PriceBelow(NamedTuple):
    """A bound that was typed. unit: a key of facets.DOLLARS. dollars: the first price that is too high."""

    unit: str
    dollars: int


class Phrases(NamedTuple):
    """What search words ask for in exact phrases, and the words without them.

    price   a PriceBelow, or None
    serves  code of a state in which people are seen by video, or ""
    """

    rest: str
    price: PriceBelow | None = None
    serves: str = ""


def read_phrases(typed: str) -> Phrases:
    """`KAP under $500 a session by video in FL` → `KAP`, a session below 500, FL."""
    price, rest = _price(typed)
    serves, rest = _by_video(rest)
    return Phrases(rest, price, serves)


def join_numbers(lexemes: list[str]) -> list[str]:
    """`["150", "hours", "kap"]` → `["150 <-> hours", "kap"]`: the number of hours must stand before them."""
    joined = []
    for lexeme in lexemes:
        if joined and joined[-1].isdecimal() and lexeme.removesuffix(":*") in NUMBERED:
            joined[-1] = f"{joined[-1]} <-> {lexeme}"
        else:
            joined.append(lexeme)
    return joined


def _price(typed):
    match = PRICE.search(typed)
    if not match or not (match["sign"] or match["word"] or match["unit"]):
        return None, typed
    dollars = int(match["dollars"].replace(",", "")) + (" ".join(match["bound"].lower().split()) in INCLUSIVE)
    unit = UNITS.get((match["unit"] or "").lower(), "session")
    return PriceBelow(unit, dollars), f"{typed[: match.start()]} {typed[match.end() :]}"


def _by_video(typed):
    match = BY_VIDEO.search(typed)
    if match is None:
        return "", typed
    words = typed[match.end() :].split()
    for count in range(min(len(words), MAX_STATE_WORDS), 0, -1):
        if code := state_code(" ".join(words[:count])):
            return code, " ".join([typed[: match.start()], *words[count:]])
    return "", typed
