"""The order by price: only prices that can be compared, of one route, one unit and one format."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from pyroaring import BitMap

from directory.facts.vocabulary import NOT_STATED, SessionFormat
from directory.search.matches import Matches

# Unit → the facet of its bands: a search that chooses among its bands is about this unit.
FACET_OF_UNIT = {"session": "session_price", "course": "course_price", "month": "month_price"}
ALONE, COUPLE, GROUP = map(str, SessionFormat.values)


@dataclass(frozen=True)
class PriceOrder:
    """The matches by the lowest price that they state for an offering that matches.

    unit    session, course or month
    format  alone, group or couple; a price for a group is never compared with one for a single person
    """

    matches: Matches
    unit: str
    format: str

    @classmethod
    def of(cls, matches: Matches) -> "PriceOrder | None":
        """The order for a search; None unless it asks for exactly one route, chosen or typed."""
        chosen = matches.question.facets
        routes = chosen.get("route") or matches.parts.codes_of("route")
        if len(routes) != 1 or NOT_STATED in routes:
            return None
        unit = next((unit for unit, facet in FACET_OF_UNIT.items() if facet in chosen), "session")
        formats = chosen.get("format", ())
        return cls(matches, unit, formats[0] if formats in ((GROUP,), (COUPLE,)) else ALONE)

    @cached_property
    def ids(self) -> list[int]:
        """The matches with such a price, the lowest first, ties by id."""
        ids, seen = [], BitMap()
        for _dollars, place, with_price in self.matches.index.prices(self.unit):
            cheapest = (with_price & self._comparable.get(place, BitMap())) - seen
            ids += cheapest
            seen |= cheapest
        return ids

    @cached_property
    def _comparable(self):
        """Place → the matches whose offering there matches, and has this format and no other."""
        return {place: ids & self._of_format(place) for place, ids in self.matches.matching_offerings.items()}

    def _of_format(self, place):
        index = self.matches.index
        others = {ALONE, GROUP, COUPLE} - {self.format}
        if self.format == ALONE:  # most clinics do not say so
            return index.with_offering(place) - index.with_offered("format", others, place)
        return index.with_offered("format", [self.format], place) - index.with_offered(
            "format", others, place
        )

    @property
    def explanation(self) -> str:
        """Sentences: which prices are compared, and where the others stand."""
        of_unit = {
            "session": _("This order is by the lowest price that a clinic states for a session."),
            "course": _("This order is by the lowest price that a clinic states for a whole course."),
            "month": _("This order is by the lowest price that a clinic states for a month."),
        }
        of_format: dict[str, str] = {
            ALONE: _("Prices for groups and couples are left out."),
            GROUP: _("Only prices for groups are compared."),
            COUPLE: _("Only prices for couples are compared."),
        }
        last = _("Clinics that state no such price come last.")
        return " ".join([of_unit[self.unit], of_format[self.format], last])
