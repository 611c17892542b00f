from collections.abc import Callable

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models.organization import Membership, Organization


class MemberEvent(models.Model):
    """Who came to an organization, left it or changed role, and by whom. Written by membership/members.py.

    Read by the members of the organization, on the page “What happened” of each of its clinics.
    """

    class Kind(models.TextChoices):
        INVITED = "invited", _("Invited")
        UNINVITED = "uninvited", _("Invitation canceled")
        JOINED = "joined", _("Joined")
        ROLE = "role", _("Role changed")
        REMOVED = "removed", _("Removed")
        LEFT = "left", _("Left")

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="member_events")
    kind = models.CharField(max_length=10, choices=Kind)
    # Null for somebody who was only invited: an invited address may belong to no account.
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=10, choices=Membership.Role, blank=True, default="")
    acted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    acted_at = models.DateTimeField()

    # For the type checker: attributes that Django adds.
    organization_id: int
    member_id: int | None
    acted_by_id: int
    get_role_display: Callable[[], str]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(acted_by__isnull=False, acted_at__isnull=False),
                name="member_event_acted_by_and_at_together",
            ),
        ]
        indexes = [models.Index(fields=["organization", "-acted_at"], name="member_event_latest")]
