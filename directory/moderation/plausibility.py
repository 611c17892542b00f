"""Plausibility checks of a form: it asks about a value that is probably a typing error but may be right.

Posting the form again confirms the value. Moderators get findings instead: see checks/.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.facts.npi import npi_check_digit_is_right
from directory.places.zip_codes import zip_mismatch
from directory.web.shown_digest import digest_of
from directory.wording import values

QUESTION = "question"  # the code of a ValidationError that asks
ADDRESS = ("city", "state", "zip")
# Price → the lowest and highest amount that is not asked about, in dollars. Clinics' own pages of 2026 give
# 150 to 1,500 for a session, 750 to 4,700 for a course and 129 to 500 for a month; the bounds are wider.
# A price that is not here is not asked about.
USUAL_PRICES = {
    "intake_fee": (20, 1_500),
    "session_price_low": (50, 3_000),
    "session_price_high": (50, 3_000),
    "course_price": (300, 15_000),
    "month_price": (40, 1_500),
    "therapy_meeting_price": (15, 800),
    "outside_fee": (10, 2_000),
    "cancel_fee": (5, 1_000),
    "booster_price": (50, 3_000),
    "deposit": (5, 5_000),
    "copay_from": (1, 1_000),
}
# What the price of an offering is for → the price of a clinic with which it is compared.
PRICE_OF_UNIT = {
    v.PriceUnit.SESSION: "session_price_low",
    v.PriceUnit.COURSE: "course_price",
    v.PriceUnit.MONTH: "month_price",
    v.PriceUnit.VISIT_WITH_EXAM: "session_price_low",
}
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
        yield "npi", _("The NPI %(npi)s can’t be right. Check each digit.") % given


def _point(given):
    latitude, longitude = given["latitude"], given["longitude"]
    if latitude is None or longitude is None:
        return
    inside = LATITUDES[0] <= latitude <= LATITUDES[1] and any(
        low <= longitude <= high for low, high in (WEST, EAST)
    )
    if not inside:
        yield "longitude", _("This point is not in the United States. Is a minus sign missing?")


def price_question(name: str, amount: int | None) -> str:
    """The question about a price that may be a slip, such as one zero too many; "" for none. 0 is free.

    name  a statement of USUAL_PRICES
    """
    low, high = USUAL_PRICES[name]
    if not amount or amount < 0 or low <= amount <= high:  # a rule refuses what is below 0
        return ""
    return _(
        "%(amount)s is far outside what clinics usually state here, %(low)s to %(high)s. "
        "Check for a missing or extra digit."
    ) % {"amount": values.dollars(amount), "low": values.dollars(low), "high": values.dollars(high)}


def offering_price_question(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(part, question) of an unusual price of an offering, by what the price is for."""
    if name := PRICE_OF_UNIT.get(given["price_unit"]):
        for part in ("price_low", "price_high"):
            if question := price_question(name, given[part]):
                yield part, question


def _price(name):
    def ask(given):
        if question := price_question(name, given[name]):
            yield name, question

    return ask


OFFERING_PRICES = ("price_low", "price_high", "price_unit")
QUESTIONS = (
    (ADDRESS, _address),
    (("npi",), _npi),
    (("latitude", "longitude"), _point),
    *(((name,), _price(name)) for name in USUAL_PRICES),
    (OFFERING_PRICES, offering_price_question),
)
