"""Names of places as keys: folded words, abbreviations in full, no spaces."""

import re

from directory import folding
from directory.folding import PLACE_ABBREVIATIONS, normalize_unicode, without_accents

MAX_CHARACTERS = 200  # a postal address or a sentence fits

DIRECTIONS = {"n": "north", "s": "south", "e": "east", "w": "west"}
PIECE = re.compile(r"[^\W_]+")
INVISIBLE = dict.fromkeys(map(ord, folding.INVISIBLE))  # what pasting leaves behind
PARTICLES = ("d", "l", "o", "mc")  # Coeur d'Alene, L'Anse, O'Fallon, McAllen


def normalized(typed: str) -> str:
    """The text in NFKC with single spaces.

    returns  "" where it is longer than MAX_CHARACTERS or has an unprintable character (NUL, a surrogate)
    """
    if len(typed) > MAX_CHARACTERS:
        return ""
    text = " ".join(typed.translate(INVISIBLE).split()).strip(" ,;")
    return normalize_unicode(text, "NFKC") if text.isprintable() else ""


def place_words(text: str) -> list[str]:
    """The folded words of a text. Abbreviations stay, so that a last "mt" can still be Montana."""
    pieces = PIECE.findall(without_accents(text))
    for piece in pieces:
        if len(piece) == 1 or piece in PARTICLES:
            return _joined(pieces)
    return pieces


def _joined(pieces):
    joined, was_single = [], False
    for piece in pieces:
        is_single = len(piece) == 1 and piece.isalpha()
        if is_single and was_single:
            joined[-1] += piece
        else:
            joined.append(piece)
        was_single = is_single
    tokens = []
    for word in reversed(joined):
        if word in PARTICLES and tokens:
            word += tokens.pop()
        tokens.append(word)
    return tokens[::-1]


def in_full(words: list[str]) -> list[str]:
    """The words with St., Ft., Mt. and a first N., S., E. or W. in full."""
    if len(words) > 1 and len(words[1]) > 1:
        words = [DIRECTIONS.get(words[0], words[0]), *words[1:]]
    return [PLACE_ABBREVIATIONS.get(word, word) for word in words]


def place_key(name: str) -> str:
    """A town's name for comparison.

    Lower case without accents or punctuation; St., Ft., Mt. and a first N., S., E. or W. in full ("saint
    paul", "north bend"); apostrophes vanish and single letters join ("coeur dalene", "dc").
    """
    return " ".join(in_full(place_words(name)))


def joined_key(name: str) -> str:
    """The place_key without spaces, as the gazetteer holds it: "lagrange" for "La Grange" and "LaGrange"."""
    return place_key(name).replace(" ", "")
