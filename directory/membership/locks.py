"""Row locks in a fixed order, first the clinic, then its organization, to avoid deadlocks."""

from django.utils.translation import gettext as _

from directory.models import Claim, Clinic, Organization, Report
from directory.moderation.errors import RefusedError


def lock_clinic(pk: int) -> Clinic:
    """The Clinic with its organization; only the row of the clinic is locked."""
    return Clinic.objects.select_related("organization").locked([pk]).get()


def lock_clinic_of(about: Claim | Report) -> Clinic:
    """The Clinic of a claim or a report, locked. RefusedError where a merge has given it another clinic."""
    clinic = lock_clinic(about.clinic_id)
    rows = Claim.objects.all() if isinstance(about, Claim) else Report.objects.all()
    if not rows.filter(pk=about.pk, clinic=clinic.pk).exists():
        raise RefusedError(
            _("The clinic was merged with another one after you opened this page. Open it again.")
        )
    return clinic


def lock_organization(pk: int) -> Organization:
    """The Organization, locked. RefusedError where it was joined with another one meanwhile."""
    organization = Organization.objects.select_for_update().filter(pk=pk).first()
    if organization is None:
        raise RefusedError(
            _("This organization was joined with another one after you opened this page. Open it again.")
        )
    return organization
