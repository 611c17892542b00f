"""The card of a listing in the results, rendered once a day and cached by this process."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import NamedTuple

from django.template import loader
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.facts.spine import ROWS
from directory.models.listing import CardRow
from directory.wording import values
from directory.wording.by_offering import named_offerings
from directory.wording.offerings import BriefOffering, offering_in_brief
from directory.wording.rows import DisplayRow, director_row, row_without_evidence, warned_rows

MAX_CACHED = 4_000  # cards in a process, about 4 kB each


@dataclass(frozen=True)
class Card:
    """One card. head: HTML of the name. location: town, state, distance. rest: HTML of all that follows."""

    head: str
    location: str
    rest: str


class EvidenceLine(NamedTuple):
    """A line of evidence on a card. symbol: the part of `#mark-…` after the hyphen."""

    symbol: str
    text: str


# Rows of the spine on a card, with shorter labels than on a page.
LABELS = {
    "route": gettext_lazy("Route"),
    "therapy_model": gettext_lazy("Therapy"),
    "setting": gettext_lazy("Setting"),
    "session_price": gettext_lazy("A session"),
}
IN_OFFERING_LINES = ("route", "session_price")  # what a line of an offering says in their place
MAX_OFFERINGS = 3  # lines on a card
AVAILABILITY = ROWS["availability"]
# Name of the row of wording.rows.director_row → its label on a card.
DIRECTED_BY = {
    "director": gettext_lazy("Directed by"),
    "leader": gettext_lazy("Run by"),
    "prescriber": gettext_lazy("Prescribed by"),
}


def card(row: CardRow, today: date, *, miles: float | None = None) -> Card:
    """The Card of a CardRow, with the distance in statute miles if a place was typed.

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
    head, rest = rendered
    return Card(head, location_line(row, miles), rest)


_writing = threading.Lock()
_cache = {}  # listing id → ((its row, the day, the language), (head, rest))


def _render(row, today):
    context = {
        "slug": row.slug,
        "name": row.name,
        "address": row.get_absolute_url(),
        "now": row_without_evidence(row, AVAILABILITY, today),
        "is_fresh": row.availability_is_fresh(today),
        "phone": values.phone(row.phone),
        "extension": row.phone_extension,
        "dial": values.tel_link(row.phone, row.phone_extension),
        "facts": facts(row, today),
        "offerings": offering_lines(row),
        "evidence": evidence_lines(row, today),
    }
    return tuple(part.render(context) for part in _parts())


@cache
def _parts():
    """The two templates, looked up once: a page may have twenty cards to render."""
    return [loader.get_template(f"components/result_card.html#{part}") for part in ("head", "rest")]


def location_line(listing: CardRow, miles: float | None) -> str:
    """`Lakewood, CO, 6 miles`"""
    town = ", ".join(part for part in (listing.city, listing.state) if part) or _("Place not stated")
    return f"{town}, {values.miles(miles)}" if miles is not None else town


def facts(row: CardRow, today: date) -> Iterator[DisplayRow]:
    """The DisplayRows of a card, without evidence: the director, those of LABELS, others with a warning."""
    person = director_row(row, with_training=True)
    yield replace(person, label=DIRECTED_BY[person.name])
    for name, label in LABELS.items():
        if not (row.offerings and name in IN_OFFERING_LINES):
            yield replace(row_without_evidence(row, ROWS[name], today), label=label)
    for spine_row, warned in warned_rows(row):
        if spine_row.name not in LABELS:
            yield DisplayRow(spine_row.name, spine_row.label, warned=warned)


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
