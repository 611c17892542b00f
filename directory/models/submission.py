from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from directory.facts.upgrade import upgrade_decided
from directory.facts.vocabulary import DecisionReason, SourceLicense, SubmissionState
from directory.models.clinic import Clinic
from directory.models.search_columns import SEARCH_COLUMNS


class SubmissionKind(models.TextChoices):
    """The kind of a submission, as the queue of the moderators shows it."""

    FIRST = "first", _("First listing")
    CHANGE = "change", _("Change")
    PROPOSAL = "proposal", _("Proposed by a reader")
    BACK = "back", _("Restored version")
    IMPORT = "import", _("Imported")


def proposed_by(user: User) -> Q:
    """A Q for the proposals of a user, on which this user may not decide; see Submission.is_proposed_by."""
    return Q(origin="proposal", again=None, submitted_by=user)


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def waiting(self) -> Self:
        return self.filter(state=SubmissionState.PENDING).order_by("submitted_at", "pk")

    def with_kind(self) -> Self:
        """Adds `.kind`, a SubmissionKind, which depends on whether the clinic is listed now."""
        back = Q(again__isnull=False) | Q(clinic__listing__removed_at__isnull=False)
        return self.annotate(
            kind=Case(
                When(back, then=Value(SubmissionKind.BACK)),
                When(origin="import", then=Value(SubmissionKind.IMPORT)),
                When(origin="proposal", then=Value(SubmissionKind.PROPOSAL)),
                When(clinic__listing=None, then=Value(SubmissionKind.FIRST)),
                default=Value(SubmissionKind.CHANGE),
            )
        )

    def with_listing(self) -> Self:
        """Fetch the clinic and its listing in the same query, without the search columns."""
        deferred = [f"clinic__listing__{name}" for name in SEARCH_COLUMNS]
        return self.select_related("clinic__listing").defer(*deferred)

    def sent(self) -> Self:
        """Submissions that a clinic, a reader or an import sent to the moderators, latest first.

        Left out are withdrawn ones, versions that a moderator restored, and those of a Submission.Act.
        """
        sent = self.filter(again=None, act="").exclude(
            state__in=[SubmissionState.WITHDRAWN, SubmissionState.DRAFT]
        )
        return sent.order_by("-submitted_at", "-pk")

    def approved(self) -> Self:
        """Approved submissions, which are the published versions of a clinic; latest first."""
        return self.filter(state=SubmissionState.APPROVED).order_by("-listing_version")


class Submission(models.Model):
    """A snapshot of a clinic that was sent to the moderators, with its state and the decision."""

    class Origin(models.TextChoices):
        PORTAL = "portal", _("From the clinic")
        PROPOSAL = "proposal", _("Proposed by a reader")
        IMPORT = "import", _("Imported from a file")

    class Act(models.TextChoices):
        """An act that publishes without a decision on its content. "" for every other submission."""

        AVAILABILITY = "availability", _("Availability, published at once")
        AVAILABILITY_UNDONE = "availability_undone", _("Availability taken back")
        PUBLICATION_UNDONE = "publication_undone", _("Publication taken back")
        MERGED = "merged", _("Merged with another listing")
        MERGE_UNDONE = "merge_undone", _("Merge taken back")

    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="submissions")
    origin = models.CharField(max_length=10, choices=Origin)
    act = models.CharField(max_length=20, choices=Act, blank=True, default="")
    # Name of the file or register, for readers.
    source = models.CharField(max_length=200, blank=True, default="")
    source_license = models.CharField(
        max_length=20, choices=SourceLicense, blank=True, default="", db_default=""
    )
    # Edition of the terms that the clinic accepted when it sent this, such as "2026-12"; "" where none did.
    terms = models.CharField(max_length=10, blank=True, default="", db_default="")
    content = models.JSONField()  # a Snapshot: publishing/snapshot.py
    # Version of the listing when the snapshot was made; null where the clinic was not listed.
    based_on = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=SubmissionState, default=SubmissionState.DRAFT)

    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=30, choices=DecisionReason, blank=True, default="")
    words = models.CharField(max_length=2000, blank=True, default="")  # the moderator's message to the sender
    # The sender's message to the moderators.
    remark = models.CharField(max_length=2000, blank=True, default="")
    # Statement that was not accepted → the value that stays published.
    sent_back = models.JSONField(default=dict, blank=True)
    # What the checks found, and of what: see moderation/stored_findings.py, which alone reads and writes it.
    findings = models.JSONField(default=list, blank=True, editable=False)
    changed_statements = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    findings_basis = models.CharField(max_length=64, blank=True, default="", editable=False)
    # Version of the listing that the approval made.
    listing_version = models.PositiveIntegerField(null=True, blank=True)
    # The approved submission whose snapshot a moderator proposes to publish again.
    again = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    # Set where a moderator put a rejected or returned submission back into the queue, as a copy of it.
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    # Withdrawn before a decision: by members of the clinic, or because the listing was taken down.
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    # For the type checker: attributes that Django adds.
    clinic_id: int
    submitted_by_id: int | None
    decided_by_id: int | None
    again_id: int | None

    objects: "SubmissionQuerySet" = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(submitted_by=None, submitted_at=None)
                | Q(submitted_by__isnull=False, submitted_at__isnull=False),
                name="submission_sent_by_and_at_together",
            ),
            models.CheckConstraint(
                # Nobody decides on an availability: it is published by rule, see moderation/availability.py.
                condition=Q(decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False)
                | Q(act="availability", decided_by=None, decided_at__isnull=False),
                name="submission_decided_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(act="") | Q(state=SubmissionState.APPROVED),
                name="submission_of_an_act_is_approved",
            ),
            models.CheckConstraint(
                condition=Q(opened_by=None, opened_at=None)
                | Q(opened_by__isnull=False, opened_at__isnull=False),
                name="submission_opened_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="submission_withdrawn_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(state=SubmissionState.WITHDRAWN),
                name="submission_withdrawn_in_its_state",
            ),
            models.CheckConstraint(
                condition=Q(state=SubmissionState.DRAFT) | Q(submitted_at__isnull=False),
                name="submission_sent_unless_draft",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        SubmissionState.APPROVED,
                        SubmissionState.REJECTED,
                        SubmissionState.CHANGES_REQUESTED,
                    ],
                    decided_at__isnull=False,
                )
                | Q(
                    state__in=[SubmissionState.DRAFT, SubmissionState.PENDING, SubmissionState.WITHDRAWN],
                    decided_at=None,
                ),
                name="submission_decided_by_its_state",
            ),
            models.CheckConstraint(
                condition=~Q(state=SubmissionState.REJECTED) | ~Q(reason=""),
                name="submission_rejected_with_a_reason",
                violation_error_message=_("Choose a reason. The clinic will read it."),
            ),
            models.CheckConstraint(
                condition=Q(state=SubmissionState.APPROVED, listing_version__isnull=False)
                | (~Q(state=SubmissionState.APPROVED) & Q(listing_version=None)),
                name="submission_approved_makes_a_version",
            ),
            models.CheckConstraint(
                condition=Q(sent_back={})
                | (Q(state=SubmissionState.APPROVED) & (~Q(reason="") | ~Q(words=""))),
                name="submission_sends_back_with_a_reason",
                violation_error_message=_("Say why you are sending something back. The clinic will read it."),
            ),
            models.UniqueConstraint(
                fields=["clinic"],
                condition=Q(state=SubmissionState.PENDING),
                name="submission_waits_once_a_clinic",
            ),
            models.UniqueConstraint(fields=["clinic", "listing_version"], name="submission_made_one_version"),
        ]
        indexes = [
            models.Index(
                fields=["submitted_at"], condition=Q(state=SubmissionState.PENDING), name="submission_queue"
            )
        ]

    def is_proposed_by(self, user: User) -> bool:
        """True for a proposal of the user, on which this user may not decide."""
        return self.origin == self.Origin.PROPOSAL and not self.again_id and self.submitted_by_id == user.pk

    @property
    def queued_at(self) -> datetime | None:
        """The moment when the submission entered the queue, or entered it again."""
        return self.opened_at or self.submitted_at

    @property
    def approved_snapshot(self):
        """The snapshot that the decision published: statements sent back have their earlier values."""
        return upgrade_decided(self.content, self.sent_back)
