"""What a card of the results says of a listing: made once, so that the template only prints."""

from dataclasses import dataclass
from functools import cache

from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from directory import vocabulary as v
from directory import wording


@dataclass(frozen=True)
class Card:
    slug: str
    name: str
    address: str
    where: str
    availability: str  # "" where nothing is stated
    availability_note: str
    availability_counts: bool  # stated within 21 days
    phone: str
    extension: str
    dial: str
    facts: str  # HTML: the rows of the list
    evidence: str  # HTML: a line for each kind


FACT = '<div class="entry__fact"><dt class="entry__label">{}</dt><dd class="entry__value">{}</dd></div>\n'
FACTS = FACT * 5
BLANK = '<span class="blank">{}</span>'
EVIDENCE = (
    '<p class="evidence"><svg class="evidence__mark" aria-hidden="true"><use href="#mark-{}"/></svg> {}</p>'
)


def card(listing, today, *, miles=None):
    """From a Listing or a CardRow. Its lists are HTML: as loops of the template they took half its time."""
    return Card(
        slug=listing.slug,
        name=listing.name,
        address=listing.get_absolute_url(),
        where=where(listing, miles),
        availability=wording.availability(listing),
        availability_note=availability_note(listing, today),
        availability_counts=listing.availability_is_fresh(today),
        phone=wording.phone(listing.phone),
        extension=listing.phone_extension,
        dial=wording.dial(listing.phone, listing.phone_extension),
        facts=format_html(FACTS, *facts(listing)),
        evidence=format_html_join("\n", EVIDENCE, evidence(listing, today)),
    )


def where(listing, miles):
    """`Lakewood, CO, 6 miles`"""
    town = ", ".join(part for part in (listing.city, listing.state) if part) or _("Place not stated")
    return f"{town}, {wording.miles(miles)}" if miles is not None else town


def availability_note(listing, today):
    if not listing.availability:
        return ""
    said = wording.ago(listing.availability_said_on, today)
    if listing.availability_is_fresh(today):
        return _("stated %(ago)s") % {"ago": said}
    return _("stated %(ago)s: ask if it still holds") % {"ago": said}


def facts(listing):
    """Name, words, name, words …"""
    director = listing.director()
    licence = v.Licence(director["licence"]).label if director and director["licence"] else ""
    price = wording.price_range(listing.session_price_low, listing.session_price_high)
    if price and listing.prices_as_of:
        month = wording.month(listing.prices_as_of)
        price = _("%(price)s, as of %(month)s") % {"price": price, "month": month}
    said = (
        str(licence),
        wording.value_in_words("route", listing.route),
        wording.value_in_words("therapy_model", listing.therapy_model),
        wording.value_in_words("setting", listing.setting),
        price,
    )
    names, blank = names_of_facts(get_language())
    return [part for name, words in zip(names, said, strict=True) for part in (name, words or blank)]


@cache
def names_of_facts(_language):
    names = (_("Directed by"), _("Route"), _("Therapy"), _("Setting"), _("A session"))
    return [format_html("{}", name) for name in names], format_html(BLANK, _("Not stated"))


def evidence(listing, today):
    """`Self-reported, confirmed 12 days ago`, and how much was seen or checked."""
    if listing.confirmed_on:
        ago = wording.ago(listing.confirmed_on, today)
        late = listing.standing(today) != v.ListingState.CURRENT
        words = _("Self-reported, last confirmed %(ago)s") if late else _("Self-reported, confirmed %(ago)s")
        lines = [("said", words % {"ago": ago})]
    else:
        words = _("From %(source)s. Not confirmed by the clinic")
        lines = [("said", words % {"source": listing.source or _("a reader")})]
    live = [one["kind"] for one in listing.live_evidence(today)]
    checked, seen = live.count(v.Evidence.REGISTER_CHECKED), live.count(v.Evidence.DOCUMENT_SEEN)
    if checked:
        words = ngettext(
            "%(count)s check in a public register", "%(count)s checks in public registers", checked
        )
        lines.append(("checked", words % {"count": checked}))
    if seen:
        words = ngettext("%(count)s document seen", "%(count)s documents seen", seen)
        lines.append(("seen", words % {"count": seen}))
    return lines
