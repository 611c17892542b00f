"""The invented clinics for tests: loaded once in a run, then put back for every module that reads them.

The first process of a run that needs them loads them and writes their rows into files, which the others read.
"""

import pytest
from django.apps import apps
from django.db import connection, transaction

from directory.demo import clinics
from directory.models import Version
from tests.support.database import KEPT_TABLES, delete_all_rows, in_any_order
from tests.support.serving import the_one_of_this_run

EMPTY_COPY_OF = "CREATE TABLE kept.{table} AS SELECT {columns} FROM {table} WITH NO DATA;"
COPY_OF = "CREATE TABLE kept.{table} AS SELECT {columns} FROM {table};"
COUNT_ON = """
SELECT setval(numbers, greatest(nextval(numbers), last))
FROM pg_get_serial_sequence('{table}', '{column}') AS numbers,
    (SELECT max({column}) AS last FROM kept.{table}) AS given
WHERE last IS NOT NULL
"""
PUT_BACK = "DELETE FROM {table}; INSERT INTO {table} ({columns}) SELECT {columns} FROM kept.{table};"


@pytest.fixture(scope="session")
def kept(django_db_setup, django_db_blocker, tmp_path_factory):
    """Table → its columns; the stored rows are in the schema "kept". Loading them takes most of the time."""
    tables = columns()
    # The lock comes before the transaction, which must not be idle while another process loads them.
    lock = the_one_of_this_run(tmp_path_factory, "clinics")
    with lock as place, django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA IF EXISTS kept CASCADE; CREATE SCHEMA kept")
        if (place / "loaded").exists():
            in_one(EMPTY_COPY_OF, tables)
            read_rows(place, tables)
        else:
            load_rows(tables)
            write_rows(place, tables)
            (place / "loaded").touch()
    return tables


def load_rows(tables):
    delete_all_rows()
    clinics.load_clinics()
    in_one(COPY_OF, tables)
    delete_all_rows()


def write_rows(place, tables):
    with connection.cursor() as cursor:
        for table in tables:
            with cursor.copy(f"COPY kept.{table} TO STDOUT") as rows:
                (place / table).write_bytes(b"".join(rows))


def read_rows(place, tables):
    """Store the rows in the schema "kept"; what a test adds to them later gets other numbers than theirs."""
    with connection.cursor() as cursor:
        for table in tables:
            with cursor.copy(f"COPY kept.{table} FROM STDIN") as rows:
                rows.write((place / table).read_bytes())
        for model in managed_models():
            if (number := model._meta.auto_field) and model._meta.db_table in tables:
                cursor.execute(COUNT_ON.format(table=model._meta.db_table, column=number.column))


@pytest.fixture(scope="module")
def invented(kept, lasting):
    """The invented clinics, for all tests of a module."""
    put_back(kept)


def put_back(kept):
    """Store the invented clinics, and nothing else, as a directory that no cache knows."""
    in_one(PUT_BACK, kept)
    Version.begin_new_history()


def managed_models():
    return [one for one in apps.get_models(include_auto_created=True) if one._meta.managed]


def columns():
    return {
        model._meta.db_table: ", ".join(
            f'"{field.column}"' for field in model._meta.local_concrete_fields if not field.generated
        )
        for model in managed_models()
        if model._meta.db_table not in KEPT_TABLES
    }


def in_one(statement, kept):
    """Execute a statement for every table, in one request to the database."""
    every = "".join(statement.format(table=table, columns=names) for table, names in kept.items())
    with transaction.atomic(), in_any_order() as cursor:
        cursor.execute(every)
