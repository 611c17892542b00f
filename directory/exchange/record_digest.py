"""A digest of what records say beyond their rows: their keys, and the words of their warnings.

A release, or the day on which a rule ends, may change the records of listings that did not change themselves.
Whoever follows the directory by its versions would keep the old ones: see data_files/write.py.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import Any
from uuid import UUID

from directory.exchange.record import COLUMNS, RecordRow, json_line, record
from directory.facts.spine import STATEMENTS
from directory.facts.vocabulary import Evidence

DAY = date(2026, 1, 1)
USUAL: dict[str, Any] = {
    "text": "text",
    "number": 1,
    "dollars": 1,
    "point": 1.0,
    "time": "09:00",
    "date": DAY.isoformat(),
}
ABOUT_THE_LISTING: dict[str, Any] = {
    "pk": 1,
    "uid": UUID(int=1),
    "slug": "example",
    "version": 1,
    "directory_version": 1,
    "changed_at": datetime(2026, 1, 1, tzinfo=UTC),
    "first_published_on": DAY,
    "published_on": DAY,
    "confirmed_on": DAY,
    "removed_at": None,
    "origin": "portal",
    "source": "source",
    "source_license": "cc0-1.0",
    "terms": "2026-12",
    "organization_uid": UUID(int=2),
    "organization_slug": "organization",
    "defaults": {},
    "stated_on": {},
    "taken_over": [],
}


def records_digest() -> str:
    """32 hex digits: another one if the record of the same row may be another one than before."""
    digest = blake2b(digest_size=16)
    for row in _examples():
        digest.update(json_line(record(row)))
    return digest.hexdigest()


def _examples() -> Iterator[RecordRow]:
    """Rows that state everything, of which each code of each statement is in one at least."""
    of_records = [part for statement in STATEMENTS.values() for part in statement.parts]
    widest = max(len(one.choices) for one in (*STATEMENTS.values(), *of_records))
    for number in range(widest):
        values = {name: _value(statement, number) for name, statement in STATEMENTS.items()}
        values |= {name: DAY for name, statement in STATEMENTS.items() if statement.kind == "date"}
        values |= ABOUT_THE_LISTING | {"evidence": _evidence()}
        yield RecordRow._make(values.get(name) for name in COLUMNS)


def _value(stated, number):
    """A value of a Statement or a Part, with the code in the place `number`, if there are codes."""
    if stated.kind == "records":
        return [{part.name: _value(part, number) for part in stated.parts}]
    if stated.kind in ("code", "codes"):
        code = stated.choices[number % len(stated.choices)][0]
        return [code] if stated.kind == "codes" else code
    return number % 2 == 0 if stated.kind == "yes_no" else USUAL[stated.kind]


def _evidence():
    day = DAY.isoformat()
    mark = {"statement": "name", "person": "", "about": "other", "on": day, "until": day}
    return [mark | {"kind": kind.value, "source": "source", "url": "url"} for kind in Evidence if kind]
