"""What was understood of the typed words, as data: Part, NotHeld, Understanding."""

import re
from dataclasses import dataclass

from directory.places.place import ForeignPlace, NearMe, Place, PlaceChoices
from directory.understanding.prices import PriceBelow


@dataclass(frozen=True)
class Part:
    """Typed words with their meaning. A listing must match every part that narrows.

    kind       "place", "facet", "price", "video" (seen by video in a state), "name" or "text"
    box        "q" or "near": where the words were typed
    typed      the words as they were typed
    span       the characters of that box from which to which they stand
    keys       of a facet: alternatives, as keys of the search index: ("route:im", "route:sc")
    excluded   True for "no nasal spray": listings that state it go out, "not stated" stays
    place      of a place
    price      of a price; None asks for the lowest price first, and narrows nothing
    state      of a video: the code of the state
    corrected  the words as they were read, where they were misspelled; else ""
    guess      True for a reading that may be wrong. A name that is a guess narrows nothing: its words have
               another reading beside it, and listings of that name come first.
    terms      the words, folded, by which a listing that holds them is found as well
    """

    kind: str
    box: str
    typed: str
    span: tuple[int, int]
    keys: tuple[str, ...] = ()
    excluded: bool = False
    place: Place | PlaceChoices | ForeignPlace | NearMe | None = None
    price: PriceBelow | None = None
    state: str = ""
    corrected: str = ""
    guess: bool = False
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotHeld:
    """Something that the directory does not hold. sentence: what it holds instead."""

    typed: str
    sentence: str
    box: str = "q"
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Understanding:
    """All that was understood of both boxes.

    unused         words that narrow nothing: true of the whole directory, or said by the way
    not_held       what the directory does not hold
    left_over      words that were not understood, and narrow nothing
    asks_for_help  True if the words ask for help in a crisis: the help box comes first
    """

    q: str
    near: str
    parts: tuple[Part, ...] = ()
    unused: tuple[str, ...] = ()
    not_held: tuple[NotHeld, ...] = ()
    left_over: tuple[str, ...] = ()
    asks_for_help: bool = False

    def without(self, part: Part) -> tuple[str, str]:
        """(q, near) without the words of a part."""
        return self.without_span(part.box, part.span)

    def without_span(self, box: str, span: tuple[int, int]) -> tuple[str, str]:
        """(q, near) without some characters of a box."""
        texts = {"q": self.q, "near": self.near}
        start, stop = span
        texts[box] = _tidy(texts[box][:start], texts[box][stop:])
        return texts["q"], texts["near"]


def _tidy(before, after):
    """The text around removed words, without what joined them: `IV, ` and ` and KAP` → `IV and KAP`."""
    before, after = before.rstrip(), after.lstrip(" ,;.!?")
    if not before.strip(" ,;"):
        after = re.sub(r"(?i)^(?:and|or|y|o)\b[ ,]*", "", after)
    if not after.strip(" ,;.!?"):
        before = re.sub(r"(?i)[ ,]*\b(?:and|or|y|o|near|in|with|no|not|without)$", "", before.rstrip(" ,;"))
    return " ".join(f"{before} {after}".split()).strip(" ,;")
