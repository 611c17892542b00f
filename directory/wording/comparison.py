"""Compares two to four listings: rows that differ, rows that agree, rows that some do not state."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.facts.spine import SPINE
from directory.facts.vocabulary import Evidence
from directory.wording.compared_columns import Column, column_of
from directory.wording.compared_offerings import compared_offerings, is_among_offerings
from directory.wording.compared_rows import Cell, ComparedRow, ComparedSection
from directory.wording.evidence import EvidenceMark
from directory.wording.formats import join_with_and
from directory.wording.price_figures import UNITS
from directory.wording.rows import ONLY_WHERE_STATED, SHOWN_OTHERWISE
from directory.wording.values import cautions_in_words

MAX_CLINICS = 4
# Rows that every two clinics differ in: shown, and neither compared nor counted.
CONTACT_ROWS = ("phone", "address")
NOW_ROWS = ("availability",)
OWN_ROWS = ("alias", "organization", "about", "email", "website", "booking_url", "npi")
SHOWN_WHERE_STATED = ONLY_WHERE_STATED | {*OWN_ROWS}
NOT_COMPARED = {*NOW_ROWS, *CONTACT_ROWS, *OWN_ROWS}


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

    column: Column
    name: str
    town: str
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
    def marks(self):
        """The evidence that the head of each column says."""
        return [one.mark for one in self.clinics]

    @property
    def left_open_by_some(self):
        """The unstated rows that one of the clinics states."""
        return [row for row in self.unstated if not row.is_by_all]

    @property
    def left_open_by_all(self):
        return [row for row in self.unstated if row.is_by_all]


def compare_listings(listings, today):
    """The Comparison of two to four listings."""
    return compare_columns([column_of(listing, today) for listing in listings])


def compare_columns(columns):
    """The Comparison of two to four Columns."""
    names = short_names(columns)
    sections = [ComparedSection(section, list(_compared_rows(section, columns, names))) for section in SPINE]
    head = sections[0].rows
    offered = compared_offerings(columns, names)
    shown = [sections[0], *offered, *_without_rows_of(offered, sections[1:], columns)]
    now = [*(row for row in head if row.name in NOW_ROWS), *_prices(columns, names)]
    marks = _evidence_said_once([*now, *(row for _section, rows in shown for row in rows)])
    return Comparison(
        clinics=[
            ComparedClinic(column, name, ", ".join(filter(None, (column.city, column.state))), mark)
            for column, name, mark in zip(columns, names, marks, strict=True)
        ],
        now=[row for row in now if row.stated],
        contact=[row for row in head if row.name in CONTACT_ROWS],
        own=[row for row in head if row.name in OWN_ROWS],
        differ=_where(shown, lambda row: row.differs),
        agree=_where(shown, lambda row: row.agrees),
        partly_stated=_where(shown, lambda row: row.is_partly_stated),
        unstated=[row for section in sections for row in _unstated_rows(section, names)],
    )


def _prices(columns, names):
    """A row for each unit in which one of the clinics states a price, with one figure a clinic."""
    for unit in UNITS:
        yield _compared_row(f"{unit}_figure", columns, names)


def _evidence_said_once(rows):
    """The EvidenceMark that most rows of each clinic have; the head of its column says it for all of them."""
    marks = []
    for place in range(len(rows[0].cells)):
        shown = [one.evidence for row in rows for one in row.cells[place].row.rows if one.evidence]
        plain = Counter(one for one in shown if one.kind in ("", Evidence.SELF_REPORTED)).most_common(1)
        marks.append(plain[0][0] if plain else None)
    return marks


def count_rows(sections):
    return sum(len(section.rows) for section in sections)


def _where(sections, condition):
    """The sections with the compared rows that meet a condition, without empty sections."""
    selected = [
        ComparedSection(section, [row for row in rows if row.name not in NOT_COMPARED and condition(row)])
        for section, rows in sections
    ]
    return [section for section in selected if section.rows]


def _without_rows_of(offered, sections, columns):
    """The sections without the rows that the groups of offerings show."""
    if not offered:
        return sections
    return [
        ComparedSection(section, [row for row in rows if not is_among_offerings(columns, row.name)])
        for section, rows in sections
    ]


def _compared_rows(section, columns, names):
    for row in section.rows:
        if row.name == "practitioners":
            yield _compared_row("director", columns, names)
            yield _compared_row(row.name, columns, names)
        elif row.name == "exclusions":
            for name in row.statements:
                yield _compared_row(name, columns, names)
        elif row.name in SHOWN_WHERE_STATED:
            is_offered = row.name == "offerings" and any(column.has_offerings for column in columns)
            compared = _compared_row(row.name, columns, names)
            if compared.stated or is_offered:
                yield compared
        elif row.name not in SHOWN_OTHERWISE:
            yield _compared_row(row.name, columns, names)


def _compared_row(name, columns, names):
    rows = [column.rows[name] for column in columns]
    if any(row.is_by_offering for row in rows):  # codes alone would not tell of which offering
        values = [row.in_words for row in rows]
    else:
        values = [row.value for row in rows]
    return ComparedRow(name, rows[0].label, [Cell(*one) for one in zip(names, rows, strict=True)], values)


def _unstated_rows(compared, names):
    """The UnstatedRows of a section. Cautions that the same clinics leave open share one row."""
    section, rows = compared
    cautions = {}  # clinics → cautions
    sentences = {}  # clinics → sentence
    for row in rows:
        clinics = tuple(name for name, value in zip(names, row.values, strict=True) if value is None)
        if row.name in SHOWN_WHERE_STATED:
            continue
        if clinics and row.name.startswith("exclusion_"):
            cautions.setdefault(clinics, []).append(row.name.removeprefix("exclusion_"))
        elif clinics:
            if clinics not in sentences:
                sentences[clinics] = _not_stated_by(clinics, names)
            by = sentences[clinics]
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
