"""Checks of age: people under 18 who are treated without the warning, or treated and turned away at once."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.facts.safety_warnings import WARNINGS
from directory.moderation.checks.base import Finding, Submitted, check, label
from directory.moderation.overclaims.denials import is_denied
from directory.moderation.overclaims.sentences import readable_sentences

ADULT = 18  # years
AGE_STATEMENTS = {"populations", "minimum_age", "exclusion_under_18"}
TEENAGERS = ("populations", v.Population.ADOLESCENTS)
# The values that carry the warning on people under 18.
WARNED = [value for value, warning in WARNINGS.items() if warning is WARNINGS[TEENAGERS]]
MINORS = re.compile(
    r"""
      \b (?: teens? | teenage(?:rs?|d)? | adolescen(?:ts?|ce) | minors | youths? | p(?:a)?ediatric ) \b
    | (?<! BMI\ ) \b under \ (?:the\ age\ of\ )? (?:18|eighteen) \b
    | \b (?: from\ (?:age|the\ age\ of) | ages? | aged ) \ (?:[6-9]|1[0-7]) \b
    | \b (?:[6-9]|1[0-7]) \ (?: years\ (?:and\ (?:up|over)|olds?) | (?:years\ )?(?:and|or)\ older ) \b
    | \b (?:[6-9]|1[0-7]) -year-olds? \b
    | \b (?:treats?|treating|sees?|helps?) \ (?:[\w-]+\ ){0,2} (?:children|kids) \b
    | \b (?:children|kids) \ (?:and|or) \ (?:adults|teens|teenagers|adolescents) \b
    """,
    re.IGNORECASE | re.VERBOSE,
)


@check
def minors_without_the_warning(submitted: Submitted) -> Iterator[Finding]:
    """People under 18 are spoken of, and nothing is stated that carries the warning for them."""
    content = submitted.content
    if any(_states(content, name, code) for name, code in WARNED):
        return
    unstated = {
        "teenagers": v.Population.ADOLESCENTS.label,
        "under_18": v.Caution.UNDER_18.label,
    }
    age = content["minimum_age"]
    if age is not None and age < ADULT and submitted.changed & AGE_STATEMENTS:
        sentence = _(
            "“%(statement)s” is %(age)s. The page shows no warning for young people, because neither"
            " “%(teenagers)s” nor “%(under_18)s” is stated as treated."
        )
        facts = {"statement": label("minimum_age"), "age": age}
        yield Finding("minors", "minimum_age", sentence % (facts | unstated))
    for name, text in submitted.free_texts():
        if name in submitted.changed and (words := find_minors(text)):
            sentence = _(
                "“%(words)s” in “%(statement)s” is about people under 18. The page shows no "
                "warning for them, because neither “%(teenagers)s” nor “%(under_18)s” is stated "
                "as treated."
            )
            facts = {"words": words, "statement": label(name)}
            yield Finding("minors", name, sentence % (facts | unstated))


@check
def minors_treated_and_turned_away(submitted: Submitted) -> Iterator[Finding]:
    """Teenagers or an age under 18 are stated, and so is that people under 18 are not treated."""
    content = submitted.content
    if not submitted.changed & AGE_STATEMENTS:
        return
    age, teenagers = content["minimum_age"], v.Population.ADOLESCENTS in content["populations"]
    youngest = _("%(statement)s: %(age)s") % {"statement": label("minimum_age"), "age": age}
    turned_away, treated = [], []
    if content["exclusion_under_18"] == v.Exclusion.EXCLUDED:
        turned_away.append(f"{v.Caution.UNDER_18.label}: {v.Exclusion.EXCLUDED.label}")
    if content["exclusion_under_18"] == v.Exclusion.ACCEPTED:
        treated.append(f"{v.Caution.UNDER_18.label}: {v.Exclusion.ACCEPTED.label}")
    if teenagers:
        treated.append(str(v.Population.ADOLESCENTS.label))
    if age is not None:
        (treated if age < ADULT else turned_away).append(youngest)
    if turned_away and treated:
        sentence = _("“%(treated)s” does not fit with “%(turned_away)s”.")
        facts = {"treated": treated[0], "turned_away": turned_away[0]}
        yield Finding("minors_both", "exclusion_under_18", sentence % facts)


def find_minors(text: str) -> str:
    """The first words of a text that speak of people under 18 as patients; "" for none."""
    for sentence in readable_sentences(text):
        for match in MINORS.finditer(sentence):
            if not is_denied(sentence, *match.span()):
                return match[0]
    return ""


def _states(content, name, code):
    value = content[name]
    return code in value if isinstance(value, list) else value == code
