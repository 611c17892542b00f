"""Shapes of places that are not names: coordinates, ZIP codes, addresses. A street is read and not kept."""

import re

from directory.places.gazetteer import WEAK, gazetteer
from directory.places.geometry import haversine_miles
from directory.places.named import Meaning, look_up, readings
from directory.places.names import joined_key, normalized, place_words
from directory.places.place import ForeignPlace, Place, PlaceChoices
from directory.places.states import written_states

NUMBER = r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?"
# Of the states, without the sign that stands for west.
# south, north, then the longitudes: the contiguous states, Hawaii, Alaska
UNSIGNED = ((24.5, 49.5, 66.9, 124.8), (18.9, 22.3, 154.8, 160.3), (51, 71.5, 130, 170))
DEGREE = r" ?(?:°|º|deg(?:rees)?\.?)? ?"
PAIR = re.compile(rf"({NUMBER}){DEGREE}([ns]?)(?: ?[,;/] ?| )({NUMBER}){DEGREE}([ew]?)", re.IGNORECASE)
PAIR_LETTERS_FIRST = re.compile(
    rf"([ns]) ?({NUMBER}){DEGREE}(?: ?[,;/] ?| )([ew]) ?({NUMBER}){DEGREE}", re.IGNORECASE
)
MINUTES = r"([0-9]{1,3}) ?[°º] ?([0-9]{1,2}) ?['′’] ?(?:([0-9]{1,2}(?:\.[0-9]{1,9})?) ?(?:\"|″|”|''|′′) ?)?"
SEXAGESIMAL = re.compile(rf"{MINUTES}([ns])[ ,;/]*{MINUTES}([ew])", re.IGNORECASE)
IN_ADDRESS = re.compile(
    r"(?:@|[?&](?:q|ll|query|center|destination)=(?:loc:)?|geo:|/)(-?[0-9]{1,2}\.[0-9]+)(?:,"
    r"|%2C) ?(-?[0-9]{1,3}\.[0-9]+)"
)
DECIMAL_COMMAS = re.compile(r"^(-?[0-9]{1,2}),([0-9]{3,}) +(-?[0-9]{1,3}),([0-9]{3,})$")
COORDINATE_WORDS = re.compile(
    r"\b(?:lat(?:itude)?|l(?:o?ng|on)(?:itude)?|gps|coord(?:inate)?s?|geo|location)\b ?[:=]? ?", re.IGNORECASE
)

# "80202", "80202-1234" with any dash, "80202 1234", "802021234", "80202-"; no part of a longer number.
DASH = r"[-\u2010-\u2015\u2212]"
ZIP_CODE = re.compile(
    rf"(?<![0-9])(?<![0-9]{DASH})([0-9]{{5}})"
    rf"(?: ?{DASH} ?[0-9]{{4}}|\.[0-9]{{4}}| ?[0-9]{{4}}| ?{DASH}(?= |,|$))?(?!{DASH}?[0-9])"
)
BETWEEN_ZIP_CODES = re.compile(r" *(?:(?:[,;/&]|\b(?:or|and|o|y)\b) *)+", re.IGNORECASE)
MILES_BETWEEN_ZIP_CODES = 25
ZIP_CODE_LABEL = re.compile(
    r"\b(?:my )?(?:zip ?(?:[ -]?codes?)?|postal codes?|postcodes?|c[oó]digo postal|cp)\b(?: is)?| area$",
    re.IGNORECASE,
)
# How an address begins, with a house number or a box: only its end names a place.
ADDRESS_START = re.compile(
    r"(?:[0-9]+[a-z]?\b|#|p\.? ?o\.? ?box\b|box [0-9]|suite [0-9]|ste\.? [0-9]|apt\.? [0-9]|unit [0-9]"
    r"|rr [0-9]|hc [0-9]|(?:rte?|route|hwy|highway|interstate|i|us)[ .-]*[0-9]+\b)",
    re.IGNORECASE,
)
MIN_PEOPLE_AFTER_STREET = 20_000
STREET_WORDS = set(
    """
    apt av ave avenue avenida blvd boulevard box broadway calle cir circle corner court ct dr drive
    expressway fl floor fwy freeway highway hwy lane ln loop parkway pike pkwy pl place plaza rd
    hwy i rt us road route rte sq square st ste street suite ter terrace trail trl turnpike unit way
    """.split()  # noqa: SIM905
)


# Postal codes of Canada and of the United Kingdom.
POSTAL_CODES_ABROAD = (
    ("Canada", re.compile(r"[a-ceghj-npr-tvxy][0-9][a-z] ?[0-9][a-z][0-9]", re.IGNORECASE)),
    ("United Kingdom", re.compile(r"[a-z]{1,2}[0-9][0-9a-z]? [0-9][a-z]{2}", re.IGNORECASE)),
)


def read_postal_code_abroad(text: str) -> ForeignPlace | None:
    """The country of a postal code that is not one of the United States: "M5V 3L9"."""
    countries = (country for country, pattern in POSTAL_CODES_ABROAD if pattern.fullmatch(text))
    return next((ForeignPlace(text, country) for country in countries), None)


def point_at(latitude: float, longitude: float) -> Place | None:
    """The Place at a latitude and longitude, rounded to a meter, labeled with both; None if out of range."""
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    latitude, longitude = round(latitude, 5) + 0.0, round(longitude, 5) + 0.0  # + 0.0: no "-0.0"
    label = ", ".join(f"{degrees:.5f}".rstrip("0").rstrip(".") for degrees in (latitude, longitude))
    return Place("point", label, "", latitude, longitude)


def read_coordinates(text: str) -> Place | None:
    """The point of two numbers: "39.74, -104.99", "39.7392° N, 104.9903° W", a map's "@39.7392,-104.9903"."""
    if pair := IN_ADDRESS.search(text):
        return point_at(*map(float, pair.groups()))
    text = DECIMAL_COMMAS.sub(r"\1.\2, \3.\4", text)
    bare = COORDINATE_WORDS.sub("", text).strip(" ()[]{},;:")
    if parts := SEXAGESIMAL.search(text):
        north, west = _degrees(parts.groups()[:3]), _degrees(parts.groups()[4:7])
        return point_at(_signed(north, parts[4]), _signed(west, parts[8]))
    if pair := PAIR_LETTERS_FIRST.fullmatch(bare):
        return point_at(_signed(float(pair[2]), pair[1]), _signed(float(pair[4]), pair[3]))
    pair = PAIR.fullmatch(bare)
    if not pair or (" " in bare and "," not in bare and "." not in bare):
        return None  # "12 34" is no point
    north, east = _signed(float(pair[1]), pair[2]), _signed(float(pair[3]), pair[4])
    if north < -90 and 0 < east <= 90:  # written as computers do: the longitude first
        north, east = east, north
    if not pair[4] and any(
        south <= north <= top and near <= east <= far for south, top, near, far in UNSIGNED
    ):
        east = -east  # the sign was left out: nobody looks for a clinic in China here
    return point_at(north, east)


def _degrees(parts):
    degrees, minutes, seconds = (float(part or 0) for part in parts)
    return degrees + minutes / 60 + seconds / 3600


def _signed(degrees, letter):
    return -abs(degrees) if letter.lower() in ("s", "w") and letter else degrees


def zip_codes_of(text: str) -> list[re.Match]:
    return list(ZIP_CODE.finditer(text))


def read_zip_code(text: str, codes: list[re.Match]) -> Place | None:
    """The place of the last ZIP code of a text, unless its other words contradict it."""
    code = codes[-1]  # "12345 Example Street, Denver, CO 80202"
    beside = f"{text[: code.start()]} {text[code.end() :]}"
    beside = normalized(ZIP_CODE_LABEL.sub(" ", beside)).strip(" ,.:;#()=-–?!")
    place = gazetteer().zip_place(code[1])
    if place is None or (beside and not place_words(re.sub("[0-9]", " ", beside))):
        return None
    return place if not beside or _agrees(place, code[1], beside) else None


def read_zip_codes(text: str, codes: list[re.Match]) -> Meaning | None:
    """The first of several ZIP codes if the others are near it, else the choices; None beside other words."""
    if not BETWEEN_ZIP_CODES.fullmatch(ZIP_CODE.sub(" ", ZIP_CODE_LABEL.sub(" ", text))):
        return None
    places = [gazetteer().zip_place(code[1]) for code in codes]
    known = list(dict.fromkeys(place for place in places if place))
    if not known:
        return None
    points = [(place.latitude, place.longitude) for place in known]
    if all(haversine_miles(points[0], point) <= MILES_BETWEEN_ZIP_CODES for point in points):
        return known[0]
    return PlaceChoices(text, tuple(known))


def _agrees(place, five, beside):
    """True if the words beside a ZIP code name its state or a town of it, or only a street."""
    words = beside.replace(",", " ")
    if written_states().get(" ".join(place_words(words))) == place.state:
        return True
    parts = beside.split(",")  # "1600 Broadway, Denver, CO"
    after_comma = readings(",".join(parts[-2:])) + (readings(parts[-1]) if parts[1:] else [])
    is_address = ADDRESS_START.match(beside)
    at_the_end = _readings_at_end(beside) if is_address else []
    is_state = " ".join(place_words(words)) in written_states()  # "75201 Colorado": no county in Texas
    states = set()
    for key, state in after_comma + at_the_end:
        states |= {
            gazetteer().state(entry)
            for entry, way in gazetteer().entries(key).items()
            if state in ("", gazetteer().state(entry)) and not (is_state and way == WEAK)
        }
    if place.state in states:
        return True
    names_a_town = "," in beside and bool(states)
    names_a_state = any(state for _, state in after_comma + at_the_end)
    return bool(is_address) and not names_a_town and not names_a_state


def _readings_at_end(text):
    """What the end of an address can mean: "1600 Example Street Denver CO" → [("denver", "CO"), …]."""
    words = place_words(text.replace(",", " "))
    ends = [" ".join(words[at:]) for at in range(max(len(words) - 6, 1), len(words))]
    found = [reading for end in ends for reading in readings(end)]
    with_state = [reading for reading in found if reading[1]]
    return with_state or found


def _after_the_street(words):
    """The reading of what follows the last word for a street, if it is a large town: "12 Main St Denver"."""
    last = max((at for at, word in enumerate(words) if word in STREET_WORDS), default=len(words))
    key = joined_key(" ".join(words[last + 1 :]))
    people = max((gazetteer().people[entry] for entry in gazetteer().entries(key)), default=0)
    return [(key, "")] if people >= MIN_PEOPLE_AFTER_STREET else []


def read_address(text: str) -> Meaning | None:
    """The town at the end of an address: "1600 Example Street, Denver, CO"."""
    words = place_words(text.replace(",", " "))
    if not ADDRESS_START.match(text) or not STREET_WORDS.intersection(words):
        return None
    before, comma, after = text.rpartition(",")
    if comma and " ".join(place_words(after)) in written_states():
        before, comma, last = before.rpartition(",")
        after = f"{last},{after}"
    if comma:
        found = readings(after)
    else:
        found = [reading for reading in _readings_at_end(text) if reading[1]] + _after_the_street(words)
    found.sort(key=lambda reading: (not reading[1], -len(reading[0])))  # "Salt Lake City" before "City"
    for key, state in found:
        street = words[: len(words) - 1] if state else words
        meaning = look_up(key, state, text)
        if meaning and STREET_WORDS.intersection(street) and not key.startswith(tuple("0123456789")):
            return meaning
    return None
