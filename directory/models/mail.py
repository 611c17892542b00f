import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MailQuerySet(models.QuerySet["Mail"]):
    def due(self, at: datetime) -> Self:
        """Letters that may be sent at this moment, oldest first."""
        return self.filter(state=Mail.State.QUEUED, due_at__lte=at).order_by("due_at", "pk")

    def interrupted(self, at: datetime) -> Self:
        """Letters that a worker began to send, and whose outcome was never recorded."""
        return self.filter(state=Mail.State.SENDING, due_at__lte=at)


class Mail(models.Model):
    """A letter in the queue: written in the transaction of its event, sent by a worker (`send_mail`)."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting to be sent")
        SENDING = "sending", _("Handed to the mail server, no answer yet")
        SENT = "sent", _("Sent")
        DEAD = "dead", _("Not sent: a moderator has to decide")
        LEFT = "left", _("Not sent: a moderator has decided")

    # Names the event that the letter is about, so it is queued once.
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=30)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    unsubscribe = models.CharField(max_length=300, blank=True, default="")  # URL of this site, RFC 8058
    message_id = models.UUIDField(default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    queued_at = models.DateTimeField(default=timezone.now)
    # QUEUED: not sent before; later after each failed try. SENDING: counts as interrupted from then on.
    due_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    # The last failure, see mail/delivery.py.
    trouble = models.CharField(max_length=200, blank=True, default="")

    objects: "MailQuerySet" = MailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at=None),
                name="mail_sent_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(subject__contains="\n") & ~Q(subject__contains="\r"),
                name="mail_subject_is_one_line",
            ),
            models.CheckConstraint(
                condition=~Q(to__contains="\n") & ~Q(to__contains="\r") & ~Q(to__contains=","),
                name="mail_goes_to_one_address",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(state="queued"), name="mail_waiting"),
            models.Index(fields=["due_at"], condition=Q(state="sending"), name="mail_in_hand"),
            models.Index(fields=["queued_at", "id"], condition=Q(state="dead"), name="mail_given_up"),
        ]

    @property
    def about(self) -> str:
        """The subject without the name of the site, as the desk shows it."""
        return self.subject.removeprefix(f"{settings.SITE_NAME}: ")


class Reminder(models.Model):
    """A record that a member was reminded of a listing: one row for each step of the reminders.

    Step 18 asks whether its availability is still true: `ages_from` is then Listing.availability_stated_on.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    listing = models.ForeignKey("directory.Listing", models.CASCADE, related_name="+")
    ages_from = models.DateField()  # Listing.ages_from: the last confirmation, or the first publication
    step = models.PositiveSmallIntegerField()  # days after it: 75 or 90; 18

    # For the type checker: attributes that Django adds.
    user_id: int
    listing_id: int

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "listing", "ages_from", "step"], name="reminded_once_of_a_step"
            )
        ]
