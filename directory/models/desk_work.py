"""What moderators keep for their own work: who has an item, notes, saved replies, settings of letters."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models.clinic import Clinic
from directory.models.membership import Claim
from directory.models.report import Report
from directory.models.submission import Submission

TAKEN_MINUTES = 30  # an item that was taken longer ago is free again


class TakenQuerySet(models.QuerySet["Taken"]):
    def holding(self, at: datetime) -> Self:
        """The rows that hold their item at this moment."""
        return self.filter(taken_at__gt=_free_since(at))


def _free_since(at):
    return at - timedelta(minutes=TAKEN_MINUTES)


class Taken(models.Model):
    """One item of the desk that a moderator works on: a submission, a claim or a report.

    Others see it and may decide all the same. It is free again after TAKEN_MINUTES, and a decision on it
    deletes the row.
    """

    submission = models.OneToOneField(Submission, models.CASCADE, null=True, blank=True, related_name="taken")
    claim = models.OneToOneField(Claim, models.CASCADE, null=True, blank=True, related_name="taken")
    report = models.OneToOneField(Report, models.CASCADE, null=True, blank=True, related_name="taken")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    taken_at = models.DateTimeField()

    # For the type checker: attributes that Django adds.
    submission_id: int | None
    claim_id: int | None
    report_id: int | None
    taken_by_id: int

    objects: "TakenQuerySet" = TakenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_by__isnull=False, taken_at__isnull=False),
                name="taken_taken_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(submission__isnull=False, claim=None, report=None)
                | Q(submission=None, claim__isnull=False, report=None)
                | Q(submission=None, claim=None, report__isnull=False),
                name="taken_is_one_item",
            ),
        ]

    def is_holding(self, at: datetime) -> bool:
        """True if it holds its item at this moment; see TakenQuerySet.holding."""
        return self.taken_at > _free_since(at)


class Note(models.Model):
    """A note among moderators about a clinic, such as a call that nobody answered. Clinics never see it."""

    class Kind(models.TextChoices):
        NOTE = "note", _("Note")
        NO_ANSWER = "no_answer", _("Called, no answer")
        CALLED = "called", _("Called")
        WROTE = "wrote", _("Wrote to them")
        LOOKED = "looked", _("Looked it up")

    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="notes")
    # The item that it was written on, if it was written on one.
    submission = models.ForeignKey(Submission, models.CASCADE, null=True, blank=True, related_name="notes")
    claim = models.ForeignKey(Claim, models.CASCADE, null=True, blank=True, related_name="notes")
    report = models.ForeignKey(Report, models.CASCADE, null=True, blank=True, related_name="notes")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.NOTE)
    words = models.CharField(max_length=2000, blank=True, default="")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    # For the type checker: attributes that Django adds.
    clinic_id: int
    written_by_id: int

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(written_by__isnull=False, written_at__isnull=False),
                name="note_written_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=~Q(kind="note") | ~Q(words=""),
                name="note_says_something",
                violation_error_message=_("Write the note."),
            ),
        ]


class SavedReply(models.Model):
    """Words that moderators often write to clinics, under a title. Shared by all moderators."""

    title = models.CharField(_("Title"), max_length=80, unique=True)
    words = models.CharField(_("Words"), max_length=2000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(written_by__isnull=False, written_at__isnull=False),
                name="saved_reply_written_by_and_at_together",
            ),
        ]


class ModeratorLetters(models.Model):
    """Which letters a moderator gets. A moderator without a row gets all."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="moderator_letters")
    digest = models.BooleanField(default=True)  # once a day: what waits and what is late

    # For the type checker: attributes that Django adds.
    user_id: int
