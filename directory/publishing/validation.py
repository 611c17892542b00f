"""Which rules of today a snapshot breaks, asked without a query."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint

from directory.models import Clinic, Practitioner, Training
from directory.models.constraints import evaluate
from directory.publishing.snapshot import DATE_STATEMENTS, FIELD_STATEMENTS


def validation_errors(content):
    """Which rules of today a content breaks, as (statement, sentence). No query."""
    found = []
    clinic = Clinic(**{name: _typed(name, content[name]) for name in FIELD_STATEMENTS})
    try:
        clinic.clean_fields(exclude={"organization", "source"})
    except ValidationError as error:
        found += [(name, " ".join(words)) for name, words in error.message_dict.items()]
    found += [("", sentence) for sentence in _broken(clinic)]
    for model, name in ((Practitioner, "practitioners"), (Training, "training")):
        for record in content[name]:
            row = model(clinic=clinic, **{key: _typed(key, value) for key, value in record.items()})
            try:
                row.clean_fields(exclude={"clinic", "position"})
            except ValidationError as error:
                found.append((name, " ".join(error.messages)))
            found += [(name, sentence) for sentence in _broken(row)]
    return found


def _broken(row):
    """The sentences of the check constraints that a row breaks."""
    return [
        str(rule.violation_error_message)
        for rule in row._meta.constraints
        if isinstance(rule, CheckConstraint) and evaluate(rule.condition, vars(row)) is False
    ]


def _typed(name, value):
    is_date = name in DATE_STATEMENTS or name == "expires_on"
    return date.fromisoformat(value) if is_date and value else value
