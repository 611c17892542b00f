import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.facts.vocabulary import SourceLicense
from directory.models.clinic import Clinic
from directory.models.submission import Submission


class Batch(models.Model):
    """One act of a moderator on many clinics: each item has its own transaction. See directory/batches/."""

    class Kind(models.TextChoices):
        SEND = "send", _("Put imported clinics into the queue")
        APPROVE = "approve", _("Publish submissions")

    class State(models.TextChoices):
        RUNNING = "running", _("Running")
        STOPPED = "stopped", _("Stopped")
        DONE = "done", _("Done")

    # Of the posted form: the same form, posted twice, starts one batch.
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING)
    # The filter of the page that it was started from, as a query string.
    shown = models.CharField(max_length=500, blank=True, default="")
    # Of a batch that sends: for readers, where the import of a clinic named no source or no license.
    source = models.CharField(max_length=200, blank=True, default="")
    source_license = models.CharField(max_length=20, choices=SourceLicense, blank=True, default="")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    # Set when a moderator began to take the batch back.
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    # For the type checker: attributes that Django adds.
    items: "models.Manager[BatchItem]"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(started_by__isnull=False, started_at__isnull=False),
                name="batch_started_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(undone_by=None, undone_at=None)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="batch_undone_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(state="running", ended_at=None) | ~Q(state="running") & Q(ended_at__isnull=False),
                name="batch_ended_unless_running",
            ),
        ]


class BatchItem(models.Model):
    """One clinic of a batch, with what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        SKIPPED = "skipped", _("Skipped")
        UNDONE = "undone", _("Taken back")
        KEPT = "kept", _("Could not be taken back")

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items")
    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="+")
    # The submission that is approved; of a batch that sends, the one that was made.
    submission = models.ForeignKey(Submission, models.CASCADE, null=True, blank=True, related_name="+")
    # Digest of what the moderator saw: an item that has changed since is skipped.
    seen = models.CharField(max_length=64, blank=True, default="")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    why = models.CharField(max_length=500, blank=True, default="")  # a sentence: why it was skipped or kept

    # For the type checker: attributes that Django adds.
    batch_id: int
    clinic_id: int
    submission_id: int | None

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "clinic"], name="batch_has_a_clinic_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["skipped", "kept"]) | ~Q(why=""), name="batch_item_left_says_why"
            ),
        ]
