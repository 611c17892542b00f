from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from directory.models.clinic import Clinic
from directory.models.organization import Membership, Organization
from directory.models.report import Report


class ClaimQuerySet(models.QuerySet["Claim"]):
    def waiting(self) -> Self:
        return self.filter(state="waiting").order_by("claimed_at", "pk")

    def on_unlisted(self) -> Self:
        """Claims on clinics that were never listed: the people who started them (membership/joining.py)."""
        return self.filter(clinic__listing=None)

    def starters_first(self) -> Self:
        """In the order in which the people who started the clinics come before who came with a merged one."""
        members = Membership.objects.filter(
            organization=OuterRef("clinic__organization"), user=OuterRef("claimed_by")
        )
        return self.annotate(is_starters=Exists(members)).order_by("-is_starters", "claimed_at", "pk")

    def on_listed(self) -> Self:
        """Claims on clinics that have a listing, which may be taken down."""
        return self.filter(clinic__listing__isnull=False)


class Claim(models.Model):
    """A user's request to maintain a clinic. A claim changes nothing that is published.

    On a clinic that was never listed it is made with the clinic: see membership/joining.py.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="claims")
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="claims")
    claimed_at = models.DateTimeField()
    words = models.CharField(max_length=2000, blank=True, default="")  # how they belong to the clinic
    # When they entered the code sent to the published e-mail.
    proved_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    role = models.CharField(max_length=10, choices=Membership.Role, blank=True, default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=2000, blank=True, default="")  # the moderator's, never deleted

    # For the type checker: attributes that Django adds.
    clinic_id: int
    claimed_by_id: int
    decided_by_id: int | None
    codes: "models.Manager[Code]"

    objects: "ClaimQuerySet" = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(claimed_by__isnull=False, claimed_at__isnull=False),
                name="claim_claimed_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="claim_decided_by_and_at_together",
            ),
            models.CheckConstraint(
                # The code or a moderator's reason is the proof; the claimant's words are none.
                condition=~Q(state="granted")
                | Q(proved_at__isnull=False)
                | (Q(decided_at__isnull=False) & ~Q(reason="")),
                name="claim_granted_on_proof_or_with_a_reason",
                violation_error_message=_("Explain why you believe that they run this clinic."),
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | (Q(decided_at__isnull=False) & ~Q(reason="")),
                name="claim_refused_with_a_reason",
                violation_error_message=_("Explain why. The person will read this."),
            ),
            models.CheckConstraint(
                condition=Q(state="granted") & ~Q(role="") | ~Q(state="granted") & Q(role=""),
                name="claim_granted_gives_a_role",
            ),
            models.UniqueConstraint(
                fields=["clinic", "claimed_by"], condition=Q(state="waiting"), name="claim_waits_once"
            ),
        ]


class Invitation(models.Model):
    """An invitation of a person by an owner. Its link works once, and for the invited address only."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("E-mail"))
    role = models.CharField(_("Role"), max_length=10, choices=Membership.Role)
    digest = models.BinaryField(max_length=32, unique=True)  # HMAC of the link's secret
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)

    # For the type checker: attributes that Django adds.
    organization_id: int
    invited_by_id: int

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(invited_by__isnull=False, invited_at__isnull=False),
                name="invitation_invited_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(accepted_by=None, accepted_at=None)
                | Q(accepted_by__isnull=False, accepted_at__isnull=False),
                name="invitation_accepted_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("invited_at")), name="invitation_runs_out_later"
            ),
            models.UniqueConstraint(
                fields=["organization", "email"],
                condition=Q(accepted_at=None),
                name="invitation_open_once",
                violation_error_message=_("This person has already been invited."),
            ),
        ]


class Code(models.Model):
    """A code sent to the published e-mail of a listing. Entering it proves access to that mailbox."""

    claim = models.ForeignKey(Claim, models.CASCADE, null=True, blank=True, related_name="codes")
    report = models.ForeignKey(Report, models.CASCADE, null=True, blank=True, related_name="codes")
    digest = models.BinaryField(max_length=32)  # HMAC of the code: membership/codes.py
    sent_to = models.EmailField()  # the published address on that day
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    # For the type checker: attributes that Django adds.
    claim_id: int | None
    report_id: int | None

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(claim__isnull=False, report=None) | Q(claim=None, report__isnull=False),
                name="code_is_for_a_claim_or_a_report",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("sent_at")), name="code_runs_out_later"),
        ]
