"""The CSV described for programs of the W3C's CSV on the Web: /data/clinics.csv-metadata.json."""

import re
from typing import Any

from django.conf import settings

from directory.exchange.columns import HEADER
from directory.exchange.schemas.about import DESCRIPTION, GEONAMES_ADDRESS, LICENSE_ADDRESS, TITLE
from directory.exchange.schemas.csv_columns import Cells, csv_columns

ADDRESS = "/data/clinics.csv-metadata.json"
CSV_ADDRESS = "/clinics.csv"
DATATYPES = {"datetime": "dateTimeStamp", "array": "json", "object": "json", "list": "string"}


def csv_metadata() -> dict[str, Any]:
    """The metadata document of a table with the columns of csv_lines()."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "@id": settings.SITE_URL + ADDRESS,
        "url": settings.SITE_URL + CSV_ADDRESS,
        "dc:title": TITLE,
        "dc:description": DESCRIPTION,
        "dc:license": {"@id": LICENSE_ADDRESS},
        "dc:source": {"@id": GEONAMES_ADDRESS},
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [_column(cells) for cells in csv_columns()],
            "primaryKey": HEADER[0],
        },
    }


def _column(cells: Cells) -> dict[str, Any]:
    column = {
        "name": cells.name,
        "titles": cells.name,  # as the header has it
        "rdfs:label": cells.title,
        "dc:description": cells.description,
        "datatype": _datatype(cells),
        "required": cells.is_filled,
        "null": "",
    }
    return column | ({"separator": ";"} if cells.type == "list" else {})


def _datatype(cells: Cells) -> dict[str, Any]:
    """The datatype of a cell, or of each item of a list."""
    datatype: dict[str, Any] = {"base": DATATYPES.get(cells.type, cells.type)}
    if cells.type == "boolean":
        datatype["format"] = "yes|no"
    elif cells.codes:
        datatype["format"] = one_of([code for code, _label in cells.codes])
    elif cells.pattern and datatype["base"] == "string":
        datatype["format"] = cells.pattern.removeprefix("^").removesuffix("$")
    return datatype | {
        name: bound
        for name, bound in (("minimum", cells.minimum), ("maximum", cells.maximum))
        if bound is not None
    }


def one_of(codes: list[str]) -> str:
    """A regular expression for any of some codes."""
    return f"({'|'.join(map(re.escape, codes))})"
