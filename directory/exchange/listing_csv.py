"""Listings as CSV. `directory/importing` reads the file back."""

import csv
import json
from collections import defaultdict

from directory.exchange.columns import HEADER, STATEMENT_COLUMNS
from directory.exchange.csv_formulas import escape_formulas, escape_formulas_in_json
from directory.exchange.record import listing_source
from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.facts.vocabulary import Evidence


class _LineEncoder:
    """A file object for csv.writer whose writerow() then returns the line as bytes."""

    def write(self, line):
        return line.encode()


LINE_WRITER = csv.writer(_LineEncoder(), quoting=csv.QUOTE_NOTNULL)


def csv_lines(listings):
    """Yields the lines of a CSV, the header first: bytes, UTF-8, CRLF.

    listings  any iterable of Listing
    Cells of listings are quoted; a cell in which nothing is stated is empty, without quotation marks.
    """
    yield csv_header()
    yield from map(csv_line, listings)


def csv_header():
    """The first line of csv_lines()."""
    return csv.writer(_LineEncoder()).writerow(HEADER)


def csv_line(listing):
    """The line of one listing in csv_lines()."""
    return LINE_WRITER.writerow([text or None for text in _row(listing)])


def iterate_in_batches(listings, size=500):
    """Yields the listings of a queryset by primary key, `size` for each query: no query takes long."""
    last = 0
    while batch := list(listings.filter(pk__gt=last).order_by("pk")[:size]):
        yield from batch
        last = batch[-1].pk


def _row(listing):
    return [
        str(listing.uid),
        listing.slug,
        str(listing.version),
        _iso_date(listing.published_on),
        _iso_date(listing.confirmed_on),
        escape_formulas(listing_source(listing)),
        *(
            _offerings_cell(listing)
            if column.name == "offerings"
            else render_cell(column.name, getattr(listing, column.name))
            for column in STATEMENT_COLUMNS
        ),
        _evidence_cell(listing),
    ]


def _offerings_cell(listing):
    """The cell of `offerings`: its records, and what the clinic itself says where a column holds the union.

    A list of records; or {"offerings": […], "otherwise": {statement: codes}} where a column holds more than
    the clinic itself says (Listing.defaults).
    """
    cell = render_cell("offerings", listing.offerings)
    if not listing.defaults:
        return cell
    otherwise = json.dumps({name: listing.defaults[name] for name in STATEMENTS if name in listing.defaults})
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
        return _iso_date(value)
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


def _evidence_cell(listing):
    """The cell of the evidence column. It does not depend on the day on which it is written."""
    by_statement = defaultdict(list)
    for mark in sorted(listing.evidence, key=lambda mark: (mark["on"], mark["kind"], mark["person"])):
        by_statement[mark["statement"]].append(
            {"evidence": mark["kind"], "on": mark["on"]}
            | {part: mark[part] for part in ("until", "source", "url", "person") if mark[part]}
        )
    for name in STATEMENTS:
        if not is_stated(getattr(listing, name)):
            continue
        on = listing.last_stated_on(name)
        if on and (on != listing.confirmed_on or name in by_statement):
            by_statement[name].insert(0, {"evidence": Evidence.SELF_REPORTED.value, "on": _iso_date(on)})
        elif on is None and listing.confirmed_on:
            by_statement.setdefault(name, [])
    in_order = {name: by_statement[name] for name in STATEMENTS if name in by_statement}
    return escape_formulas_in_json(json.dumps(in_order, ensure_ascii=False)) if in_order else ""


def _iso_date(date):
    return date.isoformat() if date else ""
