"""The first page: a search form, a map of the states, and what the directory is."""

from collections import Counter
from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from directory.facts.facets import FACETS
from directory.facts.vocabulary import State
from directory.index.current import current_index
from directory.places.outlines import OUTLINES, VIEW_BOX
from directory.places.state_centers import CENTERS
from directory.web import ready
from directory.web.public_page import public_page

MAX_SHADES = 4  # of the map, and none
# Options of facets that the page offers to those who have no place in mind.
STARTS = [("availability", "accepting"), ("route", "iv"), ("route", "esketamine_nasal")]


@public_page
def home(request, *, version, today):
    index = current_index(version)
    key = index.history, index.number, today
    body = ready.part("directory/home_body.html", key, lambda: body_context(index, today))
    return render(request, "directory/home.html", {"body": body.html})


def body_context(index, today):
    """The context of directory/home_body.html."""
    counts = index.counts_by_state(today)
    steps = shade_steps(counts.values())
    states = [
        ShadedState(code, State(code).label, count, shade_of(count, steps)) for code, count in counts.items()
    ]
    return {
        "states": states,
        "land": [state for state in states if state.outline],
        "view_box": VIEW_BOX,
        "steps": steps,
        "total": sum(counts.values()),
        "starts": [
            (FACETS[facet].labels[code], f"{reverse('clinics')}?{urlencode({facet: code})}")
            for facet, code in STARTS
        ],
    }


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
    def center(self):
        """(x, y) of its number on the map, or None where there is no room for one."""
        return CENTERS.get(self.code)

    @property
    def address(self):
        return f"{reverse('clinics')}?{urlencode({'state': self.code})}"


def shade_steps(counts):
    """(lowest, highest) count of each shade, from light to dark, without a gap between them.

    Each shade has as even a share of the states as their counts allow: equal counts have equal shades.

    counts  the number of clinics of every state; those with none have no shade
    """
    states = Counter(count for count in counts if count)
    steps, low, taken = [], 1, 0
    for count in sorted(states):
        taken += states[count]
        shades_left = MAX_SHADES - len(steps)
        is_last = count == max(states)
        if is_last or (shades_left > 1 and taken >= states.total() / shades_left):
            steps.append((low, count))
            states = Counter({other: number for other, number in states.items() if other > count})
            low, taken = count + 1, 0
    return steps


def shade_of(count, steps):
    return next((shade for shade, (low, high) in enumerate(steps, 1) if low <= count <= high), 0)
