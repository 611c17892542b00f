"""The card of a listing in the results: rendered once a day, and kept by this process."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple
from uuid import UUID

from django.template import loader
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.facts import vocabulary as v
from directory.facts.spine import ROWS
from directory.index.index import Index
from directory.models import Listing
from directory.models.listing import CardRow
from directory.search.about_me import AboutMeLine
from directory.web import ready
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


class ListingCard(NamedTuple):
    """What the card of a listing has for every reader of a day, kept in memory (directory/web/ready.py).

    head   HTML of the name, and of what the clinic is
    rest   HTML of what the listing states
    reach  HTML of its phone number; "" without one
    kind   full, half or bare
    town   `Lakewood, CO`
    """

    head: str
    rest: str
    reach: str
    kind: str
    slug: str
    name: str
    town: str


@dataclass(frozen=True, slots=True)
class Card:
    """One card.

    listing   what it has for everybody
    location  town, state, distance
    about_me  sentences on what the reader said of themselves (search/about_me.py)
    number    its place among the results, from 1, as on the map; None for a clinic that is elsewhere
    """

    listing: ListingCard
    location: str
    number: int | None = None
    about_me: tuple[AboutMeLine, ...] = ()

    @property
    def slug(self) -> str:
        return self.listing.slug

    @property
    def name(self) -> str:
        return self.listing.name

    def html(self, *, is_picked: bool, language: str) -> str:
        """The entry of a list of results. is_picked: selected for comparing."""
        shape = {"is_numbered": self.number is not None, "is_picked": is_picked}
        entry = ready.part("directory/clinics/card.html", tuple(shape.values()), lambda: shape, language)
        return entry.fill(
            **self.listing._asdict(), location=self.location, number=self.number, about_me=self._about_me_html
        )

    @property
    def _about_me_html(self):
        return _template("about_me_lines").render({"lines": self.about_me}) if self.about_me else ""


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


def card(
    listing: ListingCard,
    *,
    miles: float | None = None,
    number: int | None = None,
    about_me: Iterable[AboutMeLine] = (),
) -> Card:
    """The Card of a ListingCard, with the distance in statute miles if a place was typed, and its number."""
    return Card(listing, location_line(listing.town, miles), number, tuple(about_me))


def listing_cards(ids: Iterable[int], index: Index, today: date) -> dict[int, ListingCard]:
    """Listing id → its ListingCard, of those that still exist; one query, or none if all are kept.

    A card is kept under the version at which its row last changed, as the row itself says: an index that has
    not seen a change yet, or a database that lags behind, never shows a card as newer than it is.
    """
    keys = {pk: _key(index.history, pk, index.changed_at[pk], today) for pk in ids}
    cards = {pk: one for pk, one in zip(keys, ready.at_hand(keys.values()), strict=True) if one}
    missing = [pk for pk in keys if pk not in cards]
    rows = Listing.objects.for_cards(missing) if missing else {}
    return cards | {pk: listing_card(row, today, index.history) for pk, row in rows.items()}


def listing_card(row: CardRow, today: date, history: UUID | None = None) -> ListingCard:
    """The ListingCard of a row on a day, rendered unless it is kept."""
    key = _key(history, row.pk, row.directory_version, today)
    return ready.kept(key, lambda: _render(row, today), _size)


def _key(history, pk, version, today):
    return "card", history, pk, version, today


def _size(one):
    return sum(map(sys.getsizeof, one))


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
    town = ", ".join(part for part in (row.city, row.state) if part) or _("Place not stated")
    head, rest, reach = (_template(part).render(context) for part in ("head", "rest", "reach"))
    return ListingCard(head, rest, reach, context["kind"], row.slug, row.name, town)


@cache
def _template(part):
    """A part of the template, looked up once: a page may have twenty cards to render."""
    return loader.get_template(f"components/result_card.html#{part}")


def location_line(town: str, miles: float | None) -> str:
    """`Lakewood, CO · 6 miles`"""
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
