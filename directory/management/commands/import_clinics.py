import csv
import sys
from contextlib import contextmanager
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import InternalError, OperationalError
from django.db.models import Q
from tqdm import tqdm

from config.postgres.connections import without_timeouts
from directory.accounts.email_addresses import canonical_if_valid
from directory.exchange.csv_formulas import escape_formulas
from directory.facts.vocabulary import SourceLicense
from directory.importing.decision_table import LEFT, PUBLISHED, SENT
from directory.importing.errors import FileError
from directory.importing.review_flags import FLAGS
from directory.importing.run import FORMATS, LICENSE_MISSING, import_clinics
from directory.models import Submission

COUNTS = ("created", "changed", "unchanged", "refused", "flagged", PUBLISHED, SENT, LEFT)
REPORT_HEADER = ("row", "name", "outcome", "next", "reasons")
WORKING_COPIES_ONLY = (
    "The clinics are working copies. Nothing was sent or published: for that, run it again with "
    "--send, or with --publish-as USER."
)
MAX_LISTED_ROWS = 20  # row numbers in one sentence


class Command(BaseCommand):
    help = (
        "Read clinics from a file. Each row is created, changed, unchanged or refused; rows are numbered as "
        "a spreadsheet numbers them, the header being row 1. A second run of the same file changes nothing. "
        "A row that a person should look at is flagged, and is never published by this command."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--format", choices=FORMATS, help="The format of the file; detected by default.")
        parser.add_argument(
            "--columns",
            default="",
            metavar="HEADING=NAME,…",
            help="Which heading of the file means which column. A column without a NAME is ignored.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Print the result, and write nothing.")
        add_source_arguments(parser)
        parser.add_argument(
            "--publish-as",
            metavar="USER",
            help="Publish the rows without a flag in the name of this user.",
        )
        parser.add_argument(
            "--send",
            action="store_true",
            help="Put into the moderators' queue what is not published: everything, or with --publish-as "
            "what is flagged.",
        )
        parser.add_argument(
            "--report",
            metavar="CSV",
            type=Path,
            help="Write the result of every row, with the reason, to this file.",
        )

    def handle(self, *, file, dry_run, publish_as, send, report, **options):
        by = find_user(publish_as) if publish_as is not None else None
        size = file.stat().st_size if file.is_file() else 0
        left_rows = []  # numbers
        with (
            open_report(report, file) as write_row,
            tqdm(total=size, unit="B", unit_scale=True, disable=None) as bar,
            without_timeouts(),
        ):

            def on_row(number, name, outcome, next_step, reasons):
                if next_step == LEFT:
                    left_rows.append(number)
                write_row([number, escape_formulas(name), outcome, next_step, escape_formulas(reasons)])

            try:
                counts = import_clinics(
                    file,
                    dry_run=dry_run,
                    by=by,
                    send=send,
                    on_message=lambda message: tqdm.write(message, file=sys.stderr),
                    on_row=on_row,
                    on_bytes_read=bar.update,
                    **about_file(options, file),
                )
            except FileError as error:
                raise CommandError(str(error)) from None
            except (InternalError, OperationalError) as error:
                raise CommandError(
                    f"The database stopped: {error}".strip()
                    + "\nEverything imported before that is saved. Run the command again."
                ) from None
        self.write_counts(counts, left_rows)
        if dry_run:
            self.stdout.write("Nothing was written: this was a dry run.")
        elif by is None and not send:
            self.stdout.write(WORKING_COPIES_ONLY)

    def write_counts(self, counts, left_rows):
        for name in COUNTS:
            self.stdout.write(f"{name} {counts[name]}")
        for name in FLAGS:
            self.stdout.write(f"  {name} {counts[name]}")
        if left_rows:
            more = ", …" if len(left_rows) > MAX_LISTED_ROWS else ""
            rows = ", ".join(map(str, left_rows[:MAX_LISTED_ROWS])) + more
            which = "row" if len(left_rows) == 1 else "rows"
            self.stdout.write(
                f"Not published, because a person should look first: {which} {rows}. "
                "With --send a moderator finds them in the queue; --report CSV names every row and why."
            )


def add_source_arguments(parser):
    parser.add_argument(
        "--source",
        metavar="WORDS",
        default="",
        help="The source that readers will see: "
        "“State health department list, 2026-10”. Needed to publish or send, but for files of SAMHSA.",
    )
    parser.add_argument(
        "--license",
        metavar="LICENSE",
        help=f"The license under which the file may be published again: {', '.join(SourceLicense.values)}. "
        "Needed to publish or send, but for files of SAMHSA; a file under any other license can’t be "
        "imported.",
    )


@contextmanager
def open_report(report, file):
    """Yields a function that writes one row of the report; without a report it does nothing.

    Raises CommandError if the report is the file that is read, or cannot be written.
    """
    if report is None:
        yield lambda row: None
        return
    if report.exists() and file.exists() and report.samefile(file):
        raise CommandError(f"{report} is the file that is read. Name another for the report.")
    try:
        output = report.open("w", newline="", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{report} cannot be written: {error.strerror}.") from None
    with output:
        writer = csv.writer(output)
        writer.writerow(REPORT_HEADER)
        yield writer.writerow


def about_file(options, file):
    """What the options say about the file, for import_clinics(). Raises CommandError."""
    return {
        "file_format": options["format"],
        "columns": options["columns"],
        "source": validate_source(options["source"], file),
        "source_license": validate_license(options["license"]),
    }


def validate_license(text):
    """The text, or "" where the option is missing. Raises CommandError where it is there, and empty."""
    if text is not None and not text.strip():
        raise CommandError(LICENSE_MISSING % {"codes": ", ".join(SourceLicense.values)})
    return text or ""


def validate_source(text, file):
    """Who made the file, and when, on one line.

    Raises CommandError if that is too long, or is the name of the file.

    The name of a file tells readers nothing, and may disclose its owner.
    """
    source = " ".join(text.split())
    if source in (file.name, str(file)):
        raise CommandError("The file’s name is not a source. Say who made the file, and when.")
    max_length = Submission._meta.get_field("source").max_length
    if len(source) > max_length:
        raise CommandError(f"The source may have up to {max_length} characters. This one has {len(source)}.")
    return source


def find_user(name):
    """The user with this username or confirmed e-mail address. Raises CommandError."""
    confirmed = Q(emailaddress__email=canonical_if_valid(name), emailaddress__verified=True)
    user = get_user_model().objects.filter(Q(username=name) | confirmed).first()
    if user is None:
        raise CommandError(f"There is no user “{name}”. Make one first: manage.py make_moderator EMAIL")
    if not user.is_active:
        raise CommandError(f"The user “{name}” can no longer sign in. Name a different user.")
    return user
