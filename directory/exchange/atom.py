"""Atom feeds: the results of a search, and the log of decisions."""

import re
import sys
from datetime import UTC, datetime
from io import StringIO
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from directory.models import Listing
from directory.wording import values

MAX_ENTRIES = 50
MAX_DELETED = 100  # in one page of a feed, the latest; /data/changes.ndjson tells of all
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
NAMESPACES = {
    "xmlns:fh": "http://purl.org/syndication/history/1.0",
    "xmlns:at": "http://purl.org/atompub/tombstones/1.0",
}
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class FeedEntry(NamedTuple):
    """An entry of the feed of results as XML. before, after: what stands around the address of its link."""

    before: str
    after: str
    path: str
    updated: datetime


LINK = "<link href="


def results_feed(request, results, before=None):
    """Atom feed of the results of a search: MAX_ENTRIES changes, latest first.

    before  None for what changed last, which a reader follows; else the end of a page, of which the older one
            follows, where a reader finds what it missed

    Older pages are linked as those of a paged feed and of an archived one (RFC 5005, sections 3 and 4). A
    program that keeps an archive misses nothing: its entries are versions of listings, and a listing that
    changes since leaves its page and comes first, as another version.

    One entry is one version of a listing. The id of an entry is made of the clinic's UUID, so that a feed
    reader shows a version once, even after the clinic's name and address have changed. Listings that were
    removed among these changes are deleted entries (RFC 6721), whether or not the search found them.
    """
    entries, end = results.last_changed(MAX_ENTRIES, "atom", feed_entry, size_of_entry, before)
    query = results.question.query_string()
    feed = _ResultsFeed(
        **_about_feed(
            request,
            title=_("Ketamine clinics: %(what)s") % {"what": results.sentence.headline},
            link=request.build_absolute_uri(f"/clinics/{query}"),
        ),
        first=before and request.build_absolute_uri(request.path + query),
        older=end and request.build_absolute_uri(f"{request.path}{_before(query, end)}"),
        license=request.build_absolute_uri("/data/#license"),
        deleted=_deleted_entries(newest=before and before[0], oldest=end and end[0]),
    )
    site = request.build_absolute_uri("/").removesuffix("/")
    for entry in entries:
        link = iri_to_uri(site + entry.path)
        feed.items.append({"entry": entry, "link": link, "updateddate": entry.updated})
    return feed.writeString("utf-8")


def _before(query, end):
    version, pk = end
    return f"{query}{'&' if query else '?'}before={version}-{pk}"


def feed_entry(listing):
    """The FeedEntry of a listing."""
    feed = _Feed(title="", link="", description=None)
    feed.add_item(
        title=listing.name,
        link="",
        description=entry_summary(listing),
        unique_id=_entry_id(listing.uid, listing.version),
        updateddate=listing.changed_at,
    )
    written = StringIO()
    feed.write_items(SimplerXMLGenerator(written, "utf-8", short_empty_elements=True))
    # The title, which comes before, is escaped, so it has no such element.
    before, after = written.getvalue().split(f'{LINK}""', 1)
    return FeedEntry(before + LINK, after, listing.get_absolute_url(), listing.changed_at)


def _entry_id(uid, version):
    return f"{uid.urn}#version-{version}"


def size_of_entry(entry):
    return sum(map(sys.getsizeof, entry))


class DeletedEntry(NamedTuple):
    """What a feed says of a listing that was removed: the id of its entry, and when it was removed."""

    ref: str
    when: datetime


def _deleted_entries(newest, oldest):
    """The DeletedEntries of the listings that were removed, latest first, MAX_DELETED at most.

    newest, oldest  between these numbers of the directory's version; None for no limit
    """
    removed = Listing.objects.filter(removed_at__isnull=False, directory_version__gte=oldest or 0)
    if newest is not None:
        removed = removed.filter(directory_version__lte=newest)
    rows = removed.order_by("-directory_version", "pk").values_list("uid", "version", "removed_at")
    return [DeletedEntry(_entry_id(uid, version), at) for uid, version, at in rows[:MAX_DELETED]]


class _Feed(Atom1Feed):
    """A feed that says when its content changed last; an empty one NEVER, instead of now.

    In place of a character that XML does not have, it has U+FFFD.
    """

    def add_item(self, title, link, description=None, **more):
        super().add_item(_xml_text(title), link, _xml_text(description or "") or None, **more)

    def latest_post_date(self):
        days = [item["updateddate"] for item in self.items]
        days += [entry.when for entry in self.feed.get("deleted", ())]
        return max(days, default=NEVER)


class _ResultsFeed(_Feed):
    """A feed whose items are FeedEntries, each with its absolute address."""

    def root_attributes(self):
        return super().root_attributes() | NAMESPACES

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        handler.addQuickElement("link", "", {"rel": "license", "href": self.feed["license"]})
        if self.feed["first"]:
            handler.addQuickElement("fh:archive")
        for relations, address in ((("first", "current"), "first"), (("next", "prev-archive"), "older")):
            for relation in relations if self.feed[address] else ():
                handler.addQuickElement("link", "", {"rel": relation, "href": self.feed[address]})

    def write_items(self, handler):
        for item in self.items:
            entry = item["entry"]
            # What the handler calls white space it writes as it is.
            handler.ignorableWhitespace(f"{entry.before}{quoteattr(item['link'])}{entry.after}")
        for entry in self.feed["deleted"]:
            when = rfc3339_date(entry.when.astimezone(UTC))
            handler.addQuickElement("at:deleted-entry", "", {"ref": entry.ref, "when": when})


def new_feed(request, *, title, link):
    """A feed without entries. `link`: the address of the page with the same content."""
    return _Feed(**_about_feed(request, title=title, link=link))


def _about_feed(request, *, title, link):
    return {
        "title": _xml_text(title),
        "link": link,
        "feed_url": request.build_absolute_uri(),
        "description": None,
        "author_name": settings.SITE_NAME,
        "author_link": request.build_absolute_uri("/"),
    }


def _xml_text(text):
    return NOT_IN_XML.sub("\ufffd", text)


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
