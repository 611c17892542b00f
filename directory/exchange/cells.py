"""One cell as people write it → the value of a statement: for every shape of file, and for forms.

A reader returns "" or None for what is not stated. For what it cannot read it raises Unclear, with a sentence
that says what to write; `phone` and `website`, whose callers have their own, return None.
"""

import html
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from directory.facts.web_addresses import validate_web_address
from directory.folding import composed
from directory.places import resolve
from directory.places.zip_codes import states_of_zip


class ParseError(ValueError):
    """The cell cannot be read. The message says what to write."""


# ---- words

BIDI_CONTROL = re.compile("[\u061c\u202a-\u202e\u2066-\u2069]")  # signs that turn the order of what follows
CONTROL_CHARACTER = re.compile(
    "[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u2061-\u2064\u206a-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]"
)
INVISIBLE = dict.fromkeys(map(ord, "\xad\u200b\u200e\u200f\u2060\ufeff"))  # what pasting leaves behind
HTML_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
C1_CONTROL = re.compile("[\x80-\x9f]")  # signs of Windows-1252 that were read as Latin-1
REPLACEMENT_CHARACTER = "\ufffd"  # stands where a letter could not be read

# How people write that there is nothing to write.
PLACEHOLDER_SIGNS = set("-–—−_.?*/# ")
EMPTY_PHRASES = {
    *("na", "n/a", "n.a", "n / a", "#n/a", "#na", "nan", "null", "nil", "tbd", "tba", "none given"),
    *("none provided", "none listed", "none stated", "not given", "not stated", "not provided", "not listed"),
    *("not specified", "not available", "not applicable", "not known", "unspecified", "unknown", "no data"),
    *("missing", "blank", "empty", "#ref!", "#name?", "#value!", "#div/0!", "#num!", "#null!", "#spill!"),
}
# The same where "none" states nothing.
NONE_PHRASES = {*("none", "no", "0", "x", "no phone", "no website", "no email", "no e-mail")}
# What stands in a cell in place of what belongs there: "see website", "call for pricing".
ELSEWHERE_PHRASE = re.compile(
    r"(?:please )?(?:(?:see|visit|check|use|via|on|through|refer to|at) (?:the |our |their |its )?"
    r"(?:web ?site|web ?page|site|page|contact form|form|online|above|below|notes?)"
    r"|(?:call|contact|ask|inquire|enquire|e-?mail)(?: us| the office| office| clinic| the clinic)?"
    r"|contact form|web ?site|web form|online|by phone|by appointment|pending|varies)"
    r"(?: (?:for|only|to|with) [a-z ]{1,40})?",
    re.IGNORECASE,
)
# How a spreadsheet shows a long number: `3.03556E+09`.
SCIENTIFIC_NOTATION = re.compile(r"([0-9])(?:\.([0-9]+))?E\+?([0-9]{1,2})", re.IGNORECASE)
FORMULA = re.compile(r"\s*[=@][A-Z][A-Z0-9.]*\(", re.IGNORECASE)  # =HYPERLINK("…"), and not what it gives


@dataclass
class ParsedText:
    """The words of a cell, and sentences about them.

    mended   what was surely meant otherwise than it stood
    doubts   what a person should look at
    """

    text: str
    corrections: list = field(default_factory=list)
    concerns: list = field(default_factory=list)


def means_empty(text, *, none_is_empty=False):
    """Whether a cell says in words that it is empty. `nobody`: "none" and "no" say so too."""
    word = text.casefold().strip("(). ")
    return set(word) <= PLACEHOLDER_SIGNS or word in EMPTY_PHRASES or (none_is_empty and word in NONE_PHRASES)


def refers_elsewhere(text):
    """Whether a cell only says where to look, or whom to ask."""
    return ELSEWHERE_PHRASE.fullmatch(text.strip(" .!()*")) is not None


def expand_scientific_notation(text):
    """`3.035550142E9` → `3035550142`; Unclear where the spreadsheet has taken digits away."""
    found = SCIENTIFIC_NOTATION.fullmatch(text)
    if not found:
        return text
    behind = found[2] or ""
    if len(behind) != int(found[3]):
        raise ParseError(
            _(
                "A spreadsheet has shortened this number and its last digits are lost. Make the column text, "
                "and enter the number again."
            )
        )
    return found[1] + behind


def normalize_cell(cell):
    """A cell of signs rather than words, as a phone or a number: single spaces, nothing unseen."""
    if not cell.isascii():
        cell = BIDI_CONTROL.sub("", cell.translate(INVISIBLE))
    return " ".join(cell.split()).removeprefix("'")  # an apostrophe has a spreadsheet keep its zeros


def parse_text(cell, *, lines=False):
    """Words as they were meant. `lines`: they may have several lines, which stay."""
    parsed = ParsedText(cell)
    if "&" in cell:
        parsed.text = _without_entities(cell)
    if not parsed.text.isascii():
        _repair_mojibake(parsed)
        parsed.text = composed(parsed.text.translate(INVISIBLE))
        if REPLACEMENT_CHARACTER in parsed.text:
            parsed.concerns.append(_("“%s” has lost letters. Write them again.") % excerpt(parsed.text))
    if unseen := BIDI_CONTROL.search(parsed.text) or CONTROL_CHARACTER.search(parsed.text):
        raise ParseError(
            _("It holds a sign that nobody sees and that turns or hides words (U+%s). Type the words again.")
            % f"{ord(unseen[0]):04X}"
        )
    if lines:
        parsed.text = "\n".join(" ".join(line.split()) for line in parsed.text.splitlines()).strip()
    else:
        parsed.text = " ".join(parsed.text.split())
    return parsed


def _without_entities(text):
    """`Mind &amp;amp; Body` → `Mind & Body`, however often it was written so."""
    for _time in range(3):
        text, before = HTML_ENTITY.sub(lambda found: html.unescape(found[0]), text), text
        if text == before:
            break
    return text


def _repair_mojibake(parsed):
    """`ClÃ­nica` → `Clínica`: UTF-8 that was read as Windows-1252, where the way back is exact."""
    text = parsed.text
    for _time in range(2):
        try:
            text = b"".join(map(_windows_1252_byte, text)).decode()
        except UnicodeError:
            break
    text = C1_CONTROL.sub(
        lambda found: found[0].encode("latin-1").decode("cp1252", "ignore") or found[0], text
    )
    if text != parsed.text:
        parsed.corrections.append(
            _("“%(stood)s” was read as “%(read)s”.") % {"stood": excerpt(parsed.text), "read": excerpt(text)}
        )
        parsed.text = text


def _windows_1252_byte(sign):
    """The one byte of Windows-1252 that a sign was read from; its five empty places are those of Latin-1."""
    return sign.encode("latin-1" if "\x80" <= sign <= "\x9f" else "cp1252")


def excerpt(value):
    """A value within a sentence: up to 60 characters, none of which turns or steers a terminal."""
    text = "".join(sign if sign.isprintable() else _replace_unprintable(sign) for sign in str(value)[:61])
    return text if len(text) <= 60 else f"{text[:60]}…"


def _replace_unprintable(sign):
    return "" if unicodedata.category(sign) == "Cf" else REPLACEMENT_CHARACTER


# ---- phones

MAX_PHONE_CHARACTERS = 200  # characters; several numbers, and what they are for
PHONE_SEPARATOR = re.compile(
    r"[;|/&]|,(?! ?(?:ext|x|#))|\b(?:or|and|option|opt|press)\b|\b(?=fax\b|f[.:] ?[(0-9])|(?<=[0-9]) (?=\()",
    re.IGNORECASE,
)
FAX = re.compile(r"\bfax\b|\bf[.:] ?[(0-9]", re.IGNORECASE)
PHONE_REMARK = re.compile(
    r"\([a-z .]+\)|(?<=[a-z]) ?\([0-9]{3,7}\)|\b(?:phone|tel|telephone) ?[/&] ?fax\b|\b(?:ext|x)\.?$",
    re.IGNORECASE,
)
# `1-800-KETAMINE`: an area code, perhaps three digits more, then letters, of which ten places in all count.
VANITY_NUMBER = re.compile(
    r"(?:\+?1[ .-]*)?\(?([0-9]{3})\)?[ .-]*([0-9]{3})?[ .-]*([a-z][a-z -]*)", re.IGNORECASE
)
NO_AREA_CODE = re.compile(
    r"\+?1?[2-9][0-9]{6}[a-z]{3,}", re.IGNORECASE
)  # seven digits and a name are no number
LEADING_NUMBER = re.compile(r"(?:\+?1[ .-]*)?\(?[2-9][0-9]{2}\)?[ .-]*[0-9]{3}[ .-]*[0-9]{4}(?![0-9])")


class ParsedPhone(NamedTuple):
    """number in the form +13035550142, extension in digits or "", rest: what else stood in the cell."""

    number: str
    extension: str
    remainder: str = ""


def parse_phone(cell):
    """Heard, or None if the cell cannot be dialed. Of several numbers the first counts.

    A number without its country is one of the United States.
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
    """Whether a text holds more digits than the number and the extension that were read of it."""
    return sum(map(str.isdigit, text)) > len(parsed.number + parsed.extension) - 1


def _parse_single_number(text):
    if NO_AREA_CODE.match(re.sub(r"[ .()-]", "", text)):
        return None
    if found := VANITY_NUMBER.fullmatch(text):
        text = "".join(part or "" for part in found.groups()).replace(" ", "").replace("-", "")[:10]
    try:
        number = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException:
        return None
    extension = number.extension or ""
    if not phonenumbers.is_valid_number(number) or len(extension) > 10:
        return None
    return ParsedPhone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), extension)


# ---- web addresses

TRACKING_PARAMETER = re.compile(
    r"(?:utm_\w*|gclid|gclsrc|dclid|gbraid|wbraid|gad_\w+|fbclid|msclkid|yclid|twclid|ttclid|igshid|li_fat_id"
    r"|mc_cid|mc_eid|_ga|_gl|_hs\w+|hsctatracking|mkt_tok|vero_id|srsltid)\Z",
    re.IGNORECASE,
)


SCHEME_AND_HOST = re.compile(r"\A[^/]*//[^/?#]*")


def parse_web_address(cell):
    """`www.Clinic.example/?utm_source=x` → `https://www.clinic.example/`; a bare `http://` → ""."""
    address = cell.strip("\xa0 \t\r\n\u200b\ufeff").strip("<>").rstrip(",;")
    if address.lower().rstrip(":/") in ("", "http", "https", "http://www.", "https://www.", "www."):
        return ""
    if "://" not in address:
        address = f"https://{address}"
    try:
        validate_web_address(address)
    except ValidationError:
        return None
    address = _without_tracking(SCHEME_AND_HOST.sub(lambda found: found[0].lower(), address))
    return address if len(address) <= 300 else None


def _without_tracking(address):
    """Without what says from which advertisement a visitor came. The rest stays as it is written."""
    parts = urlsplit(address)
    kept = [one for one in parts.query.split("&") if not TRACKING_PARAMETER.match(one.partition("=")[0])]
    if "&".join(kept) == parts.query:
        return address
    return urlunsplit(parts._replace(query="&".join(kept)))


# ---- states and ZIP codes

# As newspapers, letters and spreadsheets write them; names and codes are known already.
STATE_ABBREVIATIONS = {
    **{"ala": "AL", "ariz": "AZ", "ark": "AR", "calif": "CA", "colo": "CO", "conn": "CT", "del": "DE"},
    **{"fla": "FL", "ill": "IL", "ind": "IN", "kan": "KS", "kans": "KS", "mass": "MA", "mich": "MI"},
    **{"minn": "MN", "miss": "MS", "mont": "MT", "neb": "NE", "nebr": "NE", "nev": "NV", "n mex": "NM"},
    **{"n dak": "ND", "okla": "OK", "ore": "OR", "oreg": "OR", "penn": "PA", "penna": "PA", "s dak": "SD"},
    **{"tenn": "TN", "tex": "TX", "wash": "WA", "w va": "WV", "wis": "WI", "wisc": "WI", "wyo": "WY"},
    **{"washington dc": "DC", "usvi": "VI", "n carolina": "NC", "s carolina": "SC", "n dakota": "ND"},
    **{"s dakota": "SD", "w virginia": "WV"},
}
ZIP_WITH_STATE = re.compile(r"(?:([A-Za-z. ]+?)[ ,-]+)?([0-9]{5}(?:-[0-9]{4})?)(?:[ ,]+([A-Za-z. ]+))?")
NO_ZIP = "00000"
DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
ZIP = re.compile(
    r"([0-9]{5})([0-9]{4})(?:\.0)?|([0-9]{4})([0-9]{4})(?:\.0)?"
    r"|([0-9]{3,5})(?:\.0)?(?:[ -]+([0-9]{1,4}))?[ -]*"
)
COUNTRY = re.compile(r"[ ,]+(?:u\.?s\.?a?\.?|united states(?: of america)?)", re.IGNORECASE)


def parse_state(cell):
    """`Colorado`, `colo.`, `CO - Colorado` → `CO`. What is no state stays for the rules to refuse."""
    text = normalize_cell(cell)
    if code := _state_code(text) or _state_code(COUNTRY.sub("", text)):
        return code
    found = {code for part in re.split(r"[,()/-]", text) if (code := _state_code(part))}
    return found.pop() if len(found) == 1 else text


def _state_code(text):
    key = " ".join(resolve.place_words(text))
    return resolve.state_codes().get(key) or STATE_ABBREVIATIONS.get(key)


def parse_zip_code(cell, state="", four=""):
    """`80302-`, `802021234`, `80202 1234` → as letters carry it; "" for none.

    state   a ZIP code that has lost its zeros (`6708`) gets them back where that lies in this state
    four    the four digits behind, where they stand in a cell of their own; `548` has lost a zero
    """
    text = expand_scientific_notation(composed(normalize_cell(cell).translate(DASHES), "NFKC"))
    if found := ZIP_WITH_STATE.fullmatch(COUNTRY.sub("", text)):
        text = found[2] if _is_state(found[1], state) and _is_state(found[3], state) else text
    if not text or text == NO_ZIP:
        return ""
    behind = normalize_cell(four).translate(DASHES)
    found = ZIP.fullmatch(text)
    if not found or not re.fullmatch(r"[0-9]{0,4}", behind):
        raise ParseError(_("Enter a ZIP code, for example 80202."))
    five, more = next(found.group(at, at + 1) for at in (1, 3, 5) if found[at])
    more = (more or behind).zfill(4)
    if len(five) < 5:
        five = _restore_leading_zeros(five, state)
    return five if int(more) == 0 else f"{five}-{more}"


def _is_state(word, state):
    """Whether what stands beside a ZIP code says nothing else than its state, or nothing."""
    return not word or _state_code(word) == state


def _restore_leading_zeros(digits, state):
    five = digits.zfill(5)
    if not state:
        raise ParseError(_("Enter a ZIP code, for example 80202."))
    if state not in states_of_zip(five):
        raise ParseError(
            _("A digit is missing: %(five)s is not in %(state)s. Enter all five digits, for example 80202.")
            % {"five": five, "state": state}
        )
    return five


# ---- answers, numbers and days

YES, NO = {"yes", "y", "true", "t", "1", "1.0"}, {"no", "n", "false", "f", "0", "0.0"}
NUMBER = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(?:[ ,][0-9]{3}){1,2}")
DEGREES = re.compile(r"(-?[0-9]{1,3}(?:[.,][0-9]+)?(?:e[+-]?[0-9]{1,3})?) ?°? ?([nsew]?)", re.IGNORECASE)
YEAR_MONTH_DAY = re.compile(
    r"([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?Z?)?"
)
MONTHS = {name: at for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}  # noqa: SIM905
MONTH = "(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?"
DAY_MONTH = re.compile(rf"([0-9]{{1,2}})(?:st|nd|rd|th)?[- ]+{MONTH}\.?[-, ]+([0-9]{{4}})", re.IGNORECASE)
MONTH_DAY = re.compile(rf"{MONTH}\.? +([0-9]{{1,2}})(?:st|nd|rd|th)?,? +([0-9]{{4}})", re.IGNORECASE)
SPREADSHEET_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")  # a spreadsheet counts days from 1900
MIN_YEAR = 1990


def parse_yes_no(cell):
    answer = normalize_cell(cell).casefold().rstrip(".")
    if answer not in {"", *YES, *NO}:
        raise ParseError(_("Write yes or no, or leave it empty where it is not stated."))
    return None if not answer else answer in YES


def parse_whole_number(cell):
    """`6`, `1,200`, `6.0` → a whole number."""
    return _parse_number(normalize_cell(cell), _("Write a whole number without signs, for example 6."))


def parse_dollars(cell):
    """`$450`, `1,200`, `450.00 USD` → whole dollars."""
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
    """`-104.9903`, `104.9903° W`, `-104,9903` → degrees, north and east above zero."""
    text = normalize_cell(cell).translate(DASHES)
    if not text:
        return None
    found = DEGREES.fullmatch(text)
    if not found:
        raise ParseError(_("Write degrees with a point, for example -104.9903."))
    number = float(found[1].replace(",", "."))
    if abs(number) > 999:  # what its power makes of it
        raise ParseError(_("Write degrees with a point, for example -104.9903."))
    return -abs(number) if found[2].lower() in ("s", "w") and found[2] else number


def parse_date(cell):
    """`2026-11-22`, `2026/11/22`, `Nov 22, 2026`, `22-Nov-2026` → the first, "" → None.

    `11/1/2026` can be two days, and is refused. A time behind a day, as spreadsheets write it, is left out.
    """
    text = normalize_cell(cell)
    if not text:
        return None
    try:
        found = date(*_year_month_day(text))
    except ValueError:
        found = None
    if found and found.year >= MIN_YEAR:
        return found.isoformat()
    if SPREADSHEET_SERIAL.fullmatch(text):
        raise ParseError(
            _("That is a spreadsheet's own number for a day. Write year-month-day, for example 2026-11-22.")
        )
    raise ParseError(_("Write a day as year-month-day, for example 2026-11-22."))


def _year_month_day(text):
    """Raises ValueError for what is no day, or two."""
    if (found := YEAR_MONTH_DAY.fullmatch(text)) and (found[2] or len(found[3] + found[4]) == 4):
        return int(found[1]), int(found[3]), int(found[4])
    if found := DAY_MONTH.fullmatch(text):
        return int(found[3]), MONTHS[found[2][:3].lower()], int(found[1])
    if found := MONTH_DAY.fullmatch(text):
        return int(found[3]), MONTHS[found[1][:3].lower()], int(found[2])
    raise ValueError(text)
