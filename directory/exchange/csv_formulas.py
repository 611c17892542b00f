"""Keeps cells of a CSV from being run as formulas by a spreadsheet."""

import re

# Spreadsheets run a cell that begins like this; an apostrophe in front makes it text (OWASP,
# "CSV Injection"). One that divides columns by something other than commas begins a cell after every `;`,
# `|`, tab or end of a line, whatever quotation marks stand around the whole. Numbers are left alone, phones
# such as +13035550142 too: a number runs nothing.
LEADING_SIGNS = r"""[ \xa0'"]*"""
FORMULA_PATTERN = (
    rf"""\A(?={LEADING_SIGNS}[=+\-@\t\r\n＝＋－＠])|(?<=[;|\t\r\n])(?={LEADING_SIGNS}[=+\-@＝＋－＠])"""
)
FORMULA_START = re.compile(FORMULA_PATTERN)
ESCAPED_FORMULA_START = re.compile(FORMULA_PATTERN.replace("(?=", "'(?="))
FORMULA_START_IN_JSON = re.compile(rf"""([;|]{LEADING_SIGNS})([=+\-@＝＋－＠])""")
PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def escape_formulas(text):
    """`=1+1` → `'=1+1`, `a;=1+1` → `a;'=1+1`. What looks defused gets one more, so that `revive` is exact."""
    return text if PLAIN_NUMBER.fullmatch(text) else FORMULA_START.sub("'", text)


def unescape_formulas(text):
    """Takes away what `defuse` put there, and nothing else."""
    return ESCAPED_FORMULA_START.sub("", text)


def escape_formulas_in_json(text):
    """`;=1+1` → `;\\u003d1+1`, which is the same text to who reads JSON."""
    return FORMULA_START_IN_JSON.sub(lambda found: rf"{found[1]}\u{ord(found[2]):04x}", text)
