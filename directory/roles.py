"""Who may do what: every right of members and moderators, such as who may take a listing down."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from directory.models import Clinic, Membership, Organization

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_confirmed(user, email):
    """Did they show that they read the mail of this address?"""
    return EmailAddress.objects.filter(user_id=user.pk, email=email, verified=True).exists()


def has_second_factor(user):
    """An authenticator app or a passkey. Recovery codes alone are none."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=SECOND_FACTORS).exists()


def is_moderator(user):
    """Staff of the site. What they decide needs a second factor besides: see admin/site.py."""
    return user.is_active and user.is_staff


def memberships(user):
    return Membership.objects.filter(user_id=user.pk, user__is_active=True)


def organizations(user):
    return Organization.objects.filter(memberships__in=memberships(user))


def clinics(user):
    """The working copies that somebody maintains: those of their organizations, and no other."""
    return Clinic.objects.filter(organization__in=organizations(user))


def is_owner(user, organization):
    return (
        organization is not None
        and memberships(user).filter(organization=organization, role=Membership.Role.OWNER).exists()
    )


def belongs_to(user, clinic):
    """A moderator who does is no judge of it."""
    return clinic.organization_id is not None and (
        memberships(user).filter(organization_id=clinic.organization_id).exists()
    )
