"""Validates the content of a row as the database would, without a query for each constraint.

The rules are read from the models: field validators, choices and check constraints.
"""

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from directory.exchange.cells.text import excerpt
from directory.facts.records import RELATED
from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.importing.errors import RowError
from directory.models import RECORD_MODELS, Clinic
from directory.models.constraints import evaluate
from directory.publishing.snapshot import DATE_STATEMENTS

MAX_CODES_LISTED = 12  # in one message


def validate_content(content):
    """Raises RowError for the first statement of a whole content that is invalid."""
    if not content["name"].strip():
        raise RowError(_("It has no name."))
    for name in STATEMENTS:
        if is_stated(content[name]):
            _validate_statement(name, content[name])
    for text in ("organization", "organization_slug"):
        validate_text(_("column “%s”") % text, content[text])
    validate_constraints(Clinic, content)


def _validate_statement(name, value):
    statement = STATEMENTS[name]
    place = _("column “%s”") % name
    if statement.kind == "records" and name not in RECORD_MODELS:
        validate_field(place, Clinic._meta.get_field(name), value)
    elif statement.kind == "records":
        for number, record in enumerate(value, start=1):
            validate_record(name, number, record)
    elif statement.kind in ("code", "codes"):
        for code in value if statement.kind == "codes" else [value]:
            validate_code(place, code, statement.labels)
    elif name not in RELATED and name not in DATE_STATEMENTS:
        validate_field(place, Clinic._meta.get_field(name), value)


def validate_record(name, number, record):
    """Raises RowError for an invalid entry of `practitioners`, `training` or `offerings`."""
    model = RECORD_MODELS[name]
    for part in STATEMENTS[name].parts:
        place = _("column “%(column)s”, entry %(number)d, “%(part)s”") % {
            "column": name,
            "number": number,
            "part": part.name,
        }
        value = record[part.name]
        if not is_stated(value):
            if not model._meta.get_field(part.name).blank:
                raise RowError(_("%s is empty.") % capitalize(place))
        elif part.choices:
            for code in value if isinstance(value, list) else [value]:
                validate_code(place, code, dict(part.choices))
        else:
            validate_field(place, model._meta.get_field(part.name), value)
    validate_constraints(
        model, record, _("column “%(column)s”, entry %(number)d") % {"column": name, "number": number}
    )


def validate_code(place, code, labels):
    """Raises RowError, with the nearest code, for a code that is not among the labels."""
    if code in labels:
        return
    allowed = [*labels][:MAX_CODES_LISTED]
    values = {
        "place": capitalize(place),
        "said": excerpt(code),
        "allowed": ", ".join(allowed) + (", …" if len(labels) > MAX_CODES_LISTED else ""),
    }
    if nearest := _nearest(str(code), labels):
        raise RowError(
            _("%(place)s says “%(said)s”. Did you mean “%(nearest)s”? Allowed: %(allowed)s.")
            % (values | {"nearest": nearest})
        )
    raise RowError(_("%(place)s says “%(said)s”. Allowed: %(allowed)s.") % values)


def _nearest(text, labels):
    """The code whose spelling or label is most similar; None if none is similar."""
    spelled = {code: code for code in labels} | {str(label): code for code, label in dict(labels).items()}
    nearest = process.extractOne(text, [*spelled], scorer=fuzz.ratio, processor=str.lower, score_cutoff=50)
    return spelled[nearest[0]] if nearest else None


def validate_field(place, model_field, value):
    """Raises RowError for a value that the validators of a model field refuse."""
    if isinstance(value, str):
        validate_text(place, value)
    try:
        model_field.clean(value, None)
    except ValidationError as error:
        raise RowError(
            _("%(place)s says “%(said)s”. %(advice)s")
            % {"place": capitalize(place), "said": excerpt(value), "advice": error.messages[0]}
        ) from None


def validate_text(place, value):
    """Raises RowError for NUL and lone surrogates, which JSON can contain and PostgreSQL cannot store."""
    if "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise RowError(_("%s holds a sign that no text has.") % capitalize(place))


def validate_constraints(model, values, place=""):
    """Raises RowError for values that violate a check constraint of the model."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, CheckConstraint) and evaluate(constraint.condition, values) is False:
            message = str(constraint.get_violation_error_message())
            raise RowError(f"{capitalize(place)}: {message}" if place else message)


def capitalize(sentence):
    return sentence[:1].upper() + sentence[1:]
