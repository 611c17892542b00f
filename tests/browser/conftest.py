"""The demonstration, as the browser meets it: loaded once, then put back for each test."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from directory.demo import clinics
from tests.support.database import KEPT_TABLES, in_any_order
from tests.support.devices import Device
from tests.support.factories import make_listing


@pytest.fixture
def invented(places, live_server, kept):
    """The invented clinics, and the real places."""
    if not kept:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA IF EXISTS kept CASCADE; CREATE SCHEMA kept")
        clinics.load_clinics()
        kept.update(columns())
        in_one(COPY_OF, kept)
    in_one(PUT_BACK, kept)


@pytest.fixture(scope="session")
def kept(django_db_setup):
    """Table → its columns; the stored rows are in the schema "kept"."""
    return {}


COPY_OF = "CREATE TABLE kept.{table} AS SELECT {columns} FROM {table};"
PUT_BACK = "DELETE FROM {table}; INSERT INTO {table} ({columns}) SELECT {columns} FROM kept.{table};"


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


@pytest.fixture
def complaints(page):
    """Errors and warnings of the page's console, those of the content security policy too, as a live list."""
    said = []
    page.on("console", lambda one: said.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.fixture
def device(chromium, live_server):
    """Makes devices: device(), device(java_script_enabled=False)."""
    made = []

    def make(site=live_server.url, **dress):
        made.append(Device(chromium, site, **dress))
        return made[-1]

    yield make
    for one in made:
        one.context.close()


@pytest.fixture
def two_clinics(live_server):
    make_listing(name="Tern House", attendance=["call_bell"], route=["iv", "im"], phone="+13035550142")
    make_listing(name="Half Acre", city="Boise", state="ID", setting=["home_unsupervised"])
