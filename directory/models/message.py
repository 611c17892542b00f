from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from directory.models.clinic import Clinic
from directory.models.report import Report
from directory.models.submission import Submission

PROPOSERS = Q(submission__origin=Submission.Origin.PROPOSAL, submission__again=None)


class MessageQuerySet(models.QuerySet["Message"]):
    def unanswered(self) -> Self:
        """Messages of clinics and proposers that no moderator has answered or settled, oldest first."""
        return self.filter(from_moderator=False, settled_at=None).order_by("written_at", "pk")

    def unanswered_by_clinic(self) -> Self:
        """Messages of moderators that nobody has answered or settled, oldest first."""
        return self.filter(from_moderator=True, settled_at=None).order_by("written_at", "pk")

    def with_proposer(self) -> Self:
        """Messages between a reader who proposed a clinic and the moderators."""
        return self.filter(PROPOSERS)

    def without_proposer(self) -> Self:
        """Messages between the people of a clinic and the moderators."""
        return self.exclude(PROPOSERS)


class Message(models.Model):
    """A message between the people of a clinic and the moderators, in the thread of the clinic.

    One about a proposal is between its proposer and the moderators; the people of the clinic never see it.
    Private: never on a public page. What a moderator writes with a decision is `Submission.words`, and what
    somebody writes when they send is `Submission.remark`; moderation/thread.py shows all as one thread.
    """

    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="messages")
    # What it is about, where it is about one of them.
    submission = models.ForeignKey(Submission, models.CASCADE, null=True, blank=True, related_name="messages")
    report = models.ForeignKey(Report, models.CASCADE, null=True, blank=True, related_name="messages")
    from_moderator = models.BooleanField()
    words = models.CharField(max_length=2000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    # The key of the posted form: posting a form twice makes one message, see moderation/thread.py.
    key = models.UUIDField(unique=True, null=True, blank=True, editable=False)
    # Set where the other side answered it, or said that it needs no answer.
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    # For the type checker: attributes that Django adds.
    clinic_id: int
    submission_id: int | None
    report_id: int | None
    written_by_id: int

    objects: "MessageQuerySet" = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(written_by__isnull=False, written_at__isnull=False),
                name="message_written_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(settled_by=None, settled_at=None)
                | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="message_settled_by_and_at_together",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="message_has_words"),
        ]
        indexes = [
            models.Index(
                fields=["written_at"],
                condition=Q(from_moderator=False, settled_at=None),
                name="message_unanswered",
            )
        ]
