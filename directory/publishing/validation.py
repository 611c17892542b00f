"""Validates a snapshot by the field and table rules of this release, without a query."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, Model
from django.utils.translation import gettext as _

from directory.models import RECORD_MODELS, Clinic
from directory.models.constraints import evaluate
from directory.publishing.snapshot import FIELD_STATEMENTS, Snapshot, typed_values

# Nobody sees them, and neither XML nor FHIR has them: control characters but white space, and noncharacters.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def validation_errors(snapshot: Snapshot) -> list[tuple[str, str]]:
    """(statement, sentence) of every rule that a snapshot breaks; "" if the rule is about several statements.

    An old snapshot may break rules that are newer than the snapshot.
    """
    values = dict(typed_values(snapshot))
    clinic = Clinic(**{name: values[name] for name in FIELD_STATEMENTS})
    errors = []
    try:
        clinic.clean_fields(exclude={"organization", "source"})
    except ValidationError as error:
        errors += [(name, " ".join(sentences)) for name, sentences in error.message_dict.items()]
    errors += [("", sentence) for sentence in _violations(clinic)]
    errors += _unseen_characters(snapshot)
    for statement, model in RECORD_MODELS.items():
        for record in snapshot[statement]:
            row = model(clinic=clinic, **dict(typed_values(record)))
            errors += [(statement, sentence) for sentence in _record_errors(row)]
    return errors


def _unseen_characters(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    for statement, value in snapshot.items():
        if found := next(filter(None, map(UNSEEN.search, _texts(value))), None):
            sentence = _("It has a character that no one can see (U+%(code)s). Type the words again.")
            yield statement, sentence % {"code": f"{ord(found[0]):04X}"}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))


def _record_errors(row: Model) -> list[str]:
    try:
        row.clean_fields(exclude={"clinic", "position"})
    except ValidationError as error:
        return [" ".join(error.messages), *_violations(row)]
    return _violations(row)


def _violations(row: Model) -> list[str]:
    """The sentences of the check constraints that a row breaks."""
    constraints = [one for one in row._meta.constraints if isinstance(one, CheckConstraint)]
    return [
        # django-types does not know BaseConstraint.violation_error_message.
        str(constraint.violation_error_message)  # pyright: ignore[reportAttributeAccessIssue]
        for constraint in constraints
        if evaluate(constraint.condition, vars(row)) is False
    ]
