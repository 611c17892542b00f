"""What a form asks about before it takes it: likely a slip, and right all the same now and then.

Whoever presses the button once more has answered. Moderators see what they look at in checks.py.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from directory.facts.npi import npi_check_digit_is_right
from directory.places.zip_codes import zip_mismatch
from directory.web.shown_digest import digest_of

QUESTION = "question"  # code of an error that is one
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


def ask(form, questions):
    """Add to a bound form the questions that its sender has not read."""
    read = form.data.getlist("asked") if hasattr(form.data, "getlist") else ()
    for name, sentence in questions:
        if digest_of(sentence) not in read:
            form.add_error(name, ValidationError(sentence, code=QUESTION))


def asked_by(form):
    """The digests of the questions that stand beside the fields of a bound form."""
    return [
        digest_of(error.message)
        for errors in form.errors.as_data().values()
        for error in errors
        if error.code == QUESTION
    ]


def _address(given):
    if given["zip"] and (against := zip_mismatch(given["city"], given["state"], given["zip"])):
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
