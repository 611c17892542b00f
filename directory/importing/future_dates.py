"""Removes statements with a date in the future from a row."""

from datetime import date

from django.utils.translation import gettext as _

from directory.facts.spine import STATEMENTS
from directory.facts.statements import PRICES
from directory.wording import values

# Statement that is a date → the statements that it dates.
DATED_STATEMENTS = {"availability_on": ("availability", "waitlist_weeks"), "prices_as_of": PRICES}


def drop_future_dates(stated, today):
    """(content, concerns): the statements without future dates, and without the statements that they date.

    stated   a content or part of a content
    """
    content, concerns = dict(stated), []
    for on, dated in DATED_STATEMENTS.items():
        if stated.get(on) and date.fromisoformat(stated[on]) > today:
            label_and_day = {"label": STATEMENTS[on].label, "day": values.day(date.fromisoformat(stated[on]))}
            concerns.append(
                _("“%(label)s” is a day to come, %(day)s, so it and what it dates were left out.")
                % label_and_day
            )
            content = {name: value for name, value in content.items() if name not in (on, *dated)}
    if any((training["year"] or 0) > today.year for training in stated.get("training", ())):
        concerns.append(_("A training is of a year to come; the year was left out."))
        content["training"] = [
            training | {"year": None} if (training["year"] or 0) > today.year else training
            for training in stated["training"]
        ]
    return content, concerns
