"""What a clinic charges in one figure for each unit, whichever of its treatments that is for."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as lazy

from directory.facts.offerings import effective_offerings
from directory.wording.by_offering import content_of
from directory.wording.card_words import price_span

# Unit → (the keys of its lowest and its highest price in an EffectiveOffering, the words after the figure).
UNITS = {
    "session": ("session_low", "session_high", lazy("a session")),
    "course": ("course_price", "course_price", lazy("a course")),
    "month": ("month_price", "month_price", lazy("a month")),
}


class PriceFigure(NamedTuple):
    """What one session, course or month costs.

    name     session, course or month
    figure   as of price_span()
    unit     `a session`
    depends  True if not all treatments cost the same
    """

    name: str
    figure: str
    unit: str
    depends: bool


def price_figures(listing: Any) -> list[PriceFigure]:
    """The PriceFigure of each unit for which a listing or a CardRow states a price."""
    offerings = effective_offerings({**content_of(listing), **({} if listing.offerings else {"route": []})})
    figures = []
    for name, (low, high, unit) in UNITS.items():
        spans = {(one[low], one[high]) for one in offerings} - {(None, None)}
        lows, highs = ([span[side] for span in spans if span[side] is not None] for side in (0, 1))
        if spans:
            figure = price_span(min(lows, default=None), _top(lows, highs, spans))
            figures.append(PriceFigure(name, figure, str(unit), len(spans) > 1))
    return figures


def _top(lows, highs, spans):
    """The highest price; None where one of the treatments has no upper end."""
    return None if any(high is None for _low, high in spans) else max([*lows, *highs])
