"""What a form asks about before it takes it: likely a slip, and right all the same now and then.

Whoever presses the button once more has answered. Moderators see what they look at in checks.py.
"""

import hashlib

from django.utils.translation import gettext as _

from directory.npi import npi_check_digit_is_right
from directory.zips import town_against_zip

ADDRESS = ("city", "state", "zip")
# Where the United States lie, with their territories: degrees.
LATITUDES, WEST, EAST = (-15, 72), (-180, -64), (144, 180)


def questions(given, changed):
    """[(statement, sentence), …] about statements that were changed.

    given    statements by name; those that are missing are not looked at
    changed  their names
    """
    return [
        (name, ask)
        for names, look in LOOKS
        if given.keys() >= set(names) and set(names) & set(changed)
        for name, ask in look(given)
    ]


def print_of(sentence):
    """A short sign of a question, by which the next sending says that it was read."""
    return hashlib.sha256(str(sentence).encode()).hexdigest()[:12]


def _address(given):
    if given["zip"] and (against := town_against_zip(given["city"], given["state"], given["zip"])):
        yield "zip", _("%(finding)s Check both.") % {"finding": against.sentence}


def _npi(given):
    npi = given["npi"]
    if len(npi) == 10 and npi.isdigit() and not npi_check_digit_is_right(npi):  # others are no NPI at all
        yield "npi", _("The NPI %(npi)s does not pass its check digit. Check each figure.") % given


def _point(given):
    latitude, longitude = given["latitude"], given["longitude"]
    if latitude is None or longitude is None:
        return
    inside = LATITUDES[0] <= latitude <= LATITUDES[1] and any(
        low <= longitude <= high for low, high in (WEST, EAST)
    )
    if not inside:
        yield "longitude", _("This point is not in the United States. Is a minus sign missing?")


LOOKS = ((ADDRESS, _address), (("npi",), _npi), (("latitude", "longitude"), _point))
