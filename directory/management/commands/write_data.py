from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from directory.data_files import guard
from directory.data_files.editions import BusyError
from directory.data_files.write import write_data


class Command(BaseCommand):
    help = (
        "Write all public listings into DATA_DIR, as files that anybody may download, if one has changed. "
        "Run this hourly. It is safe to run twice."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--however-few",
            action="store_true",
            help="Write the files even if they hold far fewer rows than the last ones.",
        )

    def handle(self, *, however_few, **options):
        if not settings.DATA_DIR:
            self.stdout.write("Nothing is written: DATA_DIR is not set.")
            return
        try:
            outcome = write_data(Path(settings.DATA_DIR), however_few=however_few, progress=bar)
        except BusyError:
            self.stdout.write("Nothing is written: another process is writing the files.")
            return
        except guard.FewerRowsError as error:
            raise CommandError(guard.stop_message(error, flag="--however-few")) from None
        except OSError as error:
            raise CommandError(
                f"The files cannot be written: {error.strerror or error}. The last ones are still served."
            ) from None
        if not outcome.is_new:
            self.stdout.write(f"The files of version {outcome.manifest.version} are there.")
            return
        self.stdout.write(f"version {outcome.manifest.version}")
        for one in outcome.manifest.files:
            self.stdout.write(f"{one.name}: rows {one.rows:,}, bytes {one.bytes:,}")


def bar(rows, total):
    return tqdm(rows, total=total, unit=" clinics", disable=None)
