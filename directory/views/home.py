"""The first page: one question, and what this is."""

from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from directory.facts.vocabulary import State
from directory.places.outlines import OUTLINES, VIEW_BOX
from directory.search.index import current_index
from directory.web.public_page import public_page

SHADES = 4  # and none


@public_page
def home(request, *, version, today):
    counts = current_index(version).counts_by_state(today)
    steps = shades(max(counts.values(), default=0))
    states = [Shaded(code, State(code).label, count, shade(count, steps)) for code, count in counts.items()]
    return render(
        request,
        "directory/home.html",
        {
            "states": states,
            "land": [state for state in states if state.outline],
            "view_box": VIEW_BOX,
            "steps": steps,
            "total": sum(counts.values()),
        },
    )


@dataclass(frozen=True)
class Shaded:
    """A state of the map and of the list beside it."""

    code: str
    name: str
    count: int
    shade: int  # 0: none listed, then 1 to 4

    @property
    def outline(self):
        return OUTLINES.get(self.code, "")

    @property
    def address(self):
        return f"{reverse('clinics')}?{urlencode({'state': self.code})}"


def shades(most):
    """The steps of the map, each (fewest, most) clinics: like steps in ratio, with round ends.

    `most` is the count of the fullest state. Few clinics make fewer steps than SHADES, and none makes none.
    """
    ends = {_round(most ** (step / SHADES)) for step in range(1, SHADES)}
    ends = [*sorted(end for end in ends if end < most), most] if most else []
    return [(before + 1, end) for before, end in zip([0, *ends], ends, strict=False)]


def _round(number):
    """To one digit: 178.3 → 200."""
    return round(round(number), 1 - len(str(round(number))))


def shade(count, steps):
    return next((step for step, (fewest, most) in enumerate(steps, 1) if fewest <= count <= most), 0)
