"""Where each format has each statement: a table that is made of what the modules of the formats say."""

import csv
import io
from collections.abc import Iterator

from directory.exchange import hsds, json_ld_properties, listing_csv, record
from directory.facts.spine import STATEMENTS
from directory.fhir.mapping import homes

FORMATS = {
    "json": record.where,
    "csv": listing_csv.where,
    "fhir_r4": homes.where,
    "hsds_3_0": hsds.where,
    "schema_org": json_ld_properties.where,
}
HEADER = ("statement", "part", "section", "kind", *FORMATS)


def mapping_csv() -> bytes:
    """The table as CSV, UTF-8: a row for each statement, and below it one for each part of its records."""
    file = io.StringIO()
    csv.writer(file).writerows([HEADER, *mapping_rows()])
    return file.getvalue().encode()


def mapping_rows() -> Iterator[tuple[str, ...]]:
    """The rows of HEADER."""
    for name, statement in STATEMENTS.items():
        yield name, "", statement.section, statement.kind, *_places(name)
        for part in statement.parts:
            yield name, part.name, statement.section, part.kind, *_places(f"{name}.{part.name}")


def _places(name):
    return (where(name) for where in FORMATS.values())
