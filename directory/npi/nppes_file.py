"""Reads the monthly file of NPPES, the register of NPIs.

source  CMS, "NPI Data Dissemination", npidata_pfile_20050523-YYYYMMDD.csv: 329 columns, known by their names
"""

import csv
import re
from dataclasses import dataclass
from datetime import datetime
from io import TextIOWrapper

from django.utils.translation import gettext as _

FILE_NAME = re.compile(r"npidata_pfile_([0-9]{8})-([0-9]{8})\.csv", re.IGNORECASE)
FULL_FILE_START = "20050523"  # in the name of a full file; the files of a week begin later
COLUMNS = {
    "npi": "NPI",
    "kind": "Entity Type Code",
    "organization": "Provider Organization Name (Legal Business Name)",
    "last": "Provider Last Name (Legal Name)",
    "first": "Provider First Name",
    "middle": "Provider Middle Name",
    "other_organization": "Provider Other Organization Name",
    "other_last": "Provider Other Last Name",
    "other_first": "Provider Other First Name",
    "other_middle": "Provider Other Middle Name",
    "state": "Provider Business Practice Location Address State Name",
    "deactivated": "NPI Deactivation Date",
    "reactivated": "NPI Reactivation Date",
}
PERSON, ORGANIZATION = "1", "2"  # Entity Type Code
MAX_LISTED_ROWS = 5  # row numbers kept of rows with too few or too many columns
ROWS_PER_PROGRESS = 50_000


class NppesFileError(Exception):
    """The file cannot be read. The message is a sentence for the operator."""


@dataclass(frozen=True)
class RegisterExtract:
    """The entries of the NPIs that were looked up in one file.

    entries            NPI → {name of COLUMNS: text}
    malformed_npis     NPIs whose only rows have too few or too many columns
    rows               number of rows below the header
    malformed_rows     numbers of the first MAX_LISTED_ROWS rows with too few or too many columns, as a
                       spreadsheet counts them
    malformed_count    how many such rows there are in all
    """

    entries: dict
    malformed_npis: set
    rows: int
    malformed_rows: list
    malformed_count: int


def file_date(name):
    """The date of a file, parsed from its name. Raises NppesFileError."""
    match = FILE_NAME.search(name)
    if not match:
        raise NppesFileError(_("The file’s name has no date. Add it with --as-of 2026-11-08."))
    if match[1] != FULL_FILE_START:
        raise NppesFileError(_("This file has only one week’s changes. Use the full monthly file."))
    try:
        return datetime.strptime(match[2], "%Y%m%d").date()
    except ValueError:
        raise NppesFileError(_("The file’s name has no date. Add it with --as-of 2026-11-08.")) from None


def read_entries(path, npis, *, on_bytes_read=None):
    """RegisterExtract of some NPIs. Reads the file once and holds one row in memory. Raises NppesFileError.

    npis           a set of NPIs
    on_bytes_read  called with the number of bytes read since the call before
    """
    entries, malformed, malformed_rows, malformed_count, number, reported = {}, set(), [], 0, 0, 0
    with open(path, "rb") as raw, TextIOWrapper(raw, "utf-8-sig", errors="replace", newline="") as file:
        rows = csv.reader(file)
        try:
            positions, width = _column_positions(next(rows, []))
            npi_at = positions["npi"]
            for number, row in enumerate(rows, start=2):
                if len(row) != width:
                    malformed_count += 1
                    malformed_rows += [number] if len(malformed_rows) < MAX_LISTED_ROWS else []
                    malformed |= npis & set(row[npi_at : npi_at + 1])
                elif row[npi_at] in npis:
                    entries.setdefault(row[npi_at], {name: row[at].strip() for name, at in positions.items()})
                if on_bytes_read and number % ROWS_PER_PROGRESS == 0:
                    position = raw.tell()
                    on_bytes_read(position - reported)
                    reported = position
        except csv.Error as error:
            raise NppesFileError(
                _("Row %(number)d cannot be read: %(why)s.") % {"number": number + 1, "why": error}
            ) from None
    return RegisterExtract(
        entries, malformed - set(entries), max(number - 1, 0), malformed_rows, malformed_count
    )


def _column_positions(header):
    """(name of COLUMNS → position in a row, number of columns)."""
    missing = [title for title in COLUMNS.values() if title not in header]
    if missing:
        raise NppesFileError(
            _("This is not an NPPES file. Its first row does not have: %s.")
            % ", ".join(f"“{title}”" for title in missing)
        )
    return {name: header.index(title) for name, title in COLUMNS.items()}, len(header)


def deactivation_date(entry):
    """The date on which an NPI was deactivated; None if it is active, or was reactivated since."""
    deactivated, reactivated = _parse_date(entry["deactivated"]), _parse_date(entry["reactivated"])
    return deactivated if deactivated and not (reactivated and reactivated >= deactivated) else None


def _parse_date(text):
    try:
        return datetime.strptime(text, "%m/%d/%Y").date()
    except ValueError:
        return None
