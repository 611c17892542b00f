"""The map beside a list of results: clinics of the page with the numbers of their cards, others as dots."""

import threading
from collections.abc import Hashable
from functools import cache, cached_property
from typing import TYPE_CHECKING

from django.template import loader
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from pyroaring import BitMap

from directory.maps import frames
from directory.maps.area import MAX_REST, AreaMap, Frame, Mark, area_map
from directory.web import ready

if TYPE_CHECKING:
    from directory.search.results import Results

TEMPLATE, MAP_ID = "components/area_map.html", "map"
MAX_DRAWN = 100  # figures in the memory of a process, about 12 kB each


class ResultsMap:
    """The map of some Results; false where the place is not known, or no clinic is shown."""

    def __init__(self, results: "Results"):
        self.results, self.index = results, results.matches.index
        self.page = results.page

    def __bool__(self) -> bool:
        return self.results.place.is_known and bool(self.page.numbers)

    @cached_property
    def map(self) -> AreaMap:
        return area_map(self._frame, self._marks, self.index.points(self._rest))

    @property
    def html(self) -> str:
        """The figure. Kept in memory, unless it may tell who searched."""
        key = self._key
        html = _drawn.get(key) if key else None
        if html is None:
            html = self._render()
            if key and ready.keeps():
                with _writing:  # or another thread would change the dictionary under `iter`
                    _drawn[key] = html
                    while len(_drawn) > MAX_DRAWN:
                        del _drawn[next(iter(_drawn))]  # the oldest
        return html

    def _render(self):
        frame = self.map.frame
        context = {"area": self.map, "notes": self.notes, "map_id": MAP_ID}
        context |= {"towns": _rendered_towns(self.map.labels), "marks": _rendered_marks(self.map.marks)}
        if frame.key is not None:
            area = {"area": {"frame": frame}, "map_id": MAP_ID}
            context["ground"] = ready.part(f"{TEMPLATE}#ground", frame.key, lambda: area).html
        return _template().render(context)

    @property
    def _key(self) -> Hashable | None:
        """What is drawn, and nothing of what was asked; None for a figure that is not kept.

        Search words, what a reader has or takes, and a position that somebody typed or stands at may tell who
        searched.
        """
        understood = self.results.understanding
        words = [*understood.unused, *understood.not_held, *understood.left_over]
        is_plain = not words and all(part.kind == "place" for part in understood.parts)
        if not is_plain or self.results.question.me or not self._is_public:
            return None
        place = self.results.place
        return (
            *(self.index.history, self.index.number, get_language(), self._unplaced),
            *(place.point, place.miles, self._states, tuple(self.page.numbers.items())),
            *(len(self._others), tuple(self._rest)),
        )

    @cached_property
    def notes(self) -> list[str]:
        """Sentences about what the map does not show."""
        unplaced, off_map = self._unplaced, len(self.map.off_map)
        beyond = len(self._others) - len(self._rest)
        counted = [
            (
                unplaced,
                ngettext(
                    "%(count)s of these clinics gives no address that we can place.",
                    "%(count)s of these clinics give no address that we can place.",
                    unplaced,
                ),
            ),
            (
                off_map,
                ngettext(
                    "%(count)s clinic of this page is outside the map.",
                    "%(count)s clinics of this page are outside the map.",
                    off_map,
                ),
            ),
            (
                beyond,
                ngettext("%(count)s more clinic has no dot.", "%(count)s more clinics have no dot.", beyond),
            ),
        ]
        return [sentence % {"count": f"{count:,}"} for count, sentence in counted if count]

    @property
    def name(self) -> str:
        """`Map of these 14 clinics`"""
        total = self.results.total
        if not total:
            return _("Map of clinics nearby")
        name = ngettext("Map of this clinic", "Map of these %(count)s clinics", total)
        return name % {"count": f"{total:,}"}

    # ---- what is on it

    @cached_property
    def _marks(self):
        page = self.page
        shown = [*page.named, *page.current, *page.late, *page.held, *page.nearby]
        names = {card.number: card.name for card in shown}
        approximate = self.index.with_key("approximate_point")
        return [
            Mark(
                number,
                _("%(number)s. %(name)s") % {"number": number, "name": names[number]},
                f"#card-{number}",
                *point,
                is_approximate=pk in approximate,
            )
            for pk, number in page.numbers.items()
            if number in names and (point := self.index.point(pk))
        ]

    @cached_property
    def _unplaced(self):
        """How many results state no point."""
        return len(self.results.matches.ids - self.index.with_point)

    @cached_property
    def _others(self):
        """Ids of the results with a point that are not on this page."""
        return (self.results.matches.ids & self.index.with_point) - BitMap(self.page.numbers)

    @cached_property
    def _rest(self):
        """Ids of those that get a dot: of many, as many as may be, in even steps."""
        step = max(len(self._others) / MAX_REST, 1)
        return [self._others[int(at * step)] for at in range(min(len(self._others), MAX_REST))]

    # ---- where

    @property
    def _is_public(self):
        """True without a place, and with one of the gazetteer: no point that somebody typed or stands at."""
        point = self.results.place.point
        return point is None or point.kind != "point"

    @property
    def _states(self):
        """Codes of the states that the search is in as a whole."""
        state = self.results.place.state
        return (state.state,) if state else tuple(self.results.question.facets.get("state", ()))

    @property
    def _frame(self) -> Frame:
        place = self.results.place
        if point := place.point:
            return frames.around(
                *(point.latitude, point.longitude, self._miles),
                ring=place.miles,
                town=point.label.partition(",")[0] if point.kind in ("town", "zip") else "",
                is_town=point.kind == "town",
                is_public=self._is_public,
            )
        return frames.of_state(self._states[0]) if len(self._states) == 1 else frames.of_country()

    @property
    def _miles(self):
        """Miles that the map shows to each side: those asked for, and with few results the nearby clinics."""
        within = self.results.place.miles
        farthest = max(self.page.nearby_miles.values(), default=0)
        return within if self.results.total > 2 else max(within, min(farthest * 0.85, within * 2 + 25))


_writing = threading.Lock()
_drawn = {}  # key → HTML of a figure


def _rendered_towns(labels):
    return ready.join([_town(label.is_big).fill_in_order(_values_of_town(label)) for label in labels])


def _town(is_big):
    return ready.part(f"{TEMPLATE}#town", is_big, lambda: {"is_big": is_big})


def _values_of_town(label):
    """The values of the holes, in their order."""
    return *label.dot, label.x, label.y, label.anchor, label.text


def _rendered_marks(marks):
    """The HTML of PlacedMarks of clinics with a card."""
    return ready.join([_mark(placed).fill_in_order(_values_of_mark(placed)) for placed in marks])


def _mark(placed):
    context = {"has_lead": bool(placed.lead), "is_approximate": placed.mark.is_approximate}
    return ready.part(f"{TEMPLATE}#mark", tuple(context.values()), lambda: context)


def _values_of_mark(placed):
    """The values of the holes, in their order."""
    mark, x, y = placed.mark, placed.x, placed.y
    at = placed.at if placed.lead else ()
    return *at, mark.href, mark.name, x, y, x, y, mark.number


@cache
def _template():
    return loader.get_template(TEMPLATE)
