"""/data/clinics/<id>.json: the record of one clinic, as it holds today."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.exchange.changes import find_tombstone
from directory.exchange.record import json_line, on_day, record
from directory.models import Listing
from directory.views.data.ids import known_id, moved_to
from directory.web.errors import NotFound
from directory.web.open_data import open_data, problem
from directory.web.public_page import public_page


@open_data(parameters=())
@public_page
def clinic_record(request, uid, *, version, today):
    uid = known_id(uid)
    listing = Listing.objects.public().for_pages().filter(uid=uid).first()
    if listing is not None:
        body = json_line(on_day(record(listing), today))
        return HttpResponse(body, content_type="application/json", headers={"Data-Version": str(version)})
    tombstone = find_tombstone(uid)
    if tombstone is None:
        raise NotFound(_("No clinic was published under this id."))
    if tombstone.replaced_by:
        return moved_to(reverse("data_clinic", args=[tombstone.replaced_by]))
    return problem(410, _("This listing has been taken down."), members=tombstone.as_json())
