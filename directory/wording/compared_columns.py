"""What one listing says in every comparison: its rows in words, made once and compared many times."""

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from directory.facts import spine
from directory.facts.offerings import CODED_PARTS, OWN_PARTS, effective_offerings
from directory.facts.rules import PRICES
from directory.facts.spine import ROWS, SPINE, STATEMENTS
from directory.facts.vocabulary import Condition
from directory.wording.by_offering import KEYS, ByOffering, Offered, content_of, words_of_row
from directory.wording.evidence import EvidenceMark, row_evidence, strongest_evidence
from directory.wording.insurers import insurer_in_words
from directory.wording.offerings import (
    PARTS,
    ROWS_BY_NAME,
    offering_names,
    part_words,
    price_with_unit,
    warned_codes,
)
from directory.wording.page_warnings import WarnedLine, warned_lines
from directory.wording.price_figures import UNITS, PriceFigure, price_figures
from directory.wording.rows import (
    SHOWN_OTHERWISE,
    DisplayRow,
    director_row,
    display_row,
    people_rows,
    spine_row_of_one,
    training_rows,
)
from directory.wording.safety_warnings import warned_values
from directory.wording.summary import summarize
from directory.wording.values import phone, tel_link

# Statements of a row that do not decide whether the row differs.
NOT_COMPARED = {"availability_on", "point_source", "country"}
IN_OTHER_ROWS = ("purpose", "price_low", "price_high", "price_unit", "course_price", "prices_as_of")
# Rows of an offering that are no statement of a clinic; the first is put together from its price.
OWN_ROWS = ("visit_with_exam", *(name for name in OWN_PARTS if name not in IN_OTHER_ROWS))


@dataclass
class ColumnRow:
    """What a listing says in one row.

    label     of the row, in every column the same
    rows      DisplayRows: one, or one for each person
    value     what is compared; None where it is not stated
    in_words  what is compared where one of the clinics says it by offering; None as `value`
    html      EvidenceMark of the head → the cell as a page shows it below that head
    """

    label: str
    rows: list[DisplayRow]
    value: Any
    in_words: Any = None
    html: dict[EvidenceMark | None, str] = field(default_factory=dict)

    @property
    def is_by_offering(self):
        return any(row.by_offering for row in self.rows)


@dataclass
class OfferingColumn:
    """An EffectiveOffering, without a price that is not said for which, with its ColumnRows by name."""

    offering: Any
    rows: dict[str, ColumnRow]


@dataclass
class Column:
    """What a listing says in every comparison on a day, without the listing.

    figures        unit → PriceFigure
    rows           name of a row → ColumnRow: of the spine, each caution, people, director, offerings, figures
    by_offering    name of a row of the spine → ByOffering, as of Offered.row()
    price_is_open  True for prices of several routes that are not said for which
    warned         its warnings; the clinic is not named
    summary        as of summarize()
    """

    slug: str
    name: str
    city: str
    state: str
    phone: str
    dial: str
    help_now: bool
    price_is_open: bool
    figures: dict[str, PriceFigure]
    rows: dict[str, ColumnRow]
    by_offering: dict[str, ByOffering | None]
    offerings: list[OfferingColumn]
    has_offerings: bool
    warned: list[WarnedLine]
    summary: str

    def get_absolute_url(self):
        return reverse("listing", args=[self.slug])


def column_of(listing, today):
    """The Column of a listing."""
    offered = Offered(listing)
    rows = dict(_spine_rows(listing, today, offered))
    figures = {one.name: one for one in price_figures(listing)}
    for unit in UNITS:
        rows[f"{unit}_figure"] = _figure_row(unit, figures.get(unit), listing, today)
    return Column(
        slug=listing.slug,
        name=listing.name,
        city=listing.city,
        state=listing.state,
        phone=phone(listing.phone, listing.phone_extension) if listing.phone else "",
        dial=tel_link(listing.phone, listing.phone_extension),
        help_now=Condition.SUICIDALITY in listing.conditions,
        price_is_open=not listing.offerings and len(listing.route) > 1,
        figures=figures,
        rows=rows,
        by_offering={name: offered.row(name) for name in KEYS} if listing.offerings else {},
        offerings=_offering_columns(listing, today),
        has_offerings=bool(listing.offerings),
        warned=warned_lines(listing),
        summary=summarize(listing, today),
    )


def _spine_rows(listing, today, offered):
    """(name, ColumnRow) of every row of the spine that a comparison may show."""
    for section in SPINE:
        for row in section.rows:
            if row.name == "practitioners":
                yield "director", _director(listing, today)
                people = list(people_rows(listing, today))
                yield row.name, ColumnRow(str(row.label), people, listing.practitioners or None)
            elif row.name == "training":
                training = list(training_rows(listing, today))
                yield row.name, ColumnRow(str(row.label), training, listing.training or None)
            elif row.name == "exclusions":
                for name in row.statements:
                    yield name, _column_row(listing, spine_row_of_one(name), today, offered)
            elif row.name == "offerings":
                yield row.name, _offerings(listing, row, today, offered)
            elif row.name not in SHOWN_OTHERWISE or row.name == "about":
                yield row.name, _column_row(listing, row, today, offered)


def _column_row(listing, row, today, offered):
    shown = display_row(listing, row, today, offered=offered)
    if not shown.stated:
        return _row(shown, None)
    return _row(shown, _values(listing, row), [*shown.lines, *shown.warned])


def _row(shown, value, in_words=None):
    """The ColumnRow of one DisplayRow with the label of its row."""
    return ColumnRow(str(shown.label), [shown], value, in_words)


def unstated_row(name, label):
    """The ColumnRow of what a clinic does not state."""
    return _row(DisplayRow(name, label), None)


@cache
def unstated_of_offering(name, _language):
    """The unstated_row() of an offering in the active language."""
    return unstated_row(name, offering_label(name))


def _values(listing, row):
    """The values of a row's statements, with codes in one order and text without case and extra spaces."""
    return [
        sorted(value) if STATEMENTS[name].kind == "codes" else value
        for name in row.statements
        if name not in NOT_COMPARED
        for value in [_normalized(getattr(listing, name))]
    ]


def _normalized(value):
    if isinstance(value, str):
        return " ".join(value.split()).casefold()
    return value


def _director(listing, today):
    """The license of the person who directs the care: two clinics may share a license, never a person."""
    row = director_row(listing)
    if not row.stated or row.name != "director":  # a prescriber need not direct the care
        return unstated_row("director", _("Who directs the care"))
    person = listing.director()
    evidence = strongest_evidence(listing, ["practitioners"], today, person=person["name"])
    return _row(replace(row, evidence=evidence), person["license"])


def _offerings(listing, row, today, offered):
    """What the clinic offers, by name: the groups of rows show the parts."""
    if not listing.offerings:
        return _column_row(listing, row, today, offered)
    shown = display_row(listing, row, today, offered=offered)
    shown = replace(shown, lines=offering_names(listing.offerings, long=True), warned=())
    return _row(shown, shown.lines or None)


def _figure_row(unit, figure, listing, today):
    row = DisplayRow(f"{unit}_figure", ROWS[f"{unit}_price"].label)
    if not figure:
        return _row(row, None)
    evidence = row_evidence(listing, (*PRICES, "offerings"), today)
    depends = _("It depends on the treatment") if figure.depends else ""
    row = replace(row, lines=[figure.figure], detail=depends, evidence=evidence)
    return _row(row, (figure.figure, figure.depends))


# ---- offerings


def _offering_columns(listing, today):
    offerings = [one for one in effective_offerings(content_of(listing)) if not one["price_alone"]]
    return [
        OfferingColumn(one, {name: _offering_row(name, one, listing, today) for name in (*KEYS, *OWN_ROWS)})
        for one in offerings
    ]


def offering_label(name):
    """The label of a row in a group of offerings."""
    if name == "visit_with_exam":
        return _("A first visit with the exam and a session")
    return PARTS[name].label if name in OWN_ROWS else spine.ROWS[name].label


def _offering_row(name, offering, listing, today):
    lines = _lines(name, offering)
    warned = warned_values(name, warned_codes(offering, ROWS_BY_NAME[name])) if name in CODED_PARTS else ()
    if not lines and not warned:
        return unstated_row(name, offering_label(name))
    statements = spine.ROWS[name].statements if name in spine.ROWS else ()
    offerings = ("offerings",) if listing.offerings else ()
    evidence = row_evidence(listing, (*offerings, *statements), today)
    row = DisplayRow(name, offering_label(name), lines, evidence=evidence, warned=warned)
    return _row(row, [*lines, *warned])


def _lines(name, offering):
    if name == "insurers":
        return [insurer_in_words(insurer) for insurer in offering["insurers"]]
    if name == "visit_with_exam":
        is_first_visit = "visit_with_exam" in offering["price_unit"]
        return [price_with_unit(offering)] if is_first_visit else []
    words = part_words(offering, ROWS_BY_NAME[name]) if name in OWN_ROWS else words_of_row(offering, name)
    return [words] if words else []
