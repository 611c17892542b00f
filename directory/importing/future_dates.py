"""Removes statements with a date in the future from a row."""

from datetime import date

from django.utils.translation import gettext as _

from directory.facts.rules import PRICES
from directory.facts.spine import STATEMENTS
from directory.wording import values

# Statement that is a date → the statements that it dates.
DATED_STATEMENTS = {"availability_on": ("availability", "waitlist_weeks"), "prices_as_of": PRICES}

# The parts of an offering that its `prices_as_of` dates, and itself, not stated.
NO_PRICES = {
    "price_low": None,
    "price_high": None,
    "price_unit": "",
    "course_price": None,
    "prices_as_of": None,
}


def drop_future_dates(stated, today):
    """(content, concerns): the statements without future dates, and without the statements that they date.

    stated   a content or part of a content
    """
    content, concerns = dict(stated), []
    for on, dated in DATED_STATEMENTS.items():
        if _is_future(stated.get(on), today):
            label_and_day = {"label": STATEMENTS[on].label, "day": values.day(date.fromisoformat(stated[on]))}
            concerns.append(
                _(
                    "The date of “%(label)s”, %(day)s, is in the future, so we left out the date and "
                    "what goes with it."
                )
                % label_and_day
            )
            content = {name: value for name, value in content.items() if name not in (on, *dated)}
    if any((training["year"] or 0) > today.year for training in stated.get("training", ())):
        concerns.append(_("The year of a training is in the future, so we left it out."))
        content["training"] = [
            training | {"year": None} if (training["year"] or 0) > today.year else training
            for training in stated["training"]
        ]
    if any(_is_future(record["prices_as_of"], today) for record in stated.get("offerings", ())):
        concerns.append(_("The date of an offering’s prices is in the future, so we left out the prices."))
        content["offerings"] = [
            record | NO_PRICES if _is_future(record["prices_as_of"], today) else record
            for record in stated["offerings"]
        ]
    return content, concerns


def _is_future(day, today):
    return bool(day) and date.fromisoformat(day) > today
