"""The members of an organization: owners invite, remove and give roles; members accept and leave."""

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from directory import roles
from directory.accounts import email_addresses, events
from directory.mail import letters
from directory.membership.errors import LimitReachedError, WrongAddressError
from directory.membership.locks import lock_organization
from directory.models import Clinic, Invitation, MemberEvent, Membership, Message, Organization, Submission
from directory.moderation import provisional
from directory.moderation.errors import RefusedError
from directory.web import rate_limit

INVITATION_VALID_FOR = timedelta(days=14)
DAY = timedelta(days=1)
Kind = MemberEvent.Kind


@transaction.atomic
def invite(
    *, organization: Organization, email: str, role: str, by: User, at: datetime | None = None
) -> Invitation:
    """An owner invites an e-mail address. The letter holds a link that works once. Returns the Invitation.

    An earlier open invitation of the same address becomes void.
    """
    at = at or timezone.now()
    organization = lock_organization(organization.pk)
    roles.require_owner(by, organization)
    if provisional.is_provisional(organization):
        raise RefusedError(_("You can invite people once a moderator has decided that you run this clinic."))
    email = email_addresses.canonical(email)
    if organization.members.filter(emailaddress__email=email).exists():
        raise RefusedError(_("This person is already in your organization."))
    # Counts letters, not invitations: withdrawing an invitation must not make room for another.
    if letters.count_invitations_since(organization, at - DAY) >= rate_limit.MAX_INVITATIONS:
        raise LimitReachedError(_("You have reached today’s limit for invitations. Try again tomorrow."))
    Invitation.objects.filter(organization=organization, email=email, accepted_at=None).delete()
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        organization=organization,
        email=email,
        role=role,
        digest=_digest(token),
        invited_by=by,
        invited_at=at,
        expires_at=at + INVITATION_VALID_FOR,
    )
    letters.invitation_created(invitation, token=token, at=at)
    _record(organization, Kind.INVITED, by=by, role=role, at=at)
    return invitation


def open_invitation(token: str, *, at: datetime | None = None) -> Invitation | None:
    """The Invitation whose link holds `token`; None where it was used, withdrawn or has expired."""
    return (
        Invitation.objects.filter(
            digest=_digest(token), accepted_at=None, expires_at__gt=at or timezone.now()
        )
        .select_related("organization")
        .first()
    )


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: User, at: datetime | None = None) -> Membership:
    """Make `by` a member. Returns the Membership.

    raises  WrongAddressError unless `by` has confirmed the invited address
    """
    at = at or timezone.now()
    organization = lock_organization(invitation.organization_id)
    if not roles.has_confirmed(by, invitation.email):
        raise WrongAddressError
    accepted = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, expires_at__gt=at).update(
        accepted_by=by, accepted_at=at
    )
    if not accepted:
        raise RefusedError(_("This link was already used, was canceled, or has expired. Ask for a new one."))
    return add_member(organization, user=by, role=invitation.role, at=at)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> None:
    """An owner deletes an open invitation, so that its link no longer works."""
    roles.require_owner(by, lock_organization(invitation.organization_id))
    withdrawn, _models = Invitation.objects.filter(pk=invitation.pk, accepted_at=None).delete()
    if withdrawn:
        _record(invitation.organization, Kind.UNINVITED, by=by, role=invitation.role)


@transaction.atomic
def change_role(*, membership: Membership, role: str, by: User) -> None:
    """An owner makes a member an owner or an editor. An editor's open invitations become void."""
    organization = lock_organization(membership.organization_id)
    roles.require_owner(by, organization)
    if role != Membership.Role.OWNER:
        _require_another_owner(organization, without=membership)
        _void_invitations(organization, membership.user_id)
    changed = Membership.objects.filter(organization=organization, pk=membership.pk).exclude(role=role)
    if changed.update(role=role):
        _record(organization, Kind.ROLE, by=by, member=membership.user, role=role)
    record_rights(membership.user, organization, Membership.Role(role).label)


@transaction.atomic
def remove_member(*, membership: Membership, by: User) -> None:
    """An owner removes a member. Open invitations by that member become void."""
    organization = lock_organization(membership.organization_id)
    roles.require_owner(by, organization)
    _end(organization, membership, kind=Kind.REMOVED, by=by)


@transaction.atomic
def leave(*, membership: Membership, by: User) -> None:
    """End the user's own membership. The last owner cannot leave: every organization needs an owner."""
    if membership.user_id != by.pk:
        raise PermissionDenied
    _end(lock_organization(membership.organization_id), membership, kind=Kind.LEFT, by=by)


def _end(organization, membership, *, kind, by):
    _require_another_owner(organization, without=membership)
    _void_invitations(organization, membership.user_id)
    ended, _models = Membership.objects.filter(organization=organization, pk=membership.pk).delete()
    if ended:
        _record(organization, kind, by=by, member=membership.user)
    record_rights(membership.user, organization, _("no longer a member"))


def end_provisional(clinic: Clinic) -> None:
    """Take a locked clinic, which was never listed, from whoever started it: see joining.py.

    Its organization is deleted, unless it has another clinic. What its members have sent counts as proposed
    by a reader from now on, so that they can still read it.
    """
    sent = Submission.objects.filter(clinic=clinic, origin=Submission.Origin.PORTAL)
    sent.update(origin=Submission.Origin.PROPOSAL, terms="")  # nobody of the clinic has accepted any
    # So does what they and the moderators wrote to each other: people who come later don't read it.
    latest = Submission.objects.filter(clinic=clinic).order_by("-pk").first()
    Message.objects.filter(clinic=clinic, submission=None).update(submission=latest)
    if clinic.organization_id is None:
        return
    organization = lock_organization(clinic.organization_id)
    clinic.organization = None
    Clinic.objects.filter(pk=clinic.pk).update(organization=None)
    if organization.clinics.exists():
        return
    for membership in organization.memberships.select_related("user"):
        record_rights(membership.user, organization, _("no longer a member"))
    organization.delete()


def add_member(
    organization: Organization,
    *,
    user: User,
    role: str,
    by: User | None = None,
    at: datetime | None = None,
) -> Membership:
    """Make a user a member, or raise a member to owner. An owner stays owner. Returns the Membership.

    by  who decided that; None: an invitation or a code did, and the user used it
    """
    membership, made = Membership.objects.get_or_create(
        organization=organization, user=user, defaults={"role": role}
    )
    kind = Kind.JOINED
    if role == Membership.Role.OWNER and membership.role != role:
        kind = Kind.ROLE
        membership.role, made = role, True
        membership.save(update_fields=["role"])
    if made:
        _record(organization, kind, by=by or user, member=user, role=role, at=at)
        record_rights(user, organization, Membership.Role(role).label)
    return membership


def _record(organization, kind, *, by, member=None, role="", at=None):
    """One line of “What happened” for the members of the organization."""
    MemberEvent.objects.create(
        organization=organization,
        kind=kind,
        member=member,
        role=role,
        acted_by=by,
        acted_at=at or timezone.now(),
    )


def record_rights(user: User, organization: Organization, role: str) -> None:
    """Record in the account events what somebody now is in an organization, in words."""
    detail = _("%(role)s, %(organization)s") % {"role": role, "organization": organization.name}
    events.record(events.Kind.RIGHTS, user, detail=detail)


def _require_another_owner(organization, *, without):
    owners = Membership.objects.filter(
        organization=organization, role=Membership.Role.OWNER, user__is_active=True
    )
    leaving = Membership.objects.filter(
        organization=organization, pk=without.pk, role=Membership.Role.OWNER
    ).exists()
    if leaving and not owners.exclude(pk=without.pk).exists():
        raise RefusedError(_("An organization needs an owner. Make someone else an owner first."))


def _void_invitations(organization, user):
    Invitation.objects.filter(organization=organization, invited_by=user, accepted_at=None).delete()


def _digest(token):
    # django-types does not know salted_hmac's `algorithm`.
    return salted_hmac("directory.membership.invitation", token, algorithm="sha256").digest()  # pyright: ignore[reportCallIssue]
