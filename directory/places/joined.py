"""Two towns in one text: "Minneapolis/St. Paul", "Denver and Boulder", "Raleigh-Durham"."""

import math
import re

from directory.places.gazetteer import TOWN, WEAK, gazetteer
from directory.places.geometry import haversine_miles
from directory.places.named import read_name, readings
from directory.places.names import place_words
from directory.places.place import Place, PlaceChoices
from directory.places.states import written_states

SEPARATOR = re.compile(r" ?(?:[/&+;\u2013\u2014|]|-) ?| (?:and|or|y|o|to|et) |,? and |,? or |, ")
MAX_MILES_APART = 75
MAX_WORDS = 10  # of two towns with their states
MIN_PEOPLE = 1000
MIN_PEOPLE_UNSEPARATED = 40_000  # of each of two towns that only a space divides
MILES_AROUND = 10  # how far a town reaches


def read_joined(text: str) -> Place | PlaceChoices | None:
    """One place that covers both towns; PlaceChoices where they are far apart; None if one is not known."""
    if len(text.split(" ")) > MAX_WORDS:
        return None
    for match in SEPARATOR.finditer(text):
        left, right = text[: match.start()].strip(" ,"), text[match.end() :].strip(" ,")
        if not left or not right:
            continue
        are_states = [" ".join(place_words(side)) in written_states() for side in (left, right)]
        if all(are_states) and match[0].strip() not in ("-", ","):
            return _apart(left, right, text)  # "Texas or Oklahoma"
        if are_states[1]:
            continue
        pair = _nearest(_towns(left, right), _towns(right, left))
        if pair:
            return _covering(*pair)
        if match[0].strip() not in ("-", ",") and (far := _apart(left, right, text)):
            return far
    words = text.split(" ")
    for at in range(1, len(words)):
        left, right = " ".join(words[:at]), " ".join(words[at:])
        lefts, rights = _towns(left, right), _towns(right, left)
        people = gazetteer().people
        pair = _nearest(lefts, rights)
        if pair and min(people[pair[0]], people[pair[1]]) >= MIN_PEOPLE_UNSEPARATED:
            return _covering(*pair)
    return None


def _towns(text, beside):
    """The towns that a text can mean; without a state in it, those of the state named beside come first."""
    places, found = gazetteer(), []
    for key, state in readings(text):
        found += [
            entry
            for entry, way in places.entries(key).items()
            if places.kinds[entry] == TOWN and way != WEAK and state in ("", places.state(entry))
        ]
        if found:
            break
    states = {state for _, state in readings(beside) if state}
    return [entry for entry in found if places.state(entry) in states] or found


def _nearest(lefts, rights):
    """The pair of towns near each other of which the smaller is the largest; None without one."""
    places = gazetteer()
    pairs = [
        (min(places.people[a], places.people[b]), a, b)
        for a in lefts[:8]
        for b in rights[:8]
        if a != b and haversine_miles(places.point(a), places.point(b)) <= MAX_MILES_APART
    ]
    best = max(pairs, default=None, key=lambda pair: pair[0])
    return best[1:] if best and best[0] >= MIN_PEOPLE else None


def _apart(left, right, typed):
    meanings = read_name(left), read_name(right)
    if all(isinstance(meaning, Place) for meaning in meanings):
        first, second = meanings
        return PlaceChoices(typed, (first, second)) if first.label != second.label else first
    return None


def _covering(left, right):
    places = gazetteer()
    points = places.point(left), places.point(right)
    middle = tuple(round(sum(pair) / 2, 5) for pair in zip(*points, strict=True))
    reach = math.ceil(haversine_miles(*points) / 2) + MILES_AROUND
    states = places.state(left), places.state(right)
    if states[0] == states[1]:
        return Place("region", f"{places.name(left)} and {places.label(right)}", states[0], *middle, reach)
    return Place("region", f"{places.label(left)} and {places.label(right)}", "", *middle, reach)
