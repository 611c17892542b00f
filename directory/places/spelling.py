"""Misspelled names of places: corrected where one large town is plainly meant, else suggested."""

from dataclasses import replace
from functools import cache, lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from directory.places.gazetteer import COUNTRY, LANDMARK, MEANT, ORDINARY, STATE, WEAK, gazetteer
from directory.places.named import look_up, readings
from directory.places.names import joined_key
from directory.places.place import Place, PlaceChoices
from directory.places.states import written_states

MAX_SUGGESTIONS = 3
MIN_SIMILARITY = 75  # of 100, rapidfuzz ratio: two letters wrong in eight
MIN_PEOPLE_CORRECTED = 60_000  # of a town that a misspelled name plainly means
MIN_PEOPLE_SUGGESTED = 5_000
MIN_PEOPLE_ELSEWHERE = 100_000  # of a town that people may put into a wrong state
MIN_LETTERS = 5
MAX_LETTERS = 30
MIN_LETTERS_OF_WORD = 6  # of a word of English before a state: "Bolder, CO"
MIN_RATIO = 3  # times as many people as a town that is spelled as typed
LONG_NAME = 9  # letters: a name of so many with one wrong is no other word


def read_misspelled(text: str) -> Place | None:
    """The large town, or the town of the typed state, that a misspelled name plainly means; else None."""
    for key, state in readings(text):
        if not MIN_LETTERS <= len(key) <= MAX_LETTERS:
            continue
        if key in gazetteer().english and not (state and len(key) >= MIN_LETTERS_OF_WORD):
            continue
        if state:
            if (entry := _closest(key, _keys_of_state(state), 0)) is not None:
                return replace(gazetteer().place(entry), corrected=gazetteer().name(entry))
        elif (entry := _closest(key, _well_known(), MIN_PEOPLE_CORRECTED)) is not None:
            name = gazetteer().name(entry)
            meaning = look_up(joined_key(name), "", text)
            is_town = isinstance(meaning, Place) and meaning.label == gazetteer().label(entry)
            return replace(meaning if is_town else gazetteer().place(entry), corrected=name)
    return None


def allowed_distance(key: str) -> int:
    """How many letters of a name may be wrong."""
    return 1 if len(key) < 7 else 2


def with_likely_misspelling(meaning, text: str):
    """The meaning of a name without a state, unless a large town is spelled nearly so: "Phenix", "Huston"."""
    places = gazetteer()
    key = joined_key(text)
    own = places.entries(key)
    people = max((places.people[entry] for entry in own), default=0)
    if (
        not own
        or len(key) < MIN_LETTERS
        or not isinstance(meaning, Place | PlaceChoices)
        or MEANT in own.values()
    ):
        return meaning
    if people >= MIN_PEOPLE_ELSEWHERE:
        return meaning
    others = {name: entry for name, entry in _well_known().items() if name != key and name[0] == key[0]}
    large = _closest(key, others, MIN_PEOPLE_ELSEWHERE)
    if large is None or places.people[large] < MIN_RATIO * people:
        return meaning
    found = meaning.places if isinstance(meaning, PlaceChoices) else (meaning,)
    if people < MIN_PEOPLE_SUGGESTED and key not in places.english:
        return places.place(large, tuple(place.label for place in found), places.name(large))
    return (
        PlaceChoices(text, (places.place(large), *found))
        if isinstance(meaning, PlaceChoices)
        else replace(meaning, others=(places.label(large), *meaning.others))
    )


def _closest(key, entries_by_key, least):
    """The one entry whose key is nearest and near enough; None where two are as near."""
    names = [name for name in entries_by_key if name[0] == key[0]]  # the first letter is seldom wrong
    near = process.extract(key, names, scorer=OSA.distance, score_cutoff=allowed_distance(key), limit=6)
    if not near:
        return None
    places = gazetteer()
    best = near[0][1]
    if len(key) >= LONG_NAME and best == 1:
        least = min(least, MIN_PEOPLE_SUGGESTED)  # "Poughkepsie" is nothing else
    found = {entries_by_key[name] for name, distance, _ in near if distance == best}
    entry = min(found)
    rival = min(found - {entry}, default=None)
    if places.people[entry] < least or (
        rival is not None and places.people[rival] * 8 > places.people[entry]
    ):
        return None
    return entry


def similar_places(typed: str) -> list[str]:
    """Labels of up to MAX_SUGGESTIONS places with a similar spelling, best first: "Dever, CO" → "Denver, CO".

    Where a state was typed, they are the places of that state, then large towns elsewhere of exactly that
    name ("Denver, CA"). Spaces count for nothing.
    """
    places = gazetteer()
    found = readings(typed)
    if not found or found[0][0] in places.english or " ".join(typed.lower().split()) in written_states():
        return []
    key, state = found[0]
    if len(key) < 3:
        return []
    elsewhere = [entry for entry in places.entries(key) if places.people[entry] >= MIN_PEOPLE_ELSEWHERE]
    keys = _keys_of_state(state) if state else _suggested(key[0])
    near = process.extract(key, keys.keys(), scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY, limit=12)
    ranked = sorted((-score, keys[name]) for name, score, _ in near)
    entries = [entry for _, entry in ranked] + (elsewhere if state else [])
    return list(dict.fromkeys(places.label(entry) for entry in entries if places.kinds[entry] < COUNTRY))[
        :MAX_SUGGESTIONS
    ]


@cache
def _well_known():
    """Joined key → entry, of the towns and states that are corrected without being asked."""
    places = gazetteer()
    keys = {}
    for row in range(len(places.key_entries)):
        entry = places.key_entries[row]
        if (
            places.people[entry] >= MIN_PEOPLE_SUGGESTED
            and places.key_ways[row] % ORDINARY != WEAK
            and places.kinds[entry] < LANDMARK
            and _is_own_name(places, row, entry)
        ):
            keys.setdefault(places.key(row).decode(), entry)
    for name, code in written_states().items():
        if len(name) > 4:
            keys[name.replace(" ", "")] = places.state_entries[code]  # rather than California, MD
    return keys


def _is_own_name(places, row, entry):
    """False for a nickname: "Lackland" is not "La La Land"."""
    is_nickname = places.key_ways[row] % ORDINARY == MEANT
    return not is_nickname or places.key(row).decode() == joined_key(places.name(entry))


def _suggested(letter):
    return {key: entry for key, entry in _well_known().items() if key[0] == letter}


@lru_cache(maxsize=8)
def _keys_of_state(state):
    places = gazetteer()
    number = places.codes.index(state)
    keys = {}
    for row, entry in enumerate(places.key_entries):
        if (
            places.states[entry] == number
            and places.key_ways[row] % ORDINARY != WEAK
            and places.kinds[entry] != STATE
        ):
            keys.setdefault(places.key(row).decode(), entry)
    return keys
