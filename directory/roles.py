"""Rights of members and moderators: who may do what, such as take a listing down or enter the desk.

Each function that changes something checks the right here; pages check it too, to hide what a user may not
do.

    member      edits, submits and confirms the clinics of their organizations; withdraws waiting submissions
    owner       is a member; takes a listing down and requests its relisting; invites, removes, changes roles
    moderator   decides on submissions and claims, takes a listing down, records evidence, acts on reports;
                never for an organization that they belong to. The desk lets moderators in once they have a
                second factor (`may_enter_desk`)
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from directory.models import Clinic, Membership, Organization
from directory.models.clinic import ClinicQuerySet

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_confirmed(user: User, email: str) -> bool:
    """True if the user has confirmed this e-mail address."""
    return EmailAddress.objects.filter(user_id=user.pk, email=email, verified=True).exists()


def has_second_factor(user: User) -> bool:
    """True if the user has an authenticator app or a passkey. Recovery codes alone do not count."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=SECOND_FACTORS).exists()


def is_moderator(user: User | AnonymousUser) -> bool:
    """True for staff of the site."""
    return user.is_active and user.is_staff


def may_enter_desk(user: User) -> bool:
    """True for a moderator with a second factor."""
    return is_moderator(user) and has_second_factor(user)


def memberships(user: User) -> QuerySet[Membership]:
    """The Memberships of an active user."""
    return Membership.objects.filter(user_id=user.pk, user__is_active=True)


def organizations(user: User) -> QuerySet[Organization]:
    """The Organizations that the user belongs to."""
    return Organization.objects.filter(memberships__in=memberships(user))


def clinics(user: User) -> ClinicQuerySet:
    """The working copies that the user may edit: those of their organizations, and no other."""
    return Clinic.objects.filter(organization__in=organizations(user))


def is_owner(user: User, organization: Organization | int | None) -> bool:
    """True if the user is an owner of the organization, given as an Organization, its id, or None."""
    return (
        organization is not None
        and memberships(user).filter(organization=organization, role=Membership.Role.OWNER).exists()
    )


def belongs_to(user: User, *clinics: Clinic) -> bool:
    """True if the user is a member of the organization of any of the clinics. One query at most."""
    of = {clinic.organization_id for clinic in clinics} - {None}
    return bool(of) and memberships(user).filter(organization__in=of).exists()


def may_take_down(user: User, clinic: Clinic) -> bool:
    """True for an owner of the clinic, and for a moderator who is not a member of its organization."""
    return (is_moderator(user) and not belongs_to(user, clinic)) or is_owner(user, clinic.organization_id)


def require_moderator(user: User) -> None:
    """Raise PermissionDenied unless the user is a moderator."""
    if not is_moderator(user):
        raise PermissionDenied


def require_member(user: User, clinic: Clinic) -> None:
    """Raise PermissionDenied unless the user is a member of the clinic's organization."""
    if not belongs_to(user, clinic):
        raise PermissionDenied


def require_owner(user: User, organization: Organization | int | None) -> None:
    """Raise PermissionDenied unless the user is an owner of the organization."""
    if not is_owner(user, organization):
        raise PermissionDenied


def require_take_down(user: User, clinic: Clinic) -> None:
    """Raise PermissionDenied unless the user may take the clinic's listing down."""
    if not may_take_down(user, clinic):
        raise PermissionDenied
