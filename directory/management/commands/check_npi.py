import sys
from datetime import date
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from config.postgres.connections import without_timeouts
from directory import roles
from directory.accounts.email_addresses import canonical_if_valid
from directory.npi.nppes_file import NppesFileError, file_date
from directory.npi.register_check import RESULTS, check_file


class Command(BaseCommand):
    help = (
        "Compare the NPIs that listings state with CMS’s full NPPES file, and record the "
        "results as evidence with the file’s date. A second run with the same file "
        "changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path, help="npidata_pfile_20050523-YYYYMMDD.csv")
        parser.add_argument("--by", metavar="EMAIL", help="The moderator who records the evidence.")
        parser.add_argument(
            "--as-of", metavar="DAY", type=iso_date, help="The date of the file, if it is not in its name."
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Print what would be recorded, and write nothing."
        )

    def handle(self, *, file, by, dry_run, **options):
        if not dry_run and not by:
            raise CommandError(
                "Name the moderator who records the evidence with --by EMAIL, or try it with --dry-run."
            )
        moderator = None if dry_run else find_moderator(by)
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        with (
            tqdm(total=file.stat().st_size, unit="B", unit_scale=True, disable=None) as bar,
            without_timeouts(),
        ):
            try:
                counts = check_file(
                    file,
                    on=options["as_of"] or file_date(file.name),
                    by=moderator,
                    on_message=lambda message: tqdm.write(message, file=sys.stderr),
                    on_bytes_read=bar.update,
                )
            except NppesFileError as error:
                raise CommandError(str(error)) from None
        self.write_counts(counts, dry_run)

    def write_counts(self, counts, dry_run):
        self.stdout.write(
            f"{counts['rows']:>10,} rows read, {counts['short rows']:,} of them too short or too long"
        )
        for result, label in RESULTS.items():
            self.stdout.write(f"{counts[result]:>10,} {label}")
        if dry_run:
            self.stdout.write("Nothing was written: this was a dry run.")
            return
        self.stdout.write(f"{counts['recorded']:>10,} recorded, {counts['unchanged']:,} known already")
        if counts["own"]:
            self.stdout.write(
                f"{counts['own']:>10,} of your own organization: another moderator has to run this"
            )
        if counts["changed"]:
            self.stdout.write(f"{counts['changed']:>10,} changed meanwhile: run it again")


def iso_date(text):
    return date.fromisoformat(text)


def find_moderator(email):
    """The moderator with a confirmed address and a second factor. Raises CommandError."""
    email = canonical_if_valid(email)
    user = get_user_model().objects.filter(emailaddress__email=email, emailaddress__verified=True).first()
    if user is None or not roles.is_moderator(user):
        raise CommandError(f"No moderator has the address {email}.")
    if not roles.has_second_factor(user):
        raise CommandError(f"The moderator {email} has no second factor yet. Set one up first.")
    return user
