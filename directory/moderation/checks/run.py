"""Runs every check over submissions."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from django.utils import timezone

from directory.facts.spine import STATEMENTS
from directory.models import Submission
from directory.moderation.checks.base import CHECKS, Finding, Submitted
from directory.moderation.neighborhood import Neighborhood
from directory.publishing.snapshot import complete_snapshot

# Findings about the same statement come in this order.
MODULES = (
    "whole",
    "text",
    "minors",
    "identifiers",
    "dates",
    "hours",
    "location",
    "people",
    "offerings",
    "care",
    "money",
    "rules",
    "neighbors",
)
for module in MODULES:
    import_module(f"directory.moderation.checks.{module}")


def run_checks(submission: Submission, *, shown: Mapping[str, Any]) -> list[Finding]:
    """Every finding on a submission, first those about the whole, then in the order of the spine.

    submission  a Submission, with its clinic
    shown       the snapshot that is published now, {} for none

    A statement that is published unchanged is not reported again, because there is nothing to decide on it.
    DEA numbers and broken validation rules are reported even if they are published already. Three queries.
    """
    return find_all([submission], shown={submission.clinic.pk: shown})[submission.pk]


def count_findings(
    submissions: list[Submission], *, shown: Mapping[int, Mapping[str, Any]]
) -> dict[int, int]:
    """Submission id → number of findings. Three queries, however many submissions there are.

    shown  clinic id → published snapshot; a clinic that is missing was never published
    """
    findings = find_all(submissions, shown=shown)
    return {submission.pk: len(findings[submission.pk]) for submission in submissions}


def find_all(
    submissions: list[Submission], *, shown: Mapping[int, Mapping[str, Any]]
) -> dict[int, list[Finding]]:
    """Submission id → what `run_checks` finds. Three queries, however many submissions there are."""
    today = timezone.localdate()
    contents = [(one.clinic_id, complete_snapshot(one.content)) for one in submissions]
    neighborhood = Neighborhood(contents)
    order = {name: position for position, name in enumerate(["", *STATEMENTS])}
    findings = {}
    for submission, (clinic, content) in zip(submissions, contents, strict=True):
        submitted = Submitted(clinic, content, shown.get(clinic) or {}, today, neighborhood)
        unsorted = [finding for check in CHECKS for finding in check(submitted)]
        findings[submission.pk] = sorted(unsorted, key=lambda finding: order[finding.statement])
    return findings
