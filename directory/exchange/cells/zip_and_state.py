"""US states and ZIP codes as people and spreadsheets write them."""

import re

from django.utils.translation import gettext as _

from directory.exchange.cells.errors import ParseError
from directory.exchange.cells.numbers import expand_scientific_notation
from directory.exchange.cells.text import DASHES, normalize_cell
from directory.folding import normalize_unicode
from directory.places.names import place_words
from directory.places.states import written_states
from directory.places.zip_codes import states_of_zip

ZIP_WITH_STATE = re.compile(r"(?:([A-Za-z. ]+?)[ ,-]+)?([0-9]{5}(?:-[0-9]{4})?)(?:[ ,]+([A-Za-z. ]+))?")
NO_ZIP = "00000"
ZIP = re.compile(
    r"([0-9]{5})([0-9]{4})(?:\.0)?|([0-9]{4})([0-9]{4})(?:\.0)?"
    r"|([0-9]{3,5})(?:\.0)?(?:[ -]+([0-9]{1,4}))?[ -]*"
)
COUNTRY = re.compile(r"[ ,]+(?:u\.?s\.?a?\.?|united states(?: of america)?)", re.IGNORECASE)


def parse_state(cell):
    """`Colorado`, `colo.`, `CO - Colorado` → `CO`.

    Text that names no state is returned as it is: validation refuses it.
    """
    text = normalize_cell(cell)
    if code := _state_code(text) or _state_code(COUNTRY.sub("", text)):
        return code
    codes = {code for part in re.split(r"[,()/-]", text) if (code := _state_code(part))}
    return codes.pop() if len(codes) == 1 else text


def _state_code(text):
    """Two-letter code of a name, code or abbreviation of a state; None for any other text."""
    return written_states().get(" ".join(place_words(text)))


def parse_zip_code(cell, state="", four=""):
    """`80302-`, `802021234` → `80302`, `80202-1234`; "" for an empty cell.

    state   two-letter code; leading zeros of a ZIP code (`6708`) are restored if it then lies in the state
    four    the last four digits, where a cell of their own holds them; their leading zeros are restored
    raises  ParseError
    """
    text = expand_scientific_notation(normalize_unicode(normalize_cell(cell).translate(DASHES), "NFKC"))
    if match := ZIP_WITH_STATE.fullmatch(COUNTRY.sub("", text)):
        text = match[2] if _is_state(match[1], state) and _is_state(match[3], state) else text
    if not text or text == NO_ZIP:
        return ""
    behind = normalize_cell(four).translate(DASHES)
    match = ZIP.fullmatch(text)
    if not match or not re.fullmatch(r"[0-9]{0,4}", behind):
        raise ParseError(_("Enter a ZIP code, for example 80202."))
    five, more = next(match.group(at, at + 1) for at in (1, 3, 5) if match[at])
    more = (more or behind).zfill(4)
    if len(five) < 5:
        five = _restore_leading_zeros(five, state)
    return five if int(more) == 0 else f"{five}-{more}"


def _is_state(word, state):
    """True if the word beside a ZIP code names its state, or if there is no such word."""
    return not word or _state_code(word) == state


def _restore_leading_zeros(digits, state):
    """The five digits of a ZIP code that lies in the state. Raises ParseError for one that does not."""
    five = digits.zfill(5)
    if not state:
        raise ParseError(_("Enter a ZIP code, for example 80202."))
    if state not in states_of_zip(five):
        raise ParseError(
            _("A digit is missing: %(five)s is not in %(state)s. Enter all five digits, for example 80202.")
            % {"five": five, "state": state}
        )
    return five
