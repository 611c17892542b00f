"""A few places, until directory/places/resolve.py finds them among words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from directory.facts.vocabulary import State
from directory.folding import plain


@dataclass(frozen=True)
class Place:
    kind: str
    label: str
    state: str
    latitude: float = 0.0
    longitude: float = 0.0
    reach: int = 0
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlaceChoices:
    typed: str
    places: tuple[Place, ...]


class FoundPlace(NamedTuple):
    start: int
    stop: int
    place: Place | PlaceChoices


STATES = frozenset(State.values)
TOWNS = {
    "denver": ("Denver", "CO"),
    "san diego": ("San Diego", "CA"),
    "boulder": ("Boulder", "CO"),
    "la jolla": ("La Jolla", "CA"),
    "evergreen": ("Evergreen", "CO"),
}
NAMES = {plain(str(state.label)): state for state in State}


def read_place(typed: str) -> Place | PlaceChoices | None:
    words = typed.replace(",", " ").split()
    found = find_place(words, strict=False)
    return found.place if found and (found.start, found.stop) == (0, len(words)) else None


def find_place(words: Sequence[str], *, strict: bool) -> FoundPlace | None:
    folded = [plain(word) for word in words]
    for start in range(len(words)):
        for stop in range(min(start + 4, len(words)), start, -1):
            text = " ".join(folded[start:stop])
            if text.upper() in STATES and len(words) == 1 and not strict:
                state = State(text.upper())
                return FoundPlace(start, stop, Place("state", str(state.label), state.value))
            if text in NAMES:
                return FoundPlace(start, stop, Place("state", str(NAMES[text].label), NAMES[text].value))
            town, _, code = text.rpartition(" ")
            if code.upper() in STATES and town in TOWNS:
                text = town
            if text in TOWNS:
                name, state = TOWNS[text]
                return FoundPlace(start, stop, Place("town", f"{name}, {state}", state))
    return None
