"""Read what a person types for a place: a name, a ZIP code, an address, two numbers, a sentence.

Nothing here reads the database. Where a text can mean several places and none is plainly meant, the answer is
PlaceChoices; where it is not known, None.
"""

import re
from dataclasses import replace
from functools import lru_cache

from directory.places.among import PREPOSITIONS, find_meaning
from directory.places.gazetteer import COUNTRY, gazetteer
from directory.places.joined import read_joined
from directory.places.named import Meaning, read_name
from directory.places.names import joined_key, normalized, place_words
from directory.places.place import ForeignPlace, NearMe, Place
from directory.places.sentences import (
    is_crisis,
    is_near_me,
    is_no_place,
    split_distance,
    without_surroundings,
)
from directory.places.shapes import (
    ADDRESS_START,
    read_address,
    read_coordinates,
    read_postal_code_abroad,
    read_zip_code,
    read_zip_codes,
    zip_codes_of,
)
from directory.places.spelling import read_misspelled, with_likely_misspelling
from directory.places.states import COUNTRY_AT_END

BETWEEN_TOWNS = re.compile("[/&]")
# "Northern California near Sacramento": the second place is the nearer one.
NEAR_ANOTHER = re.compile(
    r"(.+?),? (?:near|close to|not far from|outside of|outside|around) (.+)", re.IGNORECASE
)
WIDE = ("region", "state", "county")
# A letter for a digit: "9021O".
LETTER_IN_ZIP_CODE = re.compile(r"(?=[0-9O]{5}$)(?=(?:O?[0-9]){3})[0-9O]+")
MIN_BEGUN = 4  # letters with which a nickname or another name is begun: not "SF" for the San Fernando Valley
SENTENCE_WORDS = set("i im my is in near at live lives around from me we our zip".split())  # noqa: SIM905


def read_place(typed: str) -> Meaning | NearMe | None:
    """What a person means by a text about a place.

    typed    any text: "80202-1234", "Denver, CO", "1600 Example Street, Denver", "39.74,-104.99", "Bay Area",
             "30 miles from Fort Collins", "Pheonix"
    returns  PlaceChoices where several places share the name and none dominates; ForeignPlace for a place
             outside the United States; NearMe for "near me"; None where no place is known. A ZIP code takes
             precedence over a town beside it, if both lie in one state; else the result is None.
    """
    text = normalized(typed).rstrip(" .?!") if not typed.rstrip().endswith(".") else normalized(typed)
    if not text or is_crisis(text):
        return None
    if is_near_me(text):
        return NearMe(typed)
    if is_no_place(text):
        return None
    text = COUNTRY_AT_END.sub("", text)
    if LETTER_IN_ZIP_CODE.fullmatch(text.upper()):
        text = text.upper().replace("O", "0")
    if meaning := read_coordinates(text) or read_postal_code_abroad(text):
        return meaning
    rest, miles = split_distance(text)
    meaning = _read_text(rest)
    if meaning is None and rest != text:
        meaning = NearMe(typed) if is_near_me(rest) else None
    return replace(meaning, miles=miles) if miles and isinstance(meaning, Place) else meaning


def _read_text(text):
    if meaning := _read_nearer(text):
        return meaning
    if meaning := _read_plain(text):
        return with_likely_misspelling(meaning, text)
    return _read_in_sentence(text)


def _read_in_sentence(text):
    if zip_codes_of(text):
        found = find_meaning(text.split(), strict=False) if not ADDRESS_START.match(text) else None
        return found and found.place if found and _is_sentence(text) else None
    if ADDRESS_START.match(text) and not PREPOSITIONS.intersection(place_words(text)):
        return None  # a street without a town that is known
    for shorter, people in without_surroundings(text):
        if (meaning := read_name(shorter) or read_joined(shorter)) and _is_large(meaning, people):
            return meaning
    if meaning := read_misspelled(text):
        return meaning
    if found := find_meaning(text.split(), strict=False):
        return found.place
    for shorter, people in without_surroundings(text):
        if not people and (meaning := read_misspelled(shorter)):
            return meaning
    return None


def _read_nearer(text):
    """The second of two places, where the first is a wide one around it; else None."""
    match = NEAR_ANOTHER.fullmatch(text)
    wide = match and read_name(match[1])
    return read_name(match[2]) if isinstance(wide, Place) and wide.kind in WIDE else None


def _is_large(meaning, people):
    if not people or not isinstance(meaning, Place) or meaning.kind == "state":
        return True
    entries = gazetteer().entries(joined_key(meaning.label.partition(",")[0]))
    return any(
        gazetteer().people[entry] >= people and gazetteer().label(entry) == meaning.label for entry in entries
    )


def _is_sentence(text):
    return any(word in SENTENCE_WORDS for word in place_words(text))


def _read_plain(text):
    if codes := zip_codes_of(text):
        if len(codes) > 1 and (meaning := read_zip_codes(text, codes)):
            return meaning
        is_house_number = codes[-1].start() == 0 and len(codes) == 1  # "12345 Example Road, Denver, CO"
        return read_zip_code(text, codes) or (read_address(text) if is_house_number else None)
    meaning = read_name(text)
    if isinstance(meaning, ForeignPlace) and BETWEEN_TOWNS.search(text):
        meaning = read_joined(text) or meaning  # "Portland/Vancouver"
    return meaning or read_address(text) or read_joined(text)


def places_beginning_with(prefix: str, limit: int, min_people: int = 0) -> list[Place]:
    """Places whose name begins with the prefix, the most populous first; of min_people or more."""
    key = joined_key(prefix)
    if not key:
        return []
    places = gazetteer()
    if not places.rows_beginning_with(key):
        return []  # and not remembered: it may be an address
    return [places.place(entry) for entry in _beginning_with(key, limit, min_people)]


@lru_cache(maxsize=4096)  # by beginnings of names that the gazetteer has
def _beginning_with(key, limit, min_people):
    places = gazetteer()
    rows = places.rows_beginning_with(key)
    exact, found = places.entries(key), []
    for entry in sorted(set(places.key_entries[rows.start : rows.stop])):
        if len(found) == limit or places.people[entry] < min_people:
            break
        is_begun = len(key) >= MIN_BEGUN or entry in exact or joined_key(places.name(entry)).startswith(key)
        if places.kinds[entry] < COUNTRY and is_begun:
            found.append(entry)
    return found
