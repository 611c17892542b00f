import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from directory.models.clinic import ClinicQuerySet
    from directory.models.membership import Invitation


class Organization(models.Model):
    """A single practice or a chain that runs clinics. Its members maintain the clinics."""

    # Never changes, whatever becomes of the name and the slug.
    uid = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False)
    name = models.CharField(_("Name"), max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    # True: listings of its clinics show its name. False where it exists only to hold the members of a clinic.
    listed = models.BooleanField(default=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="organizations"
    )

    # For the type checker: attributes that Django adds.
    memberships: "models.Manager[Membership]"
    clinics: "ClinicQuerySet"
    invitations: "models.Manager[Invitation]"

    def __str__(self):
        return self.name


class Membership(models.Model):
    """A user's right to maintain the clinics of an organization; an owner may also manage its members."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        EDITOR = "editor", _("Editor")

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    since = models.DateField(auto_now_add=True)
    reminders = models.BooleanField(_("Reminders by e-mail"), default=True)

    # For the type checker: attributes that Django adds.
    organization_id: int
    user_id: int

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "user"], name="member_once_in_an_organization")
        ]
