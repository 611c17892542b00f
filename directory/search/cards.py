"""The card of a listing in the results, rendered once a day and cached by this process."""

import threading
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from django.template import loader
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.facts.spine import ROWS
from directory.models.listing import CardRow
from directory.search.about_me import AboutMeLine
from directory.wording import values
from directory.wording.by_offering import named_offerings
from directory.wording.card_words import (
    card_kind,
    card_prices,
    missing_in_words,
    price_scope,
    warnings_in_words,
)
from directory.wording.offerings import BriefOffering, offering_in_brief
from directory.wording.rows import row_without_evidence
from directory.wording.summary import what_it_is

MAX_CACHED = 4_000  # cards in a process, about 4 kB each


@dataclass(frozen=True)
class Card:
    """One card.

    head      HTML of the name, and of what the clinic is
    location  town, state, distance
    rest      HTML of what the listing states
    reach     HTML of its phone number; "" without one
    slug, name  of the listing
    kind      full, half or bare
    about_me  sentences on what the reader said of themselves (search/about_me.py); not cached
    number    its place among the results, from 1, as on the map; None for a clinic that is elsewhere
    """

    head: str
    location: str
    rest: str
    reach: str
    slug: str
    name: str
    kind: str
    number: int | None = None
    about_me: tuple[AboutMeLine, ...] = ()


class EvidenceLine(NamedTuple):
    """A line of evidence on a card. symbol: the part of `#mark-…` after the hyphen."""

    symbol: str
    text: str


MAX_OFFERINGS = 3  # lines on a card
AVAILABILITY = ROWS["availability"]
PRICE_SCOPE = {name: ROWS[name] for name in ("price_includes", "price_excludes")}
# Availability → the shape before it; one that is not fresh has that of "not stated".
SHAPES = {
    v.Availability.ACCEPTING: "open",
    v.Availability.WAITLIST: "wait",
    v.Availability.NOT_ACCEPTING: "shut",
}


def card(row: CardRow, today: date, *, miles: float | None = None, number: int | None = None) -> Card:
    """The Card of a CardRow, with the distance in statute miles if a place was typed, and its number.

    All other parts are the same for everyone on that day until the row changes, so they are cached.
    """
    key = (row, today, get_language())
    cached_key, rendered = _cache.get(row.pk, (None, None))
    if cached_key != key:
        rendered = _render(row, today)
        with _writing:  # or another thread's card would change the dictionary under `iter`
            _cache[row.pk] = (key, rendered)
            while len(_cache) > MAX_CACHED:
                del _cache[next(iter(_cache))]  # the oldest
    head, rest, reach, kind = rendered
    return Card(head, location_line(row, miles), rest, reach, row.slug, row.name, kind, number)


_writing = threading.Lock()
_cache = {}  # listing id → ((its row, the day, the language), (head, rest, reach, kind))


def _render(row, today):
    warnings, is_fresh = warnings_in_words(row), row.availability_is_fresh(today)
    context = {
        "slug": row.slug,
        "name": row.name,
        "address": row.get_absolute_url(),
        "what": what_it_is(row),
        "kind": card_kind(row, warnings),
        "now": row_without_evidence(row, AVAILABILITY, today),
        "shape": SHAPES.get(row.availability, "none") if is_fresh else "none",
        "prices": card_prices(row),
        "price_scope": price_scope(row, PRICE_SCOPE, today),
        "warnings": warnings,
        "missing": missing_in_words(row),
        "phone": values.phone(row.phone),
        "extension": row.phone_extension,
        "dial": values.tel_link(row.phone, row.phone_extension),
        "offerings": offering_lines(row),
        "evidence": evidence_lines(row, today),
    }
    return *(part.render(context) for part in _parts()), context["kind"]


@cache
def _parts():
    """The three templates, looked up once: a page may have twenty cards to render."""
    return [loader.get_template(f"components/result_card.html#{part}") for part in ("head", "rest", "reach")]


def location_line(listing: CardRow, miles: float | None) -> str:
    """`Lakewood, CO · 6 miles`"""
    town = ", ".join(part for part in (listing.city, listing.state) if part) or _("Place not stated")
    if miles is None:
        return town
    return _("%(town)s · %(distance)s") % {"town": town, "distance": values.miles(miles)}


class OfferingLines(NamedTuple):
    """The offerings on a card. more: how many have no line. as_of: the day of the oldest price."""

    lines: list[BriefOffering]
    more: str
    as_of: str


def offering_lines(row: CardRow) -> OfferingLines | None:
    """The OfferingLines of a clinic with offerings, else None."""
    offerings = named_offerings(row)
    if not offerings:
        return None
    lines = [offering_in_brief(one.name, one.effective) for one in offerings[:MAX_OFFERINGS]]
    count = len(offerings) - len(lines)
    days = [
        str(one.effective["prices_as_of"])
        for one, line in zip(offerings, lines, strict=False)
        if line.price and one.effective["prices_as_of"]
    ]
    more = ngettext("and %(count)s more way", "and %(count)s more ways", count) % {"count": count}
    return OfferingLines(
        lines,
        more if count else "",
        _("Prices as of %(day)s or later") % {"day": values.day(min(days))} if days else "",
    )


def evidence_lines(listing: CardRow, today: date) -> list[EvidenceLine]:
    """`Self-reported, confirmed 12 days ago`, then how many statements a register and a document support."""
    if listing.confirmed_on:
        ago = values.days_ago(listing.confirmed_on, today)
        text = _("Self-reported, confirmed %(ago)s")
        if listing.listing_state(today) != v.ListingState.CURRENT:
            text = _("Self-reported, last confirmed %(ago)s")
        lines = [EvidenceLine("said", text % {"ago": ago})]
    else:
        text = _("From %(source)s. Not confirmed by the clinic")
        lines = [EvidenceLine("said", text % {"source": listing.source or _("a reader")})]
    kinds = [evidence["kind"] for evidence in listing.live_evidence(today)]
    checked, seen = kinds.count(v.Evidence.REGISTER_CHECKED), kinds.count(v.Evidence.DOCUMENT_SEEN)
    if checked:
        text = ngettext(
            "%(count)s check in a public register", "%(count)s checks in public registers", checked
        )
        lines.append(EvidenceLine("checked", text % {"count": checked}))
    if seen:
        text = ngettext("%(count)s document seen", "%(count)s documents seen", seen)
        lines.append(EvidenceLine("seen", text % {"count": seen}))
    return lines
