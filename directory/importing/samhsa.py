"""The facility locator of SAMHSA as CSV, as it was published about 2020 and as people have made it ready.

It says where a facility is and how to reach it. Nothing about ketamine follows from it, so nothing is stated.
"""

from django.utils.translation import gettext as _

from directory.importing.errors import RowError
from directory.importing.facility import parse_facility

SOURCE = "SAMHSA facility locator, about 2020"
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
    """The header under the names of COLUMNS; None where the file is not of this shape.

    As it is downloaded, the column of keys has no name and stands first.
    """
    if header and header[0] in ("", "source_row") and {"name1", "street1"} <= {*header}:
        first, *others = header
        return [
            AS_DOWNLOADED.get(first, first),
            *(AS_DOWNLOADED.get(name, name) if name else "" for name in others),
        ]
    return header if "source_row" in header else None


def parse_row(cells):
    key = cells["source_row"].strip()
    if not key:
        raise RowError(_("“source_row”, the key of the facility, is empty."))
    return parse_facility(
        f"samhsa:{key}",
        cells,
        name=(cells["name"], cells["program"]),
        duplicate_key=tuple(text for name, text in cells.items() if name != "source_row"),
    )
