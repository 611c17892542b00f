"""The preview of a listing before it is published: for its clinic, and for the deciding moderator."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from directory.models import Listing, Submission
from directory.publishing import publish
from directory.publishing.snapshot import complete_snapshot
from directory.views.listing import make_page


def unsaved_listing(snapshot, *, clinic=None, origin=Submission.Origin.PORTAL, source="", stated_on=None):
    """An unsaved Listing that publishes `snapshot`; one query with a clinic, none without.

    clinic      the working copy, whose evidence and dates are kept for unchanged statements
    stated_on   the day on which the clinic stated what is new; today if not given
    """
    return publish.preview_listing(
        complete_snapshot(snapshot),
        published=Listing.objects.for_pages().filter(clinic=clinic).first() if clinic else None,
        origin=origin,
        source=source,
        stated_on=stated_on or timezone.localdate(),
    )


def render_preview(request, listing, *, back, words=""):
    """The public page of an unsaved `listing`, under a notice; not cached.

    back    address of the link above the page
    """
    words = words or _("Only you can see this page. It is not published.")
    template, today = "directory/listing/preview.html", timezone.localdate()
    page = make_page(listing, today, template, back=back, words=words)
    response = render(request, "directory/preview.html", page._asdict())
    add_never_cache_headers(response)
    response["Cache-Control"] = "no-store"
    return response
