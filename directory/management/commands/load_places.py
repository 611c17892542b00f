import sys
from functools import partial

from django.core.management.base import BaseCommand
from tqdm import tqdm

from directory.places import gazetteer


class Command(BaseCommand):
    help = "Fill ZIP codes and towns from the package zipcodes. Running it again changes only what differs."

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="Count what would change and write nothing."
        )

    def handle(self, *, dry_run, **options):
        progress = partial(tqdm, desc="ZIP codes", unit="", file=sys.stderr, disable=None, leave=False)
        counts = gazetteer.load(gazetteer.rows(progress), dry_run=dry_run)
        would = "would be " if dry_run else ""
        for outcome in ("created", "changed", "unchanged", "removed"):
            self.stdout.write(f"{counts[outcome]:>7,} {would}{outcome}")
