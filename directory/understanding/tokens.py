"""Typed text → Tokens: its words with where they stand, folded for comparison."""

import re
from dataclasses import dataclass

from directory.folding import APOSTROPHES, INVISIBLE, fold, plain

MAX_TOKENS = 160  # a text of 500 characters has about 90 words
QUOTES = '"“”„'
# "w/o" and "w/" stand for "without" and "with", "&" for "and", a slash between two words for "or", but not in
# the age of "17 y/o" and "17yo".
WORD = re.compile(
    rf"(?P<without>\b[wW]/[oO]\b)|(?P<yo>(?<=[0-9])[yY]/?[oO]\b|\b[yY][/.][oO]\b)"
    r"|(?P<age>\b[0-9]{1,2}(?=(?i:y/?o|yrs?|years?)\b))"
    rf"|(?P<with>\b[wW]/)|(?P<and>&|(?<=\s)\+(?=\s))|(?P<or>(?<=[^\W\d_])/(?=[^\W\d_]))"
    rf"|(?P<quote>[{QUOTES}])|(?P<break>[,;:!?()\n]|\.(?=\s|$))"
    rf"|(?P<word>[^\W_](?:[^\W_]|[{re.escape(APOSTROPHES + INVISIBLE)}\u0300-\u036f])*)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text.

    text         as it was typed
    start, stop  where it stands
    word         in small letters, without accents or apostrophes
    is_quoted    True between quotation marks
    after        the punctuation before it that divides: "", ",", "."
    """

    text: str
    start: int
    stop: int
    word: str
    is_quoted: bool = False
    after: str = ""

    @property
    def terms(self) -> list[str]:
        return fold(self.text).split()


def tokenize(text: str) -> list[Token]:
    """The first MAX_TOKENS words of a text."""
    tokens, quotes, after = [], False, ""
    for match in WORD.finditer(text):
        kind, typed = match.lastgroup, match[0]
        if kind == "quote":
            quotes = not quotes
        elif kind == "break":
            after = typed
        else:
            word = plain(typed).replace(" ", "") if kind in ("word", "age") else kind
            if word:
                tokens.append(Token(typed, match.start(), match.end(), word, quotes, after))
                after = ""
        if len(tokens) == MAX_TOKENS:
            break
    return tokens
