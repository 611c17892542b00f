"""/data/clinics/<id>.json: the record of one clinic, as it holds today."""

from django.db.models import F
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.exchange.changes import Tombstone
from directory.exchange.record import json_line, on_day, record
from directory.models import Listing
from directory.views.data.ids import known_id, moved_to
from directory.web.errors import NotFound
from directory.web.open_data import open_data, problem
from directory.web.public_page import public_page


@open_data(parameters=())
@public_page
def clinic_record(request, uid, *, version, today):
    """One query says whether it is there and where it went: between two a listing could come back."""
    listings = Listing.objects.for_pages().annotate(replaced_by=F("merged_into__uid"))
    listing = listings.filter(uid=known_id(uid)).first()
    if listing is None:
        raise NotFound(_("No clinic was published under this id."))
    if not listing.removed_at:
        body = json_line(on_day(record(listing), today))
        return HttpResponse(body, content_type="application/json", headers={"Data-Version": str(version)})
    if listing.replaced_by:
        return moved_to(reverse("data_clinic", args=[listing.replaced_by]))
    left = Tombstone(listing.uid, listing.directory_version, listing.removed_at, listing.replaced_by)
    return problem(410, _("This listing has been taken down."), members=left.as_json())
