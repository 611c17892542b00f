"""Rows of a CSV file, whatever separates its columns and whatever stands above its header."""

import codecs
import csv
import re
from collections import deque
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from directory.importing.errors import FileError
from directory.importing.rows import RawRow
from directory.importing.text_file import (
    CHUNK_BYTES,
    MAX_LINE_BYTES,
    TOO_LONG_LINE,
    detect_encoding,
    read_lines,
)

MAX_CELL_CHARACTERS = 131_072
MAX_LINES_PER_ROW = 2_000
MAX_REREAD_CHARACTERS = 4_000_000  # of lines that are returned to be read again, besides as many as were read
MAX_ROWS_ABOVE_HEADER = 10  # a title, an author, empty rows
SEPARATORS = ",;\t|"
# A first line that tells Excel the separator; Excel does not show it.
SEPARATOR_DECLARATION = re.compile(r'"?sep=([^"\w\s]|\t)"?\s*', re.IGNORECASE)
QUOTED_AS_FORMULA = re.compile(r'="[^"]*"')
NOT_UTF8 = re.compile("[\udc80-\udcff]")  # bytes that are not UTF-8, as surrogateescape keeps them

csv.field_size_limit(MAX_CELL_CHARACTERS)


@dataclass
class _Record:
    first: int  # its first line
    cells: list
    problem: str = ""
    too_long: bool = False


@dataclass
class CsvTable:
    """A CSV file being read, whatever divides its columns and whatever stands above its header.

    count  how many headings that are known stand in a list of cells
    moved  is told how many bytes were read
    """

    file: object
    count_known_headings: object
    on_bytes_read: object = None
    header: list = field(default_factory=list)
    messages: list = field(default_factory=list)  # for the operator
    line: int = 0  # lines taken from the file
    number: int = 0  # rows taken from the file
    columns: list = None  # a name for each heading; None: left alone
    required: int = 0  # a row has at least so many cells
    _returned_lines: deque = field(default_factory=deque)  # lines to read again
    _row_lines: list = field(default_factory=list)  # lines of the row being read
    _reread_allowance: int = MAX_REREAD_CHARACTERS  # characters that may still be given back
    _row_size: int = 0  # of these lines, in characters
    _is_cut_off: bool = False  # the row being read does not end where a row may

    def __post_init__(self):
        codec, end, sentence = detect_encoding(self.file)
        self.messages += [sentence] if sentence else []
        head = _first_lines(self.file, codec)
        self._source = read_lines(self.file, codec, end, self.on_bytes_read)
        told = SEPARATOR_DECLARATION.fullmatch(head[0]) if head else None
        if told:
            self._next_line()
            head = head[1:]
        self._separator, self._spaced, above = self._find_header(head, told[1] if told else SEPARATORS)
        self._start_reader()
        for _row in range(above + 1):
            first = self._next_record()
            self.number += 1
        if first is None or first.problem:
            raise FileError(_("The first row should name the columns. %s") % (first.problem if first else ""))
        self.header = [" ".join(cell.split()) for cell in first.cells]
        self.set_columns(self.header)

    def set_columns(self, columns, required=()):
        """Read rows under these names, one for each heading or None; a row may end behind those needed."""
        self.columns = columns
        self.required = 1 + max((columns.index(name) for name in required), default=len(columns) - 1)

    def _find_header(self, head, separators):
        """(what divides the columns, whether a space follows it, how many rows stand above the header)."""
        best = None
        for mark in separators:
            rows = _parse_rows(head, mark)
            full = next((at for at, cells in enumerate(rows) if any(map(str.strip, cells))), 0)
            counts = [self.count_known_headings(cells) for cells in rows]
            at = max(range(len(rows)), key=lambda at: (counts[at], -at), default=0)
            at = at if rows and counts[at] > 1 else full
            judged = (counts[at], len(rows[at])) if rows else (0, 0)
            if best is None or judged > best[0]:
                best = judged, mark, any(cell.startswith(" ") for cell in rows[at][1:]) if rows else False, at
        return best[1:]

    def __iter__(self):
        """The rows below the header. Empty ones are passed over, but they count."""
        width = len(self.header)
        while record := self._next_record():
            self.number += 1
            cells = record.cells
            while len(cells) > width and not cells[-1].strip():
                cells.pop()
            if not record.problem and (_is_blank(cells) or self._is_header(cells)):
                continue
            if self._is_cut_off or not (
                record.too_long or (not record.problem and self._has_all_cells(cells))
            ):
                record.problem = record.problem or self._why_wrong_width(record)
                self._return_lines()
            if record.problem:
                yield RawRow(self.number, None, record.problem)
            else:
                named = zip(self.columns, cells, strict=False)  # a row may end early
                yield RawRow(self.number, {name: _unwrap(cell) for name, cell in named if name})

    def _is_header(self, cells):
        """Whether the header stands here once more, as in files that were put together."""
        return [" ".join(cell.split()) for cell in cells] == self.header

    def _has_all_cells(self, cells):
        """Spreadsheets leave out empty cells at the end of a row; a mark left open does not end with one."""
        if len(cells) == len(self.header):
            return True
        whole = len(self._row_lines) == 1 and not cells[-1].endswith(("\n", "\r"))
        return whole and self.required <= len(cells) < len(self.header)

    def _next_record(self):
        """The next _Record, or None at the end."""
        self._row_lines.clear()
        self._row_size = 0
        first = self.line - len(self._returned_lines) + 1
        try:
            cells = next(self._reader)
        except StopIteration:
            return None
        except csv.Error:
            return _Record(first, [], self._why_unreadable(first))
        text = "".join(cells)
        problem = ""
        if self._is_cut_off:
            problem = self._why_unreadable(first)
        elif TOO_LONG_LINE in text:
            problem = _("Line %(line)d is longer than %(most)d bytes.") % {
                "line": self._line_with(TOO_LONG_LINE, first),
                "most": MAX_LINE_BYTES,
            }
        elif not text.isascii() and NOT_UTF8.search(text):
            problem = _(
                "Line %d is not in UTF-8. Save the file as UTF-8, or write the words of this row again."
            ) % self._line_with("\udc80-\udcff", first)
        elif "\0" in text:
            problem = _("Line %d holds a sign that no text has (NUL). Take it away.") % self._line_with(
                "\0", first
            )
        return _Record(first, cells, problem, too_long=TOO_LONG_LINE in text)

    def _why_unreadable(self, first):
        if "\r" in self._row_lines[-1].rstrip("\r\n"):
            return _("Line %d holds an end of a line outside quotation marks (CR). Take it away.") % first
        if self._reread_allowance < 0:
            return (
                _("A quotation mark is left open on line %d. So many are that each line is read by itself.")
                % first
            )
        if len(self._row_lines) > 1:
            return _("A quotation mark opens on line %d and none closes it.") % first
        return _("Line %(line)d cannot be read as CSV: a cell is longer than %(most)d characters.") % {
            "line": first,
            "most": MAX_CELL_CHARACTERS,
        }

    def _why_wrong_width(self, record):
        told = {"cells": len(record.cells), "columns": len(self.header), "line": record.first}
        if len(self._row_lines) > 1:
            return (
                _(
                    "It has %(cells)d cells, and the first row has %(columns)d. Is a quotation mark left "
                    "open on line %(line)d?"
                )
                % told
            )
        return _("It has %(cells)d cells, and the first row has %(columns)d.") % told

    def _line_with(self, signs, first):
        for offset, line in enumerate(self._row_lines):
            if re.search(f"[{signs}]", line):
                return first + offset
        return first

    def _return_lines(self):
        """A quotation mark too many swallows the rows that follow: give them back, but for the first line.

        Once too much was given back, each line is a row: a file made of such marks would be read for ever.
        """
        back = self._row_lines[1:]
        self._reread_allowance -= sum(map(len, back))
        self._returned_lines.extendleft(reversed(back))
        self._start_reader()

    def _start_reader(self):
        """A reader that has seen the end of the file gives nothing more, so begin one."""
        self._is_cut_off = False
        self._reader = csv.reader(self._csv_lines(), delimiter=self._separator, skipinitialspace=self._spaced)

    def _csv_lines(self):
        """The lines of the row being read, then those of the next; it ends early where a row is too long."""
        while True:
            if self._row_lines and (
                self._reread_allowance < 0
                or len(self._row_lines) == MAX_LINES_PER_ROW
                or self._row_size > MAX_LINE_BYTES
            ):
                self._is_cut_off = True
                return
            line = self._returned_lines.popleft() if self._returned_lines else self._next_line()
            if not line:
                return
            self._row_lines.append(line)
            self._row_size += len(line)
            yield line

    def _next_line(self):
        line = next(self._source, "")
        self.line += bool(line)
        self._reread_allowance += len(line)
        return line


def _unwrap(cell):
    """`="06708"`, which has a spreadsheet keep the zero, → `06708`."""
    return cell[2:-1] if QUOTED_AS_FORMULA.fullmatch(cell) else cell


def _is_blank(cells):
    return not any(cells) or (len(cells) == 1 and not cells[0].strip())


def _first_lines(file, codec):
    """The first lines of a file, for a look."""
    text = (
        codecs.getincrementaldecoder(codec)("replace").decode(file.read(CHUNK_BYTES)).removeprefix("\ufeff")
    )
    file.seek(0)
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)[: 10 * MAX_ROWS_ABOVE_HEADER]


def _parse_rows(lines, separator):
    """The first rows of some lines, as far as they can be read."""
    found = []
    try:
        for cells in csv.reader(lines, delimiter=separator):
            found.append(cells)
            if len(found) > MAX_ROWS_ABOVE_HEADER:
                break
    except csv.Error:
        pass
    return found
