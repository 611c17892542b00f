"""The files: their names, what they hold, and the lines that each listing adds to them."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from directory.exchange import hsds
from directory.exchange.listing_csv import csv_header, csv_line
from directory.exchange.record import json_line

NDJSON = "application/x-ndjson"


class FileKind(NamedTuple):
    """One of the files.

    media_type  of its content, once decompressed
    schema      path on this site, or URL elsewhere, of what says which keys or columns it has
    header      its first line; b"" for none
    """

    name: str
    media_type: str
    schema: str
    header: Callable[[], bytes] = bytes


FILES = (
    FileKind("clinics.ndjson.gz", NDJSON, "/data/clinic.schema.json"),
    FileKind("clinics.csv.gz", "text/csv", "/data/clinics.csv-metadata.json", csv_header),
    FileKind("hsds.ndjson.gz", NDJSON, "https://docs.openreferral.org/en/3.0/hsds/schema_reference.html"),
)


def lines(row, record: dict) -> Iterator[tuple[str, bytes]]:
    """Yields (name of a file, a line of it) of one listing.

    row     a RecordRow, or a Listing
    record  exchange/record.py: record() of it
    """
    yield "clinics.ndjson.gz", json_line(record)
    yield "clinics.csv.gz", csv_line(row)
    for line in hsds.lines(record):
        yield "hsds.ndjson.gz", line
