"""The offerings of a clinic on its page: what differs in a table, what they share said once."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from directory.facts.offerings import DEFAULTED_PARTS
from directory.facts.statements import is_stated
from directory.wording.by_offering import named_offerings
from directory.wording.evidence import EvidenceMark, row_evidence
from directory.wording.formats import day
from directory.wording.insurers import insurer_in_words
from directory.wording.offerings import IN_THE_NAME, ROWS, offering_names, part_words, warned_codes
from directory.wording.safety_warnings import WarnedValue, warned_values

PRICES = ("price", "course_price")  # rows that stand first: what people compare


class OfferingCell(NamedTuple):
    """What holds for one offering.

    detail         the date of a price
    is_figure      True for a price
    is_left_empty  True for a note that is not there: nobody asks for one
    is_below       True if the value stands below the table, with those of other offerings that are the same
    """

    lines: list[str]
    warned: tuple[WarnedValue, ...]
    detail: str
    is_figure: bool
    is_left_empty: bool
    is_below: bool = False

    @property
    def is_stated(self):
        return bool(self.lines or self.warned)


class OfferingTableRow(NamedTuple):
    label: str
    cells: list[OfferingCell]


class OfferingTable(NamedTuple):
    """What is offered: a column for each offering, a row for each part in which they differ, prices first.

    A part that an offering leaves empty is there what the clinic says of itself.

    same      rows with one cell, which holds for all of several offerings
    others    the same of what the clinic says of itself, for the offerings whose cells are empty
    unstated  for each offering the labels of what it does not state
    """

    names: list[str]
    rows: list[OfferingTableRow]
    same: list[OfferingTableRow]
    others: list[OfferingTableRow]
    unstated: list[list[str]]
    evidence: EvidenceMark

    @property
    def has_unstated(self):
        return any(self.unstated)


def offering_table(listing, today):
    """The OfferingTable of a listing; None where it states no offerings."""
    offerings = named_offerings(listing)
    if not offerings:
        return None
    of_table = [row for row in ROWS if row.name not in IN_THE_NAME and row.name != "prices_as_of"]
    shown = [row for row in of_table if any(_states(one.record, row) for one in offerings)]
    shown.sort(key=lambda row: row.name not in PRICES)
    names = [name for row in shown for name in row.parts if name in DEFAULTED_PARTS]
    table = OfferingTable(
        offering_names(listing.offerings, long=True),
        [],
        [],
        [],
        [[] for _one in offerings],
        row_evidence(listing, ["offerings", *names], today),
    )
    for row in shown:
        _add(table, row, offerings)
    return table


def _add(table, row, offerings):
    cells = [_cell(one, row) for one in offerings]
    if len(cells) > 1 and all(cell == cells[0] for cell in cells):
        table.same.append(OfferingTableRow(row.label, cells[:1]))
        return
    of_clinic = [
        place
        for place, one in enumerate(offerings)
        if cells[place].is_stated and not _states(one.record, row)
    ]
    if len(of_clinic) > 1:
        table.others.append(OfferingTableRow(row.label, [cells[of_clinic[0]]]))
        for place in of_clinic:
            cells[place] = OfferingCell([], (), "", is_figure=False, is_left_empty=False, is_below=True)
    for labels, cell in zip(table.unstated, cells, strict=True):
        if not (cell.is_stated or cell.is_left_empty or cell.is_below):
            labels.append(str(row.label))
    table.rows.append(OfferingTableRow(row.label, cells))


def _states(record, row):
    return any(is_stated(record[name]) for name in row.parts)


def _cell(offering, row):
    value = offering.effective
    if row.name == "insurers":
        lines = [insurer_in_words(insurer) for insurer in value["insurers"]]
    else:
        lines = [words for words in [part_words(value, row)] if words]
    dated = row.name == "price" or (row.name == "course_price" and value["price_low"] is None)
    as_of = offering.record["prices_as_of"] if lines and dated else ""
    return OfferingCell(
        lines,
        warned_values(row.name, warned_codes(value, row)),
        _("as of %(day)s") % {"day": day(as_of)} if as_of else "",
        row.name in PRICES,
        row.name == "note" and not lines,
    )
