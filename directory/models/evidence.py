from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.facts.vocabulary import Evidence
from directory.facts.web_addresses import validate_web_address
from directory.models.clinic import Clinic

EXPIRING_DAYS = 60  # so long before evidence expires, moderators are asked to check again


class VerificationQuerySet(models.QuerySet["Verification"]):
    def in_force(self) -> Self:
        """Verifications that were not dropped; some may have expired."""
        return self.filter(dropped_on=None)

    def running_out(self, today: date) -> Self:
        """Verifications that readers see, or saw, and that run out within EXPIRING_DAYS or have."""
        return self.in_force().filter(
            outcome=Verification.Outcome.AGREES,
            expires_on__lte=today + timedelta(days=EXPIRING_DAYS),
            clinic__listing__isnull=False,
            clinic__listing__removed_at=None,
        )


class Verification(models.Model):
    """Evidence: a moderator saw a document, or checked a register, for one statement or one practitioner.

    Shown beside the statement until it expires, the statement changes (publishing drops it), or a moderator
    checks again or takes it back. Written by moderation/evidence.py alone.
    """

    class About(models.TextChoices):
        LICENSE = "license", _("License")
        NPI = "npi", _("NPI")
        CERTIFICATE = "certificate", _("Certificate")
        INSURANCE = "insurance", _("Insurance")
        REGISTRATION = "registration", _("Business registration")
        OTHER = "other", _("Another document")

    class Outcome(models.TextChoices):
        AGREES = "agrees", _("Agrees with the statement")
        DISAGREES = "disagrees", _("Does not agree with the statement")
        NOT_FOUND = "not_found", _("Not found")
        DEACTIVATED = "deactivated", _("Deactivated")

    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="verifications")
    statement = models.CharField(max_length=60)  # its name in the spine
    person = models.CharField(max_length=120, blank=True, default="")  # a practitioner's name
    kind = models.CharField(
        max_length=20,
        choices=[choice for choice in Evidence.choices if choice[0] != Evidence.SELF_REPORTED],
    )
    about = models.CharField(max_length=20, choices=About)
    outcome = models.CharField(max_length=20, choices=Outcome, default=Outcome.AGREES)
    source = models.CharField(_("Source"), max_length=200)
    url = models.CharField(
        _("Address"), max_length=300, blank=True, default="", validators=[validate_web_address]
    )
    seen_on = models.DateField()
    deactivated_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    # The day since which the verification is not shown: statement changed, checked again, or taken back.
    dropped_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(auto_now_add=True)

    # For the type checker: attributes that Django adds.
    clinic_id: int
    checked_by_id: int

    objects: "VerificationQuerySet" = VerificationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by__isnull=False, checked_at__isnull=False),
                name="verification_checked_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=models.F("seen_on")),
                name="verification_expires_after_it_was_seen",
                violation_error_message=_("It can't run out before the day on which it was seen."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=Evidence.REGISTER_CHECKED) | ~Q(url=""),
                name="verification_of_a_register_has_a_link",
                violation_error_message=_("Give the address in the register, so that readers can look too."),
            ),
            models.CheckConstraint(
                condition=Q(person="") | Q(statement="practitioners"),
                name="verification_of_a_person_is_about_people",
            ),
        ]
