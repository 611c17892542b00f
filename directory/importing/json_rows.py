"""Rows of a JSON file."""

import json

from django.utils.translation import gettext as _

from directory.importing.errors import FileError, RowError
from directory.importing.rows import RawRow
from directory.importing.text_file import byte_order_mark

MAX_JSON_BYTES = 50_000_000  # a page of the FindTreatment.gov API has some 100,000


def read_json_rows(file, on_bytes_read=None):
    """Yields a RawRow for each entry of a list, or of an object's list "rows". Raises FileError."""
    data = file.read(MAX_JSON_BYTES + 1)
    if len(data) > MAX_JSON_BYTES:
        raise FileError(
            _("A JSON file may have up to %d million bytes. Split it into smaller files.")
            % (MAX_JSON_BYTES // 1_000_000)
        )
    page = _parse(data)
    rows = page.get("rows") if isinstance(page, dict) else page
    if not isinstance(rows, list):
        raise FileError(_("The JSON has no list of facilities under “rows”."))
    step = len(data) / max(len(rows), 1)
    for number, row in enumerate(rows, start=1):
        if on_bytes_read:
            on_bytes_read(step)
        if isinstance(row, dict):
            yield RawRow(number, row)
        else:
            yield RawRow(number, None, _("It is not an object with names and values."))


def _parse(data):
    """The value of a JSON file, given as bytes. Raises FileError."""
    try:
        mark, codec = byte_order_mark(data)
        return json.loads(data.removeprefix(mark).decode(codec), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileError(_("Line %d is not in UTF-8. Save the file as UTF-8.") % line) from None
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            raise FileError(
                _(
                    "The file has several JSON values, such as one on each line, where one list is expected. "
                    "Of this directory or another one, use the CSV file."
                )
            ) from None
        raise FileError(
            _("The file is not valid JSON. See line %(line)d, column %(column)d.")
            % {"line": error.lineno, "column": error.colno}
        ) from None
    except (RecursionError, ValueError):
        raise FileError(
            _("The JSON in this file is nested too deeply or has numbers that are too long.")
        ) from None


def _no_number(name):
    """Refuses NaN and Infinity, which json would accept."""
    raise ValueError(name)


def text_value(cells, name):
    """The value under a name as text; "" for null or a missing name. RowError if it is no text or number."""
    value = cells.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise RowError(_("“%s” is not text.") % name)
    return str(value).strip()
