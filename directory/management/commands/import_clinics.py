import sys
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import InternalError, OperationalError
from django.db.models import Q
from tqdm import tqdm

from config.postgres import patient
from directory.emails import as_counted
from directory.importing.reading import Unreadable
from directory.importing.run import SHAPES, import_clinics

COUNTS = ("created", "changed", "unchanged", "refused", "flagged", "published")
FLAGS = ("left out", "point far from ZIP", "likely duplicate")


class Command(BaseCommand):
    help = (
        "Read clinics from a file. Each row is created, changed, unchanged or refused; rows are numbered as "
        "a spreadsheet numbers them, the header being row 1. A second run of the same file changes nothing."
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
        parser.add_argument("--publish-as", metavar="USER", help="Send and approve in this user's name.")

    def handle(self, *, file, dry_run, publish_as, **options):
        by = user(publish_as) if publish_as is not None else None
        size = file.stat().st_size if file.is_file() else 0
        with tqdm(total=size, unit="B", unit_scale=True, disable=None) as bar, patient():
            try:
                counts = import_clinics(
                    file,
                    shape=options["format"],
                    columns=options["columns"],
                    dry_run=dry_run,
                    by=by,
                    sentence=lambda words: tqdm.write(words, file=sys.stderr),
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
        if dry_run:
            self.stdout.write("Nothing was written: this was a dry run.")
        elif by is None:
            self.stdout.write(
                "The clinics are working copies. Nothing was sent or published: for that, run it again with "
                "--publish-as USER."
            )


def user(name):
    """By the e-mail that they have confirmed, or by the name that `createsuperuser` gave."""
    confirmed = Q(emailaddress__email=as_counted(name), emailaddress__verified=True)
    found = get_user_model().objects.filter(Q(username=name) | confirmed).first()
    if found is None:
        raise CommandError(f"There is no user “{name}”. Make one first: manage.py make_moderator EMAIL")
    if not found.is_active:
        raise CommandError(f"The user “{name}” may not sign in any more. Name another.")
    return found
