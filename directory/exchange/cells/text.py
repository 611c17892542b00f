"""Text as people and spreadsheets write it, and the phrases that mean that nothing is stated."""

import html
import re
import unicodedata
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from directory.exchange.cells.errors import ParseError
from directory.folding import normalize_unicode

BIDI_CONTROL = re.compile("[\u061c\u202a-\u202e\u2066-\u2069]")  # signs that change the direction of text
CONTROL_CHARACTER = re.compile(
    "[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u2061-\u2064\u206a-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]"
)
INVISIBLE = dict.fromkeys(map(ord, "\xad\u200b\u200e\u200f\u2060\ufeff"))  # often left by copy and paste
HTML_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
C1_CONTROL = re.compile("[\x80-\x9f]")  # characters of Windows-1252 decoded as Latin-1
DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
REPLACEMENT_CHARACTER = "\ufffd"  # of a byte that could not be decoded

# Signs and phrases that people write into a cell that is empty.
PLACEHOLDER_SIGNS = set("-–—−_.?*/# ")
EMPTY_PHRASES = {
    *("na", "n/a", "n.a", "n / a", "#n/a", "#na", "nan", "null", "nil", "tbd", "tba", "none given"),
    *("none provided", "none listed", "none stated", "not given", "not stated", "not provided", "not listed"),
    *("not specified", "not available", "not applicable", "not known", "unspecified", "unknown", "no data"),
    *("missing", "blank", "empty", "#ref!", "#name?", "#value!", "#div/0!", "#num!", "#null!", "#spill!"),
}
# Empty, too, in columns in which "none" is no answer.
NONE_PHRASES = {*("none", "no", "0", "x", "no phone", "no website", "no email", "no e-mail")}
# In place of a value: "see website", "call for pricing".
ELSEWHERE_PHRASE = re.compile(
    r"(?:please )?(?:(?:see|visit|check|use|via|on|through|refer to|at) (?:the |our |their |its )?"
    r"(?:web ?site|web ?page|site|page|contact form|form|online|above|below|notes?)"
    r"|(?:call|contact|ask|inquire|enquire|e-?mail)(?: us| the office| office| clinic| the clinic)?"
    r"|contact form|web ?site|web form|online|by phone|by appointment|pending|varies)"
    r"(?: (?:for|only|to|with) [a-z ]{1,40})?",
    re.IGNORECASE,
)
FORMULA = re.compile(r"\s*[=@][A-Z][A-Z0-9.]*\(", re.IGNORECASE)  # =HYPERLINK("…") instead of its result


@dataclass
class ParsedText:
    """The text of a cell.

    corrections  sentences about characters that were certainly wrong and were replaced
    concerns     sentences about what a person should look at
    """

    text: str
    corrections: list = field(default_factory=list)
    concerns: list = field(default_factory=list)


def means_empty(text, *, none_is_empty=False):
    """True if the text of a cell means that nothing is stated: "n/a", "unknown", "-".

    none_is_empty  True if "none" and "no" mean it as well
    """
    word = text.casefold().strip("(). ")
    return set(word) <= PLACEHOLDER_SIGNS or word in EMPTY_PHRASES or (none_is_empty and word in NONE_PHRASES)


def refers_elsewhere(text):
    """True if a cell says only where to look or whom to ask: "see website", "call for pricing"."""
    return ELSEWHERE_PHRASE.fullmatch(text.strip(" .!()*")) is not None


def normalize_cell(cell):
    """The text of a cell such as a phone or a number, with single spaces and no invisible characters."""
    if not cell.isascii():
        cell = BIDI_CONTROL.sub("", cell.translate(INVISIBLE))
    return " ".join(cell.split()).removeprefix("'")  # an apostrophe makes a spreadsheet keep leading zeros


def parse_text(cell, *, lines=False):
    """The ParsedText of a cell of prose, with its encoding repaired and its white space collapsed.

    lines    keep the line breaks
    raises   ParseError for control characters, and for signs that change the direction of text
    """
    parsed = ParsedText(cell)
    if "&" in cell:
        parsed.text = _without_entities(cell)
    if not parsed.text.isascii():
        _repair_mojibake(parsed)
        parsed.text = normalize_unicode(parsed.text.translate(INVISIBLE))
        if REPLACEMENT_CHARACTER in parsed.text:
            parsed.concerns.append(_("Some letters of “%s” are lost. Type it again.") % excerpt(parsed.text))
    if unseen := BIDI_CONTROL.search(parsed.text) or CONTROL_CHARACTER.search(parsed.text):
        raise ParseError(
            _("It has an invisible character that turns or hides words (U+%s). Type the words again.")
            % f"{ord(unseen[0]):04X}"
        )
    if lines:
        parsed.text = "\n".join(" ".join(line.split()) for line in parsed.text.splitlines()).strip()
    else:
        parsed.text = " ".join(parsed.text.split())
    return parsed


def _without_entities(text):
    """`Mind &amp;amp; Body` → `Mind & Body`; unescapes up to three times."""
    for _time in range(3):
        text, before = HTML_ENTITY.sub(lambda match: html.unescape(match[0]), text), text
        if text == before:
            break
    return text


def _repair_mojibake(parsed):
    """`ClÃ­nica` → `Clínica`: UTF-8 decoded as Windows-1252, where that can be undone. Changes `parsed`."""
    text = parsed.text
    for _time in range(2):
        try:
            text = b"".join(map(_windows_1252_byte, text)).decode()
        except UnicodeError:
            break
    text = C1_CONTROL.sub(
        lambda match: match[0].encode("latin-1").decode("cp1252", "ignore") or match[0], text
    )
    if text != parsed.text:
        parsed.corrections.append(
            _("We read “%(stood)s” as “%(read)s”.") % {"stood": excerpt(parsed.text), "read": excerpt(text)}
        )
        parsed.text = text


def _windows_1252_byte(sign):
    """The byte of Windows-1252 that a character was decoded from. Raises UnicodeError for others.

    The five bytes that Windows-1252 leaves undefined are those of Latin-1.
    """
    return sign.encode("latin-1" if "\x80" <= sign <= "\x9f" else "cp1252")


def excerpt(value):
    """A value shortened for a message: up to 60 characters, without control characters.

    The message may be printed on a terminal, which control characters steer.
    """
    text = "".join(sign if sign.isprintable() else _replace_unprintable(sign) for sign in str(value)[:61])
    return text if len(text) <= 60 else f"{text[:60]}…"


def _replace_unprintable(sign):
    return "" if unicodedata.category(sign) == "Cf" else REPLACEMENT_CHARACTER
