from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models.clinic import Clinic
from directory.models.organization import Organization


class ApiToken(models.Model):
    """A secret with which a program drafts and sends changes of one organization's clinics.

    The secret is shown once, when it is made; the table holds its digest.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("What it is for"), max_length=80)
    start = models.CharField(max_length=12)  # the first characters of the secret, so that people know it
    digest = models.BinaryField(max_length=32, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    # For the type checker: attributes that Django adds.
    organization_id: int
    made_by_id: int
    uses: "models.Manager[ApiUse]"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(made_by__isnull=False, made_at__isnull=False),
                name="api_token_made_by_and_at_together",
            ),
            models.CheckConstraint(
                # An account that was deleted revokes nothing: its revocations stay.
                condition=Q(revoked_by=None) | Q(revoked_at__isnull=False),
                name="api_token_revoked_by_and_at_together",
            ),
        ]


class ApiUse(models.Model):
    """One request with a token: what was asked for and what was answered. No network address."""

    token = models.ForeignKey(ApiToken, models.CASCADE, related_name="uses")
    used_at = models.DateTimeField()
    act = models.CharField(max_length=40)  # the method and the name of the route
    clinic = models.ForeignKey(Clinic, models.SET_NULL, null=True, blank=True, related_name="+")
    status = models.PositiveSmallIntegerField()  # of the answer

    class Meta:
        indexes = [models.Index(fields=["token", "-used_at"], name="api_use_latest")]
