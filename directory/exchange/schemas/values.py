"""What a value may be, by the kind of its statement or part, as every format needs to say it.

Limits and patterns are those that the fields of `Facts` validate, so a new statement brings its own.
"""

from collections.abc import Iterable
from typing import Any

from django.core.validators import (
    EmailValidator,
    MaxValueValidator,
    MinValueValidator,
    RegexValidator,
    URLValidator,
)
from django.utils import translation

from directory.exchange import samhsa_codes
from directory.facts.fields import Part
from directory.facts.records import RELATED
from directory.facts.spine import Statement
from directory.facts.statements import Facts

DEGREES = {"latitude": 90, "longitude": 180}
TIME_PATTERN = "^([01][0-9]|2[0-3]):[0-5][0-9]$"
KIND_SENTENCES = {
    "code": "It is one code.",
    "codes": "It is a list of codes.",
    "yes_no": "True means yes, and false means no.",
    "number": "It is a whole number.",
    "dollars": "It is in whole US dollars.",
    "date": "It is a day as YYYY-MM-DD.",
    "point": "It is in degrees of WGS 84.",
    "records": "It is a list of records, each with every part.",
}


def field_of(statement: Statement) -> Any:
    """The field of `Facts` that holds a statement; None for those that other tables hold."""
    return None if statement.name in RELATED else Facts._meta.get_field(statement.name)


def is_always_stated(statement: Statement) -> bool:
    field = field_of(statement)
    return field is not None and not field.blank


def limits(statement: Statement) -> tuple[float | None, float | None]:
    """(least, most) of a number, of dollars or of degrees; None where there is no limit."""
    if statement.kind == "point":
        return -DEGREES[statement.name], DEGREES[statement.name]
    if statement.kind not in ("number", "dollars"):
        return None, None
    least, most = 0, None
    for validator in field_of(statement).validators:
        if isinstance(validator, MinValueValidator):
            least = max(least, validator.limit_value)
        # PostgreSQL's own limit of the column is one of the validators, and the higher one.
        elif isinstance(validator, MaxValueValidator):
            most = validator.limit_value if most is None else min(most, validator.limit_value)
    return least, most


def max_length(statement: Statement) -> int | None:
    """The most characters of a text."""
    field = field_of(statement)
    return field.max_length if field is not None and statement.kind == "text" else None


def pattern(statement: Statement) -> str | None:
    """The regular expression that a text matches, as JavaScript writes it."""
    for validator in _text_validators(statement):
        if type(validator) is RegexValidator:  # URLValidator is one, too
            return validator.regex.pattern.replace(r"\A", "^").replace(r"\Z", "$")
    return None


def text_format(statement: Statement) -> str | None:
    """The format of a text, "uri" or "email", as JSON Schema and Data Package call it; None for any other."""
    kinds = {URLValidator: "uri", EmailValidator: "email"}
    return next(
        (
            name
            for validator in _text_validators(statement)
            for kind, name in kinds.items()
            if isinstance(validator, kind)
        ),
        None,
    )


def _text_validators(statement: Statement) -> Iterable[Any]:
    return getattr(field_of(statement), "validators", ()) if statement.kind == "text" else ()


def codes(one: Statement | Part) -> list[tuple[str, str]]:
    """(code, label in English) of each code that a value may hold; [] for yes and no."""
    if one.kind == "yes_no":
        return []
    with translation.override("en"):
        return [(str(code), str(label)) for code, label in one.choices]


def label(one: Statement | Part) -> str:
    with translation.override("en"):
        return str(one.label)


def describe(one: Statement | Part) -> str:
    """Whole sentences on what a statement or a part of a record says."""
    with translation.override("en"):
        asked = f"This is the clinic’s answer to “{one.label}”."
        how = f"Its form says: “{one.help}”" if one.help else ""
        return " ".join(filter(None, [asked, how, KIND_SENTENCES.get(one.kind), _samhsa_sentence(one)]))


def _samhsa_sentence(one):
    given = samhsa_codes.where(one.name) if isinstance(one, Statement) else ""
    return f"These codes have a service code of SAMHSA: {given}." if given else ""
