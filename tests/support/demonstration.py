"""The invented clinics for tests: loaded once in a run, then put back for every module that reads them."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from directory.demo import clinics
from directory.models import Version
from tests.support.database import KEPT_TABLES, delete_all_rows, in_any_order

COPY_OF = "CREATE TABLE kept.{table} AS SELECT {columns} FROM {table};"
PUT_BACK = "DELETE FROM {table}; INSERT INTO {table} ({columns}) SELECT {columns} FROM kept.{table};"


@pytest.fixture(scope="session")
def kept(django_db_setup, django_db_blocker):
    """Table → its columns; the stored rows are in the schema "kept". Loading them takes most of the time."""
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA IF EXISTS kept CASCADE; CREATE SCHEMA kept")
        delete_all_rows()
        clinics.load_clinics()
        tables = columns()
        in_one(COPY_OF, tables)
        delete_all_rows()
    return tables


@pytest.fixture(scope="module")
def invented(kept, lasting):
    """The invented clinics, for all tests of a module."""
    put_back(kept)


def put_back(kept):
    """Store the invented clinics, and nothing else, as a directory that no cache knows."""
    in_one(PUT_BACK, kept)
    Version.begin_new_history()


def columns():
    models = [one for one in apps.get_models(include_auto_created=True) if one._meta.managed]
    return {
        model._meta.db_table: ", ".join(
            f'"{field.column}"' for field in model._meta.local_concrete_fields if not field.generated
        )
        for model in models
        if model._meta.db_table not in KEPT_TABLES
    }


def in_one(statement, kept):
    """Execute a statement for every table, in one request to the database."""
    every = "".join(statement.format(table=table, columns=names) for table, names in kept.items())
    with transaction.atomic(), in_any_order() as cursor:
        cursor.execute(every)
