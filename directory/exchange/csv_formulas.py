"""Keeps spreadsheets from running cells of a CSV as formulas."""

import re

# Spreadsheets run a cell that begins with one of these signs; an apostrophe in front makes it text (OWASP,
# "CSV Injection"). A spreadsheet whose separator is no comma begins a cell after every `;`, `|`, tab or line
# break, even within quotation marks. Numbers, such as the phone +13035550142, run nothing: not escaped.
LEADING_SIGNS = r"""[ \xa0'"]*"""
FORMULA_PATTERN = (
    rf"""\A(?={LEADING_SIGNS}[=+\-@\t\r\n＝＋－＠])|(?<=[;|\t\r\n])(?={LEADING_SIGNS}[=+\-@＝＋－＠])"""
)
FORMULA_START = re.compile(FORMULA_PATTERN)
ESCAPED_FORMULA_START = re.compile(FORMULA_PATTERN.replace("(?=", "'(?="))
FORMULA_START_IN_JSON = re.compile(rf"""([;|]{LEADING_SIGNS})([=+\-@＝＋－＠])""")
PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def escape_formulas(text):
    """`=1+1` → `'=1+1`; `a;=1+1` → `a;'=1+1`.

    Text that looks escaped already gets one more apostrophe, so that unescape_formulas() is exact.
    """
    return text if PLAIN_NUMBER.fullmatch(text) else FORMULA_START.sub("'", text)


def unescape_formulas(text):
    """The text that escape_formulas() was called with."""
    return ESCAPED_FORMULA_START.sub("", text)


def escape_formulas_in_json(text):
    r"""`;=1+1` → `;\u003d1+1`, which is the same string to a JSON parser."""
    return FORMULA_START_IN_JSON.sub(lambda match: rf"{match[1]}\u{ord(match[2]):04x}", text)
