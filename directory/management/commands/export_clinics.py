import os
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from directory.exchange.listing_csv import csv_lines, iterate_in_batches
from directory.models import Listing


class Command(BaseCommand):
    help = "Write every public listing as CSV, one column for each statement, to FILE or to the screen."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", metavar="FILE", type=Path)

    def handle(self, *, file, **options):
        public = Listing.objects.public()
        total = public.count()
        rows = csv_lines(
            tqdm(iterate_in_batches(public.for_pages()), total=total, unit=" clinics", disable=None)
        )
        if file is None:
            return write(rows, sys.stdout.buffer)
        unfinished = file.with_name(f"{file.name}.unfinished")
        try:
            with unfinished.open("wb") as output:
                write(rows, output)
            unfinished.replace(file)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from None
        finally:
            unfinished.unlink(missing_ok=True)
        self.stdout.write(f"clinics {total}")


def write(rows, output):
    try:
        output.writelines(rows)
        output.flush()
    except BrokenPipeError:  # `| head` has seen enough; Python would complain again when it closes stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())
