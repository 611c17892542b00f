"""The page of one listing, and the history of its published versions."""

import sys
from typing import NamedTuple

from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from directory.exchange import json_ld
from directory.facts import vocabulary as v
from directory.facts.spine import ROWS
from directory.maps.clinic import clinic_map, directions_link, point_note
from directory.models import Event, Listing
from directory.publishing.history import entries, fold_availability, reason_in_words
from directory.search.cards import SHAPES
from directory.web import ready
from directory.web.errors import Gone
from directory.web.public_page import public_page
from directory.wording import values
from directory.wording.completeness import completeness_in_words
from directory.wording.evidence import strongest_evidence
from directory.wording.listing_page import listing_page
from directory.wording.offering_table import offering_table
from directory.wording.page_warnings import warned_lines, warning_groups
from directory.wording.price_figures import price_figures
from directory.wording.rows import display_row
from directory.wording.summary import summarize, what_it_is


@public_page
def listing(request, slug, *, version, today):
    page = kept_page(slug, version, today)
    if page is None:
        shown = find_listing(slug)
        if shown is None:
            return redirect_to_current(slug, "listing")
        raise removed_error(shown)
    return render(request, "directory/listing.html", page._asdict())


class ListingPage(NamedTuple):
    """What a listing says, the same for every reader.

    description  its summary, cut for a search engine
    data_block   what it says as JSON-LD, in a script element
    body         the page but its frame, as HTML
    """

    name: str
    town: str
    description: str
    data_block: str
    body: str


def kept_page(slug, version, today):
    """The ListingPage of a public listing at its own version, else None: one query, and one more to make it.

    version  of the directory; its history tells a listing from one of the same numbers in a restored database
    """
    head = Listing.objects.public_heads([slug]).get(slug)
    if head is None:
        return None
    return ready.kept(
        ("listing", version.history, head, today), lambda: _find_page(slug, today), _size_of_page
    )


def _find_page(slug, today):
    """The ListingPage of a slug; None if it was taken down just now."""
    shown = find_listing(slug)
    return None if shown is None or shown.removed_at else make_page(shown, today)


def make_page(listing, today, template="directory/listing/body.html", **context):
    """The ListingPage of a listing, which may be unsaved (see preview.py); `context` is for its template."""
    context |= body_context(listing, today)
    return ListingPage(
        listing.name,
        listing.city,
        Truncator(context["summary"]).chars(300),
        json_ld.data_block(json_ld.medical_clinic(listing, today)),
        render_to_string(template, context),
    )


def _size_of_page(page):
    return sum(map(sys.getsizeof, page)) if page else 0


def body_context(listing, today):
    """The context of directory/listing/body.html."""
    summary, warned = summarize(listing, today), warned_lines(listing)
    page = listing_page(listing, today)
    return {
        "listing": listing,
        "state": listing.listing_state(today),
        "summary": summary,
        "what_it_is": what_it_is(listing) or summary,
        "now": display_row(listing, ROWS["availability"], today),
        "shape": SHAPES.get(listing.availability, "none") if listing.availability_is_fresh(today) else "none",
        "prices": price_figures(listing),
        "warned": warned,
        "warning_groups": warning_groups(warned),
        "clinic_map": clinic_map(listing),
        "point_note": list(filter(None, [point_note(listing)])),
        "directions": directions_link(listing),
        "contact": page.contact,
        "clinic": page.clinic,
        "offered": offering_table(listing, today),
        "sections": page.sections,
        "section_names": tuple([(part.section.key, str(part.section.title)) for part in page.sections]),
        "completeness": completeness_in_words(page.counts),
        "confirmed_ago": values.days_ago(listing.confirmed_on, today) if listing.confirmed_on else "",
        "about_evidence": strongest_evidence(listing, ["about"], today),
        "fda_approval": values.fda_approval(listing),
        "help_now": v.Condition.SUICIDALITY in listing.conditions,
    }


@public_page(etag_suffix=Event.objects.last_number)  # a refusal is told there, and changes no listing
def history(request, slug, *, version, today):
    shown = find_listing(slug)
    if shown is None:
        return redirect_to_current(slug, "history")
    if shown.removed_at:
        raise removed_error(shown)
    return _render_history(request, shown, None, version, today)


def _render_history(request, listing, merged, version, today):
    """The past versions of a listing, or of one that was merged into it; kept until something is decided."""
    of, number = merged or listing, Event.objects.last_number()

    def context():
        return {"listing": listing, "merged": merged, "entries": fold_availability(entries(of))}

    key = str(version), number, listing.pk, of.pk, today
    body = ready.part("directory/history_body.html", key, context)
    return render(request, "directory/history.html", {"listing": listing, "body": body.html})


@public_page(etag_suffix=Event.objects.last_number)
def merged_history(request, slug, merged, *, version, today):
    """The history of a listing that was merged into this one."""
    shown = find_listing(slug)
    if shown is None:
        return redirect_to_current(slug, "merged_history", merged)
    former = Listing.objects.for_pages().filter(slug=merged).first()
    if former is None or former.merged_into_id != shown.pk or shown.removed_at:
        return HttpResponseRedirect(reverse("history", args=[merged]))
    return _render_history(request, shown, former, version, today)


def find_listing(slug):
    """The listing of a slug, None for a former slug and for that of a merged listing: both redirect."""
    return next((one for one in Listing.objects.whole(slugs=[slug]) if not one.merged_into_id), None)


def redirect_to_current(slug, page, *args):
    """Redirect a former or merged slug to the same page of the current one; 404 for an unknown slug.

    args  what stands behind the slug in the address
    """
    current = Listing.objects.current_slugs([slug]).get(slug)
    if current is None:
        raise Http404(_("There is no clinic at this address."))
    return HttpResponsePermanentRedirect(reverse(page, args=[current, *args]))


def removed_error(listing):
    """The error 410 for a removed listing: when it was removed, and the public reason if there is one."""
    ends = Event.objects.filter(slug=listing.slug, kind__in=[Event.Kind.REMOVED, Event.Kind.UNDONE])
    removal = ends.latest_first().first()
    named = {"day": values.day(timezone.localdate(listing.removed_at))}
    if removal and removal.kind == Event.Kind.UNDONE:
        return Gone(_("A moderator took this listing back on %(day)s, to check it once more.") % named)
    reason = reason_in_words(removal.reason) if removal else ""
    if reason:
        return Gone(
            _("This listing was removed on %(day)s. Reason: %(reason)s.") % (named | {"reason": reason})
        )
    return Gone(_("This listing was removed on %(day)s.") % named)
