"""The first page: a search form, a map of the states, and what the directory is."""

from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from directory.facts.facets import FACETS
from directory.facts.vocabulary import State
from directory.places.outlines import OUTLINES, VIEW_BOX
from directory.search.index import current_index
from directory.web.public_page import public_page

MAX_SHADES = 4  # of the map, and none
# Options of facets that the page offers to those who have no place in mind.
STARTS = [("availability", "accepting"), ("route", "iv"), ("route", "esketamine_nasal")]


@public_page
def home(request, *, version, today):
    counts = current_index(version).counts_by_state(today)
    steps = shade_steps(max(counts.values(), default=0))
    states = [
        ShadedState(code, State(code).label, count, shade_of(count, steps)) for code, count in counts.items()
    ]
    return render(
        request,
        "directory/home.html",
        {
            "states": states,
            "land": [state for state in states if state.outline],
            "view_box": VIEW_BOX,
            "steps": steps,
            "total": sum(counts.values()),
            "starts": [
                (FACETS[facet].labels[code], f"{reverse('clinics')}?{urlencode({facet: code})}")
                for facet, code in STARTS
            ],
        },
    )


@dataclass(frozen=True)
class ShadedState:
    """A state on the map and in the list. shade: 0 without any clinic, else from 1 to MAX_SHADES."""

    code: str
    name: str
    count: int
    shade: int

    @property
    def outline(self):
        return OUTLINES.get(self.code, "")

    @property
    def address(self):
        return f"{reverse('clinics')}?{urlencode({'state': self.code})}"


def shade_steps(highest):
    """(lowest, highest) count of each shade, from light to dark; round numbers that grow by one factor.

    highest  the count of the state with the most clinics; a low one makes fewer steps than MAX_SHADES, 0 none
    """
    ends = {_one_digit(highest ** (step / MAX_SHADES)) for step in range(1, MAX_SHADES)}
    ends = [*sorted(end for end in ends if end < highest), highest] if highest else []
    return [(before + 1, end) for before, end in zip([0, *ends], ends, strict=False)]


def _one_digit(number):
    """178.3 → 200"""
    return round(round(number), 1 - len(str(round(number))))


def shade_of(count, steps):
    return next((shade for shade, (low, high) in enumerate(steps, 1) if low <= count <= high), 0)
