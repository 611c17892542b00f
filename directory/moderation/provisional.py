"""Organizations of clinics that somebody started and no moderator has decided on: membership/joining.py."""

from django.db.models import Q

from directory.models import Claim, Clinic, Listing, Membership, Merge, Organization

STARTED = "joining:"  # how Clinic.source begins where somebody started the clinic


def is_unlisted(clinic: Clinic) -> bool:
    """True if the clinic was never listed; a listing that was taken down counts as listed."""
    return not Listing.objects.filter(clinic=clinic.pk).exists()


def has_started(claim: Claim, clinic: Clinic) -> bool:
    """True if the claim is that of the person who started the clinic, which was never listed.

    A claim that came with a clinic that was merged into it is not.
    """
    members = Membership.objects.filter(organization=clinic.organization_id, user=claim.claimed_by_id)
    return is_unlisted(clinic) and members.exists()


def is_provisional(organization: Organization) -> bool:
    """True if somebody started one of its clinics, and no moderator has decided for them yet.

    That is so until a claim on one of its clinics is granted, or a clinic of it is listed. Whoever owns such
    an organization has typed everything about it, so they can't write to strangers yet. A clinic that was
    merged into another one counts as its clinic still.
    """
    left = Merge.objects.standing().filter(changed__organizations__merged__0=organization.pk)
    clinics = Clinic.objects.filter(Q(organization=organization) | Q(pk__in=left.values("merged")))
    claims = Claim.objects.filter(clinic__in=clinics)
    started = claims.waiting().on_unlisted().exists() or clinics.filter(source__startswith=STARTED).exists()
    if not started or claims.filter(state=Claim.State.GRANTED).exists():
        return False
    return not Listing.objects.filter(clinic__in=clinics).exists()
