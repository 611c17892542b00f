"""Measures the figures that docs/decisions rest on, each way beside the way of the library.

    uv run python -m benchmarks.rationale

inserts       seconds to insert clinics: models/bulk_insert.py, and Django's bulk_create
constraints   seconds to check clinics: models/constraints.py, and Django's validate_constraints
imports       seconds to import a CSV file whole and publish it: with the one, and with the other insert

Everything is rolled back. The ratios mean something elsewhere, the seconds do not.
"""

import argparse
import csv
import tempfile
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from unittest import mock
from uuid import uuid4

SIZE = 1_000
# Columns whose values would make a new row the same clinic as an exported one.
EMPTIED = (
    *("uid", "slug", "street", "phone", "phone_extension", "email", "website", "booking_url", "npi"),
    *("latitude", "longitude", "point_source"),
)


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--rows", type=int, default=SIZE)
    rows = options.parse_args().rows
    from benchmarks.generate import set_up

    set_up(SIZE)
    inserts(rows)
    constraints(rows)
    imports(rows)


def best_of(times, run):
    """The shortest of several runs, in seconds."""
    return min(measured(run) for _ in range(times))


def measured(run):
    began = perf_counter()
    run()
    return perf_counter() - began


@contextmanager
def rolled_back():
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def made_clinics(amount):
    """Clinics like those of the generated directory, unsaved."""
    from directory.models import Clinic

    clinics = list(Clinic.objects.order_by("pk")[:SIZE])
    made = []
    for number in range(amount):
        values = {
            field.attname: getattr(clinics[number % SIZE], field.attname)
            for field in Clinic._meta.concrete_fields
            if not field.generated and field.attname not in ("id", "uid", "source")
        }
        made.append(Clinic(uid=uuid4(), source="", **values))
    return made


def inserts(rows):
    from directory.models import Clinic
    from directory.models.bulk_insert import bulk_insert

    columns = sum(not field.generated for field in Clinic._meta.concrete_fields)

    def ours():
        with rolled_back():
            bulk_insert(clinics)

    def library():
        with rolled_back():
            Clinic.objects.bulk_create(clinics, batch_size=500)

    seconds = {}
    for name, run in (("bulk_insert", ours), ("bulk_create", library)):
        times = []
        for _ in range(3):
            clinics = made_clinics(rows)
            times.append(measured(run))
        seconds[name] = min(times)
    report(f"insert {rows:,} clinics of {columns} columns", seconds)


def constraints(rows):
    from django.db.models import CheckConstraint

    from directory.models import Clinic
    from directory.models.constraints import evaluate

    checks = [one for one in Clinic._meta.constraints if isinstance(one, CheckConstraint)]
    clinics = made_clinics(rows)
    sample = clinics[: max(rows // 20, 1)]

    def ours():
        for clinic in clinics:
            for one in checks:
                evaluate(one.condition, vars(clinic))

    def library():
        for clinic in sample:
            for one in checks:
                one.validate(Clinic, clinic)

    with rolled_back():
        seconds = {"holds": best_of(3, ours), "validate": best_of(3, library) * rows / len(sample)}
    report(f"check {rows:,} clinics against {len(checks)} constraints", seconds)


def new_clinics_as_csv(file, rows):
    """The directory's own export, with other names and without what would make each row a duplicate."""
    from directory.exchange.listing_csv import csv_lines, iterate_in_batches
    from directory.models import Listing

    exported = b"".join(csv_lines(iterate_in_batches(Listing.objects.public().for_pages())))
    read = list(csv.DictReader(exported.decode("utf-8-sig").splitlines()))
    with file.open("w", newline="", encoding="utf-8") as output:
        writer = csv.DictWriter(output, read[0])
        writer.writeheader()
        for number in range(rows):
            row = read[number % len(read)] | dict.fromkeys(EMPTIED, "")
            writer.writerow(row | {"name": f"{uuid4().hex[:12]} {row['name']}"})


def imports(rows):
    from django.contrib.auth import get_user_model

    from directory.importing import run, writing
    from directory.models.bulk_insert import bulk_insert
    from directory.publishing import publish

    counts = []

    def import_file():
        with rolled_back():
            counts.append(
                run.import_clinics(
                    file,
                    by=by,
                    source="A generated file",
                    source_license="cc0-1.0",
                    on_message=lambda message: None,
                )
            )

    def library(objects):
        if objects:
            type(objects[0]).objects.bulk_create(objects, batch_size=500)

    assert writing.bulk_insert is publish.bulk_insert is bulk_insert
    by = get_user_model().objects.get(username="maker")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "clinics.csv"
        new_clinics_as_csv(file, rows)
        seconds = {"bulk_insert": best_of(2, import_file)}
        with (
            mock.patch.object(writing, "bulk_insert", library),
            mock.patch.object(publish, "bulk_insert", library),
        ):
            seconds["bulk_create"] = best_of(2, import_file)
    report(f"import and publish {rows:,} clinics ({dict(counts[0])})", seconds)


def report(what, seconds):
    (ours, first), (library, second) = seconds.items()
    print(f"{what}: {ours} {first:.2f} s, {library} {second:.2f} s, ratio {second / first:.1f}")


if __name__ == "__main__":
    main()
