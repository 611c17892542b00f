"""Checks of offerings: two that are the same, and statements of the clinic that no offering has."""

from collections.abc import Iterator
from itertools import combinations

from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.facts.offerings import UNION_STATEMENTS, insurance_codes
from directory.moderation.checks.base import Finding, Submitted, check, label, quote


@check
def same_offerings(submitted: Submitted) -> Iterator[Finding]:
    """Two offerings say the same, apart from their notes."""
    if "offerings" not in submitted.changed:
        return
    ways = [{**way, "note": ""} for way in submitted.ways]
    for (first, one), (second, other) in combinations(enumerate(ways, start=1), 2):
        if submitted.content["offerings"] and one == other:
            sentence = _("Treatment options %(first)s and %(second)s say the same.")
            yield Finding("same_offerings", "offerings", sentence % {"first": first, "second": second})


@check
def said_of_the_clinic_and_of_no_offering(submitted: Submitted) -> Iterator[Finding]:
    """The clinic states a code, and every offering states others, so it holds nowhere."""
    if not submitted.content["offerings"]:
        return
    for name in UNION_STATEMENTS:
        if not submitted.changed & {name, "offerings"}:
            continue
        own = [_own_codes(offering, name) for offering in submitted.content["offerings"]]
        if not all(own) or any(v.OfferingRoute.COMBINED in codes for codes in own):
            continue  # an empty part means "as the clinic says"; two ways in one session are any of them
        stated = submitted.content[name]  # pyright: ignore[reportGeneralTypeIssues]
        nowhere = [code for code in stated if not any(code in codes for codes in own)]
        if nowhere:
            sentence = _("The clinic’s “%(statement)s” lists %(codes)s, but no treatment option does.")
            facts = {"codes": quote(name, nowhere), "statement": label(name)}
            yield Finding("in_no_offering", name, sentence % facts)


def _own_codes(offering, name):
    """The codes that an offering states itself, [] where it leaves a part to the clinic."""
    if name == "insurance":
        return insurance_codes(offering["insurers"])
    value = offering[name]
    return value if isinstance(value, list) else [value] if value else []
