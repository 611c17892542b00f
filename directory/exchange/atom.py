"""Atom feeds: the results of a search, and the log of decisions."""

import sys
from datetime import UTC, datetime, time
from io import StringIO
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from directory.wording import values

MAX_ENTRIES = 50


class FeedEntry(NamedTuple):
    """An entry of the feed of results as XML. before, after: what stands around the address of its link."""

    before: str
    after: str
    path: str
    updated: datetime


LINK = "<link href="


def results_feed(request, results):
    """Atom feed of the results of a search: the last MAX_ENTRIES changes, latest first.

    One entry is one version of a listing. The id of an entry is made of the clinic's UUID, so that a feed
    reader shows a version once, even after the clinic's name and address have changed.
    """
    feed = _ReadyFeed(
        **_about_feed(
            request,
            title=_("Ketamine clinics: %(what)s") % {"what": results.sentence.headline},
            link=request.build_absolute_uri("/clinics/" + results.question.query_string()),
        )
    )
    site = request.build_absolute_uri("/").removesuffix("/")
    for entry in results.last_changed(MAX_ENTRIES, "atom", feed_entry, size_of_entry):
        link = iri_to_uri(site + entry.path)
        feed.items.append({"entry": entry, "link": link, "updateddate": entry.updated})
    return feed.writeString("utf-8")


def feed_entry(listing):
    """The FeedEntry of a listing."""
    updated = datetime.combine(max(listing.published_on, listing.ages_from), time(), UTC)
    feed = Atom1Feed(title="", link="", description=None)
    feed.add_item(
        title=listing.name,
        link="",
        description=entry_summary(listing),
        unique_id=f"{listing.uid.urn}#version-{listing.version}",
        updateddate=updated,
    )
    written = StringIO()
    feed.write_items(SimplerXMLGenerator(written, "utf-8", short_empty_elements=True))
    # The title, which comes before, is escaped, so it has no such element.
    before, after = written.getvalue().split(f'{LINK}""', 1)
    return FeedEntry(before + LINK, after, listing.get_absolute_url(), updated)


def size_of_entry(entry):
    return sum(map(sys.getsizeof, entry))


class _ReadyFeed(Atom1Feed):
    """A feed whose items are FeedEntries, each with its absolute address."""

    def write_items(self, handler):
        for item in self.items:
            entry = item["entry"]
            # What the handler calls white space it writes as it is.
            handler.ignorableWhitespace(f"{entry.before}{quoteattr(item['link'])}{entry.after}")


def new_feed(request, *, title, link):
    """A feed without entries. `link`: the address of the page with the same content."""
    return Atom1Feed(**_about_feed(request, title=title, link=link))


def _about_feed(request, *, title, link):
    return {
        "title": title,
        "link": link,
        "feed_url": request.build_absolute_uri(),
        "description": None,
        "author_name": settings.SITE_NAME,
        "author_link": request.build_absolute_uri("/"),
    }


def entry_summary(listing):
    """Town, date and version of a listing, and its routes of administration, in words."""
    published = _("Published %(day)s, version %(version)s.") % {
        "day": values.day(listing.published_on),
        "version": listing.version,
    }
    place = f"{listing.city}, {listing.state}".strip(", ")
    routes = values.value_in_words("route", listing.route)
    return " ".join(filter(None, [f"{place}." if place else "", published, f"{routes}." if routes else ""]))


def decisions_feed(request, decisions, *, log, page):
    """Atom feed of the log of decisions.

    decisions  transparency's Decision, latest first
    log        address of the whole log, in which each decision has an anchor
    page       address of the page that shows the same decisions
    """
    feed = new_feed(request, title=_("Decisions of the moderators"), link=page)
    for decision in decisions:
        place = f"{log}#decision-{decision.pk}"
        reason = _("Reason: %(reason)s.") % {"reason": decision.reason} if decision.reason else ""
        feed.add_item(
            title=f"{decision.kind}: {decision.clinic}",
            link=request.build_absolute_uri(decision.address) if decision.address else place,
            description=reason,
            unique_id=place,
            updateddate=decision.at,
        )
    return feed.writeString("utf-8")
