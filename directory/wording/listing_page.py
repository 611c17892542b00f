"""The page of a listing: contact first, what is offered in a table, then the sections."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from django.utils.translation import gettext as _

from directory.facts.offerings import DEFAULTED_PARTS
from directory.facts.spine import SPINE, STATEMENTS
from directory.facts.statements import is_stated
from directory.wording.by_offering import named_offerings
from directory.wording.evidence import EvidenceMark, row_evidence
from directory.wording.formats import day
from directory.wording.insurers import insurer_in_words
from directory.wording.offerings import IN_THE_NAME, ROWS, offering_names, part_words, warned_codes
from directory.wording.rows import section_rows
from directory.wording.safety_warnings import WarnedValue, warned_values

CONTACT_ORDER = (
    "availability",
    "phone",
    "address",
    "website",
    "booking_url",
    "email",
    "opening_hours",
    "opening_times",
)
MAX_WITH_WHOLE_WARNINGS = 3  # offerings: the columns of more are too narrow
TABLE_ID = "offered"  # of the table of offerings on the page


@dataclass(frozen=True)
class RowGroup:
    """Rows under one heading, or under none (`heading` is "")."""

    heading: str
    rows: list


def contact_rows(listing, today):
    """The rows of the spine's head: those of CONTACT_ORDER, then the others in the order of the spine."""
    position = {name: index for index, name in enumerate(CONTACT_ORDER)}
    rows = section_rows(listing, SPINE[0], today)
    return sorted(rows, key=lambda row: position.get(row.name, len(position)))


def row_groups(listing, section, today):
    """The rows of a section as RowGroups: in section A the people with their training have a heading.

    The offerings are left out, and what differs between them points to their table.
    """
    groups, heading = [], ""
    for row in section_rows(listing, section, today):
        if row.name == "offerings":
            continue
        if section.key == "A" and row.name in ("practitioners", "training"):
            heading = STATEMENTS["practitioners"].label
        else:
            heading = ""
        if not groups or groups[-1].heading != heading:
            groups.append(RowGroup(heading, []))
        groups[-1].rows.append(_pointing_to_table(row, is_brief(listing)))
    return groups


def is_brief(listing):
    """True if the columns of the table have room for the first sentence of a warning alone."""
    return len(listing.offerings) > MAX_WITH_WHOLE_WARNINGS


def _pointing_to_table(row, is_brief):
    """The row with a link to the table of offerings in place of what the table says.

    is_brief  True: the row has the whole text of the warnings, which the table cuts short
    """
    offered = row.by_offering
    if (
        not offered
        or not offered.is_split
        or row.name == "insurance"
        or not (offered.lines or offered.warned)
    ):
        return row
    return replace(
        row,
        lines=[_("It depends on the treatment: see “What is offered”"), *offered.unassigned],
        warned=offered.warned if is_brief else offered.unassigned_warned,
        link=f"#{TABLE_ID}",
    )


class OfferingCell(NamedTuple):
    """What holds for one offering.

    detail         the date of a price
    is_figure      True for a price
    is_left_empty  True for a note that is not there: nobody asks for one
    """

    lines: list[str]
    warned: tuple[WarnedValue, ...]
    detail: str
    is_figure: bool
    is_left_empty: bool


class OfferingTableRow(NamedTuple):
    label: str
    cells: list[OfferingCell]


class OfferingTable(NamedTuple):
    """What is offered: a column for each offering, a row for each part that one of them states.

    A part that an offering leaves empty is there what the clinic says of itself.

    brief  as is_brief()
    """

    names: list[str]
    rows: list[OfferingTableRow]
    evidence: EvidenceMark
    brief: bool


def offering_table(listing, today):
    """The OfferingTable of a listing; None where it states no offerings."""
    offerings = named_offerings(listing)
    if not offerings:
        return None
    rows = [row for row in ROWS if row.name not in IN_THE_NAME and row.name != "prices_as_of"]
    shown = [row for row in rows if any(_states(one.record, row) for one in offerings)]
    names = [name for row in shown for name in row.parts if name in DEFAULTED_PARTS]
    return OfferingTable(
        offering_names(listing.offerings, long=True),
        [OfferingTableRow(row.label, [_cell(one, row) for one in offerings]) for row in shown],
        row_evidence(listing, ["offerings", *names], today),
        is_brief(listing),
    )


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
        row.name in ("price", "course_price"),
        row.name == "note" and not lines,
    )
