"""Parses a row of SAMHSA's facility locator, about 2020: the CSV as published, or with COLUMNS as header.

The locator states where a facility is and how to reach it, and nothing about ketamine.
"""

from django.utils.translation import gettext as _

from directory.facts.vocabulary import SourceLicense
from directory.importing.errors import RowError
from directory.importing.facility import parse_facility

SOURCE = "SAMHSA facility locator, about 2020"
LICENSE = SourceLicense.PUBLIC_DOMAIN  # a work of the US government: 17 U.S.C. 105
COLUMNS = (
    "source_row",
    "name",
    "program",
    "street1",
    "street2",
    "city",
    "state",
    "zip",
    "phone",
    "website",
    "latitude",
    "longitude",
)
AS_DOWNLOADED = {"": "source_row", "name1": "name", "name2": "program"}


def map_header(header):
    """The header with the names of COLUMNS; None for a file of another format.

    In the file as downloaded, the column of keys is the first and has no name.
    """
    if header and header[0] in ("", "source_row") and {"name1", "street1"} <= {*header}:
        first, *others = header
        return [
            AS_DOWNLOADED.get(first, first),
            *(AS_DOWNLOADED.get(name, name) if name else "" for name in others),
        ]
    return header if "source_row" in header else None


def parse_row(cells):
    """The ParsedRow of {column: cell}. Raises RowError."""
    key = cells["source_row"].strip()
    if not key:
        raise RowError(_("“source_row”, the key of the facility, is empty."))
    return parse_facility(
        f"samhsa:{key}",
        cells,
        name=(cells["name"], cells["program"]),
        duplicate_key=tuple(text for name, text in cells.items() if name != "source_row"),
    )
