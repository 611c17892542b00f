"""Resolve the words that a person types for a place to a point, a whole state, or a choice of towns.

Reads the table of places only, with at most one query; two for an address.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from django.db.models import Q
from django.utils import translation
from rapidfuzz import fuzz, process

from directory import folding
from directory.facts.vocabulary import State
from directory.folding import PLACE_ABBREVIATIONS, normalize_unicode, without_accents
from directory.models.place import Place
from directory.places.geometry import Point, point_at

MAX_CHARACTERS = 100  # a whole postal address fits
MAX_SUGGESTIONS = 3
LARGE_TOWN_SIZE = 10  # ZIP codes: a town that people may put into a wrong state
MIN_SIMILARITY = 75  # of 100, rapidfuzz ratio: two letters wrong in eight

DIRECTIONS = {"n": "north", "s": "south", "e": "east", "w": "west"}
INVISIBLE = dict.fromkeys(map(ord, folding.INVISIBLE))  # what pasting leaves behind
PARTICLES = ("d", "l", "o", "mc")  # Coeur d'Alene, L'Anse, O'Fallon, McAllen

# Names that mean a city as often as a state: the name alone gives the towns; state_code() gives the state.
CITIES_NAMED_LIKE_STATES = ("new york", "washington")

COORDINATES = re.compile(r"([+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?) ?, ?([+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?)")
COUNTRY = re.compile(
    r"[ ,]+(?:usa|us|u\.s\.a\.|u\.s\.|(?:the )?united states(?: of america)?)$", re.IGNORECASE
)
# "80202", "80202-1234" with any dash, "80202 1234", "802021234", "80202-"; no part of a longer number.
DASH = r"[-\u2010-\u2015\u2212]"
ZIP_CODE = re.compile(
    rf"(?<![0-9])(?<![0-9]{DASH})([0-9]{{5}})"
    rf"(?: ?{DASH} ?[0-9]{{4}}| ?[0-9]{{4}}| ?{DASH}(?= |,|$))?(?!{DASH}?[0-9])"
)
ZIP_CODE_LABEL = re.compile(r"\b(?:zip(?:[ -]?codes?)?|postal codes?|postcodes?)\b", re.IGNORECASE)
# How an address begins, with a house number or a box: only its end names a place.
ADDRESS_START = re.compile(
    r"(?:[0-9]+[a-z]?\b|#|p\.? ?o\.? ?box\b|box [0-9]|suite [0-9]|rr [0-9]|hc [0-9])", re.IGNORECASE
)
STREET_WORDS = set(
    """
    apt av ave avenue blvd boulevard box broadway cir circle court ct dr drive fl floor highway hwy lane ln
    loop parkway pike pkwy pl place plaza rd road sq square st ste street suite ter terrace trail trl turnpike
    unit way
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True)
class WholeState:
    """A whole state, meant by a text that names a state and nothing else."""

    code: str
    label: str


@dataclass(frozen=True)
class TownChoices:
    """Several towns of the typed name. points: at least two, largest town first."""

    typed: str
    points: tuple[Point, ...]


def resolve_place(typed: str) -> Point | TownChoices | None:
    """The point that a person means, or the towns to choose from; None where no place is known by that name.

    typed    any text: "80202-1234", "Denver, CO", "denver colorado", "Denver CO 80202", "39.74,-104.99"
    returns  TownChoices when towns of several states share the name. A ZIP code takes precedence over a town
             beside it, if both lie in one state; else the result is None, never a guess. None as well for
             a state alone, see whole_state().
    """
    text = normalized(typed)
    if pair := COORDINATES.fullmatch(text):
        return point_at(*map(float, pair.groups()))
    text = COUNTRY.sub("", text)
    if codes := list(ZIP_CODE.finditer(text)):
        code = codes[-1]  # "12345 Example Street, Denver, CO 80202"
        beside = f"{text[: code.start()]} {text[code.end() :]}"
        beside = normalized(ZIP_CODE_LABEL.sub(" ", beside)).strip(" ,.:;#()=-–")
        is_house_number = code.start() == 0 and len(codes) == 1  # "12345 Example Road, Denver, CO"
        return _resolve_zip_code(code[1], beside) or (_resolve_address(text) if is_house_number else None)
    return _resolve_town(text) or _resolve_address(text)


def whole_state(typed: str) -> WholeState | None:
    """The WholeState of a text that is only the name or code of a state; else None."""
    code = state_code(typed)
    return WholeState(code, str(State(code).label)) if code else None


def state_code(typed: str) -> str | None:
    """The code of the state if the text is only its name or code ("Colorado", "n.y."); else None."""
    return state_codes().get(" ".join(place_words(COUNTRY.sub("", normalized(typed)))))


def suggest_towns(typed: str) -> list[str]:
    """Labels of up to MAX_SUGGESTIONS towns with a similar spelling, best first: "Dever, CO" → "Denver, CO".

    Candidates are the towns with the same first letter. Where a state was typed, they are the towns of that
    state, then large towns elsewhere of exactly that name ("Denver, CA"). Spaces are ignored.
    """
    readings = _town_readings(COUNTRY.sub("", normalized(typed)))
    if not readings or state_code(typed):
        return []
    key, state = readings[0]
    elsewhere = Q(key=key, size__gte=LARGE_TOWN_SIZE)
    candidates = Q(state=state) | elsewhere if state else Q(key__startswith=key[0])
    towns = Place.objects.filter(candidates, kind=Place.Kind.TOWN).order_by("-size", "state", "key")
    towns = list(towns.values_list("key", "name", "state"))
    keys = [town[0].replace(" ", "") for town in towns]
    key = key.replace(" ", "")
    similar = process.extract(key, keys, scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY, limit=12)
    ranked = sorted((state not in (None, towns[index][2]), -score, index) for _, score, index in similar)
    labels = dict.fromkeys("{1}, {2}".format(*towns[index]) for _, _, index in ranked)
    return list(labels)[:MAX_SUGGESTIONS]


# ---- normalizing


def place_key(name: str) -> str:
    """The key of a town's name in the table of places.

    Lower case without accents or punctuation; St., Ft., Mt. and a first N., S., E. or W. in full ("saint
    paul", "north bend"); apostrophes vanish and single letters join ("coeur dalene", "dc").
    """
    tokens = place_words(name)
    if len(tokens) > 1 and len(tokens[1]) > 1:
        tokens[0] = DIRECTIONS.get(tokens[0], tokens[0])
    return " ".join(PLACE_ABBREVIATIONS.get(word, word) for word in tokens)


def place_words(text: str) -> list[str]:
    """The folded words of a text. Abbreviations stay, so that a last "mt" can still be Montana."""
    pieces = re.findall(r"[^\W_]+", without_accents(text))
    joined = []
    for is_single, run in groupby(pieces, key=lambda piece: len(piece) == 1 and piece.isalpha()):
        run = list(run)
        joined += ["".join(run)] if is_single else run
    tokens = []
    for word in reversed(joined):
        if word in PARTICLES and tokens:
            word += tokens.pop()
        tokens.append(word)
    return tokens[::-1]


def normalized(typed):
    """The text in NFKC with single spaces.

    returns  "" where it is longer than MAX_CHARACTERS or has an unprintable character (NUL, a surrogate)
    """
    if len(typed) > MAX_CHARACTERS:
        return ""
    text = " ".join(typed.translate(INVISIBLE).split()).strip(" ,;")
    return normalize_unicode(text, "NFKC") if text.isprintable() else ""


@cache
def state_codes() -> dict[str, str]:
    """Folded name or code of a state → its code. The names are English in every language of the page."""
    with translation.override("en"):
        names = {" ".join(place_words(str(state.label))): state.value for state in State}
    codes = {state.value.lower(): state.value for state in State}
    return names | codes | {"virgin islands": "VI"}


# ---- reading


def _town_readings(text):
    """Every (key, state code or None) that the text can mean; a comma settles where the state begins."""
    before, comma, after = text.rpartition(",")
    if comma and (code := state_codes().get(" ".join(place_words(after)))):
        return [(place_key(before), code)] if place_key(before) else []
    tokens = place_words(text)
    readings = []
    for at in range(1, len(tokens)):
        if code := state_codes().get(" ".join(tokens[at:])):
            readings.append((place_key(" ".join(tokens[:at])), code))
    whole = " ".join(tokens)
    if whole and (whole not in state_codes() or whole in CITIES_NAMED_LIKE_STATES):
        readings.append((place_key(text), None))
    return readings


def _readings_at_end(text):
    """What the end of an address can mean: "1600 Example Street Denver CO" → [("denver", "CO"), …]."""
    tokens = place_words(text.replace(",", " "))
    ends = [" ".join(tokens[at:]) for at in range(max(len(tokens) - 6, 1), len(tokens))]
    readings = [reading for end in ends for reading in _town_readings(end)]
    with_state = [reading for reading in readings if reading[1]]
    return with_state or readings


def _matches(town, readings):
    return (town.key, town.state) in readings or (town.key, None) in readings


# ---- looking up


def _resolve_zip_code(code, beside):
    """The point of a ZIP code, unless the other words of the text contradict it.

    beside  the text without the ZIP code: empty, its state, or ending with a known town of its state. A
            street or a box contradicts nothing; another number does.
    """
    if beside and not place_words(re.sub("[0-9]", " ", beside)):
        return None
    parts = beside.split(",")  # "1600 Broadway, Denver, CO"
    after_comma = _town_readings(",".join(parts[-2:])) + (_town_readings(parts[-1]) if parts[1:] else [])
    at_the_end = _readings_at_end(beside) if ADDRESS_START.match(beside) else []
    readings = after_comma + at_the_end
    is_town = Q(kind=Place.Kind.TOWN, key__in=[key for key, _ in readings])
    places = list(Place.objects.filter(Q(kind=Place.Kind.ZIP, key=code) | is_town))
    zip_code = next((place for place in places if place.kind == Place.Kind.ZIP), None)
    if zip_code is None:
        return None
    towns = [place for place in places if place is not zip_code]
    point = _point(zip_code, f"{zip_code.name}, {zip_code.state} {code}")
    states = {town.state for town in towns if _matches(town, readings)}
    if not beside or zip_code.state in states | {state_code(beside)}:
        return point
    names_a_town = "," in beside and any(_matches(town, after_comma) for town in towns)
    names_a_state = any(state for _, state in readings)
    return point if at_the_end and not names_a_town and not names_a_state else None


def _resolve_town(text):
    readings = _town_readings(text)
    if not readings:
        return None
    towns = Place.objects.filter(kind=Place.Kind.TOWN, key__in=[key for key, _ in readings])
    points = {}
    for town in towns.order_by("-size", "state", "key"):
        if _matches(town, readings):
            label = f"{town.name}, {town.state}"
            points.setdefault(label, _point(town, label))
    points = tuple(points.values())
    return TownChoices(text, points) if len(points) > 1 else next(iter(points), None)


def _resolve_address(text):
    """The town at the end of an address that names its state: "1600 Example Street, Denver, CO"."""
    if not ADDRESS_START.match(text):
        return None
    before, comma, after = text.rpartition(",")
    if comma and " ".join(place_words(after)) in state_codes():
        before, comma, last = before.rpartition(",")
        after = f"{last},{after}"
    tokens = place_words(text.replace(",", " "))
    readings = _town_readings(after) if comma else _readings_at_end(text)
    readings = [reading for reading in readings if reading[1]]
    readings.sort(key=lambda reading: -len(reading[0]))  # the longest name first: "Salt Lake City", "City"
    towns = Place.objects.filter(kind=Place.Kind.TOWN, key__in=[key for key, _state in readings])
    known = {(town.key, town.state): town for town in towns.order_by("size", "-name")}
    for key, state in readings:
        street = tokens[: len(tokens) - len(key.split()) - 1]
        if (town := known.get((key, state))) and STREET_WORDS.intersection(street):
            return _point(town, f"{town.name}, {town.state}")
    return None


def _point(place, label):
    return Point(place.latitude, place.longitude, label, place.state)
