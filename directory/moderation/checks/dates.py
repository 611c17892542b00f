"""Checks of dates: days and years that are too old or in the future, and cards that have run out."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.facts.rules import PRICES
from directory.moderation.checks.base import Finding, Submitted, check, label_of
from directory.wording import values

LIFE_SUPPORT_CARDS = (v.Training.ACLS, v.Training.BLS, v.Training.PALS)


@check
def old_prices(submitted: Submitted) -> Iterator[Finding]:
    """The prices are over a year old, or of a day in the future."""
    on = _day(submitted.content["prices_as_of"])
    if not on or not submitted.changed & {*PRICES, "prices_as_of"}:
        return
    day = {"day": values.day(on)}
    if on > submitted.today:
        yield Finding(
            "prices_ahead", "prices_as_of", _("The date of the prices, %(day)s, is in the future.") % day
        )
    elif (submitted.today - on).days > 365:
        yield Finding(
            "prices_old",
            "prices_as_of",
            _("The prices are more than a year old. Their date is %(day)s.") % day,
        )


@check
def availability_ahead(submitted: Submitted) -> Iterator[Finding]:
    """The availability is of a day in the future."""
    on = _day(submitted.content["availability_on"])
    if on and "availability_on" in submitted.changed and on > submitted.today:
        sentence = _("The date of the availability, %(day)s, is in the future.") % {"day": values.day(on)}
        yield Finding("availability_ahead", "availability_on", sentence)


@check
def training_ahead(submitted: Submitted) -> Iterator[Finding]:
    """A training is of a year in the future."""
    shown = submitted.shown.get("training", [])
    for training in submitted.content["training"]:
        if training not in shown and (training["year"] or 0) > submitted.today.year:
            sentence = _("The year of a training, %(year)s, is in the future.") % {"year": training["year"]}
            yield Finding("training_ahead", "training", sentence)


@check
def expired_cards(submitted: Submitted) -> Iterator[Finding]:
    """A life support card has run out."""
    if not submitted.changed & {"training", "life_support_on_site"}:
        return
    for training in submitted.content["training"]:
        on = _day(training["expires_on"])
        if training["code"] in LIFE_SUPPORT_CARDS and on and on < submitted.today:
            facts = {
                "card": label_of(v.Training, training["code"]),
                "name": training["practitioner"],
                "day": values.day(on),
            }
            sentence = (
                _("The “%(card)s” card of %(name)s expired on %(day)s.")
                if facts["name"]
                else _("The “%(card)s” card expired on %(day)s.")
            )
            yield Finding("card_expired", "training", sentence % facts)


def _day(text):
    return date.fromisoformat(text) if text else None
