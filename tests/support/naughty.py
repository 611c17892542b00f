"""Strings that have broken programs like this one, our own collection. tests/test_bad_input.py sends them."""

import json
from functools import cache
from urllib.parse import quote_from_bytes

# ---- text, as a person or a program may type it

NOTHING = ["", " ", "   ", "\t", "\n", "\r\n", "\u00a0", "\u2003", "\u200b", "\ufeff", "\u2028", "\u3164"]
NAMES_OF_NOTHING = [
    "None",
    "null",
    "NULL",
    "nil",
    "undefined",
    "NaN",
    "true",
    "false",
    "(none)",
    "not stated",
]
NUMBERS = [
    "0",
    "-0",
    "-1",
    "+1",
    "1.0",
    "1,5",
    "1_000",
    "1e3",
    "1e400",
    "-1e400",
    "nan",
    "inf",
    "-Infinity",
    "0x10",
    "0b1",
    "1/0",
    "007",
    " 1",
    "1 ",
    "٢٥",
    "１２",
    "२५",
    "²",
    "Ⅷ",
    "𝟚",
    "2147483648",
    "-2147483649",
    "9223372036854775808",
    "99999999999999999999",
    "9" * 5_000,
    "0." + "0" * 400 + "1",
    "91,181",
    "nan,nan",
    "1e5,1e5",
    "-90,-180",
]
SQL = [
    "'",
    '"',
    "''",
    "' OR '1'='1",
    "1; DROP TABLE directory_listing--",
    "') UNION SELECT NULL--",
    "/**/",
    "$$",
    "$1",
    "%s",
    "E'\\047'",
    "\\",
    "\\'",
    "pk",
    "-pk",
    "?",
    "clinic__organization__name",
    "clinic__memberships__user__password",
    "name__regex",
]
TEXT_QUERIES = [
    "&",
    "|",
    "!",
    "!!",
    "<->",
    ":*",
    "a:*b",
    ":",
    "(",
    ")",
    "()",
    "a & (b",
    "'a",
    "a <0> b",
    "a:ABCD",
    "&&|",
]
PATTERNS = [
    "*",
    "[",
    "[[:foo:]]",
    "a{99999}",
    "(a+)+$",
    "(?P<a",
    "\\1",
    "a**",
    "(?i",
    "^.*$",
    "%",
    "_",
    "%%",
    "LIKE",
]
MARKUP = [
    "<script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<svg onload=alert(1)>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "<!--",
    "]]>",
    "<![CDATA[",
    "&lt;script&gt;",
    "&#0;",
    "&amp",
]
TEMPLATES = [
    "{{ 7 }}",
    "{{ settings.SECRET_KEY }}",
    "{% include 'x' %}",
    "{% debug %}",
    "{#",
    "${7*7}",
    "#{7}",
    "{0}",
    "{a.__class__}",
    "{",
    "}",
    "%(name)s",
    "%d",
    "%n%n%n",
    "%999999999d",
]
PATHS_AND_SHELLS = [
    "../../etc/passwd",
    "..\\..\\win.ini",
    "/",
    "//example.com",
    "\\\\example.com",
    "///example.com/..",
    ".",
    "..",
    "%2e%2e/",
    "file:///etc/passwd",
    "http://example.com/",
    "`id`",
    "$(id)",
    "| cat",
    "; ls",
    "CON",
    "*)(uid=*",
    "=1+1",
    "@SUM(A1)",
]
LINES = ["a\r\nSet-Cookie: a=b", "a\nb", "a\rb", "a\x0bb", "a\x1bb[31m", "a\x7fb", "a\x85b", "\x1a", "a\x08b"]
DATA = [
    "[]",
    "{}",
    "[1,2]",
    '{"a":1}',
    '["iv"]',
    "iv,im",
    "iv;im",
    "iv im",
    "IV",
    "iv\u200b",
    "ıv",
    "ＩＶ",
    "iv'",
    "iv%00",
    json.dumps({"$gt": ""}),
    "[" * 100_000,
]
WRITING = [
    "🙂",
    "👩\u200d⚕️",
    "👨\u200d👩\u200d👧\u200d👦",
    "🇺🇸",
    "\u202eevil",
    "\u2066a\u2069",
    "שלום",
    "العيادة",
    "\u200d",
    "e" + "\u0301" * 1_000,
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "ﷺ",
    "ﬁ",
    "ß",
    "İ",
    "ǆ",
    "\u0130" * 200,
    "ŉ" * 200,
    "\ufdfa" * 200,  # each becomes eighteen letters when it is folded
    "Å",
    "Å",
    "田中さんにあげて下さい",
    "\U0010ffff",
    "\uffff",
    "\ue000",
    "\U000e0041",
]
LONG = [
    "x" * 201,
    "x" * 10_000,
    "x " * 5_000,
    "é" * 10_000,
    "x" * 100_000,
    "1" * 10_000,
    "a-" * 5_000,
    "," * 10_000,
]
NOT_STORED = ["\0", "a\0b", "iv\0", "\0iv", "\ud800", "\udfff", "a\udc80b", "\ude42\ud83d"]

TEXT = [
    *NOTHING,
    *NAMES_OF_NOTHING,
    *NUMBERS,
    *SQL,
    *TEXT_QUERIES,
    *PATTERNS,
    *MARKUP,
    *TEMPLATES,
    *PATHS_AND_SHELLS,
    *LINES,
    *DATA,
    *WRITING,
    *LONG,
    *NOT_STORED,
]

# ---- bytes that are no UTF-8

BYTES = [
    b"\xff",
    b"\xfe\xff\x00a",
    b"\x80",
    b"\xc3",
    b"\xc3(",
    b"\xe2\x82",
    b"\xc0\x80",  # NUL, written too long
    b"\xc0\xaf",  # a slash, written too long
    b"\xe0\x80\xaf",
    b"\xf0\x80\x80\xaf",
    b"\xf8\x88\x80\x80\x80",
    b"\xf4\x90\x80\x80",  # beyond the last character
    b"\xed\xa0\x80",  # half of a pair
    b"caf\xe9",  # Latin-1
    b"\x93iv\x94",  # Windows-1252
]

# ---- what stands in an address without being well written

ESCAPES = [
    "%",
    "%%",
    "%0",
    "%zz",
    "%u0041",
    "%00",
    "%2500",
    "a%00b",
    "%C0%80",
    "%ED%A0%80",
    "%FF",
    "+",
    ";",
    "a=b",
    "==",
]

# ---- names of parameters

NAMES = [
    "",
    "[]",
    "route[]",
    "route[0]",
    "route[$ne]",
    "__proto__",
    "constructor",
    "a.b",
    "%00",
    "route%00",
    "%FF",
    "q%20",
]
NAMES += ["self", "request", "kwargs", "pk__in", "%F0%9F%99%82", "n" * 10_000, "%3Cscript%3E"]


def encoded(text):
    """The text as UTF-8; lone surrogates are encoded too, as a careless program would."""
    return text.encode("utf-8", errors="surrogatepass")


@cache
def as_bytes():
    return [*dict.fromkeys([*map(encoded, TEXT), *BYTES])]


@cache
def as_values():
    """Every naughty string as a value of a query string."""
    return [*dict.fromkeys([*(quote_from_bytes(one, safe="") for one in as_bytes()), *ESCAPES])]
