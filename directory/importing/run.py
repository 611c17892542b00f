"""One import: every row of a file is created, changed, unchanged or refused, a batch at a time.

A batch is parsed, compared with existing clinics and planned before its transaction begins, so that the
transaction is short.
"""

from itertools import batched

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.facts.vocabulary import SourceLicense
from directory.importing import directory_csv, findtreatment, headings, samhsa
from directory.importing.csv_table import CsvTable
from directory.importing.decision_table import Request
from directory.importing.errors import FileError, RowError
from directory.importing.existing import ClinicFinder
from directory.importing.json_rows import read_json_rows
from directory.importing.licenses import license_code, why_not_licensed
from directory.importing.organizations import Organizations
from directory.importing.planning import Planner
from directory.importing.report import Report
from directory.importing.seen_rows import SeenRows
from directory.importing.text_file import is_json, open_text_file
from directory.importing.writing import Writer

ROWS_PER_BATCH = 250
# Key of the advisory lock: two imports at once would not see each other's clinics.
LOCK_KEY = 0x636C696E
FORMATS = {"samhsa": samhsa, "findtreatment": findtreatment, "directory": directory_csv}
SOURCE_MISSING = gettext_lazy(
    "Readers see where a listing’s information comes from. Name the source of this "
    'file, for example: --source "State health department list, 2026-10".'
)
LICENSE_MISSING = gettext_lazy(
    "Anyone may copy what is published. Name the license of this file: --license, with one of %(codes)s."
)


def import_clinics(
    path,
    *,
    file_format=None,
    columns="",
    dry_run=False,
    by=None,
    send=False,
    source="",
    source_license="",
    on_message=print,
    on_row=None,
    on_bytes_read=None,
):
    """Import a file. Raises FileError if no row can be read; batches that were written before stay.

    file_format    "samhsa", "findtreatment" or "directory"; None: detected
    columns        the columns of headings: "Facility=name,ST=state"
    by             the user in whose name created and changed clinics are published; None: none is published
    send           send the rows that are not published to the moderators' queue
    source         the source that readers see; "" for a register, which has one of its own
    source_license the license of that source, as a SourceLicense is written; "" for a register, as above
    on_message     called with each sentence about the file or a row
    on_row         called with (row number, name, outcome, next step, reasons) for every row
    on_bytes_read  called with the number of bytes read since the call before
    returns        Counter of created, changed, unchanged, refused, published, sent to the queue, left to a
                   person, flagged, and of each flag (review_flags.FLAGS; one row may have several)

    A row with a flag is never published: with `send` it goes to the queue, else it stays a working copy.
    """
    report = Report(on_message, on_row)
    with open_text_file(path) as file, _ImportLock(is_needed=not dry_run):
        file_format, rows = _open_rows(file, file_format, columns, on_message, on_bytes_read)
        named = _source_and_license(FORMATS[file_format], source, source_license, is_needed=by or send)
        run = _Import(file_format, by=by, send=send, named=named, dry_run=dry_run, report=report)
        for batch in batched(run.parse(rows), ROWS_PER_BATCH):
            run.take(batch)
            report.flush()
        report.flush()
    return report.counts


def _source_and_license(module, source, source_license, *, is_needed):
    """The source and the license that were given, else those of a register. Raises FileError."""
    source = source or getattr(module, "SOURCE", "")
    code = license_code(source_license)
    if source_license.strip() and not code:
        raise FileError(why_not_licensed(source_license))
    code = code or getattr(module, "LICENSE", "")
    if is_needed and not source:
        raise FileError(SOURCE_MISSING)
    if is_needed and not code:
        raise FileError(LICENSE_MISSING % {"codes": ", ".join(SourceLicense.values)})
    return source, code


class _Import:
    def __init__(self, file_format, *, by, send, named, dry_run, report):
        is_register = file_format != "directory"
        organizations = None if is_register else Organizations()
        self._parse_row = FORMATS[file_format].parse_row
        self._dry_run = dry_run
        self._report = report
        self._request = Request.of(publish=by is not None, send=send)
        self._seen = SeenRows(is_register=is_register)
        self._finder = ClinicFinder(file_format, self._seen)
        self._planner = Planner(
            is_register=is_register, request=self._request, organizations=organizations, seen=self._seen
        )
        self._writer = Writer(by=by, named=named, organizations=organizations, report=report)

    def parse(self, rows):
        """Yields (row number, ParsedRow) of each row that can be parsed and repeats no other."""
        for row in rows:
            name = ""
            try:
                if row.problem:
                    raise RowError(row.problem)
                parsed = self._parse_row(row.cells)
                name = parsed.content["name"]
                self._seen.add(row.number, parsed)
            except RowError as error:
                self._report.add_refused(row.number, name, error)
            else:
                yield row.number, parsed

    def take(self, batch):
        """Plan and write one batch of (row number, ParsedRow)."""
        existing = self._finder.load(batch, with_sent_back=self._request != Request.NEITHER)
        planned = []
        for number, parsed in batch:
            try:
                planned.append(self._planner.plan(number, parsed, existing))
            except RowError as error:
                self._report.add_refused(number, parsed.content["name"], error)
        if not self._dry_run:
            planned = self._writer.write(planned)
        for row in planned:
            self._report.add(row)


def _open_rows(file, file_format, columns, on_message, on_bytes_read):
    """(name of the file's format, iterable of RawRow). Raises FileError."""
    renamed = headings.parse_columns_option(columns)
    if is_json(file):
        if file_format not in (None, "findtreatment") or renamed:
            raise FileError(
                _("The file is JSON. Only the format findtreatment uses JSON, and it has no columns.")
                if renamed
                else _("The file is JSON. Only the format findtreatment uses JSON.")
            )
        return "findtreatment", read_json_rows(file, on_bytes_read)
    if file_format == "findtreatment":
        raise FileError(_("The file is not JSON, but the format findtreatment is."))
    table = CsvTable(file, headings.count_known, on_bytes_read)
    mapping = headings.map_header(table.header, file_format=file_format, renamed=renamed)
    table.set_columns(mapping.columns, mapping.required)
    for message in (*table.messages, *mapping.messages):
        on_message(message)
    return mapping.file_format, table


class _ImportLock:
    """Context manager that holds the lock of the one import that may write. FileError if it is taken."""

    def __init__(self, *, is_needed):
        self._is_needed = is_needed

    def __enter__(self):
        if self._is_needed and not self._call("pg_try_advisory_lock"):
            raise FileError(_("Another import is running. Start this one when it has finished."))

    def __exit__(self, *exception):
        if self._is_needed and connection.is_usable():
            self._call("pg_advisory_unlock")

    def _call(self, function):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [LOCK_KEY])
            return cursor.fetchone()[0]
