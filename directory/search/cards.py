"""What a card of the results says of a listing: written once, and kept by this process."""

import threading
from dataclasses import dataclass, replace
from functools import cache

from django.template import loader
from django.utils.html import format_html_join
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.facts.spine import row_of
from directory.wording import values
from directory.wording.rows import DisplayRow, director_row, row_without_evidence, warned_rows

MOST = 4_000  # cards that a process keeps, about 4 kB each


@dataclass(frozen=True)
class Card:
    head: str  # HTML: the name
    where: str
    rest: str  # HTML: all that follows


# Rows of the spine, by shorter names than on a page.
NAMES = {
    "route": gettext_lazy("Route"),
    "therapy_model": gettext_lazy("Therapy"),
    "setting": gettext_lazy("Setting"),
    "session_price": gettext_lazy("A session"),
}
AVAILABILITY = row_of("availability")
EVIDENCE = (
    '<p class="evidence"><svg class="evidence__mark" aria-hidden="true"><use href="#mark-{}"/></svg> {}</p>'
)


def card(row, today, *, miles=None):
    """From a CardRow, with the distance in statute miles where a place was given.

    All but the distance is the same for everyone as long as the row is: it is written once a day, and kept.
    """
    known = (row, today, get_language())
    kept, written = _ready.get(row.pk, (None, None))
    if kept != known:
        written = _write(row, today)
        with _keeping:  # another thread's card would move the dictionary under `iter`
            _ready[row.pk] = (known, written)
            while len(_ready) > MOST:
                del _ready[next(iter(_ready))]  # the one that was written first
    head, rest = written
    return Card(head, where(row, miles), rest)


_keeping = threading.Lock()
_ready = {}  # listing id → ((its row, the day, the language), (head, rest))


def _write(row, today):
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
        "evidence": format_html_join("\n", EVIDENCE, evidence(row, today)),
    }
    return tuple(part.render(context) for part in _parts())


@cache
def _parts():
    """Looked up once: a page may have twenty cards to write."""
    return [loader.get_template(f"components/result_card.html#{part}") for part in ("head", "rest")]


def where(listing, miles):
    """`Lakewood, CO, 6 miles`"""
    town = ", ".join(part for part in (listing.city, listing.state) if part) or _("Place not stated")
    return f"{town}, {values.miles(miles)}" if miles is not None else town


def facts(row, today):
    """What a card says, and whatever else carries a warning (wording.DisplayRow, without evidence)."""
    who = director_row(row)
    yield replace(who, label=_("Prescribed by") if who.name == "prescriber" else _("Directed by"))
    for name, label in NAMES.items():
        yield replace(row_without_evidence(row, row_of(name), today), label=label)
    for of, warned in warned_rows(row):
        if of.name not in NAMES:
            yield DisplayRow(of.name, of.label, warned=warned)


def evidence(listing, today):
    """`Self-reported, confirmed 12 days ago`, and how much was seen or checked."""
    if listing.confirmed_on:
        ago = values.days_ago(listing.confirmed_on, today)
        late = listing.listing_state(today) != v.ListingState.CURRENT
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
