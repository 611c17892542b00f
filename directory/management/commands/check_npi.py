import sys
from datetime import date
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from config.postgres.connections import without_timeouts
from directory import npi_register, roles
from directory.accounts.email_addresses import canonical_if_valid


class Command(BaseCommand):
    help = (
        "Compare the NPIs that listings state with CMS's full NPPES file, and record what comes of it as "
        "evidence of the file's day. A second run of the same file changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path, help="npidata_pfile_20050523-YYYYMMDD.csv")
        parser.add_argument("--by", metavar="EMAIL", help="The moderator in whose name it is recorded.")
        parser.add_argument(
            "--as-of", metavar="DAY", type=day, help="The day of the file, if its name is another."
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would come of it. Write nothing."
        )

    def handle(self, *, file, by, dry_run, **options):
        if not dry_run and not by:
            raise CommandError("Say in whose name it is recorded: --by EMAIL. Or try it: --dry-run.")
        moderator = None if dry_run else the_moderator(by)
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        with (
            tqdm(total=file.stat().st_size, unit="B", unit_scale=True, disable=None) as bar,
            without_timeouts(),
        ):
            try:
                counts = npi_register.check(
                    file,
                    on=options["as_of"] or npi_register.day_of(file.name),
                    by=moderator,
                    sentence=lambda words: tqdm.write(words, file=sys.stderr),
                    moved=bar.update,
                )
            except npi_register.Unreadable as why:
                raise CommandError(str(why)) from None
        self.stdout.write(
            f"{counts['rows']:>10,} rows read, {counts['short rows']:,} of them too short or too long"
        )
        for key, words in npi_register.RESULTS.items():
            self.stdout.write(f"{counts[key]:>10,} {words}")
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


def day(words):
    return date.fromisoformat(words)


def the_moderator(email):
    email = canonical_if_valid(email)
    found = get_user_model().objects.filter(emailaddress__email=email, emailaddress__verified=True)
    user = found.first()
    if user is None or not roles.is_moderator(user):
        raise CommandError(f"No moderator has the address {email}.")
    if not roles.has_second_factor(user):
        raise CommandError(f"The moderator {email} has no second factor yet. Set one up first.")
    return user
