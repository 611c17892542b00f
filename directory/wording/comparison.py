"""Compares two to four listings: rows that differ, rows that agree, rows that some do not state."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.facts.rules import PRICES
from directory.facts.spine import ROWS, SPINE, STATEMENTS
from directory.facts.vocabulary import Evidence
from directory.wording.compared_offerings import compared_offerings, is_among_offerings
from directory.wording.compared_rows import Cell, ComparedRow, ComparedSection
from directory.wording.evidence import EvidenceMark, row_evidence, strongest_evidence
from directory.wording.formats import join_with_and
from directory.wording.offerings import offering_names
from directory.wording.price_figures import UNITS, price_figures
from directory.wording.rows import (
    ONLY_WHERE_STATED,
    SHOWN_OTHERWISE,
    DisplayRow,
    director_row,
    display_row,
    people_rows,
    spine_row_of_one,
    training_rows,
)
from directory.wording.values import cautions_in_words, phone, tel_link

MAX_CLINICS = 4
# Rows that every two clinics differ in: shown, and neither compared nor counted.
CONTACT_ROWS = ("phone", "address")
NOW_ROWS = ("availability",)
OWN_ROWS = ("alias", "organization", "about", "email", "website", "booking_url", "npi")
# Statements of a row that do not decide whether the row differs.
NOT_COMPARED = {"availability_on", "point_source", "country"}


class UnstatedRow(NamedTuple):
    """A row that at least one clinic does not state.

    detail          the cautions, if the row is about several
    not_stated_by   a sentence: by which clinics
    is_by_all       True if no clinic states it
    """

    section_key: str
    name: str
    label: str
    detail: str
    not_stated_by: str
    is_by_all: bool


class ComparedClinic(NamedTuple):
    """The head of a column. mark: the evidence that most of its statements have; None if there is none."""

    listing: Any
    name: str
    town: str
    phone: str
    dial: str
    mark: EvidenceMark | None


@dataclass(frozen=True)
class Comparison:
    """The rows of all sections by how the clinics compare. Sections without rows are left out.

    clinics         the heads
    now             whether they take patients, and their prices in one figure for each unit
    contact         rows on how to reach the clinics; not compared
    own             rows that always differ, such as web addresses, where one is stated; not compared
    partly_stated   see ComparedRow.is_partly_stated
    unstated        rows that at least one clinic does not state, in any section
    """

    clinics: list[ComparedClinic]
    now: list[ComparedRow]
    contact: list[ComparedRow]
    own: list[ComparedRow]
    differ: list[ComparedSection]
    agree: list[ComparedSection]
    partly_stated: list[ComparedSection]
    unstated: list[UnstatedRow]

    @property
    def left_open_by_some(self):
        """The unstated rows that one of the clinics states."""
        return [row for row in self.unstated if not row.is_by_all]

    @property
    def left_open_by_all(self):
        return [row for row in self.unstated if row.is_by_all]


def compare_listings(listings, today):
    """The Comparison of two to four listings."""
    names = short_names(listings)
    sections = [
        ComparedSection(section, list(_compared_rows(section, listings, names, today))) for section in SPINE
    ]
    head = sections[0].rows
    offered = compared_offerings(listings, names, today)
    shown = [sections[0], *offered, *_without_rows_of(offered, sections[1:], listings)]
    now = [*(row for row in head if row.name in NOW_ROWS), *_prices(listings, names, today)]
    marks = _say_evidence_once([*now, *(row for _section, rows in (sections[0], *shown[1:]) for row in rows)])
    return Comparison(
        clinics=[
            ComparedClinic(
                listing,
                name,
                ", ".join(part for part in (listing.city, listing.state) if part),
                phone(listing.phone, listing.phone_extension) if listing.phone else "",
                tel_link(listing.phone, listing.phone_extension),
                mark,
            )
            for listing, name, mark in zip(listings, names, marks, strict=True)
        ],
        now=[row for row in now if row.stated],
        contact=[row for row in head if row.name in CONTACT_ROWS],
        own=[row for row in head if row.name in OWN_ROWS],
        differ=_where(shown, lambda row: row.differs),
        agree=_where(shown, lambda row: row.agrees),
        partly_stated=_where(shown, lambda row: row.is_partly_stated),
        unstated=[row for section in sections for row in _unstated_rows(section, names)],
    )


def _prices(listings, names, today):
    """A row for each unit in which one of the clinics states a price, with one figure a clinic."""
    figures = [{one.name: one for one in price_figures(listing)} for listing in listings]
    for unit in UNITS:
        found = [of_one.get(unit) for of_one in figures]
        cells = [
            Cell(name, [_price(unit, figure, listing, today)])
            for name, figure, listing in zip(names, found, listings, strict=True)
        ]
        values = [figure and (figure.figure, figure.depends) for figure in found]
        yield ComparedRow(f"{unit}_figure", ROWS[f"{unit}_price"].label, cells, values)


def _price(unit, figure, listing, today):
    row = DisplayRow(f"{unit}_figure", ROWS[f"{unit}_price"].label)
    if not figure:
        return row
    evidence = row_evidence(listing, (*PRICES, "offerings"), today)
    depends = _("It depends on the treatment") if figure.depends else ""
    return replace(row, lines=[figure.figure], detail=depends, evidence=evidence)


def _say_evidence_once(rows):
    """The EvidenceMark that most rows of each clinic have, which their cells get too."""
    marks = []
    for place in range(len(rows[0].cells)):
        shown = [one.evidence for row in rows for one in row.cells[place].rows if one.evidence]
        plain = Counter(one for one in shown if one.kind in ("", Evidence.SELF_REPORTED)).most_common(1)
        marks.append(plain[0][0] if plain else None)
        for row in rows:
            row.cells[place] = row.cells[place]._replace(mark=marks[-1])
    return marks


def count_rows(sections):
    return sum(len(section.rows) for section in sections)


def _where(sections, condition):
    """The sections with the compared rows that meet a condition, without empty sections."""
    not_compared = (*NOW_ROWS, *CONTACT_ROWS, *OWN_ROWS)
    selected = [
        ComparedSection(section, [row for row in rows if row.name not in not_compared and condition(row)])
        for section, rows in sections
    ]
    return [section for section in selected if section.rows]


def _without_rows_of(offered, sections, listings):
    """The sections without the rows that the groups of offerings show."""
    if not offered:
        return sections
    return [
        ComparedSection(section, [row for row in rows if not is_among_offerings(listings, row.name)])
        for section, rows in sections
    ]


def _compared_rows(section, listings, names, today):
    for row in section.rows:
        if row.name == "practitioners":
            yield _director(listings, names, today)
            yield _people(listings, names, today)
        elif row.name == "training":
            yield _training(listings, names, today)
        elif row.name == "offerings" and any(listing.offerings for listing in listings):
            yield _offerings(row, listings, names, today)
        elif row.name == "exclusions":
            for name in row.statements:
                yield _compared_row(spine_row_of_one(name), listings, names, today)
        elif row.name in ONLY_WHERE_STATED | {*OWN_ROWS}:
            compared = _compared_row(row, listings, names, today)
            if compared.stated:
                yield compared
        elif row.name not in SHOWN_OTHERWISE:
            yield _compared_row(row, listings, names, today)


def _compared_row(row, listings, names, today):
    shown = [display_row(listing, row, today) for listing in listings]
    in_words = any(one.by_offering for one in shown)
    values = [
        _compared_value(listing, row, one if in_words else None) if one.stated else None
        for listing, one in zip(listings, shown, strict=True)
    ]
    cells = [Cell(name, [one]) for name, one in zip(names, shown, strict=True)]
    return ComparedRow(row.name, row.label, cells, values)


def _compared_value(listing, row, shown):
    """The values of a row's statements, with codes in one order and text without case and extra spaces.

    shown  the DisplayRow, whose words are compared; None to compare the codes
    """
    if shown:
        return [*shown.lines, *shown.warned]
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


def _director(listings, names, today):
    """The license of the person who directs the care: two clinics may share a license, never a person."""
    label = _("Who directs the care")
    cells, values = [], []
    for listing, name in zip(listings, names, strict=True):
        row = director_row(listing)
        if row.stated and row.name == "director":  # a prescriber need not direct the care
            person = listing.director()
            evidence = strongest_evidence(listing, ["practitioners"], today, person=person["name"])
            cells.append(Cell(name, [replace(row, evidence=evidence)]))
            values.append(person["license"])
        else:
            cells.append(Cell(name, [DisplayRow("director", label)]))
            values.append(None)
    return ComparedRow("director", label, cells, values)


def _people(listings, names, today):
    cells = [
        Cell(name, list(people_rows(listing, today))) for listing, name in zip(listings, names, strict=True)
    ]
    values = [listing.practitioners or None for listing in listings]
    return ComparedRow("practitioners", STATEMENTS["practitioners"].label, cells, values)


def _training(listings, names, today):
    cells = [
        Cell(name, list(training_rows(listing, today))) for listing, name in zip(listings, names, strict=True)
    ]
    values = [listing.training or None for listing in listings]
    return ComparedRow("training", STATEMENTS["training"].label, cells, values)


def _offerings(row, listings, names, today):
    """What each clinic offers, by name: the groups of rows show the parts."""
    cells = []
    for listing, name in zip(listings, names, strict=True):
        shown = display_row(listing, row, today)
        cells.append(
            Cell(name, [replace(shown, lines=offering_names(listing.offerings, long=True), warned=())])
        )
    values = [cell.rows[0].lines or None for cell in cells]
    return ComparedRow(row.name, row.label, cells, values)


def _unstated_rows(compared, names):
    """The UnstatedRows of a section. Cautions that the same clinics leave open share one row."""
    section, rows = compared
    cautions = {}  # clinics → cautions
    for row in rows:
        clinics = tuple(name for name, value in zip(names, row.values, strict=True) if value is None)
        if row.name in ONLY_WHERE_STATED | {*OWN_ROWS}:
            continue
        if clinics and row.name.startswith("exclusion_"):
            cautions.setdefault(clinics, []).append(row.name.removeprefix("exclusion_"))
        elif clinics:
            by = _not_stated_by(clinics, names)
            yield UnstatedRow(section.key, row.name, row.label, "", by, len(clinics) == len(names))
    for clinics, unstated in cautions.items():
        yield UnstatedRow(
            section.key,
            "exclusions",
            _("Who is treated"),
            cautions_in_words(unstated),
            _not_stated_by(clinics, names),
            len(clinics) == len(names),
        )


NOT_STATED_BY_ANY = {
    2: gettext_lazy("Not stated by either"),
    3: gettext_lazy("Not stated by any of the three"),
    4: gettext_lazy("Not stated by any of the four"),
}


def _not_stated_by(clinics, names):
    if len(clinics) == len(names):
        return str(NOT_STATED_BY_ANY[len(names)])
    return _("Not stated by %(clinics)s") % {"clinics": join_with_and(list(clinics))}


ARTICLES = {"a", "an", "the"}


def short_names(listings):
    """The first words of each listing's name, two beside an article, or so many that the names differ.

    Listings of the same name get their town. Short names fit a phone.
    """
    names = [listing.name.split() for listing in listings]
    return [
        _short(name, names[:index] + names[index + 1 :], listing.city)
        for index, (name, listing) in enumerate(zip(names, listings, strict=True))
    ]


def _short(name, others, town):
    fewest = 3 if name[0].lower() in ARTICLES else 2  # "The Old Foundry", not "The Old"
    for length in range(fewest, len(name)):
        if name[:length] not in [other[:length] for other in others]:
            return " ".join(name[:length])
    words = " ".join(name)
    return f"{words}, {town}" if name in others and town else words
