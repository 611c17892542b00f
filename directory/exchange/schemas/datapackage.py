"""The CSV described for programs of Frictionless Data: /data/datapackage.json."""

from typing import Any

from django.conf import settings

from directory.exchange.columns import HEADER
from directory.exchange.schemas.about import (
    DESCRIPTION,
    GEONAMES_ADDRESS,
    LICENSE_ADDRESS,
    LICENSE_NAME,
    LICENSE_TITLE,
    SHAPE_VERSION,
    TITLE,
)
from directory.exchange.schemas.csv_columns import Cells, csv_columns
from directory.exchange.schemas.csvw import one_of

ADDRESS = "/data/datapackage.json"


def data_package() -> dict[str, Any]:
    """The descriptor of the newest bulk CSV. Its path is relative to ADDRESS."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "ketamine-clinics",
        "id": settings.SITE_URL + ADDRESS,
        "title": TITLE,
        "description": DESCRIPTION,
        "version": f"{SHAPE_VERSION}.0",
        "homepage": f"{settings.SITE_URL}/data/",
        "licenses": [{"name": "CC-BY-4.0", "title": LICENSE_TITLE, "path": LICENSE_ADDRESS}],
        "sources": [{"title": "GeoNames", "path": GEONAMES_ADDRESS}],
        "resources": [
            {
                "name": "clinics",
                "title": f"{TITLE} ({LICENSE_NAME})",
                "description": "One row describes one clinic.",
                "path": "latest/clinics.csv.gz",
                "format": "csv",
                "compression": "gz",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"csv": {"delimiter": ",", "lineTerminator": "\r\n"}},
                "schema": table_schema(),
            }
        ],
    }


def table_schema() -> dict[str, Any]:
    """The Table Schema of the CSV."""
    return {
        "fields": [_field(cells) for cells in csv_columns()],
        "primaryKey": [HEADER[0]],
        "missingValues": [""],
    }


def _field(cells: Cells) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": cells.name,
        "title": cells.title,
        "description": cells.description,
        "type": "string" if cells.type == "list" else cells.type,
        "constraints": _constraints(cells),
    }
    if cells.type == "boolean":
        field |= {"trueValues": ["yes"], "falseValues": ["no"]}
    elif cells.type == "string" and cells.format:
        field["format"] = cells.format
    if cells.codes:
        field["categories"] = [{"value": code, "label": title} for code, title in cells.codes]
    return field


def _constraints(cells: Cells) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": cells.is_filled, "unique": cells.is_unique}
    for name in ("minimum", "maximum", "pattern"):
        if (bound := getattr(cells, name)) is not None:
            constraints[name] = bound
    if cells.codes and cells.type == "list":  # divided by ";"
        code = one_of([code for code, _label in cells.codes])
        constraints["pattern"] = f"^{code}(;{code})*$"
    elif cells.codes:
        constraints["enum"] = [code for code, _label in cells.codes]
    return constraints
