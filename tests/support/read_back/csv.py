"""Reads a CSV of listings back, with what the import reads cells with."""

import csv
import io
import json

from directory.exchange.columns import STATEMENT_COLUMNS
from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.importing.directory_csv import StatementReader
from tests.support.read_back import Mark, mark_of

NAMES = tuple(column.name for column in STATEMENT_COLUMNS if column.name in STATEMENTS)


def read(data):
    """data: the whole file, as bytes."""
    rows = csv.DictReader(io.StringIO(data.decode(), newline=""))
    return {row["id"]: statements_of(row) for row in rows}


def statements_of(row):
    reader, evidence = StatementReader(row, as_it_stands=True), json.loads(row["evidence"] or "{}")
    usual = [Mark("self_reported", row["confirmed_on"])] if row["confirmed_on"] else []
    stated = {name: value for name in NAMES if row[name] and is_stated(value := reader.statement(name))}
    return {
        name: (
            value.isoformat() if STATEMENTS[name].kind == "date" and not isinstance(value, str) else value,
            frozenset(map(mark_of, evidence[name]) if name in evidence else usual),
        )
        for name, value in stated.items()
    }
