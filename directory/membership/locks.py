"""Row locks in a fixed order, first the clinic, then its organization, to avoid deadlocks."""

from directory.models import Clinic, Organization


def lock_clinic(pk: int) -> Clinic:
    """The Clinic with its organization; only the row of the clinic is locked."""
    return Clinic.objects.select_related("organization").locked([pk]).get()


def lock_organization(pk: int) -> Organization:
    return Organization.objects.select_for_update().get(pk=pk)
