"""Two organizations that are one: a moderator gives the clinics and people of one of them to the other."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from directory import roles
from directory.mail import letters
from directory.membership import members
from directory.membership.locks import lock_organization
from directory.models import Clinic, JoinedOrganization, Membership, Organization
from directory.moderation import provisional
from directory.moderation.errors import OwnClinicError, RefusedError


@dataclass(frozen=True)
class Joining:
    """What joining two organizations would change.

    clinics  of the organization that goes, which move
    people   memberships of that organization, each with `.role_after`, the role in the one that stays
    """

    kept: Organization
    joined: Organization
    clinics: list[Clinic]
    people: list[Membership]


def plan(*, kept: Organization, joined: Organization) -> Joining:
    """The Joining of two organizations, which changes nothing."""
    roles_now = dict(kept.memberships.values_list("user", "role"))
    people = list(joined.memberships.select_related("user").order_by("role", "pk"))
    for one in people:
        one.role_after = (  # pyright: ignore[reportAttributeAccessIssue]: for the page alone
            Membership.Role.OWNER
            if Membership.Role.OWNER in (one.role, roles_now.get(one.user_id))
            else Membership.Role.EDITOR
        )
    return Joining(kept, joined, list(joined.clinics.order_by("name", "pk")), people)


@transaction.atomic
def join_organizations(
    *, kept: Organization, joined: Organization, by: User, at: datetime | None = None
) -> JoinedOrganization:
    """A moderator gives the clinics, members and open invitations of `joined` to `kept`.

    `joined` is deleted, with its API tokens, whose reach would grow. A member of both keeps the higher role.
    Nothing that is published changes. The owners of both hear of it.
    Returns the JoinedOrganization, which says what came over.

    raises  OwnClinicError for a moderator who belongs to either; RefusedError where one of them is gone,
            or waits for the decision on its first claim
    """
    if kept.pk == joined.pk:
        raise RefusedError(_("Choose two different organizations."))
    roles.require_moderator(by)
    both = [kept.pk, joined.pk]
    clinics = list(Clinic.objects.filter(organization__in=both).values_list("pk", flat=True))
    list(Clinic.objects.locked(clinics))  # first the clinics, then their organizations: see locks.py
    if Organization.objects.filter(pk__in=both).count() != 2:
        raise RefusedError(_("One of the two is gone. Someone may have joined them already."))
    for pk in sorted(both):
        lock_organization(pk)
    if roles.memberships(by).filter(organization__in=both).exists():
        raise OwnClinicError
    if provisional.is_provisional(kept) or provisional.is_provisional(joined):
        raise RefusedError(
            _("One of the two waits for the decision on who runs its first clinic. Decide on that first.")
        )
    record = _record(kept, joined, by=by, at=at or timezone.now())
    _move(joined, kept)
    letters.organizations_joined(record)
    return record


def _record(kept, joined, *, by, at):
    return JoinedOrganization.objects.create(
        kept=kept,
        name=joined.name,
        slug=joined.slug,
        uid=joined.uid,
        clinics=list(joined.clinics.order_by("pk").values_list("pk", flat=True)),
        members=[list(row) for row in joined.memberships.order_by("pk").values_list("user", "role")],
        joined_by=by,
        joined_at=at,
    )


def _move(joined, kept):
    Clinic.objects.filter(organization=joined).update(organization=kept)
    for one in joined.memberships.select_related("user"):
        before = kept.memberships.filter(user=one.user_id).exists()
        membership = members.add_member(kept, user=one.user, role=one.role)
        if not before and not one.reminders:
            membership.reminders = False
            membership.save(update_fields=["reminders"])
    known = Q(email__in=kept.invitations.filter(accepted_at=None).values("email"))
    known |= Q(email__in=kept.members.values("emailaddress__email"))
    joined.invitations.filter(accepted_at=None).exclude(known).update(organization=kept)
    JoinedOrganization.objects.filter(kept=joined).update(kept=kept)
    joined.delete()
