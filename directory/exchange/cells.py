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


class Unclear(ValueError):  # noqa: N818  (an outcome of a cell)
    """The cell cannot be read. The message says what to write."""


# ---- words

TURNING = re.compile("[\u061c\u202a-\u202e\u2066-\u2069]")  # signs that turn the order of what follows
CONTROL = re.compile(
    "[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u2061-\u2064\u206a-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]"
)
UNSEEN = dict.fromkeys(map(ord, "\xad\u200b\u200e\u200f\u2060\ufeff"))  # what pasting leaves behind
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
LATIN = re.compile("[\x80-\x9f]")  # signs of Windows-1252 that were read as Latin-1
LOST = "\ufffd"  # stands where a letter could not be read

# How people write that there is nothing to write.
STROKES = set("-–—−_.?*/# ")
NOTHING = {
    *("na", "n/a", "n.a", "n / a", "#n/a", "#na", "nan", "null", "nil", "tbd", "tba", "none given"),
    *("none provided", "none listed", "none stated", "not given", "not stated", "not provided", "not listed"),
    *("not specified", "not available", "not applicable", "not known", "unspecified", "unknown", "no data"),
    *("missing", "blank", "empty", "#ref!", "#name?", "#value!", "#div/0!", "#num!", "#null!", "#spill!"),
}
# The same where "none" states nothing.
NOBODY = {*("none", "no", "0", "x", "no phone", "no website", "no email", "no e-mail")}
# What stands in a cell in place of what belongs there: "see website", "call for pricing".
ELSEWHERE = re.compile(
    r"(?:please )?(?:(?:see|visit|check|use|via|on|through|refer to|at) (?:the |our |their |its )?"
    r"(?:web ?site|web ?page|site|page|contact form|form|online|above|below|notes?)"
    r"|(?:call|contact|ask|inquire|enquire|e-?mail)(?: us| the office| office| clinic| the clinic)?"
    r"|contact form|web ?site|web form|online|by phone|by appointment|pending|varies)"
    r"(?: (?:for|only|to|with) [a-z ]{1,40})?",
    re.IGNORECASE,
)
# How a spreadsheet shows a long number: `3.03556E+09`.
SHORTENED = re.compile(r"([0-9])(?:\.([0-9]+))?E\+?([0-9]{1,2})", re.IGNORECASE)
FORMULA = re.compile(r"\s*[=@][A-Z][A-Z0-9.]*\(", re.IGNORECASE)  # =HYPERLINK("…"), and not what it gives


@dataclass
class Words:
    """The words of a cell, and sentences about them.

    mended   what was surely meant otherwise than it stood
    doubts   what a person should look at
    """

    text: str
    mended: list = field(default_factory=list)
    doubts: list = field(default_factory=list)


def is_nothing(text, *, nobody=False):
    """Whether a cell says in words that it is empty. `nobody`: "none" and "no" say so too."""
    word = text.casefold().strip("(). ")
    return set(word) <= STROKES or word in NOTHING or (nobody and word in NOBODY)


def is_elsewhere(text):
    """Whether a cell only says where to look, or whom to ask."""
    return ELSEWHERE.fullmatch(text.strip(" .!()*")) is not None


def all_digits(text):
    """`3.035550142E9` → `3035550142`; Unclear where the spreadsheet has taken digits away."""
    found = SHORTENED.fullmatch(text)
    if not found:
        return text
    behind = found[2] or ""
    if len(behind) != int(found[3]):
        raise Unclear(
            _(
                "A spreadsheet has shortened this number and its last digits are lost. Make the column text, "
                "and enter the number again."
            )
        )
    return found[1] + behind


def bare(cell):
    """A cell of signs rather than words, as a phone or a number: single spaces, nothing unseen."""
    if not cell.isascii():
        cell = TURNING.sub("", cell.translate(UNSEEN))
    return " ".join(cell.split()).removeprefix("'")  # an apostrophe has a spreadsheet keep its zeros


def words(cell, *, lines=False):
    """Words as they were meant. `lines`: they may have several lines, which stay."""
    found = Words(cell)
    if "&" in cell:
        found.text = _without_entities(cell)
    if not found.text.isascii():
        _repair(found)
        found.text = composed(found.text.translate(UNSEEN))
        if LOST in found.text:
            found.doubts.append(_("“%s” has lost letters. Write them again.") % shown(found.text))
    if unseen := TURNING.search(found.text) or CONTROL.search(found.text):
        raise Unclear(
            _("It holds a sign that nobody sees and that turns or hides words (U+%s). Type the words again.")
            % f"{ord(unseen[0]):04X}"
        )
    if lines:
        found.text = "\n".join(" ".join(line.split()) for line in found.text.splitlines()).strip()
    else:
        found.text = " ".join(found.text.split())
    return found


def _without_entities(text):
    """`Mind &amp;amp; Body` → `Mind & Body`, however often it was written so."""
    for _time in range(3):
        text, before = ENTITY.sub(lambda found: html.unescape(found[0]), text), text
        if text == before:
            break
    return text


def _repair(found):
    """`ClÃ­nica` → `Clínica`: UTF-8 that was read as Windows-1252, where the way back is exact."""
    text = found.text
    for _time in range(2):
        try:
            text = b"".join(map(_byte, text)).decode()
        except UnicodeError:
            break
    text = LATIN.sub(lambda found: found[0].encode("latin-1").decode("cp1252", "ignore") or found[0], text)
    if text != found.text:
        found.mended.append(
            _("“%(stood)s” was read as “%(read)s”.") % {"stood": shown(found.text), "read": shown(text)}
        )
        found.text = text


def _byte(sign):
    """The one byte of Windows-1252 that a sign was read from; its five empty places are those of Latin-1."""
    return sign.encode("latin-1" if "\x80" <= sign <= "\x9f" else "cp1252")


def shown(value):
    """A value within a sentence: up to 60 characters, none of which turns or steers a terminal."""
    text = "".join(sign if sign.isprintable() else _unprinted(sign) for sign in str(value)[:61])
    return text if len(text) <= 60 else f"{text[:60]}…"


def _unprinted(sign):
    return "" if unicodedata.category(sign) == "Cf" else LOST


# ---- phones

LONGEST_PHONE = 200  # characters; several numbers, and what they are for
SEVERAL = re.compile(
    r"[;|/&]|,(?! ?(?:ext|x|#))|\b(?:or|and|option|opt|press)\b|\b(?=fax\b|f[.:] ?[(0-9])|(?<=[0-9]) (?=\()",
    re.IGNORECASE,
)
FAX = re.compile(r"\bfax\b|\bf[.:] ?[(0-9]", re.IGNORECASE)
BESIDE = re.compile(
    r"\([a-z .]+\)|(?<=[a-z]) ?\([0-9]{3,7}\)|\b(?:phone|tel|telephone) ?[/&] ?fax\b|\b(?:ext|x)\.?$",
    re.IGNORECASE,
)
# `1-800-KETAMINE`: an area code, perhaps three digits more, then letters, of which ten places in all count.
LETTERS = re.compile(r"(?:\+?1[ .-]*)?\(?([0-9]{3})\)?[ .-]*([0-9]{3})?[ .-]*([a-z][a-z -]*)", re.IGNORECASE)
NO_AREA = re.compile(r"\+?1?[2-9][0-9]{6}[a-z]{3,}", re.IGNORECASE)  # seven digits and a name are no number
FIRST = re.compile(r"(?:\+?1[ .-]*)?\(?[2-9][0-9]{2}\)?[ .-]*[0-9]{3}[ .-]*[0-9]{4}(?![0-9])")


class Heard(NamedTuple):
    """number in the form +13035550142, extension in digits or "", rest: what else stood in the cell."""

    number: str
    extension: str
    rest: str = ""


def phone(cell):
    """(number, extension) of `860-276-3000 x301`, `303.555.0142`, `1-800-662-HELP` …; None: no phone."""
    found = heard(cell)
    return found and found[:2]


def heard(cell):
    """Heard, or None if the cell cannot be dialed. Of several numbers the first counts.

    A number without its country is one of the United States.
    """
    return _heard(cell) if len(cell) <= LONGEST_PHONE else None


@lru_cache(maxsize=50_000)
def _heard(cell):
    text = bare(cell.replace("\n", ";").replace("_", "-")).removesuffix(".0").removeprefix("00")
    text = BESIDE.sub("", text).strip()
    if not FAX.search(text) and (whole := _dialed(text)) and not _leaves_out(whole, text):
        return whole
    parts = [part for part in SEVERAL.split(text) if part and part.strip(" .,:")]
    for part in parts:
        if not FAX.search(part) and (first := _dialed(part)):
            rest = "; ".join(other.strip(" .,:") for other in parts if other is not part)
            return Heard(first.number, first.extension, rest)
    if not FAX.search(text) and (begins := FIRST.match(text)) and (first := _dialed(begins[0])):
        return Heard(first.number, "", text[begins.end() :].strip(" .,:-"))
    return None


def _leaves_out(found, text):
    """Whether a text holds more digits than the number and the extension that were read of it."""
    return sum(map(str.isdigit, text)) > len(found.number + found.extension) - 1


def _dialed(text):
    if NO_AREA.match(re.sub(r"[ .()-]", "", text)):
        return None
    if found := LETTERS.fullmatch(text):
        text = "".join(part or "" for part in found.groups()).replace(" ", "").replace("-", "")[:10]
    try:
        number = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException:
        return None
    extension = number.extension or ""
    if not phonenumbers.is_valid_number(number) or len(extension) > 10:
        return None
    return Heard(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), extension)


# ---- web addresses

TRACKING = re.compile(
    r"(?:utm_\w*|gclid|gclsrc|dclid|gbraid|wbraid|gad_\w+|fbclid|msclkid|yclid|twclid|ttclid|igshid|li_fat_id"
    r"|mc_cid|mc_eid|_ga|_gl|_hs\w+|hsctatracking|mkt_tok|vero_id|srsltid)\Z",
    re.IGNORECASE,
)


HOST = re.compile(r"\A[^/]*//[^/?#]*")


def website(cell):
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
    address = _untracked(HOST.sub(lambda found: found[0].lower(), address))
    return address if len(address) <= 300 else None


def _untracked(address):
    """Without what says from which advertisement a visitor came. The rest stays as it is written."""
    parts = urlsplit(address)
    kept = [one for one in parts.query.split("&") if not TRACKING.match(one.partition("=")[0])]
    if "&".join(kept) == parts.query:
        return address
    return urlunsplit(parts._replace(query="&".join(kept)))


# ---- states and ZIP codes

# As newspapers, letters and spreadsheets write them; names and codes are known already.
SHORT = {
    **{"ala": "AL", "ariz": "AZ", "ark": "AR", "calif": "CA", "colo": "CO", "conn": "CT", "del": "DE"},
    **{"fla": "FL", "ill": "IL", "ind": "IN", "kan": "KS", "kans": "KS", "mass": "MA", "mich": "MI"},
    **{"minn": "MN", "miss": "MS", "mont": "MT", "neb": "NE", "nebr": "NE", "nev": "NV", "n mex": "NM"},
    **{"n dak": "ND", "okla": "OK", "ore": "OR", "oreg": "OR", "penn": "PA", "penna": "PA", "s dak": "SD"},
    **{"tenn": "TN", "tex": "TX", "wash": "WA", "w va": "WV", "wis": "WI", "wisc": "WI", "wyo": "WY"},
    **{"washington dc": "DC", "usvi": "VI", "n carolina": "NC", "s carolina": "SC", "n dakota": "ND"},
    **{"s dakota": "SD", "w virginia": "WV"},
}
BESIDE_ZIP = re.compile(r"(?:([A-Za-z. ]+?)[ ,-]+)?([0-9]{5}(?:-[0-9]{4})?)(?:[ ,]+([A-Za-z. ]+))?")
NO_ZIP = "00000"
DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
ZIP = re.compile(
    r"([0-9]{5})([0-9]{4})(?:\.0)?|([0-9]{4})([0-9]{4})(?:\.0)?"
    r"|([0-9]{3,5})(?:\.0)?(?:[ -]+([0-9]{1,4}))?[ -]*"
)
COUNTRY = re.compile(r"[ ,]+(?:u\.?s\.?a?\.?|united states(?: of america)?)", re.IGNORECASE)


def state(cell):
    """`Colorado`, `colo.`, `CO - Colorado` → `CO`. What is no state stays for the rules to refuse."""
    text = bare(cell)
    if code := _state(text) or _state(COUNTRY.sub("", text)):
        return code
    found = {code for part in re.split(r"[,()/-]", text) if (code := _state(part))}
    return found.pop() if len(found) == 1 else text


def _state(text):
    key = " ".join(resolve.place_words(text))
    return resolve.state_codes().get(key) or SHORT.get(key)


def zip_code(cell, state="", four=""):
    """`80302-`, `802021234`, `80202 1234` → as letters carry it; "" for none.

    state   a ZIP code that has lost its zeros (`6708`) gets them back where that lies in this state
    four    the four digits behind, where they stand in a cell of their own; `548` has lost a zero
    """
    text = all_digits(composed(bare(cell).translate(DASHES), "NFKC"))
    if found := BESIDE_ZIP.fullmatch(COUNTRY.sub("", text)):
        text = found[2] if _is_state(found[1], state) and _is_state(found[3], state) else text
    if not text or text == NO_ZIP:
        return ""
    behind = bare(four).translate(DASHES)
    found = ZIP.fullmatch(text)
    if not found or not re.fullmatch(r"[0-9]{0,4}", behind):
        raise Unclear(_("Enter a ZIP code, for example 80202."))
    five, more = next(found.group(at, at + 1) for at in (1, 3, 5) if found[at])
    more = (more or behind).zfill(4)
    if len(five) < 5:
        five = _with_zeros(five, state)
    return five if int(more) == 0 else f"{five}-{more}"


def _is_state(word, state):
    """Whether what stands beside a ZIP code says nothing else than its state, or nothing."""
    return not word or _state(word) == state


def _with_zeros(digits, state):
    five = digits.zfill(5)
    if not state:
        raise Unclear(_("Enter a ZIP code, for example 80202."))
    if state not in states_of_zip(five):
        raise Unclear(
            _("A digit is missing: %(five)s is not in %(state)s. Enter all five digits, for example 80202.")
            % {"five": five, "state": state}
        )
    return five


# ---- answers, numbers and days

YES, NO = {"yes", "y", "true", "t", "1", "1.0"}, {"no", "n", "false", "f", "0", "0.0"}
NUMBER = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(?:[ ,][0-9]{3}){1,2}")
DEGREES = re.compile(r"(-?[0-9]{1,3}(?:[.,][0-9]+)?(?:e[+-]?[0-9]{1,3})?) ?°? ?([nsew]?)", re.IGNORECASE)
DAY = re.compile(
    r"([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?Z?)?"
)
MONTHS = {name: at for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}  # noqa: SIM905
MONTH = "(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?"
DAY_MONTH = re.compile(rf"([0-9]{{1,2}})(?:st|nd|rd|th)?[- ]+{MONTH}\.?[-, ]+([0-9]{{4}})", re.IGNORECASE)
MONTH_DAY = re.compile(rf"{MONTH}\.? +([0-9]{{1,2}})(?:st|nd|rd|th)?,? +([0-9]{{4}})", re.IGNORECASE)
SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")  # a spreadsheet counts days from 1900
EARLIEST = 1990


def yes_no(cell):
    answer = bare(cell).casefold().rstrip(".")
    if answer not in {"", *YES, *NO}:
        raise Unclear(_("Write yes or no, or leave it empty where it is not stated."))
    return None if not answer else answer in YES


def whole(cell):
    """`6`, `1,200`, `6.0` → a whole number."""
    return _whole(bare(cell), _("Write a whole number without signs, for example 6."))


def dollars(cell):
    """`$450`, `1,200`, `450.00 USD` → whole dollars."""
    text = re.sub(
        r"(?: ?/ ?| per | each )(?:session|infusion|treatment|visit|dose)$",
        "",
        bare(cell),
        flags=re.IGNORECASE,
    )
    text = re.sub(r"^(?:us|usd)? ?\$|^usd|(?:usd|dollars?|\$|(?<=[0-9])\.)$", "", text, flags=re.IGNORECASE)
    advice = _("Write whole dollars, for example 450 or $1,200.")
    if cell.strip() and not text.strip():
        raise Unclear(advice)
    return _whole(text.strip(), advice)


def _whole(text, advice):
    if not text:
        return None
    text = re.sub(r"[.,]0{1,2}$", "", text)
    if not NUMBER.fullmatch(text):
        raise Unclear(advice)
    return int(text.replace(",", "").replace(" ", ""))


def degrees(cell):
    """`-104.9903`, `104.9903° W`, `-104,9903` → degrees, north and east above zero."""
    text = bare(cell).translate(DASHES)
    if not text:
        return None
    found = DEGREES.fullmatch(text)
    if not found:
        raise Unclear(_("Write degrees with a point, for example -104.9903."))
    number = float(found[1].replace(",", "."))
    if abs(number) > 999:  # what its power makes of it
        raise Unclear(_("Write degrees with a point, for example -104.9903."))
    return -abs(number) if found[2].lower() in ("s", "w") and found[2] else number


def day(cell):
    """`2026-11-22`, `2026/11/22`, `Nov 22, 2026`, `22-Nov-2026` → the first, "" → None.

    `11/1/2026` can be two days, and is refused. A time behind a day, as spreadsheets write it, is left out.
    """
    text = bare(cell)
    if not text:
        return None
    try:
        found = date(*_year_month_day(text))
    except ValueError:
        found = None
    if found and found.year >= EARLIEST:
        return found.isoformat()
    if SERIAL.fullmatch(text):
        raise Unclear(
            _("That is a spreadsheet's own number for a day. Write year-month-day, for example 2026-11-22.")
        )
    raise Unclear(_("Write a day as year-month-day, for example 2026-11-22."))


def _year_month_day(text):
    """Raises ValueError for what is no day, or two."""
    if (found := DAY.fullmatch(text)) and (found[2] or len(found[3] + found[4]) == 4):
        return int(found[1]), int(found[3]), int(found[4])
    if found := DAY_MONTH.fullmatch(text):
        return int(found[3]), MONTHS[found[2][:3].lower()], int(found[1])
    if found := MONTH_DAY.fullmatch(text):
        return int(found[3]), MONTHS[found[1][:3].lower()], int(found[2])
    raise ValueError(text)
