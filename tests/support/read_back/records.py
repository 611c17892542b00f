"""Reads records back: of /clinics.json, of one clinic, of the bulk files and of the changes."""

import json

from tests.support.read_back import mark_of


def read(records):
    """records: those of exchange/record.py, as dicts."""
    return {one["id"]: statements_of(one) for one in records}


def read_lines(lines):
    """lines: of a file of records, as bytes or text; other lines, as a tombstone, are left out."""
    return read(one for one in map(json.loads, lines) if "statements" in one)


def statements_of(record):
    return {
        name: (entry["value"], frozenset(marks_of(entry)))
        for name, entry in record["statements"].items()
        if entry["value"] is not None
    }


def marks_of(entry):
    if entry["evidence"]:
        yield mark_of(entry)
    for one in [*entry.get("also", []), *entry.get("checked", [])]:
        yield mark_of(one)
