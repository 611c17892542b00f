"""Row locks, in one order to avoid deadlocks: first the clinic, then its organization."""

from directory.models import Clinic, Organization


def lock_clinic(pk: int) -> Clinic:
    """The Clinic with its organization; only the row of the clinic is locked."""
    return Clinic.objects.select_related("organization").locked([pk]).get()


def lock_organization(pk: int) -> Organization:
    return Organization.objects.select_for_update().get(pk=pk)
