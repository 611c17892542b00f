"""Atom: what was published or confirmed lately, for the same questions as the results page; and decisions."""

from datetime import UTC, datetime, time

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from directory import wording

ENTRIES = 50


def atom(request, found):
    """The feed of an answer, latest change first: 50 entries."""
    feed = Atom1Feed(
        title=_("Ketamine clinics: %(what)s") % {"what": found.in_words},
        link=request.build_absolute_uri("/clinics/" + found.question.query()),
        feed_url=request.build_absolute_uri(),
        description=None,
    )
    for listing in found.latest(ENTRIES):
        changed = max(listing.published_on, listing.clock)
        feed.add_item(
            title=listing.name,
            link=request.build_absolute_uri(listing.get_absolute_url()),
            description=entry_in_words(listing, found.today),
            unique_id=request.build_absolute_uri(f"/clinics/{listing.slug}/#version-{listing.version}"),
            updateddate=datetime.combine(changed, time(), UTC),
        )
    return feed.writeString("utf-8")


def entry_in_words(listing, today):
    said = _("Published %(day)s, version %(version)s.") % {
        "day": wording.day(listing.published_on),
        "version": listing.version,
    }
    place = f"{listing.city}, {listing.state}".strip(", ")
    routes = wording.value_in_words("route", listing.route)
    return " ".join(filter(None, [f"{place}." if place else "", said, f"{routes}." if routes else ""]))


def decisions(request, told, *, log):
    """The feed of the log. `told`: decisions.Decision, latest first; `log`: the address of the page."""
    feed = Atom1Feed(
        title=_("Decisions of the moderators"),
        link=log,
        feed_url=request.build_absolute_uri(),
        description=None,
    )
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
