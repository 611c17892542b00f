"""Atom feeds: the results of a search, and the log of decisions."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from directory.wording import values

MAX_ENTRIES = 50


def results_feed(request, results):
    """Atom feed of the results of a search: the last MAX_ENTRIES changes, latest first.

    One entry is one version of a listing. The id of an entry is made of the clinic's UUID, so that a feed
    reader shows a version once, even after the clinic's name and address have changed.
    """
    feed = new_feed(
        request,
        title=_("Ketamine clinics: %(what)s") % {"what": results.sentence.headline},
        link=request.build_absolute_uri("/clinics/" + results.question.query_string()),
    )
    for listing in results.last_changed(MAX_ENTRIES):
        changed = max(listing.published_on, listing.ages_from)
        feed.add_item(
            title=listing.name,
            link=request.build_absolute_uri(listing.get_absolute_url()),
            description=entry_summary(listing, results.today),
            unique_id=f"{listing.uid.urn}#version-{listing.version}",
            updateddate=datetime.combine(changed, time(), UTC),
        )
    return feed.writeString("utf-8")


def new_feed(request, *, title, link):
    """A feed without entries. `link`: the address of the page with the same content."""
    return Atom1Feed(
        title=title,
        link=link,
        feed_url=request.build_absolute_uri(),
        description=None,
        author_name=settings.SITE_NAME,
        author_link=request.build_absolute_uri("/"),
    )


def entry_summary(listing, today):
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
