from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from directory import history as told
from directory import structured, wording
from directory.facts import SPINE
from directory.models import Event, FormerSlug, Listing
from directory.summary import summary
from directory.views.errors import Gone
from directory.views.public import public_page


@public_page
def listing(request, slug, *, version, today):
    found = at(slug)
    if found is None:
        return moved(slug, "listing")
    if found.removed_at:
        raise removed(found)
    address = request.build_absolute_uri(found.get_absolute_url())
    data = structured.data_block(structured.medical_clinic(found, today, address=address))
    return render(request, "listing.html", in_words(found, today) | {"data_block": data})


def in_words(listing, today):
    """What the page of a listing says, for its template; the listing may be one that is not published."""
    return {
        "listing": listing,
        "standing": listing.standing(today),
        "summary": summary(listing, today),
        "reach": wording.reach(listing, today),
        "sections": [(section, wording.groups(listing, section, today)) for section in SPINE[1:]],
        "tally": wording.tally_in_words(wording.tally(listing, today)),
        "confirmed_ago": wording.ago(listing.confirmed_on, today) if listing.confirmed_on else "",
        "about_evidence": wording.evidence(listing, ["about"], today),
        "approval": wording.approval(listing),
    }


@public_page
def history(request, slug, *, version, today):
    found = at(slug)
    if found is None:
        return moved(slug, "history")
    if found.removed_at:
        raise removed(found)
    return render(request, "history.html", {"listing": found, "entries": told.entries(found)})


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
    named = {"day": wording.day(timezone.localdate(found.removed_at))}
    reason = told.reason_in_words(removal.reason) if removal else ""
    if reason:
        return Gone(
            _("This listing was removed on %(day)s. Reason: %(reason)s.") % (named | {"reason": reason})
        )
    return Gone(_("This listing was removed on %(day)s.") % named)
