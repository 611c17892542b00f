"""Checks of text: overclaims, approval by the FDA, DEA numbers."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.facts import vocabulary as v
from directory.facts.offerings import union_values
from directory.facts.spine import STATEMENTS
from directory.moderation.checks.base import Finding, Submitted, check, label
from directory.moderation.overclaims.find import find_approvals, find_overclaims
from directory.wording import values

# Kind of an overclaim → what is wrong with it.
OVERCLAIMS = {
    "result": gettext_lazy("“%(words)s” in “%(statement)s” promises a result. No clinic can promise one."),
    "rate": gettext_lazy(
        "“%(words)s” in “%(statement)s” says how many people it helps."
        " Readers cannot check who was counted, or how."
    ),
    "comparison": gettext_lazy(
        "“%(words)s” in “%(statement)s” claims to be better than others. Readers cannot check that."
    ),
    "safety": gettext_lazy(
        "“%(words)s” in “%(statement)s” plays down the risks. Every drug has risks, and so does ketamine."
    ),
    "addiction": gettext_lazy(
        "“%(words)s” in “%(statement)s” is not true. People can become addicted to ketamine."
    ),
    "speed": gettext_lazy(
        "“%(words)s” in “%(statement)s” promises how soon it helps. That differs from person to person."
    ),
    "proof": gettext_lazy("“%(words)s” in “%(statement)s” claims more than studies have shown."),
    "brain": gettext_lazy("“%(words)s” in “%(statement)s” states a theory about the brain as a fact."),
}


@check
def overclaims(submitted: Submitted) -> Iterator[Finding]:
    """A text promises a result, gives a rate of success, plays down a risk, or claims to be the best."""
    claims = dict.fromkeys(  # each once, also where it stands in the notes of two offerings
        (name, claim)
        for name, text in submitted.free_texts()
        if name in submitted.changed
        for claim in find_overclaims(text)
    )
    for name, claim in claims:
        sentence = OVERCLAIMS[claim.kind] % {"words": claim.words, "statement": label(name)}
        yield Finding("overclaim", name, sentence)


@check
def approval(submitted: Submitted) -> Iterator[Finding]:
    """A text says “FDA-approved”, and the clinic states a route that is not approved."""
    routes = union_values(submitted.content)["route"]
    others = [route for route in routes if route != v.Route.ESKETAMINE_NASAL]
    if not others:
        return
    for name, text in submitted.free_texts():
        if submitted.changed & {name, "route", "offerings"}:
            for word in find_approvals(text):
                sentence = _(
                    "“%(word)s” appears in “%(statement)s”, but these routes are stated and are not "
                    "approved for mood or pain: %(routes)s."
                )
                routes = values.value_in_words("route", others)
                sentence %= {"word": word, "statement": label(name), "routes": routes}
                yield Finding("approval", name, sentence)


DEA_NUMBER = re.compile(
    r"(?<![A-Za-z0-9])[ABCDEFGHJKLMPRSTUX][A-Z9]-?([0-9]{7})(?![A-Za-z0-9])", re.IGNORECASE
)


@check
def dea_numbers(submitted: Submitted) -> Iterator[Finding]:
    """A text holds a likely DEA number: two letters and seven digits. The finding does not repeat the number.

    License numbers and web addresses often look like a DEA number, so in these the check digit must be right,
    too.
    """
    statements = set()
    for name, part, text in _all_texts(submitted.content):
        digits = DEA_NUMBER.findall(text)
        if part in ("license_number", "register_url", "website", "booking_url"):
            digits = [number for number in digits if _dea_check_digit_is_right(number)]
        if digits:
            statements.add(name)
    for name in statements:
        sentence = _("Something in “%(statement)s” looks like a DEA number. It must not be published.")
        yield Finding("dea", name, sentence % {"statement": label(name)})


def _all_texts(content):
    """(statement, key of the record or statement, text) of every text in a snapshot."""
    for name, statement in STATEMENTS.items():
        rows = content[name] if statement.kind == "records" else [{name: content[name]}]
        yield from ((name, part, text) for row in rows for part, text in row.items() if isinstance(text, str))


def _dea_check_digit_is_right(digits):
    """True if digits 1, 3, 5, plus twice digits 2, 4, 6, add up to a number that ends with digit 7."""
    each = [int(digit) for digit in digits]
    return (sum(each[0:6:2]) + 2 * sum(each[1:6:2])) % 10 == each[6]
