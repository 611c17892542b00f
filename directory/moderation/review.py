"""Prepares a submission for its decision: each change beside the published value, findings, evidence."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone

from directory.facts.spine import SPINE, STATEMENTS, Section
from directory.facts.statements import is_stated
from directory.facts.vocabulary import SubmissionState
from directory.models import Listing, Submission, Verification
from directory.moderation.checks.base import Finding
from directory.moderation.checks.run import run_checks
from directory.moderation.text_diff import Line, MarkedOffering, marked_offerings, marked_sides
from directory.publishing import history, publish
from directory.publishing.diff import compare_snapshots
from directory.publishing.snapshot import complete_snapshot, snapshot_of_listing
from directory.web.shown_digest import digest_of
from directory.wording.evidence import EvidenceMark, strongest_evidence
from directory.wording.safety_warnings import WarnedValue, warned_values


class NumberedFinding(NamedTuple):
    number: int  # from 1 on, as on the page
    finding: Finding
    is_of_a_change: bool  # its statement is among the changes


class ReviewedEvidence(NamedTuple):
    verification: Verification
    label: str  # of its statement
    expires_on_approval: bool  # no longer valid once the submission is published


@dataclass(frozen=True)
class ReviewedStatement:
    """One statement that a submission changes.

    before, after  lines, with what differs marked
    evidence       what the public page would show beside the new value
    flags          about this statement
    expiring       evidence that will no longer hold once the submission is published
    since          title of the latest version that changed the same statement after this was sent, or ""
    warned         newly stated values that carry a warning
    offerings      instead of lines, for the statement of that name
    """

    name: str
    label: str
    before: list[Line]
    after: list[Line]
    evidence: EvidenceMark | None = None
    flags: list[NumberedFinding] = field(default_factory=list)
    expiring: list[Verification] = field(default_factory=list)
    since: str = ""
    sent_back: bool = False
    warned: tuple[WarnedValue, ...] = ()
    offerings: tuple[MarkedOffering, ...] = ()

    @property
    def is_visible(self) -> bool:
        """False if the change cannot be seen in words: only the order, or a detail without words, differs."""
        return bool(self.offerings) or any(
            piece.mark for line in [*self.before, *self.after] for piece in line
        )


class ReviewedSection(NamedTuple):
    section: Section
    changes: list[ReviewedStatement]


@dataclass(frozen=True)
class Review:
    """A submission with all information for a decision on it.

    sections  those of the spine in which something changes
    between   history entries of the versions that were published after the submission was made
    """

    submission: Submission
    listing: Listing | None
    sections: list[ReviewedSection]
    flags: list[NumberedFinding]
    evidence: list[ReviewedEvidence]
    between: list[history.Entry]

    @property
    def changes(self) -> list[ReviewedStatement]:
        return [change for _section, changes in self.sections for change in changes]

    @property
    def shown_digest(self) -> str:
        return shown_digest(self.submission, self.listing)


def shown_digest(submission: Submission, listing: Listing | None) -> str:
    """The digest of the published version and the submitted content, on which a moderator decides."""
    return digest_of([listing.version if listing else 0, submission.content])


def is_outdated(submission: Submission, listing: Listing | None) -> bool:
    """True if a waiting submission was made before the latest publication of its clinic."""
    return submission.state == SubmissionState.PENDING and submission.based_on != (
        listing.version if listing else None
    )


def published_snapshot(submission: Submission) -> Mapping[str, Any]:
    """The snapshot that is published now, {} for none. No query if it was fetched with_listing()."""
    listing = listing_of(submission)
    return snapshot_of_listing(listing) if listing else {}


def listing_of(submission: Submission) -> Listing | None:
    return getattr(submission.clinic, "listing", None)


def review(submission: Submission, today: date) -> Review:
    """The Review of a submission. At most seven queries if it was fetched with_listing()."""
    listing = listing_of(submission)
    waits = submission.state == SubmissionState.PENDING
    before = published_snapshot(submission) if waits else _snapshot_before_decision(submission)
    changes = compare_snapshots(before, complete_snapshot(submission.content))
    changed = {change.statement for change in changes}
    findings = run_checks(submission, shown=before) if waits else []
    outdated = is_outdated(submission, listing)
    between = history.versions_after(submission.clinic.pk, submission.based_on) if outdated else []
    flags = [
        NumberedFinding(number, finding, finding.statement in changed)
        for number, finding in enumerate(findings, 1)
    ]
    evidence = _evidence(submission, changes) if waits and listing else []
    reviewed = _reviewed_statements(submission, changes, flags, evidence, between, today)
    sections = [
        ReviewedSection(section, [reviewed[name] for name in section.statements if name in reviewed])
        for section in SPINE
    ]
    return Review(
        submission=submission,
        listing=listing,
        sections=[section for section in sections if section.changes],
        flags=flags,
        evidence=evidence,
        between=between,
    )


def _reviewed_statements(submission, changes, flags, evidence, between, today):
    """Name → ReviewedStatement of each change."""
    waits = submission.state == SubmissionState.PENDING
    published = as_published(submission) if waits else None
    later = {change.name: entry.title for entry in reversed(between) for change in entry.changes}
    reviewed = {}
    for change in changes:
        name = change.statement
        before, after = marked_sides(change)
        reviewed[name] = ReviewedStatement(
            name,
            STATEMENTS[name].label,
            before,
            after,
            evidence=_evidence_mark(published, change, today) if waits else None,
            flags=[flag for flag in flags if flag.finding.statement == name],
            expiring=[
                one.verification
                for one in evidence
                if one.expires_on_approval and one.verification.statement == name
            ],
            since=later.get(name, ""),
            sent_back=name in submission.sent_back,
            warned=warned_values(name, change.new),
            offerings=marked_offerings(change) if name == "offerings" else (),
        )
    return reviewed


def as_published(submission: Submission) -> Listing:
    """The unsaved Listing that publishing the whole submission would make."""
    return publish.preview_listing(
        complete_snapshot(submission.approved_snapshot),
        published=copy(listing_of(submission)),
        origin=submission.origin,
        source=submission.source,
        stated_on=timezone.localdate((submission.again or submission).submitted_at),
    )


def _snapshot_before_decision(submission):
    """The snapshot that was published when the submission was decided, {} for none."""
    before = Submission.objects.filter(clinic=submission.clinic_id).approved().exclude(pk=submission.pk)
    before = before.filter(decided_at__lte=submission.decided_at) if submission.decided_at else before
    latest = before.first()
    return complete_snapshot(latest.approved_snapshot) if latest else {}


def _evidence(submission, changes):
    """ReviewedEvidence of every Verification of this clinic that still counts, in the order of the spine."""
    order = list(STATEMENTS)
    verifications = Verification.objects.filter(clinic=submission.clinic_id, dropped_on=None)
    return [
        ReviewedEvidence(
            one,
            STATEMENTS[one.statement].label,
            not publish.evidence_still_holds(one.statement, one.person, changes),
        )
        for one in sorted(
            verifications.select_related("checked_by"),
            key=lambda one: (order.index(one.statement), one.person, one.pk),
        )
    ]


def _evidence_mark(listing, change, today):
    return strongest_evidence(listing, [change.statement], today) if is_stated(change.new) else None
