"""Atom: what was published or confirmed lately, for the same questions as the results page; and decisions."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from directory.wording import values

ENTRIES = 50


def atom(request, found):
    """The feed of an answer, latest change first: 50 entries.

    An entry is a version of a listing, and its id is made of the clinic's own: a reader meets it once, also
    after the clinic got another name and address.
    """
    feed = by_the_directory(
        request,
        title=_("Ketamine clinics: %(what)s") % {"what": found.headline},
        link=request.build_absolute_uri("/clinics/" + found.question.query()),
    )
    for listing in found.latest(ENTRIES):
        changed = max(listing.published_on, listing.clock)
        feed.add_item(
            title=listing.name,
            link=request.build_absolute_uri(listing.get_absolute_url()),
            description=entry_in_words(listing, found.today),
            unique_id=f"{listing.uid.urn}#version-{listing.version}",
            updateddate=datetime.combine(changed, time(), UTC),
        )
    return feed.writeString("utf-8")


def by_the_directory(request, *, title, link):
    """A feed without entries. `link`: the page that says the same."""
    return Atom1Feed(
        title=title,
        link=link,
        feed_url=request.build_absolute_uri(),
        description=None,
        author_name=settings.SITE_NAME,
        author_link=request.build_absolute_uri("/"),
    )


def entry_in_words(listing, today):
    said = _("Published %(day)s, version %(version)s.") % {
        "day": values.day(listing.published_on),
        "version": listing.version,
    }
    place = f"{listing.city}, {listing.state}".strip(", ")
    routes = values.value_in_words("route", listing.route)
    return " ".join(filter(None, [f"{place}." if place else "", said, f"{routes}." if routes else ""]))


def decisions(request, told, *, log, page):
    """The feed of the log.

    told  decisions.Decision, latest first
    log   the address of the whole log, in which each decision has its place
    page  the address of the page that shows the same decisions
    """
    feed = by_the_directory(request, title=_("Decisions of the moderators"), link=page)
    for one in told:
        place = f"{log}#decision-{one.pk}"
        reason = _("Reason: %(reason)s.") % {"reason": one.reason} if one.reason else ""
        feed.add_item(
            title=f"{one.kind}: {one.clinic}",
            link=request.build_absolute_uri(one.address) if one.address else place,
            description=reason,
            unique_id=place,
            updateddate=one.at,
        )
    return feed.writeString("utf-8")
