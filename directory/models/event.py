from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EventQuerySet(models.QuerySet["Event"]):
    def latest_first(self) -> Self:
        return self.order_by("-at", "-pk")

    def last_number(self) -> int:
        """The id of the latest event, 0 if there is no event. The id rises with every decision."""
        return self.aggregate(last=models.Max("pk"))["last"] or 0


class Event(models.Model):
    """A public entry of the decision log. Append-only: a trigger refuses to change or delete a row.

    It has no foreign keys, so that it outlives the clinic, and no names of people.
    """

    class Kind(models.TextChoices):
        PUBLISHED = "published", _("Published")
        CONFIRMED = "confirmed", _("Confirmed by the clinic")
        CHANGES_REQUESTED = "changes_requested", _("Sent back with questions")
        REJECTED = "rejected", _("Rejected")
        REMOVED = "removed", _("Removed")
        RESTORED = "restored", _("Listed again")
        AVAILABILITY = "availability", _("Availability updated by the clinic")
        AVAILABILITY_UNDONE = "availability_undone", _("Availability taken back by a moderator")
        UNDONE = "undone", _("Decision taken back by a moderator")
        MERGED = "merged", _("Merged with another listing")
        MERGE_UNDONE = "merge_undone", _("Merge taken back by a moderator")

    at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=20, choices=Kind)
    clinic = models.CharField(max_length=200)  # the name of the clinic on that day
    slug = models.CharField(max_length=100, db_index=True)
    submission = models.BigIntegerField(null=True, blank=True)
    listing_version = models.PositiveIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=30, blank=True, default="")
    words = models.CharField(max_length=2000, blank=True, default="")

    objects: "EventQuerySet" = EventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-at", "-id"], name="event_latest")]
