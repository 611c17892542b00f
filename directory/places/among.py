"""Find the place among words: "infusion near Denver", "Medicaid colorado", "I live in Omaha, Nebraska"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from directory.places.gazetteer import COUNTRY, MEANT, gazetteer
from directory.places.joined import read_joined
from directory.places.named import (
    BEFORE_STATE,
    may_be_a_state,
    may_name_a_place,
    read_name,
    read_state,
    readings,
)
from directory.places.names import in_full, place_words
from directory.places.place import ForeignPlace, Place, PlaceChoices
from directory.places.shapes import read_zip_code, zip_codes_of
from directory.places.states import state_codes, state_names, written_states

MAX_WORDS = 7  # of one place: "Rancho Santa Margarita, CA 92688"
MAX_SEARCHED = 100  # words
HAS_DIGIT = re.compile(r"\d").search
PUNCTUATION = ".,:;!?()[]\"“”'’"

# Words before a place.
PREPOSITIONS = {
    *("in", "near", "around", "from", "at", "outside", "by", "en", "cerca", "de", "to", "toward", "towards"),
    *("serving", "nearby", "within", "about", "of"),
}
TITLES = {"dr", "dr.", "doctor", "doc", "mr", "mr.", "ms.", "mrs", "mrs.", "nurse"}
# State codes that are words of English or Spanish, licenses, routes or other abbreviations.
AMBIGUOUS_CODES = {
    *(
        "al",
        "as",
        "co",
        "ct",
        "de",
        "hi",
        "id",
        "in",
        "la",
        "ma",
        "me",
        "md",
        "mi",
        "mo",
        "ms",
        "mt",
        "nd",
        "oh",
    ),
    *("ok", "or", "pa", "pr", "sc", "va", "vi"),
}
NEVER_CODES = {"as", "hi", "id", "in", "me", "oh", "ok", "or"}  # but in capitals
LICENSES = {"do", "ma", "md", "pa", "va"}  # and Veterans Affairs
# Nicknames that are no other words; of two letters only in capitals.
SHORT_NICKNAMES = {
    *("abq", "atl", "atx", "dfw", "jax", "jfk", "lax", "msp", "nyc", "okc", "pdx", "rva", "slc", "stl"),
}
TWO_LETTERS = {"kc", "la", "lv", "sf"}
MIN_LETTERS = 4
MIN_PEOPLE_ALONE = 50_000
MIN_PEOPLE_OF_SEVERAL_WORDS = 15_000
MIN_PEOPLE_OF_A_WORD = 50_000  # of a town named by a word of English, after a preposition

ZIP, WITH_STATE, AFTER_PREPOSITION, WHOLE_STATE, ALONE = 5, 4, 3, 2, 1


@dataclass(frozen=True)
class FoundPlace:
    """A place among words: words[start:stop] name it."""

    start: int
    stop: int
    place: Place | PlaceChoices


def find_place(words: Sequence[str], *, strict: bool) -> FoundPlace | None:
    """The place that some of the words name; None without one.

    words   as typed; "" for a word that is part of something else, such as a price
    strict  True in a box of search words: only what is surely a place, never "hope", "mobile" or "reading"
    """
    found = find_meaning(words[:MAX_SEARCHED], strict=strict)
    return None if found is None or isinstance(found.place, ForeignPlace) else found


def find_meaning(words, *, strict):
    """Like find_place, with a ForeignPlace where the words name one."""
    best, best_rank = None, (0, 0)
    shouted = len(words) > 1 and all(word == word.upper() for word in words)
    for start in range(len(words)):
        for stop in range(min(len(words), start + _longest(words, start)), start, -1):
            if not all(words[start:stop]):
                continue
            meaning, strength = Span(words, start, stop, shouted, strict).read()
            if strength and (strength, stop - start) > best_rank:
                best, best_rank = FoundPlace(start, stop, meaning), (strength, stop - start)
    return best


def _longest(words, start):
    """The most words that a place beginning at a word can have, with a state or a ZIP code; 0 for none."""
    first = place_words(words[start])
    if not first:
        return 0
    if any(char.isdigit() for char in first[0]) or first[0] in _first_words_of_states():
        return MAX_WORDS
    known = 0
    for count in range(1, min(MAX_WORDS, len(words) - start) + 1):
        joined = "".join(in_full(place_words(" ".join(words[start : start + count]))))
        if (count > 1 or len(first[0]) > 2) and not gazetteer().has_key_beginning_with(joined):
            break
        known = count
    behind = [word for text in words[start + 1 : start + known + 1] for word in place_words(text)[:1]]
    goes_on = any(
        word in _first_words_of_states() or word in ("and", "or") or word[0].isdigit() for word in behind
    )
    return MAX_WORDS if goes_on else known


@cache
def _first_words_of_states():
    return {name.split()[0] for name in (*written_states(), *BEFORE_STATE)}


class Span:
    """words[start:stop], and whether they are surely a place."""

    def __init__(self, words, start, stop, shouted, strict):
        self.text = " ".join(words[start:stop]).strip(PUNCTUATION + " ")
        self.words = place_words(self.text)
        self.before = words[start - 1].lower().strip(",:;") if start else ""
        self.is_last = stop == len(words)
        self.starts_anew = start == 0 or words[start - 1].endswith(",")
        self.behind, self.ends_with_comma = words[stop : stop + 2], words[stop - 1].endswith(",")
        self.shouted, self.strict = self.manner = shouted, strict

    def read(self):
        """(meaning, strength); strength 0 where the words are no place."""
        if not self.words or self.before in TITLES:
            return None, 0
        if self.words == ["mt"] and not self.is_last:  # "Mt. Tabor": a mount, not Montana
            return None, 0
        if HAS_DIGIT(self.text) and (codes := zip_codes_of(self.text)):
            place = read_zip_code(self.text, codes)
            return (place, ZIP) if place and self.words[0] not in PREPOSITIONS else (None, 0)
        if may_be_a_state(self.words) and (state := read_state(self.text)):
            if "state" in self.words:
                return state, WITH_STATE  # "in washington state"
            return (state, WHOLE_STATE) if self._is_surely_a_state() else (None, 0)
        if may_name_a_place(self.words, self.text):
            return self._read_name()
        return self._read_joined()

    def _read_name(self):
        key, code = next(iter(readings(self.text)))
        meaning = read_name(self.text)
        if meaning is None:
            return self._read_joined()
        if isinstance(meaning, ForeignPlace):
            return (meaning, AFTER_PREPOSITION) if self.before in PREPOSITIONS else (None, 0)
        if code:
            return (meaning, WITH_STATE) if self._names_a_state(code, meaning) else (None, 0)
        if _begins_with_a_state(self.behind, self.ends_with_comma):
            return None, 0  # "Springfield, CA": there is none
        return meaning, self._strength_of_a_name(key)

    def _names_a_state(self, code, meaning):
        """True if the last word of a town and its state is surely the state: not "hope in ketamine"."""
        last = self.words[-1]
        if isinstance(meaning, Place) and meaning.state != code:
            return True
        if len(last) > 2 or last not in AMBIGUOUS_CODES or "," in self.text:
            return True
        if isinstance(meaning, Place) and last not in NEVER_CODES and _is_large(meaning):
            return True  # "denver co ketamine"
        typed = self.text.split()[-1].strip(PUNCTUATION)
        return self.is_last or (typed.isupper() and not self.shouted)

    def _is_surely_a_state(self):
        name = " ".join(self.words)
        if name in NEVER_CODES and (self.shouted or not self.text.isupper()):
            return False
        if not self.strict:
            return self.before in PREPOSITIONS
        if name.upper() in state_names():
            if name not in AMBIGUOUS_CODES:
                return True
            is_upper = self.text.isupper() and not self.shouted and name not in LICENSES
            return self.is_last and (self.before in PREPOSITIONS or is_upper)
        return name in state_codes() or (self.text.endswith(".") and self.starts_anew)

    def _strength_of_a_name(self, key):
        places = gazetteer()
        entries = places.entries(key)
        people = max((places.people[entry] for entry in entries if places.kinds[entry] < COUNTRY), default=0)
        is_word = places.is_ordinary(key)
        if self.before in PREPOSITIONS:
            return AFTER_PREPOSITION if not is_word or people >= MIN_PEOPLE_OF_A_WORD else 0
        is_meant = MEANT in entries.values()
        if len(key) < MIN_LETTERS:
            is_typed_so = self.text.isupper() and not self.shouted and (len(key) > 2 or key in TWO_LETTERS)
            return ALONE if is_meant and (key in SHORT_NICKNAMES or is_typed_so) else 0
        if is_word:
            return 0
        least = MIN_PEOPLE_ALONE if len(self.words) == 1 else MIN_PEOPLE_OF_SEVERAL_WORDS
        return ALONE if is_meant or people >= least else 0

    def _read_joined(self):
        """Two towns with "or" or "and" between them, each surely a place."""
        if "or" not in self.text and "and" not in self.text:
            return None, 0
        typed = self.text.split()
        parts = [at for at, word in enumerate(typed) if word in ("or", "and") and 0 < at < len(typed) - 1]
        if len(parts) != 1:
            return None, 0
        at = parts[0]
        sides = Span(typed, 0, at, *self.manner), Span(typed, at + 1, len(typed), *self.manner)
        joined = read_joined(self.text) if all(side.read()[1] for side in sides) else None
        if isinstance(joined, PlaceChoices) and all(place.kind == "state" for place in joined.places):
            return joined, WHOLE_STATE  # "in Billings, and would go to Wyoming or Idaho"
        return (joined, WITH_STATE) if joined else (None, 0)


def _is_large(place):
    """True for a town of MIN_PEOPLE_OF_A_WORD or more."""
    places = gazetteer()
    entries = places.entries("".join(in_full(place_words(place.label.partition(",")[0]))))
    return any(
        places.people[entry] >= MIN_PEOPLE_OF_A_WORD and places.label(entry) == place.label
        for entry in entries
    )


def _begins_with_a_state(words, after_comma):
    """True if words that follow a name are a state; one of two letters only after a comma."""
    words = place_words(" ".join(words))
    if not words:
        return False
    if " ".join(words) in written_states():
        return True
    return words[0] in written_states() and (len(words[0]) > 2 or after_comma)
