"""Rows of a CSV file, with any column separator and any lines above the header."""

import codecs
import csv
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
MAX_REREAD_CHARACTERS = 4_000_000  # of lines that may be read again, besides as many as were read
MAX_ROWS_ABOVE_HEADER = 10  # a title, an author, empty rows
SEPARATORS = ",;\t|"
# A first line that tells Excel the separator; Excel does not show it.
SEPARATOR_DECLARATION = re.compile(r'"?sep=([^"\w\s]|\t)"?\s*', re.IGNORECASE)
QUOTED_AS_FORMULA = re.compile(r'="[^"]*"')
NOT_UTF8 = re.compile("[\udc80-\udcff]")  # bytes that are not UTF-8, as surrogateescape keeps them


@dataclass
class _Record:
    """Cells that csv.reader returned, before they are matched with columns.

    first     number of its first line in the file
    problem   why the cells cannot be used, a sentence; "" where they can
    too_long  one of its lines is over MAX_LINE_BYTES
    """

    first: int
    cells: list
    problem: str = ""
    too_long: bool = False


@dataclass
class CsvTable:
    """A CSV file that is being read. Detects separator and header, and yields a RawRow for each row below it.

    count_known_headings  called with a list of cells; returns how many of them are known headings
    on_bytes_read         called with the number of bytes read since the call before
    """

    file: IO[bytes]
    count_known_headings: Callable
    on_bytes_read: Callable | None = None
    header: list = field(default_factory=list)
    messages: list = field(default_factory=list)  # for the operator
    line: int = 0  # lines taken from the file
    number: int = 0  # rows taken from the file
    columns: list = field(default_factory=list)  # a name for each heading; None: ignored
    min_cells: int = 0  # of a row
    _returned_lines: deque = field(default_factory=deque)  # to be read again
    _row_lines: list = field(default_factory=list)  # of the record that is being read
    _reread_allowance: int = MAX_REREAD_CHARACTERS  # characters that may still be returned
    _row_size: int = 0  # characters of _row_lines
    _is_cut_off: bool = False  # the record was ended early, because it is too long

    def __post_init__(self):
        csv.field_size_limit(MAX_CELL_CHARACTERS)  # of the process, in which other libraries may change it
        codec, end, sentence = detect_encoding(self.file)
        self.messages += [sentence] if sentence else []
        head = _first_lines(self.file, codec)
        self._source = read_lines(self.file, codec, end, self.on_bytes_read)
        declared = SEPARATOR_DECLARATION.fullmatch(head[0]) if head else None
        if declared:
            self._next_line()
            head = head[1:]
        self._separator, self._spaced, above = self._find_header(
            head, declared[1] if declared else SEPARATORS
        )
        self._start_reader()
        for _row in range(above + 1):
            first = self._next_record()
            self.number += 1
        if first is None or first.problem:
            raise FileError(_("The first row should name the columns. %s") % (first.problem if first else ""))
        self.header = [" ".join(cell.split()) for cell in first.cells]
        self.set_columns(self.header)

    def set_columns(self, columns, required=()):
        """Set the names under which rows are yielded.

        columns   a name for each heading; None for a column that is ignored
        required  names that every row must reach; behind the last of them a row may end early
        """
        self.columns = columns
        self.min_cells = 1 + max((columns.index(name) for name in required), default=len(columns) - 1)

    def _find_header(self, head, separators):
        """(separator, whether a space follows it, number of rows above the header), by the known headings."""
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
        """Yields a RawRow for each row below the header. Empty rows are skipped, but counted."""
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
        """True for the header repeated, as in files that were concatenated."""
        return [" ".join(cell.split()) for cell in cells] == self.header

    def _has_all_cells(self, cells):
        """True if a row has as many cells as the header, or ends early behind the required ones.

        Spreadsheets omit empty cells at the end of a row. A row with an open quotation mark does not end
        there.
        """
        if len(cells) == len(self.header):
            return True
        whole = len(self._row_lines) == 1 and not cells[-1].endswith(("\n", "\r"))
        return whole and self.min_cells <= len(cells) < len(self.header)

    def _next_record(self):
        """The next _Record; None at the end of the file."""
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
                "Line %d is not in UTF-8. Save the file as UTF-8, or type this row again."
            ) % self._line_with("\udc80-\udcff", first)
        elif "\0" in text:
            problem = _("Line %d has a character that text can’t have (NUL). Remove it.") % self._line_with(
                "\0", first
            )
        return _Record(first, cells, problem, too_long=TOO_LONG_LINE in text)

    def _why_unreadable(self, first):
        """Why csv.reader failed on the record that begins at line `first`, as a sentence."""
        if "\r" in self._row_lines[-1].rstrip("\r\n"):
            return _("Line %d has a line break (CR) outside quotation marks. Remove it.") % first
        if self._reread_allowance < 0:
            return (
                _(
                    "A quotation mark on line %d is never closed. There are so many of these that we "
                    "read each line by itself."
                )
                % first
            )
        if len(self._row_lines) > 1:
            return _("A quotation mark on line %d is never closed.") % first
        return _("Line %(line)d cannot be read as CSV: a cell is longer than %(most)d characters.") % {
            "line": first,
            "most": MAX_CELL_CHARACTERS,
        }

    def _why_wrong_width(self, record):
        values = {"cells": len(record.cells), "columns": len(self.header), "line": record.first}
        if len(self._row_lines) > 1:
            sentence = ngettext(
                "It has %(cells)d cell, but the first row has %(columns)d. Check for an open quotation "
                "mark on line %(line)d.",
                "It has %(cells)d cells, but the first row has %(columns)d. Check for an open quotation "
                "mark on line %(line)d.",
                len(record.cells),
            )
        else:
            sentence = ngettext(
                "It has %(cells)d cell, but the first row has %(columns)d.",
                "It has %(cells)d cells, but the first row has %(columns)d.",
                len(record.cells),
            )
        return sentence % values

    def _line_with(self, signs, first):
        """The number of the first line of the record that contains one of the signs."""
        for offset, line in enumerate(self._row_lines):
            if re.search(f"[{signs}]", line):
                return first + offset
        return first

    def _return_lines(self):
        """Return all lines of the record but its first, to be read again as rows of their own.

        An unmatched quotation mark swallows the rows that follow. Once MAX_REREAD_CHARACTERS were returned,
        every line is a row: otherwise a file of unmatched marks would be read forever.
        """
        back = self._row_lines[1:]
        self._reread_allowance -= sum(map(len, back))
        self._returned_lines.extendleft(reversed(back))
        self._start_reader()

    def _start_reader(self):
        """Begin a new csv.reader: one that has reached the end of its lines yields nothing more."""
        self._is_cut_off = False
        self._reader = csv.reader(self._csv_lines(), delimiter=self._separator, skipinitialspace=self._spaced)

    def _csv_lines(self):
        """The lines of the record and of those after it. Ends early if a record becomes too long."""
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
    """`="06708"`, with which a spreadsheet keeps the zero, → `06708`."""
    return cell[2:-1] if QUOTED_AS_FORMULA.fullmatch(cell) else cell


def _is_blank(cells):
    return not any(cells) or (len(cells) == 1 and not cells[0].strip())


def _first_lines(file, codec):
    """Up to 10 * MAX_ROWS_ABOVE_HEADER lines from the beginning of a file."""
    text = (
        codecs.getincrementaldecoder(codec)("replace").decode(file.read(CHUNK_BYTES)).removeprefix("\ufeff")
    )
    file.seek(0)
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)[: 10 * MAX_ROWS_ABOVE_HEADER]


def _parse_rows(lines, separator):
    """The first MAX_ROWS_ABOVE_HEADER + 1 rows, up to one that cannot be parsed."""
    rows = []
    try:
        for cells in csv.reader(lines, delimiter=separator):
            rows.append(cells)
            if len(rows) > MAX_ROWS_ABOVE_HEADER:
                break
    except csv.Error:
        pass
    return rows
