"""Organizations of clinics that somebody started and no moderator has decided on yet: see joining.py."""

from directory.models import Claim, Clinic, Listing, Organization

STARTED = "joining:"  # how Clinic.source begins where somebody started the clinic


def is_unlisted(clinic: Clinic) -> bool:
    """True if the clinic was never listed; a listing that was taken down counts as listed."""
    return not Listing.objects.filter(clinic=clinic.pk).exists()


def is_provisional(organization: Organization) -> bool:
    """True if somebody started one of its clinics, and no moderator has decided for them yet.

    That is so until a claim on one of its clinics is granted, or a clinic of it is listed. Whoever owns such
    an organization has typed everything about it, so they can't write to strangers yet.
    """
    clinics = Clinic.objects.filter(organization=organization)
    claims = Claim.objects.filter(clinic__in=clinics)
    started = claims.waiting().on_unlisted().exists() or clinics.filter(source__startswith=STARTED).exists()
    if not started or claims.filter(state=Claim.State.GRANTED).exists():
        return False
    return not Listing.objects.filter(clinic__in=clinics).exists()
