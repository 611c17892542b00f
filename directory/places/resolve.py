"""Words that a person types for a place → a point, or a choice of points.

Reads only, with at most one query; two for an address.
"""

import math
import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from django.db.models import Q
from django.utils import translation
from rapidfuzz import fuzz, process

from directory import folding
from directory.facts.vocabulary import State
from directory.folding import WRITTEN_SHORT, composed, letters
from directory.models.place import Place

EARTH_RADIUS_MILES = 3958.7613
LONGEST = 100  # characters; a whole postal address fits
KNOWN_AFAR = 10  # ZIP codes: a town that people may put into a wrong state
ALIKE = 75  # of 100, rapidfuzz ratio: two letters wrong in eight

DIRECTIONS = {"n": "north", "s": "south", "e": "east", "w": "west"}
UNSEEN = dict.fromkeys(map(ord, folding.UNSEEN))  # what pasting leaves behind
PARTICLES = ("d", "l", "o", "mc")  # Coeur d'Alene, L'Anse, O'Fallon, McAllen

# As often the city as the state: the name alone gives the towns, and state_of() still names the state.
CITIES_NAMED_LIKE_STATES = ("new york", "washington")

COORDINATES = re.compile(r"([+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?) ?, ?([+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?)")
COUNTRY = re.compile(
    r"[ ,]+(?:usa|us|u\.s\.a\.|u\.s\.|(?:the )?united states(?: of america)?)$", re.IGNORECASE
)
# "80202", "80202-1234" with any dash, "80202 1234", "802021234", "80202-"; no part of a longer number.
DASH = r"[-\u2010-\u2015\u2212]"
ZIP = re.compile(
    rf"(?<![0-9])(?<![0-9]{DASH})([0-9]{{5}})"
    rf"(?: ?{DASH} ?[0-9]{{4}}| ?[0-9]{{4}}| ?{DASH}(?= |,|$))?(?!{DASH}?[0-9])"
)
SAYS_ZIP = re.compile(r"\b(?:zip(?:[ -]?codes?)?|postal codes?|postcodes?)\b", re.IGNORECASE)
# A street or a box before the town: only its end names a place.
ADDRESS = re.compile(
    r"(?:[0-9]+[a-z]?\b|#|p\.? ?o\.? ?box\b|box [0-9]|suite [0-9]|rr [0-9]|hc [0-9])", re.IGNORECASE
)
STREETS = set(
    """
    apt av ave avenue blvd boulevard box broadway cir circle court ct dr drive fl floor highway hwy lane ln
    loop parkway pike pkwy pl place plaza rd road sq square st ste street suite ter terrace trail trl turnpike
    unit way
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Point:
    """latitude, longitude in degrees, WGS 84; label is what a page shows, and resolves to the same point."""

    latitude: float
    longitude: float
    label: str
    state: str = ""


@dataclass(frozen=True)
class WholeState:
    """All that was typed is a state."""

    code: str
    label: str


@dataclass(frozen=True)
class Choices:
    """Several towns go by what was typed. points: at least two, largest town first."""

    typed: str
    points: tuple[Point, ...]


def resolve(typed):
    """The place that a person means.

    typed    any text: "80202-1234", "Denver, CO", "denver colorado", "Denver CO 80202", "39.74,-104.99"
    returns  Point; Choices when towns of several states go by the name; None when the place is not known.
             Never something else than what was typed: a ZIP code wins over a town beside it, but only a
             known one of the same state. A state alone is None, see whole_state().
    """
    text = readable(typed)
    if pair := COORDINATES.fullmatch(text):
        return point_on_earth(*map(float, pair.groups()))
    text = COUNTRY.sub("", text)
    if codes := list(ZIP.finditer(text)):
        code = codes[-1]  # "12345 Example Street, Denver, CO 80202"
        beside = f"{text[: code.start()]} {text[code.end() :]}"
        found = zip_code(code[1], beside=readable(SAYS_ZIP.sub(" ", beside)).strip(" ,.:;#()=-–"))
        is_house = code.start() == 0 and len(codes) == 1  # "12345 Example Road, Denver, CO"
        return found or (address(text) if is_house else None)
    return town(text) or address(text)


def whole_state(typed):
    """The WholeState that is all that was typed, or None."""
    code = state_of(typed)
    return WholeState(code, str(State(code).label)) if code else None


def state_of(typed):
    """The code of the state whose name or code is all that was typed ("Colorado", "n.y."), else None."""
    return states().get(" ".join(words(COUNTRY.sub("", readable(typed)))))


def suggest(typed):
    """Up to three labels of towns that are spelled alike, best first: "Dever, CO" → "Denver, CO".

    Looks only at towns of the same first letter, or of the state that was typed and, after them, at a large
    one of the very name elsewhere ("Denver, CA"). Spaces count for nothing.
    """
    readings = towns_meant(COUNTRY.sub("", readable(typed)))
    if not readings or state_of(typed):
        return []
    key, state = readings[0]
    near = Q(state=state) | Q(key=key, size__gte=KNOWN_AFAR) if state else Q(key__startswith=key[0])
    towns = Place.objects.filter(near, kind=Place.Kind.TOWN).order_by("-size", "state", "key")
    towns = list(towns.values_list("key", "name", "state"))
    keys = [town[0].replace(" ", "") for town in towns]
    key = key.replace(" ", "")
    alike = process.extract(key, keys, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=12)
    best = sorted((state not in (None, towns[index][2]), -score, index) for _, score, index in alike)
    return list(dict.fromkeys("{1}, {2}".format(*towns[index]) for _, _, index in best))[:3]


def haversine_miles(a, b):
    """Great-circle distance.

    a, b     (latitude, longitude), degrees, WGS 84
    returns  statute miles, float, >= 0; within 0.5 % of the ellipsoid
    source   haversine, mean Earth radius 6371.0088 km (IUGG)
    """
    (south, west), (north, east) = [map(math.radians, pair) for pair in (a, b)]
    chord = math.sin((north - south) / 2) ** 2
    chord += math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    return 2 * EARTH_RADIUS_MILES * math.asin(min(1, math.sqrt(chord)))


def bounding_box(point, miles):
    """The smallest box of latitudes and longitudes around every place within that many miles.

    returns  (south, north, west, east), degrees. Where it crosses the antimeridian, west > east, and a
             longitude is inside when it is >= west or <= east. Around a pole it holds every longitude.
    """
    angle = miles / EARTH_RADIUS_MILES
    slack = 1e-9  # degrees, a tenth of a millimeter: rounding must not lose a place on the edge
    reach = math.degrees(angle) + slack
    south, north = point.latitude - reach, point.latitude + reach
    if south <= -90 or north >= 90:
        return max(south, -90.0), min(north, 90.0), -180.0, 180.0
    aside = math.degrees(math.asin(math.sin(angle) / math.cos(math.radians(point.latitude)))) + slack
    west, east = point.longitude - aside, point.longitude + aside
    return south, north, west + 360 if west < -180 else west, east - 360 if east > 180 else east


# ---- how words are read


def fold(text):
    """How a name is looked up; the keys of Place are made by it too.

    Small letters without accents or punctuation; St., Ft., Mt. and a first N., S., E. or W. in full ("saint
    paul", "north bend"); apostrophes vanish and lone letters join ("coeur dalene", "dc").
    """
    found = words(text)
    if len(found) > 1 and len(found[1]) > 1:
        found[0] = DIRECTIONS.get(found[0], found[0])
    return " ".join(WRITTEN_SHORT.get(word, word) for word in found)


def words(text):
    """Folded words, abbreviations as they stand, so that a last "mt" can still be Montana."""
    found = re.findall(r"[^\W_]+", letters(text))
    joined = []
    for lone, run in groupby(found, key=lambda word: len(word) == 1 and word.isalpha()):
        run = list(run)
        joined += ["".join(run)] if lone else run
    found = []
    for word in reversed(joined):
        if word in PARTICLES and found:
            word += found.pop()
        found.append(word)
    return found[::-1]


def readable(typed):
    """The text with single spaces; "" when it is too long or holds what does not print (NUL, a surrogate)."""
    if len(typed) > LONGEST:
        return ""
    text = " ".join(typed.translate(UNSEEN).split()).strip(" ,;")
    return composed(text, "NFKC") if text.isprintable() else ""


@cache
def states():
    """Folded name or code → code. English whatever language the page is in."""
    with translation.override("en"):
        names = {" ".join(words(str(state.label))): state.value for state in State}
    codes = {state.value.lower(): state.value for state in State}
    return names | codes | {"virgin islands": "VI"}


def towns_meant(text):
    """Every (key, state code or None) that the text can mean; a comma settles where the state begins."""
    before, comma, after = text.rpartition(",")
    if comma and (code := states().get(" ".join(words(after)))):
        return [(fold(before), code)] if fold(before) else []
    found = words(text)
    meant = []
    for at in range(1, len(found)):
        if code := states().get(" ".join(found[at:])):
            meant.append((fold(" ".join(found[:at])), code))
    whole = " ".join(found)
    if whole and (whole not in states() or whole in CITIES_NAMED_LIKE_STATES):
        meant.append((fold(text), None))
    return meant


def towns_at_the_end(text):
    """What the end of an address can mean: "1600 Example Street Denver CO" → [("denver", "CO"), …]."""
    found = words(text.replace(",", " "))
    ends = [" ".join(found[at:]) for at in range(max(len(found) - 6, 1), len(found))]
    meant = [reading for end in ends for reading in towns_meant(end)]
    stated = [reading for reading in meant if reading[1]]
    return stated or meant


# ---- what is found


def point_on_earth(latitude, longitude):
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    latitude, longitude = round(latitude, 5) + 0.0, round(longitude, 5) + 0.0  # a meter; no "-0.0"
    label = ", ".join(f"{degrees:.5f}".rstrip("0").rstrip(".") for degrees in (latitude, longitude))
    return Point(latitude, longitude, label)


def zip_code(code, *, beside):
    """The ZIP code's point. Words beside it must be its state, or end with a known town of its state.

    A street, or a box, contradicts nothing; another number does.
    """
    if beside and not words(re.sub("[0-9]", " ", beside)):
        return None
    parts = beside.split(",")  # "1600 Broadway, Denver, CO"
    after_comma = towns_meant(",".join(parts[-2:])) + (towns_meant(parts[-1]) if parts[1:] else [])
    at_the_end = towns_at_the_end(beside) if ADDRESS.match(beside) else []
    readings = after_comma + at_the_end
    is_town = Q(kind=Place.Kind.TOWN, key__in=[key for key, _ in readings])
    found = list(Place.objects.filter(Q(kind=Place.Kind.ZIP, key=code) | is_town))
    place = next((place for place in found if place.kind == Place.Kind.ZIP), None)
    if place is None:
        return None
    named = {town.state for town in found if town is not place and is_meant(town, readings)}
    if not beside or place.state in named | {state_of(beside)}:
        return Point(place.latitude, place.longitude, f"{place.name}, {place.state} {code}", place.state)
    elsewhere = "," in beside and any(is_meant(town, after_comma) for town in found if town is not place)
    if not at_the_end or elsewhere or any(state for _, state in readings):
        return None
    return Point(place.latitude, place.longitude, f"{place.name}, {place.state} {code}", place.state)


def town(text):
    readings = towns_meant(text)
    if not readings:
        return None
    found = Place.objects.filter(kind=Place.Kind.TOWN, key__in=[key for key, _ in readings])
    points = {}
    for place in found.order_by("-size", "state", "key"):
        if is_meant(place, readings):
            label = f"{place.name}, {place.state}"
            points.setdefault(label, Point(place.latitude, place.longitude, label, place.state))
    points = tuple(points.values())
    return Choices(text, points) if len(points) > 1 else next(iter(points), None)


def address(text):
    """The town at the end of an address that names its state: "1600 Example Street, Denver, CO"."""
    if not ADDRESS.match(text):
        return None
    before, comma, after = text.rpartition(",")
    if comma and " ".join(words(after)) in states():
        before, comma, last = before.rpartition(",")
        after = f"{last},{after}"
    named = words(text.replace(",", " "))
    readings = towns_meant(after) if comma else towns_at_the_end(text)
    readings = sorted(((key, state) for key, state in readings if state), key=lambda one: -len(one[0]))
    found = Place.objects.filter(kind=Place.Kind.TOWN, key__in=[key for key, _state in readings])
    known = {(place.key, place.state): place for place in found.order_by("size", "-name")}
    for key, state in readings:
        street = named[: len(named) - len(key.split()) - 1]
        if (place := known.get((key, state))) and STREETS.intersection(street):
            return Point(place.latitude, place.longitude, f"{place.name}, {place.state}", place.state)
    return None


def is_meant(town, readings):
    return (town.key, town.state) in readings or (town.key, None) in readings
