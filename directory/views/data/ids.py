"""/id/…: the permanent addresses of clinics and organizations, which lead to their pages of today."""

import re
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponsePermanentRedirect
from django.http.response import HttpResponseRedirectBase
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.exchange.changes import TOMBSTONE_COLUMNS, Tombstone
from directory.models import JoinedOrganization, Listing
from directory.web.errors import Gone, NotFound
from directory.web.open_data import open_data

UUID_TEXT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
EXAMPLE = "165be60e-efaf-460a-8e1b-5bcb8d9ea53d"


@open_data(parameters=())
def clinic(request, uid):
    """303 to the page; 301 to the id of the listing into which it was merged; 410 where it was taken down."""
    row = Listing.objects.filter(uid=known_id(uid)).values_list("slug", *TOMBSTONE_COLUMNS).first()
    if row is None:
        raise NotFound(_("No clinic was published under this id."))
    slug, tombstone = row[0], Tombstone(*row[1:])
    if not tombstone.removed_at:
        return see_other(reverse("listing", args=[slug]))
    if tombstone.replaced_by:
        return moved_to(reverse("clinic_id", args=[tombstone.replaced_by]))
    raise Gone(_("This listing has been taken down."))


@open_data(parameters=())
def organization(request, uid):
    """303 to the list of its clinics; 301 to the id of the organization to which it was joined.

    410 where no listing of today names it. One that no listing ever named is not known here.
    """
    uid = known_id(uid)
    joined = JoinedOrganization.objects.filter(uid=uid).values_list("kept__uid", flat=True).first()
    if joined:
        return moved_to(reverse("organization_id", args=[joined]))
    naming = Listing.objects.filter(organization_uid=uid)
    # After a joining, its clinics name the other one until they are published again.
    of_clinics = Listing.objects.filter(clinic__organization__uid=uid).exclude(organization_slug="")
    for listings in (naming, of_clinics):
        if slug := listings.public().values_list("organization_slug", flat=True).first():
            return see_other(f"{reverse('clinics')}?{urlencode({'organization': slug})}")
    if naming.exists() or of_clinics.exists():
        raise Gone(_("No clinic of this organization is listed now."))
    raise NotFound(_("No organization was published under this id."))


def known_id(text):
    """The UUID of the text in an address. Raises NotFound for anything else."""
    if not UUID_TEXT.fullmatch(text):
        raise NotFound(_("There is no such id. Ids look like %(id)s.") % {"id": EXAMPLE})
    return UUID(text)


class SeeOther(HttpResponseRedirectBase):
    """303: another page is about what has this address."""

    status_code = 303


def see_other(address):
    return SeeOther(address, headers={"Cache-Control": "no-cache"})


def moved_to(address):
    """301 that no cache keeps for good: a merge may be taken back."""
    return HttpResponsePermanentRedirect(address, headers={"Cache-Control": "no-cache"})
