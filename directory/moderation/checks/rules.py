"""The check of the validation rules, which may be newer than the submission."""

from collections.abc import Iterator

from directory.models import Practitioner
from directory.moderation.checks.base import Finding, Submitted, check
from directory.publishing.validation import validation_errors

SUPERVISOR_RULE = next(
    # django-types does not know BaseConstraint.violation_error_message.
    rule.violation_error_message  # pyright: ignore[reportAttributeAccessIssue]
    for rule in Practitioner._meta.constraints
    if rule.name == "associate_names_a_supervisor"
)


@check
def broken_rules(submitted: Submitted) -> Iterator[Finding]:
    """The snapshot breaks a validation rule, so it could not be approved as it is."""
    for name, sentence in validation_errors(submitted.content):
        if sentence != str(SUPERVISOR_RULE):  # care.associate_without_a_supervisor names the person
            yield Finding("broken_rule", name, sentence)
