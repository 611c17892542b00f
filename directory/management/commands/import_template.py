from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from directory.importing import template


class Command(BaseCommand):
    help = (
        "Make an empty sheet for import_clinics, to fill in with a spreadsheet. With "
        "FILE, the sheet is written there, and a guide to its columns into a second file "
        "next to it. Without FILE, its headings are printed."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", metavar="FILE", type=Path)
        parser.add_argument("--all", action="store_true", help="Write every column that an import reads.")
        parser.add_argument("--explain", action="store_true", help="Print a guide to the columns, as CSV.")

    def handle(self, *, file, explain, **options):
        all_columns = options["all"]
        sheet = template.empty_sheet(all_columns=all_columns)
        guide = template.column_guide(all_columns=all_columns)
        if file is None:
            return template.write_csv(guide if explain else sheet, self.stdout)
        guide_file = file.with_name(f"{file.stem}-columns.csv")
        for path in (file, guide_file):
            if path.exists():
                raise CommandError(f"{path} already exists. Name another file, or move it.")
        for path, rows in ((file, sheet), (guide_file, guide)):
            self._write(path, rows)
        self.stdout.write(f"{file} is the sheet to fill in; {guide_file} says what each column wants.")
        self.stdout.write("Only name, city and state are required. You can remove or move the other columns.")

    def _write(self, path, rows):
        try:
            with path.open("w", newline="", encoding="utf-8-sig") as output:  # Excel asks for the mark
                template.write_csv(rows, output)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from None
