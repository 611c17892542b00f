"""Files as rows: what is there, whatever is wrong with it. Knows nothing of clinics.

A row's number is the one that a spreadsheet shows: the header is row 1. In JSON the first entry is row 1.
"""

import csv
import json
import re
from collections import deque
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from directory.importing.drafts import Refused

LONGEST_LINE = 1_000_000  # bytes
LONGEST_CELL = 131_072  # characters
LARGEST_JSON = 50_000_000  # bytes; a page of the API has some 100,000
TOO_LONG = "\udfff"  # stands for a line that was passed over; no text decodes to it

NOT_UTF8 = re.compile("[\udc80-\udcff]")  # how Python keeps bytes that are not UTF-8

csv.field_size_limit(LONGEST_CELL)


class Unreadable(Exception):  # noqa: N818
    """No row of the file can be read. The message is a sentence for the operator."""


@dataclass
class Row:
    number: int
    cells: object  # {column: text}; in JSON whatever stands there
    problem: str = ""  # why it cannot be read


def opened(path):
    """The file, open for bytes, once a look at its beginning says that it is text."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise Unreadable(_("There is no file %s.") % path) from None
    except IsADirectoryError:
        raise Unreadable(_("%s is a folder. Name a file in it.") % path) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Unreadable(
            _("%(file)s cannot be opened: %(reason)s.") % {"file": path, "reason": reason}
        ) from None
    try:
        problem = _not_text(file.read(4096))
    except OSError as error:
        file.close()
        raise Unreadable(
            _("%(file)s cannot be read: %(reason)s.") % {"file": path, "reason": error.strerror}
        ) from None
    if problem:
        file.close()
        raise Unreadable(problem)
    file.seek(0)
    return file


def _not_text(beginning):
    start = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        return _("The file is empty.")
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _("The file is in UTF-16. Save it as UTF-8: in Excel, “CSV UTF-8 (Comma delimited)”.")
    if start.startswith(b"PK\x03\x04"):
        return _(
            "The file is a spreadsheet or a ZIP archive. Save the sheet as CSV in UTF-8 and give that file."
        )
    if start[:1] == b"<":
        return _("The file is a web page or XML. Give a CSV or JSON file.")
    first_line = start.split(b"\n", 1)[0]
    if start.startswith((b"%PDF", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"SQLite")) or b"\0" in first_line:
        return _("The file is not text. Give a CSV file in UTF-8, or JSON.")
    return ""


def is_json(file):
    beginning = file.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()
    file.seek(0)
    return beginning[:1] in (b"{", b"[")


# ---- CSV


@dataclass
class _Record:
    first: int  # its first line
    cells: list
    problem: str = ""
    too_long: bool = False


@dataclass
class Table:
    """A CSV file being read. `moved` is told how many bytes were read."""

    file: object
    moved: object = None
    line: int = 0  # lines taken from the file
    header: list = field(default_factory=list)
    _ahead: deque = field(default_factory=deque)  # lines to read again
    _taken: list = field(default_factory=list)  # lines of the row being read

    def __post_init__(self):
        self._begin()
        first = self._next()
        if first is None or first.problem:
            raise Unreadable(
                _("The first row should name the columns. %s") % (first.problem if first else "")
            )
        self.header = [cell.removeprefix("\ufeff").strip() for cell in first.cells]

    def __iter__(self):
        """The rows below the header. Empty ones are passed over, but they count."""
        number = 1
        while record := self._next():
            number += 1
            if not record.problem and not any(record.cells):
                continue
            if len(record.cells) != len(self.header) and not record.too_long:
                record.problem = record.problem or self._misshapen(record)
                self._read_again()
            if record.problem:
                yield Row(number, None, record.problem)
            else:
                yield Row(number, dict(zip(self.header, record.cells, strict=True)))

    def _next(self):
        """The next _Record, or None at the end."""
        self._taken.clear()
        first = self.line - len(self._ahead) + 1
        try:
            cells = next(self._rows)
        except StopIteration:
            return None
        except csv.Error:
            return _Record(first, [], self._unreadable(first))
        text = "".join(cells)
        problem = ""
        if TOO_LONG in text:
            problem = _("Line %(line)d is longer than %(most)d bytes.") % {
                "line": self._where(TOO_LONG, first),
                "most": LONGEST_LINE,
            }
        elif not text.isascii() and NOT_UTF8.search(text):
            problem = _(
                "Line %d is not in UTF-8. Save the file as UTF-8, or write the words of this row again."
            ) % self._where("\udc80-\udcff", first)
        elif "\0" in text:
            problem = _("Line %d holds a sign that no text has (NUL). Take it away.") % self._where(
                "\0", first
            )
        return _Record(first, cells, problem, too_long=TOO_LONG in text)

    def _unreadable(self, first):
        if len(self._taken) > 1:
            return _("A quotation mark opens on line %d and none closes it.") % first
        return _("Line %(line)d cannot be read as CSV: a cell is longer than %(most)d characters.") % {
            "line": first,
            "most": LONGEST_CELL,
        }

    def _misshapen(self, record):
        told = {"cells": len(record.cells), "columns": len(self.header), "line": record.first}
        if len(self._taken) > 1:
            return (
                _(
                    "It has %(cells)d cells, and the first row has %(columns)d. Is a quotation mark left "
                    "open on line %(line)d?"
                )
                % told
            )
        return _("It has %(cells)d cells, and the first row has %(columns)d.") % told

    def _where(self, signs, first):
        for offset, line in enumerate(self._taken):
            if re.search(f"[{signs}]", line):
                return first + offset
        return first

    def _read_again(self):
        """A quotation mark too many swallows the rows that follow: give them back, but for the first line."""
        self._ahead.extendleft(reversed(self._taken[1:]))
        self._begin()

    def _begin(self):
        """A reader that has seen the end of the file gives nothing more, so begin one."""
        self._rows = csv.reader(self._lines())

    def _lines(self):
        while True:
            line = self._ahead.popleft() if self._ahead else self._line()
            if not line:
                return
            self._taken.append(line)
            yield line

    def _line(self):
        data = self.file.readline(LONGEST_LINE)
        if not data:
            return ""
        self.line += 1
        read = len(data)
        if read == LONGEST_LINE and not data.endswith(b"\n"):
            marks = data.count(b'"')
            while data and not data.endswith(b"\n"):
                data = self.file.readline(LONGEST_LINE)
                marks, read = marks + data.count(b'"'), read + len(data)
            # An odd number of marks opens or closes a cell of several lines; so does its stand-in.
            text = ('"' if marks % 2 else "") + TOO_LONG + "\n"
        else:
            text = data.decode("utf-8", errors="surrogateescape")
        if self.moved:
            self.moved(read)
        return text


def check_header(header, *, required, optional=(), others_welcome=False):
    """Unreadable unless the columns are the expected ones. The sentence names what is wrong."""
    expected = [*required, *optional]
    listed = ", ".join(required)
    missing = [name for name in required if name not in header]
    twice = sorted({name for name in header if name and header.count(name) > 1})
    extra = [] if others_welcome else [name for name in header if name not in expected]
    if missing and len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        raise Unreadable(
            _("The columns are not divided by commas. Save the file as CSV with commas. Expected: %s.")
            % listed
        )
    if twice:
        raise Unreadable(_("The column “%s” is there twice. Take one away.") % twice[0])
    if extra:
        nearest = process.extractOne(extra[0], missing or expected, scorer=fuzz.ratio)
        raise Unreadable(
            _("There is no column “%(name)s”. Did you mean “%(nearest)s”? Expected: %(expected)s.")
            % {"name": extra[0][:80], "nearest": nearest[0], "expected": ", ".join(expected)}
        )
    if missing:
        raise Unreadable(
            _("The column “%(name)s” is missing. Expected: %(expected)s.")
            % {"name": "”, “".join(missing), "expected": listed}
        )


# ---- JSON


def entries(file, moved=None):
    """The rows of a JSON file: a list, or an object with the list under "rows"."""
    data = file.read(LARGEST_JSON + 1)
    if len(data) > LARGEST_JSON:
        raise Unreadable(
            _("A JSON file may have up to %d million bytes. Divide it into pages.")
            % (LARGEST_JSON // 1_000_000)
        )
    try:
        page = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(_("Line %d is not in UTF-8. Save the file as UTF-8.") % line) from None
    except json.JSONDecodeError as error:
        raise Unreadable(
            _("The file is not JSON: line %(line)d, column %(column)d.")
            % {"line": error.lineno, "column": error.colno}
        ) from None
    except (RecursionError, ValueError):
        raise Unreadable(_("The file is not JSON that a person could have meant.")) from None
    rows = page.get("rows") if isinstance(page, dict) else page
    if not isinstance(rows, list):
        raise Unreadable(_("The JSON has no list of facilities under “rows”."))
    step = len(data) / max(len(rows), 1)
    for number, row in enumerate(rows, start=1):
        if moved:
            moved(step)
        if isinstance(row, dict):
            yield Row(number, row)
        else:
            yield Row(number, None, _("It is not an object with names and values."))


def _no_number(name):
    raise ValueError(name)


def word(cells, name):
    """The text of a JSON value that should be text or a number; null and what is missing are empty."""
    value = cells.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Refused(_("“%s” is not text.") % name)
    return str(value).strip()
