"""The place that a reader typed, resolved for a search."""

from functools import cached_property

from directory.places.geometry import Point
from directory.places.resolve import TownChoices, WholeState, resolve_place, suggest_towns, whole_state
from directory.search.phrases import BY_VIDEO
from directory.search.text import is_no_place


class SearchPlace:
    """The meaning of the text typed for a place: a point, a whole state, several towns, or nothing known.

    point     the Point to search around, or None
    state     the WholeState to search in, or None
    choices   TownChoices where several towns share the name, or None
    is_known  True with a point or a state, and where nothing was typed
    """

    def __init__(self, typed: str):
        self.typed = typed
        place = BY_VIDEO.sub("", typed)
        resolved = (resolve_place(place) or whole_state(place)) if place else None
        self.point = resolved if isinstance(resolved, Point) else None
        self.state = resolved if isinstance(resolved, WholeState) else None
        self.choices = resolved if isinstance(resolved, TownChoices) else None
        self.is_known = not typed or self.point is not None or self.state is not None

    @property
    def towns(self) -> tuple[Point, ...]:
        """The towns to choose from, largest first."""
        return self.choices.points if self.choices else ()

    @property
    def others(self) -> tuple[str, ...]:
        """Labels of other places that the text may mean, the likeliest first."""
        return ()

    @property
    def state_of_that_name(self) -> WholeState | None:
        """The state that may have been meant by a text that was read as a town: "Washington"."""
        return whole_state(self.typed) if self.point or self.choices else None

    @cached_property
    def suggestions(self) -> list[str]:
        """Labels of towns spelled like an unknown place."""
        if self.is_known or self.choices or is_no_place(self.typed):
            return []
        return suggest_towns(self.typed)
