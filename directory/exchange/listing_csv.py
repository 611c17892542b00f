"""Listings as CSV. `directory/importing` reads the file back.

A line depends on nothing but the row of its listing: what ends on a day stands with that day.
"""

import csv
import json

from directory.exchange.columns import HEADER, LISTING_COLUMNS
from directory.exchange.csv_formulas import escape_formulas, escape_formulas_in_json
from directory.exchange.record import (
    clinic_marks,
    ending_on,
    last_available_day,
    mark_of_evidence,
    record_head,
    record_row,
)
from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.facts.terms import OWN_WORDS

BYTE_ORDER_MARK = "\ufeff".encode()  # without it Excel takes UTF-8 for another encoding


class _LineEncoder:
    """A file object for csv.writer whose writerow() then returns the line as bytes."""

    def write(self, line):
        return line.encode()


LINE_WRITER = csv.writer(_LineEncoder(), quoting=csv.QUOTE_NOTNULL)


def csv_lines(listings):
    """Yields the lines of a CSV, the header first: bytes, UTF-8, CRLF.

    listings  any iterable of Listing or of record.RecordRow
    Cells of listings are quoted; a cell in which nothing is stated is empty, without quotation marks. The
    own words of every clinic are in it: for those who keep the directory, and not given out as data.
    """
    yield csv_header()
    for listing in listings:
        yield _line(record_row(listing))


def csv_header():
    """The first line of csv_lines()."""
    return csv.writer(_LineEncoder()).writerow(HEADER)


def csv_line(listing):
    """The line of one listing as it is given out: own words that nobody has agreed to are left out."""
    row = record_row(listing)
    return _line(row._replace(**{OWN_WORDS: ""}) if row.withholds_own_words else row)


def iterate_in_batches(listings, size=500):
    """Yields the listings of a queryset by primary key, `size` for each query: no query takes long."""
    last = 0
    while batch := list(listings.filter(pk__gt=last).order_by("pk")[:size]):
        yield from batch
        last = batch[-1].pk


def where(name):
    """Where a line has a statement, or a part of a record (`practitioners.npi`), and how it is written."""
    statement, _dot, part = name.partition(".")
    if part:
        return f"column {statement}: key {part} in the JSON"
    other = "; or an object that has it" if name == "offerings" else ""
    return f"column {name}: {CELLS[STATEMENTS[name].kind]}{other}"


def _line(row):
    head = record_head(row)
    cells = dict.fromkeys(HEADER)
    cells |= {name: str(value) for name in LISTING_NAMES if (value := head[name]) is not None}
    if head["source"]:
        cells["source"] = escape_formulas(head["source"])
    cells["organization_slug"] = row.organization_slug or None
    cells["organization_id"] = head["organization_id"]
    for name, value in zip(STATEMENTS, row.statements, strict=True):
        if value or value == 0:  # as is_stated(), which takes longer
            cells[name] = render_cell(name, value)
    cells["offerings"] = _offerings_cell(row) or None
    cells["evidence"] = _evidence_cell(row) or None
    return LINE_WRITER.writerow(cells.values())


def _offerings_cell(row):
    """The cell of `offerings`: its records, and what the clinic itself says where a column holds the union.

    A list of records; or {"offerings": […], "otherwise": {statement: codes}} where a column holds more than
    the clinic itself says (Listing.defaults).
    """
    cell = render_cell("offerings", row.offerings)
    if not row.defaults:
        return cell
    otherwise = json.dumps({name: row.defaults[name] for name in STATEMENTS if name in row.defaults})
    return f'{{"offerings": {cell or "[]"}, "otherwise": {otherwise}}}'


def render_cell(name, value):
    """The cell of a statement; "" where nothing is stated.

    Text with its formulas escaped; codes divided by ";"; yes or no; whole numbers; degrees as Python's repr()
    of a float; ISO dates; records as JSON with every part, in the order of the statement's parts, and records
    in a part of a record likewise.
    """
    if not is_stated(value):
        return ""
    kind = STATEMENTS[name].kind if name in STATEMENTS else "text"
    if kind == "codes":
        return ";".join(value)
    if kind == "yes_no":
        return "yes" if value else "no"
    if kind == "date":
        return value.isoformat()
    if kind == "point":
        return repr(float(value))
    if kind == "records":
        records = [_whole_record(record, STATEMENTS[name].parts) for record in value]
        return escape_formulas_in_json(json.dumps(records, ensure_ascii=False))
    return escape_formulas(value) if kind == "text" else str(value)


def _whole_record(record, parts):
    whole = {part.name: record.get(part.name) for part in parts}
    for part in parts:
        if part.kind == "records":
            whole[part.name] = [_whole_record(nested, part.parts) for nested in whole[part.name] or ()]
    return whole


def _evidence_cell(row):
    """The cell of the evidence column: the statements that rest on more, or on other days, than usual.

    Usual is what the clinic last confirmed; where it never did, that nobody stands by the statement.
    """
    mark_of_clinic, others = clinic_marks(row)
    evidence = {}
    for one in sorted(row.evidence, key=lambda one: (one["on"], one["kind"], one["person"])):
        person = {"person": one["person"]} if one["person"] else {}
        evidence.setdefault(one["statement"], []).append(mark_of_evidence(one) | person)
    last = last_available_day(row)
    usual = [mark_of_clinic] if mark_of_clinic["evidence"] else []
    candidates, unusual = {*others, *evidence, "availability"}, {}
    for name in [name for name in STATEMENTS if name in candidates]:
        if not is_stated(getattr(row, name)):
            continue
        said = others.get(name, mark_of_clinic)
        marks = [*([said] if said["evidence"] else []), *evidence.get(name, ())]
        if name == "availability":
            marks = [ending_on(mark, last.isoformat()) for mark in marks]
        if marks != usual:
            unusual[name] = marks
    return escape_formulas_in_json(json.dumps(unusual, ensure_ascii=False)) if unusual else ""


LISTING_NAMES = tuple(column.name for column in LISTING_COLUMNS)
CELLS = {  # kind of a statement → how render_cell() writes it
    "text": "text, an apostrophe in front of what a spreadsheet would run",
    "code": "the code",
    "codes": "the codes, divided by “;”",
    "yes_no": "yes or no",
    "number": "a whole number",
    "dollars": "whole US dollars",
    "date": "an ISO date",
    "point": "degrees",
    "records": "JSON, a list of objects",
}
