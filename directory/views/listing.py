from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.exchange import json_ld
from directory.facts.spine import SPINE
from directory.models import Event, FormerSlug, Listing
from directory.publishing import history as told
from directory.web.errors import Gone
from directory.web.public_page import public_page
from directory.wording import values
from directory.wording.completeness import tally, tally_in_words
from directory.wording.evidence import evidence
from directory.wording.rows import groups, reach
from directory.wording.summary import summary


@public_page
def listing(request, slug, *, version, today):
    found = at(slug)
    if found is None:
        return moved(slug, "listing")
    if found.removed_at:
        raise removed(found)
    address = request.build_absolute_uri(found.get_absolute_url())
    data = json_ld.data_block(json_ld.medical_clinic(found, today, address=address))
    return render(request, "directory/listing.html", in_words(found, today) | {"data_block": data})


def in_words(listing, today):
    """What the page of a listing says, for its template; the listing may be one that is not published."""
    return {
        "listing": listing,
        "standing": listing.standing(today),
        "summary": summary(listing, today),
        "reach": reach(listing, today),
        "sections": [(section, groups(listing, section, today)) for section in SPINE[1:]],
        "tally": tally_in_words(tally(listing, today)),
        "confirmed_ago": values.ago(listing.confirmed_on, today) if listing.confirmed_on else "",
        "about_evidence": evidence(listing, ["about"], today),
        "approval": values.approval(listing),
    }


@public_page
def history(request, slug, *, version, today):
    found = at(slug)
    if found is None:
        return moved(slug, "history")
    if found.removed_at:
        raise removed(found)
    return render(request, "directory/history.html", {"listing": found, "entries": told.entries(found)})


def at(slug):
    return Listing.objects.for_pages().filter(slug=slug).first()


def moved(slug, page):
    """A name that changed: its old address leads to the new one."""
    former = FormerSlug.objects.filter(slug=slug).select_related("listing").only("listing__slug").first()
    if former is None:
        raise Http404(_("There is no clinic at this address."))
    return HttpResponsePermanentRedirect(reverse(page, args=[former.listing.slug]))


def removed(found):
    """When, and the reason that was given in public, where there is one."""
    removal = Event.objects.filter(slug=found.slug, kind=Event.Kind.REMOVED).order_by("-at", "-pk").first()
    named = {"day": values.day(timezone.localdate(found.removed_at))}
    reason = told.reason_in_words(removal.reason) if removal else ""
    if reason:
        return Gone(
            _("This listing was removed on %(day)s. Reason: %(reason)s.") % (named | {"reason": reason})
        )
    return Gone(_("This listing was removed on %(day)s.") % named)
