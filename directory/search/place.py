"""The place of a search: the one typed in its box, else the one read among the search words."""

from functools import cached_property

from directory.places.place import ForeignPlace, NearMe, Place, PlaceChoices
from directory.places.sentences import is_near_me
from directory.places.spelling import similar_places
from directory.understanding.parts import Part, Understanding

DEFAULT_MILES = 25
WORDS = ("facet", "price", "video")  # kinds of parts that may stand in the box for a place instead of one


class SearchPlace:
    """What the typed text means as a place.

    part      the Part that it was read from, or None
    point     the Place to search around, or None
    state     the Place of a whole state to search in, or None
    choices   PlaceChoices where several places share the name, or None
    foreign   a ForeignPlace, which no clinic here can be near, or None
    near_me   True if the text means where the reader is, which we do not know
    asks_near_me  True if the search words ask for what is near the reader, and no place is known
    miles     the distance of the search, statute miles: chosen, else typed, else what covers the place
    is_known  True if the search can be run: with a point or a state, and where no place was typed in the box
    """

    def __init__(self, understanding: Understanding, within: int | None):
        self.typed = understanding.near
        self.part = _part_with_place(understanding)
        is_unread = any(part.box == "near" and part.kind in ("text", "name") for part in understanding.parts)
        meaning = self.part.place if self.part and not is_unread else None
        place = meaning if isinstance(meaning, Place) else None
        self.state = place if place and place.kind == "state" else None
        self.point = place if place and place.kind != "state" else None
        self.choices = meaning if isinstance(meaning, PlaceChoices) else None
        self.foreign = meaning if isinstance(meaning, ForeignPlace) else None
        self.near_me = isinstance(meaning, NearMe)
        self.asks_near_me = not place and any(map(is_near_me, understanding.unused))
        self.miles = miles_around(place, within)
        is_in_box = self.part is not None and self.part.box == "near"
        is_words = any(part.box == "near" and part.kind in WORDS for part in understanding.parts)
        is_nothing = not self.typed.strip() or is_words
        self.is_known = not is_unread and (bool(place) or (not is_in_box and is_nothing))

    @property
    def part_typed(self) -> str:
        """The words of the place among the search words: "orange county" of "orange county iv"; else ""."""
        return self.part.typed if self.part and self.part.box == "q" else ""

    @property
    def towns(self) -> tuple[Place, ...]:
        """The places to choose from, largest first."""
        return self.choices.places if self.choices else ()

    @property
    def suggested_miles(self) -> int:
        """The distance of the search where none was chosen or typed, in statute miles."""
        return miles_around(self.point or self.state, None)

    @property
    def others(self) -> tuple[str, ...]:
        """Labels of other places that the text may mean."""
        place = self.point or self.state
        return place.others if place else ()

    @cached_property
    def suggestions(self) -> list[str]:
        """Labels of places spelled like an unknown place."""
        if self.is_known or self.choices or self.foreign or self.near_me:
            return []
        return similar_places(self.typed)


def miles_around(place: Place | None, within: int | None) -> int:
    """The distance to search around a place, in statute miles."""
    if within or place is None:
        return within or DEFAULT_MILES
    return place.miles or place.reach or DEFAULT_MILES


def _part_with_place(understanding) -> Part | None:
    places = [part for part in understanding.parts if part.kind == "place" and not part.excluded]
    in_box = [part for part in places if part.box == "near"]
    among_words = [part for part in places if not part.guess]
    return next(iter([*in_box, *among_words]), None)
