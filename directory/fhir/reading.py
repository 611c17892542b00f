"""Read one resource by its id: of a listing, of the group that runs it, or a definition."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from directory.fhir.definitions import definition
from directory.fhir.outcomes import FhirError
from directory.fhir.searching.made import Made, made_from, make
from directory.fhir.searching.parameters import DEFINITION_TYPES, TYPES
from directory.fhir.searching.parsing import uid_of
from directory.models import JoinedOrganization, Listing
from directory.models.listing import LISTED_DAYS


class Moved(NamedTuple):
    """Where a clinic is that was merged into another one, or an organization that was joined to another one.

    id  of the resource of the same type there
    """

    id: str


def read(resource_type: str, resource_id: str, today: date) -> Made | Moved:
    """The resource of a type and an id, on a day. Raises FhirError: 404, or 410 for what was removed."""
    if resource_type in DEFINITION_TYPES:
        found = definition(resource_type, resource_id)
        if found is None:
            raise _not_found(resource_type, resource_id)
        return made_from(found)
    check_type(resource_type)
    uid = uid_of(resource_id)
    if uid is None:
        raise _not_found(resource_type, resource_id)
    listing = Listing.objects.for_pages().select_related("merged_into").filter(uid=uid).first()
    if listing is None:
        return _group(resource_type, resource_id, uid, today)
    if listing.removed_at:
        return _removed(listing, resource_id)
    return _of(listing, resource_type, resource_id, today)


def check_type(resource_type: str) -> None:
    """Raise FhirError for a type of which there are no resources here."""
    if resource_type not in TYPES:
        sentence = _("This server has no resources of the type “%(type)s”. /fhir/metadata lists the types.")
        raise FhirError(404, "not-supported", sentence % {"type": resource_type[:64]})


def _of(listing, resource_type, resource_id, today):
    found = next((one for one in make(listing, today)[resource_type] if one.id == resource_id), None)
    if found is None:
        raise _not_found(resource_type, resource_id)
    return found


def _removed(listing, resource_id):
    kept = listing.merged_into
    if kept is None or kept.removed_at:
        raise _gone()
    if resource_id == str(listing.uid):
        return Moved(str(kept.uid))
    sentence = _("This clinic was merged into another one. Read what is known of that one: %(id)s.")
    raise FhirError(410, "deleted", sentence % {"id": kept.uid})


def _group(resource_type, resource_id, uid, today):
    """The Organization that runs clinics, as the listing states it that changed last; listed ones first.

    Of one that was joined to another: as long as a listing still names it, so that references lead to it;
    after that where the other is.
    """
    if resource_type != "Organization" or resource_id != str(uid):
        raise _not_found(resource_type, resource_id)
    rows = _naming(uid).with_age_start().values_list("pk", "uid", "removed_at", "since", "directory_version")
    rows = list(rows)
    public = [row for row in rows if row[2] is None]
    if not public:
        return _joined(resource_type, resource_id, uid, is_known=bool(rows))
    pk, *_rest = min(public, key=lambda row: ((today - row[3]).days > LISTED_DAYS, -row[4], row[1]))
    return _of(Listing.objects.for_pages().get(pk=pk), resource_type, resource_id, today)


def _naming(uid):
    return Listing.objects.filter(organization_uid=uid).exclude(organization="")


def _joined(resource_type, resource_id, uid, *, is_known):
    """Where an organization went that no listing of today names. is_known: one of before did."""
    kept = JoinedOrganization.objects.filter(uid=uid).values_list("kept__uid", flat=True).first()
    if kept and _naming(kept).public().exists():
        return Moved(str(kept))
    if is_known or (kept and _naming(kept).exists()):
        raise FhirError(410, "deleted", _("No clinic of this organization is listed now."))
    raise _not_found(resource_type, resource_id)


def _not_found(resource_type, resource_id):
    sentence = _("There is no %(type)s with the id “%(id)s”.")
    return FhirError(404, "not-found", sentence % {"type": resource_type, "id": resource_id[:64]})


def _gone():
    return FhirError(410, "deleted", _("This clinic was removed from the directory."))
