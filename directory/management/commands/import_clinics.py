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
from directory.exchange.tables import defuse
from directory.importing.flags import FLAGS
from directory.importing.reading import Unreadable
from directory.importing.run import SHAPES, import_clinics
from directory.importing.telling import LEFT, PUBLISHED, SENT
from directory.models import Submission

COUNTS = ("created", "changed", "unchanged", "refused", "flagged", PUBLISHED, SENT, LEFT)
REPORT = ("row", "name", "outcome", "next", "reasons")
NAMED = 20  # row numbers in one sentence


class Command(BaseCommand):
    help = (
        "Read clinics from a file. Each row is created, changed, unchanged or refused; rows are numbered as "
        "a spreadsheet numbers them, the header being row 1. A second run of the same file changes nothing. "
        "A row that a person should look at is flagged, and is never published by this command."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--format", choices=SHAPES, help="Without it the file is known by its looks.")
        parser.add_argument(
            "--columns",
            default="",
            metavar="HEADING=NAME,…",
            help="Which heading of the file means which column. Without a NAME the column is left alone.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen. Write nothing.")
        parser.add_argument(
            "--source",
            metavar="WORDS",
            default="",
            help="Who says what the file says, as readers will see it: "
            "“State health department list, 2026-10”. Needed to publish or send, but for files of SAMHSA.",
        )
        parser.add_argument(
            "--publish-as",
            metavar="USER",
            help="Send and approve in this user's name what is not flagged.",
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
            help="Write what became of every row, and why, to this file.",
        )

    def handle(self, *, file, dry_run, publish_as, send, report, **options):
        by = user(publish_as) if publish_as is not None else None
        size = file.stat().st_size if file.is_file() else 0
        left = []

        def line(number, name, outcome, then, reasons):
            if then == LEFT:
                left.append(number)
            if written:
                written.writerow([number, defuse(name), outcome, then, defuse(reasons)])

        with (
            opened(report, file) as output,
            tqdm(total=size, unit="B", unit_scale=True, disable=None) as bar,
            without_timeouts(),
        ):
            written = output and csv.writer(output)
            if written:
                written.writerow(REPORT)
            try:
                counts = import_clinics(
                    file,
                    shape=options["format"],
                    columns=options["columns"],
                    dry_run=dry_run,
                    by=by,
                    send=send,
                    source=source(options["source"], file),
                    sentence=lambda words: tqdm.write(words, file=sys.stderr),
                    line=line,
                    moved=bar.update,
                )
            except Unreadable as why:
                raise CommandError(str(why)) from None
            except (InternalError, OperationalError) as why:
                raise CommandError(
                    f"The database gave up: {why}".strip()
                    + "\nWhat was taken before stays. Run the command again."
                ) from None
        for name in COUNTS:
            self.stdout.write(f"{name} {counts[name]}")
        for name in FLAGS:
            self.stdout.write(f"  {name} {counts[name]}")
        if left:
            rows = ", ".join(map(str, left[:NAMED])) + (", …" if len(left) > NAMED else "")
            which = "row" if len(left) == 1 else "rows"
            self.stdout.write(
                f"Not published, because a person should look first: {which} {rows}. "
                "With --send a moderator finds them in the queue; --report CSV names every row and why."
            )
        if dry_run:
            self.stdout.write("Nothing was written: this was a dry run.")
        elif by is None and not send:
            self.stdout.write(
                "The clinics are working copies. Nothing was sent or published: for that, run it again with "
                "--send, or with --publish-as USER."
            )


@contextmanager
def opened(report, file):
    """The report, open for text; None where none is asked for."""
    if report is None:
        yield None
        return
    if report.exists() and file.exists() and report.samefile(file):
        raise CommandError(f"{report} is the file that is read. Name another for the report.")
    try:
        output = report.open("w", newline="", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{report} cannot be written: {error.strerror}.") from None
    with output:
        yield output


def source(words, file):
    """The words on one line. The name of the file tells readers nothing, and may tell of whoever keeps it."""
    words = " ".join(words.split())
    if words in (file.name, str(file)):
        raise CommandError("The name of the file is no source. Say who made it, and when.")
    longest = Submission._meta.get_field("source").max_length
    if len(words) > longest:
        raise CommandError(f"The source may have up to {longest} characters. This one has {len(words)}.")
    return words


def user(name):
    """By the e-mail that they have confirmed, or by the name that `createsuperuser` gave."""
    confirmed = Q(emailaddress__email=canonical_if_valid(name), emailaddress__verified=True)
    found = get_user_model().objects.filter(Q(username=name) | confirmed).first()
    if found is None:
        raise CommandError(f"There is no user “{name}”. Make one first: manage.py make_moderator EMAIL")
    if not found.is_active:
        raise CommandError(f"The user “{name}” may not sign in any more. Name another.")
    return found
