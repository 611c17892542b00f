from collections.abc import Callable
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.facts.vocabulary import ReportReason
from directory.models.clinic import Clinic


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> Self:
        return self.exclude(state=Report.State.CLOSED)

    def overdue(self, since: datetime) -> Self:
        """Reports received before `since` without an act of a moderator; see reports/deadlines.py."""
        return self.filter(acted_at=None, received_at__lt=since)

    def most_urgent_first(self, since: datetime) -> Self:
        """First safety, then "listed without consent", then overdue ones, then the oldest.

        All have the same days (reports/deadlines.py). A patient may be hurt before they are over; a clinic
        that was not asked waits for what is its right; anything else is at worst a wrong line.
        """
        rank = models.Case(
            models.When(reason=ReportReason.SAFETY_CONCERN, then=0),
            models.When(reason=ReportReason.LISTED_WITHOUT_CONSENT, then=1),
            models.When(acted_at=None, received_at__lt=since, then=2),
            default=3,
        )
        return self.order_by(rank, "received_at", "pk")


class Report(models.Model):
    """A reader's report of an error in a listing, without a name; with an e-mail if an answer is wanted."""

    class State(models.TextChoices):
        RECEIVED = "received", _("Received")
        ASKED = "asked", _("We asked the clinic")
        CLOSED = "closed", _("Closed")

    class Outcome(models.TextChoices):
        CORRECTED = "corrected", _("The listing was corrected")
        REMOVED = "removed", _("The listing was removed")
        CONFIRMED = "confirmed", _("The listing is right")
        NOT_SHOWN = "not_shown", _("We could not confirm it")

    reference = models.CharField(max_length=16, unique=True)
    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=30, choices=ReportReason)
    statement = models.CharField(max_length=60, blank=True, default="")
    words = models.CharField(max_length=2000, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    # The key of the posted form: posting a form twice makes one report, see reports/handling.py.
    key = models.UUIDField(unique=True, null=True, blank=True, editable=False)
    received_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    acted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    acted_at = models.DateTimeField(null=True, blank=True)  # of the first action
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True, default="")
    answer = models.CharField(max_length=2000, blank=True, default="")  # to the reader, on a public page
    note = models.CharField(max_length=2000, blank=True, default="")  # among moderators
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    # For the type checker: attributes that Django adds.
    clinic_id: int
    get_outcome_display: Callable[[], str]

    objects: "ReportQuerySet" = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                # acted_by is null where the owner removed the listing with a code sent to its e-mail.
                condition=Q(acted_by=None) | Q(acted_at__isnull=False),
                name="report_acted_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | Q(closed_at__isnull=False),
                name="report_closed_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | ~Q(state="closed") & Q(closed_at=None),
                name="report_closed_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(outcome=""),
                name="report_closed_with_an_outcome",
                violation_error_message=_("Choose a result. The reader can look it up."),
            ),
            models.CheckConstraint(
                condition=Q(state="received") | Q(acted_at__isnull=False),
                name="report_acted_on_unless_received",
            ),
        ]
