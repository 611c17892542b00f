"""Organizations of clinics that somebody started and no moderator has decided on yet: see joining.py."""

from directory.models import Claim, Clinic, Listing, Organization


def is_unlisted(clinic: Clinic) -> bool:
    """True if the clinic was never listed; a listing that was taken down counts as listed."""
    return not Listing.objects.filter(clinic=clinic.pk).exists()


def is_provisional(organization: Organization) -> bool:
    """True if its clinics were never listed, and one of them waits for the decision on its claim.

    Whoever owns such an organization has typed everything about it, so they can't write to strangers yet.
    """
    waiting = Claim.objects.waiting().on_unlisted().filter(clinic__organization=organization)
    return waiting.exists() and not Listing.objects.filter(clinic__organization=organization).exists()
