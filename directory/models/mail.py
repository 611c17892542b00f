import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Mail(models.Model):
    """A letter on its way. Queued in the transaction of what it tells; sent by a worker (send_mail)."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waits to be sent")
        SENDING = "sending", _("Handed to the mail server, no answer yet")
        SENT = "sent", _("Sent")
        DEAD = "dead", _("Given up: somebody has to look")

    key = models.CharField(max_length=120, unique=True)  # of what it tells, so that nothing is told twice
    kind = models.CharField(max_length=30)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    unsubscribe = models.CharField(max_length=300, blank=True, default="")  # an address of ours, RFC 8058
    message_id = models.UUIDField(default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    queued_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)  # not before: later after each failed try
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=200, blank=True, default="")  # the kind of the last failure

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
        ]
