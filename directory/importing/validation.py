"""Validates the content of a row as the database would, without a query for each constraint.

The rules are read from the models: field validators, choices and check constraints.
"""

from functools import cache

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from directory.exchange.cells.text import excerpt
from directory.facts.fields import MAX_RECORDS_IN_A_FIELD, MAX_TEXT_IN_A_FIELD, empty_value
from directory.facts.offerings import MAX_OFFERINGS
from directory.facts.records import RELATED
from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.importing.errors import RowError
from directory.models import RECORD_MODELS, Clinic
from directory.models.constraints import evaluate
from directory.publishing.snapshot import DATE_STATEMENTS

MAX_CODES_LISTED = 12  # in one message
EMPTY_VALUES = {name: empty_value(statement) for name, statement in STATEMENTS.items()}
MOST_ENTRIES = {"offerings": MAX_OFFERINGS, "practitioners": 1000, "training": 1000}


def validate_content(content):
    """Raises RowError for the first statement of a whole content that is invalid."""
    if not content["name"].strip():
        raise RowError(_("It has no name."))
    for name, empty in EMPTY_VALUES.items():
        if content[name] != empty:
            validate_statement(name, content[name])
    for text in ("organization", "organization_slug"):
        validate_text(_("column “%s”") % text, content[text])
    validate_constraints(Clinic, content)


def validate_statement(name, value):
    """Raises RowError for a statement that is invalid by itself; check constraints are not looked at."""
    statement = STATEMENTS[name]
    place = _("column “%s”") % name
    if statement.kind == "records":
        validate_records(name, value)
    elif statement.kind in ("code", "codes"):
        for code in value if statement.kind == "codes" else [value]:
            validate_code(place, code, statement.labels)
    elif name not in RELATED and name not in DATE_STATEMENTS:
        validate_field(place, Clinic._meta.get_field(name), value)


def validate_records(name, records):
    """Raises RowError for the first part of a record that is invalid, and for too many records."""
    place = _("column “%s”") % name
    _refuse_too_many(place, records, MOST_ENTRIES.get(name, MAX_RECORDS_IN_A_FIELD))
    model = RECORD_MODELS.get(name)
    for number, record in enumerate(records, start=1):
        entry = entry_place(place, number)
        _validate_record(entry, STATEMENTS[name].parts, record, model)
        if model:
            validate_constraints(model, record, entry)


def _validate_record(place, parts, record, model=None):
    """Raises RowError for an invalid part. model: the table of the record; None where a field holds it."""
    for part in parts:
        value, place_of_part = record[part.name], part_place(place, part.name)
        if not is_stated(value):
            if model and not model._meta.get_field(part.name).blank:
                raise RowError(_("%s is empty.") % capitalize(place_of_part))
        elif part.kind == "records":
            _refuse_too_many(place_of_part, value, MAX_RECORDS_IN_A_FIELD)
            for number, nested in enumerate(value, start=1):
                _validate_record(entry_place(place_of_part, number), part.parts, nested)
        elif part.choices:
            for code in value if isinstance(value, list) else [value]:
                validate_code(place_of_part, code, dict(part.choices))
        elif model:
            validate_field(place_of_part, model._meta.get_field(part.name), value)
        else:
            _validate_text_of_a_field(place_of_part, value)


def _refuse_too_many(place, records, most):
    if len(records) > most:
        raise RowError(
            _("%(place)s has %(number)d entries. Up to %(most)d are allowed.")
            % {"place": capitalize(place), "number": len(records), "most": most}
        )


def _validate_text_of_a_field(place, text):
    validate_text(place, text)
    if len(text) > MAX_TEXT_IN_A_FIELD:
        raise RowError(
            _("%(place)s says “%(said)s”. Write up to %(most)d characters.")
            % {"place": capitalize(place), "said": excerpt(text), "most": MAX_TEXT_IN_A_FIELD}
        )


def entry_place(place, number):
    """The place of an entry, for a message: `column “training”, entry 2`."""
    return _("%(place)s, entry %(number)d") % {"place": place, "number": number}


def part_place(place, part):
    """The place of a part of an entry, for a message: `column “training”, entry 2, “hours”`."""
    return _("%(place)s, “%(part)s”") % {"place": place, "part": part}


def validate_code(place, code, labels):
    """Raises RowError, with the nearest code, for a code that is not among the labels."""
    if code in labels:
        return
    values = {"place": capitalize(place), "said": excerpt(code), "allowed": codes_allowed(labels)}
    if nearest := _nearest(str(code), labels):
        raise RowError(
            _("%(place)s says “%(said)s”. Did you mean “%(nearest)s”? Allowed: %(allowed)s.")
            % (values | {"nearest": nearest})
        )
    raise RowError(_("%(place)s says “%(said)s”. Allowed: %(allowed)s.") % values)


def codes_allowed(labels):
    """The codes of {code: label}, for a message: the first MAX_CODES_LISTED."""
    return ", ".join([*labels][:MAX_CODES_LISTED]) + (", …" if len(labels) > MAX_CODES_LISTED else "")


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
        raise RowError(_("%s has a character that text can’t have.") % capitalize(place))


def validate_constraints(model, values, place=""):
    """Raises RowError for values that violate a check constraint of the model."""
    stated = {name for name, value in values.items() if is_stated(value)}
    for constraint, names in _constraints(model):
        if not names.isdisjoint(stated) and evaluate(constraint.condition, values) is False:
            message = str(constraint.get_violation_error_message())
            raise RowError(f"{capitalize(place)}: {message}" if place else message)


@cache
def _constraints(model):
    """(constraint, names of its fields) of a model. A row that states none of the fields violates none."""
    constraints = [one for one in model._meta.constraints if isinstance(one, CheckConstraint)]
    return [(one, frozenset(_names(one.condition))) for one in constraints]


def _names(condition):
    if isinstance(condition, Q):
        for child in condition.children:
            yield from _names(child)
        return
    path, expected = condition
    yield path.partition("__")[0]
    if isinstance(expected, F):
        yield expected.name


def capitalize(sentence):
    return sentence[:1].upper() + sentence[1:]
