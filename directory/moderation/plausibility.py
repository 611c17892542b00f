"""Plausibility checks of a form: it asks about a value that is probably a typing error but may be right.

Posting the form again confirms the value. Moderators get findings instead: see checks/.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from directory.facts.npi import npi_check_digit_is_right
from directory.places.zip_codes import zip_mismatch
from directory.web.shown_digest import digest_of

QUESTION = "question"  # the code of a ValidationError that asks
ADDRESS = ("city", "state", "zip")
# Degrees between which the United States and their territories lie.
LATITUDES, WEST, EAST = (-15, 72), (-180, -64), (144, 180)


def questions(given: dict[str, Any], changed: Iterable[str]) -> list[tuple[str, str]]:
    """(statement, sentence) of each question about the changed statements.

    given    statement name → value, for all or some statements
    changed  names of the statements that were changed
    """
    return [
        (name, question)
        for names, ask in QUESTIONS
        if given.keys() >= set(names) and set(names) & set(changed)
        for name, question in ask(given)
    ]


def add_questions(form: BaseForm, questions: Iterable[tuple[str, str]]) -> None:
    """Add the questions to a bound form as errors, except those that the person has confirmed.

    Confirmed questions are those with a digest in the posted field `asked`.
    """
    asked = form.data.getlist("asked") if isinstance(form.data, MultiValueDict) else ()
    for name, sentence in questions:
        if digest_of(sentence) not in asked:
            form.add_error(name, ValidationError(sentence, code=QUESTION))


def question_digests(form: BaseForm) -> list[str]:
    """The digests of the questions among the errors of a bound form."""
    return [
        digest_of(error.message)
        for errors in form.errors.as_data().values()
        for error in errors
        if error.code == QUESTION
    ]


def _address(given):
    if given["zip"] and (mismatch := zip_mismatch(given["city"], given["state"], given["zip"])):
        yield "zip", _("%(finding)s Check both.") % {"finding": mismatch.sentence}


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


QUESTIONS = ((ADDRESS, _address), (("npi",), _npi), (("latitude", "longitude"), _point))
