"""The first page: one question, and what this is."""

from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from directory.catalog import catalog
from directory.states import FRAME, OUTLINES
from directory.views.public import public_page
from directory.vocabulary import State

SHADES = 4  # and none

# The short form of the checklist. The letter is the section of a listing that answers the question.
FIRST_CALL = (
    ("A1", _("Who prescribes and directs my treatment, and what are they certified in?")),
    ("A2", _("What training in ketamine itself have you had, how long was it, and who taught it?")),
    ("A4", _("Who is trained in life support, and are they there at every dose?")),
    ("B1", _("What is your licence number and state, so that I can look it up?")),
    ("B5", _("If I take any dose at home: who examines me first, and who watches me?")),
    ("C1", _("Will a clinician take my full history, body and mind, before the first dose?")),
    ("C5", _("Will you go through every medicine and supplement I take?")),
    ("D1", _("Who is in the room or watching me the whole time?")),
    ("D4", _("How long am I watched afterwards, and who decides that I may leave?")),
    ("E1", _("Is talking therapy part of the care, offered nearby, or not offered?")),
    ("F3", _("What happens if I feel worse, or think of suicide, at night?")),
    ("G1", _("What is the whole price, and what is not in it?")),
)


@public_page
def home(request, *, version, today):
    counts = catalog(version).count_by_state(today)
    steps = shades(max(counts.values(), default=0))
    states = [Shaded(code, State(code).label, count, shade(count, steps)) for code, count in counts.items()]
    return render(
        request,
        "home.html",
        {
            "states": states,
            "land": [state for state in states if state.outline],
            "frame": FRAME,
            "steps": steps,
            "total": sum(counts.values()),
            "questions": FIRST_CALL,
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
