"""Checks of money: insurers taken and not taken at once, prices that are missing, doubled or unusual."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.folding import fold
from directory.moderation.checks.base import Finding, Submitted, check, label, label_of
from directory.moderation.plausibility import USUAL_PRICES, offering_price_question, price_question
from directory.wording import formats, values

# Codes of “Insurance” that name one payer.
PAYER_OF_INSURANCE = {
    v.Insurance.MEDICARE: v.Payer.MEDICARE,
    v.Insurance.MEDICAID: v.Payer.MEDICAID,
    v.Insurance.WORKERS_COMP: v.Payer.WORKERS_COMP,
}


@check
def insurer_taken_and_not_taken(submitted: Submitted) -> Iterator[Finding]:
    """The same plan of an insurer is listed as taken and as not taken, in one list."""
    for statement, number, insurers in _lists_of_insurers(submitted):
        for one, other in combinations(insurers, 2):
            if _same_plan(one, other) and _is_not_taken(one) != _is_not_taken(other):
                sentence = _("%(insurer)s is listed both as accepted and as not accepted.") % {
                    "insurer": _insurer(one)
                }
                yield Finding("insurer_both", statement, submitted.name_offering(number, sentence))
        taken = [_insurer(one) for one in insurers if one["network"] == v.Network.IN_NETWORK]
        if taken and any(one["payer"] == v.Payer.ALL and _is_not_taken(one) for one in insurers):
            sentence = _(
                "“%(all)s: %(not_taken)s” does not fit with the insurers in network: %(insurers)s."
            ) % {
                "all": v.Payer.ALL.label,
                "not_taken": v.Network.NOT_TAKEN.label,
                "insurers": values.join_with_and(list(dict.fromkeys(taken))),
            }
            yield Finding("insurer_both", statement, submitted.name_offering(number, sentence))


@check
def insurance_against_the_insurers(submitted: Submitted) -> Iterator[Finding]:
    """“No insurance” beside an insurer in network, or Medicare beside “Medicare: not taken”."""
    if not submitted.changed & {"insurance", "insurers"}:
        return
    insurance, insurers = submitted.content["insurance"], submitted.content["insurers"]
    taken = [_insurer(one) for one in insurers if one["network"] == v.Network.IN_NETWORK]
    if v.Insurance.NONE in insurance and taken:
        sentence = _("“%(none)s” does not fit with the insurers in network: %(insurers)s.") % {
            "none": v.Insurance.NONE.label,
            "insurers": values.join_with_and(list(dict.fromkeys(taken))),
        }
        yield Finding("insurance_both", "insurance", sentence)
    for code, payer in PAYER_OF_INSURANCE.items():
        entries = [one for one in insurers if one["payer"] == payer]
        if code in insurance and entries and all(map(_is_not_taken, entries)):
            sentence = _("“%(payer)s” is stated under “%(insurance)s”, but is listed as not accepted.") % {
                "payer": payer.label,
                "insurance": label("insurance"),
            }
            yield Finding("insurance_both", "insurance", sentence)


@check
def offering_without_its_price(submitted: Submitted) -> Iterator[Finding]:
    """An offering says what its price is for, and has no price; or it has two prices of a whole course."""
    for number, offering in enumerate(submitted.content["offerings"], start=1):
        if offering not in submitted.changed_offerings:
            continue
        unit, course = offering["price_unit"], offering["course_price"]
        prices = [one for one in (offering["price_low"], offering["price_high"]) if one is not None]
        if unit and not prices and (unit != v.PriceUnit.COURSE or course is None):
            sentence = _("It says that the price is for “%(unit)s”, but it gives no price.")
            sentence %= {"unit": label_of(v.PriceUnit, unit)}
            yield Finding("unit_alone", "offerings", submitted.name_offering(number, sentence))
        is_course = unit == v.PriceUnit.COURSE and prices
        if is_course and course is not None and not min(prices) <= course <= max(prices):
            sentence = _("A whole course has two prices, %(price)s and %(course)s.") % {
                "price": formats.price_range(min(prices), max(prices)),
                "course": values.dollars(course),
            }
            yield Finding("two_course_prices", "offerings", submitted.name_offering(number, sentence))


@check
def unusual_prices(submitted: Submitted) -> Iterator[Finding]:
    """A price is far from the prices that clinics have stated so far."""
    for name in USUAL_PRICES:
        amount = submitted.content[name]  # pyright: ignore[reportGeneralTypeIssues]
        if name in submitted.changed and (question := price_question(name, amount)):
            yield Finding("unusual_price", name, question)
    for number, offering in enumerate(submitted.content["offerings"], start=1):
        if offering in submitted.changed_offerings:
            questions = [question for _part, question in offering_price_question(offering)]
            questions.append(price_question("course_price", offering["course_price"]))
            for question in filter(None, questions):
                yield Finding("unusual_price", "offerings", submitted.name_offering(number, question))


def _lists_of_insurers(submitted: Submitted) -> Iterator[tuple[str, int, list[dict[str, Any]]]]:
    """(statement, number of the offering or 0, insurers) of each list that the submission changes."""
    if "insurers" in submitted.changed:
        yield "insurers", 0, submitted.content["insurers"]
    for number, offering in enumerate(submitted.content["offerings"], start=1):
        if offering in submitted.changed_offerings:
            yield "offerings", number, offering["insurers"]


def _same_plan(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """True if two entries name the same payer, plan and kind of plan, and something that both are about."""
    if any(one[part] != other[part] for part in ("payer", "plan_type")):
        return False
    covers = set(one["covers"]) & set(other["covers"]) or one["covers"] == other["covers"]
    return bool(covers) and fold(one["plan_name"]) == fold(other["plan_name"])


def _is_not_taken(insurer):
    return insurer["network"] == v.Network.NOT_TAKEN


def _insurer(insurer):
    """`Aetna`, or with its plan: `Aetna (HMO)`."""
    payer = label_of(v.Payer, insurer["payer"]) if insurer["payer"] else _("An insurer without a name")
    kind = label_of(v.PlanType, insurer["plan_type"])
    plan = ", ".join(filter(None, (insurer["plan_name"], kind)))
    return _("%(payer)s (%(plan)s)") % {"payer": payer, "plan": plan} if plan else payer
