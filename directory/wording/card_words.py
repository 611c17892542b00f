"""The words of a card in the results: its prices, warnings, gaps, and how much the listing states."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from directory.facts.offerings import CLINIC_PRICES, effective_offerings
from directory.wording.by_offering import content_of
from directory.wording.formats import day, dollars, join_labels, join_with_commas
from directory.wording.rows import director_row, row_without_evidence, warned_rows

FULL_FROM = 4  # things stated, of those in MISSING and the availability


@dataclass(frozen=True)
class CardPrices:
    """What a clinic without offerings charges; "" where it does not say.

    session, course, month  `$450`, `$3,000`, `$129`; a range as price_span() writes it
    as_of                   `November 7, 2026`
    is_for_which            False if there are several routes, and it is not said which one the price is for
    """

    session: str
    course: str
    month: str
    as_of: str
    is_for_which: bool


def card_prices(row: Any) -> CardPrices | None:
    """The CardPrices of a CardRow; None with offerings, whose lines have the prices, and without a price."""
    if row.offerings or not states_price(row):
        return None
    return CardPrices(
        price_span(row.session_price_low, row.session_price_high),
        "" if row.course_price is None else dollars(row.course_price),
        "" if row.month_price is None else dollars(row.month_price),
        day(row.prices_as_of) if row.prices_as_of else "",
        len(row.route) <= 1,
    )


def price_span(low: int | None, high: int | None) -> str:
    """A range with a dash and one dollar sign, `$450`, `Up to $600`, `From $450`; "" for no price."""
    if low is not None and high is not None and low != high:
        return _("$%(low)s–%(high)s") % {"low": f"{low:,}", "high": f"{high:,}"}
    if low is None and high is not None:
        return _("Up to %(high)s") % {"high": dollars(high)}
    if high is None and low is not None:
        return _("From %(low)s") % {"low": dollars(low)}
    return "" if low is None else dollars(low)


def states_price(row: Any) -> bool:
    """True if the clinic, or one of its offerings, states a price."""
    names = (*CLINIC_PRICES, "price_low", "price_high")
    if not row.offerings:
        return any(getattr(row, statement) is not None for statement in CLINIC_PRICES.values())
    return any(one.get(name) is not None for one in effective_offerings(content_of(row)) for name in names)


def price_scope(row: Any, names: dict[str, Any], today: Any) -> list[str]:
    """What the price includes and does not: ["The price includes: Assessment; The drug"].

    names  "price_includes" and "price_excludes" → their rows of the spine
    """
    patterns = {
        "price_includes": _("The price includes: %(what)s"),
        "price_excludes": _("Not in the price: %(what)s"),
    }
    stated = [(name, row_without_evidence(row, names[name], today).lines) for name in patterns]
    return [patterns[name] % {"what": join_labels(lines)} for name, lines in stated if lines]


def warnings_in_words(row: Any) -> str:
    """Every value that carries a warning, with its label: `Who watches: No one; Doses at home: …`."""
    rows = [(spine_row.label, warned) for spine_row, warned in warned_rows(row)]
    person = director_row(row)
    rows += [(person.label, person.warned)] if person.warned else []
    return join_labels(
        _("%(label)s: %(value)s") % {"label": label, "value": one.named}
        for label, warned in rows
        for one in warned
    )


# What a reader scans for → whether a CardRow states it.
MISSING = (
    (lazy("how it is given"), lambda row: bool(row.route or any(one["route"] for one in row.offerings))),
    (lazy("price"), states_price),
    (lazy("talk therapy"), lambda row: bool(row.therapy_model)),
    (lazy("who directs the care"), lambda row: bool((row.director() or {}).get("license"))),
    (lazy("who watches you"), lambda row: bool(row.attendance)),
)


def missing_in_words(row: Any) -> str:
    """`Not stated: price, who watches you`; "" where all of it is stated."""
    missing = [str(words) for words, is_stated in MISSING if not is_stated(row)]
    if len(missing) == len(MISSING) and not row.availability:
        return _("Almost nothing is stated")
    return _("Not stated: %(what)s") % {"what": join_with_commas(missing)} if missing else ""


def card_kind(row: Any, warnings: str) -> str:
    """full, half or bare: how much a card has to say. A card with a warning is never bare."""
    stated = sum(is_stated(row) for _words, is_stated in MISSING) + bool(row.availability)
    if stated >= FULL_FROM:
        return "full"
    return "half" if stated or warnings else "bare"
