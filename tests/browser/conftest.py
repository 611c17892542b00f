"""The demonstration, as the browser meets it: loaded once, then put back for each test."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from directory import demonstration, gazetteer


@pytest.fixture
def invented(live_server, kept):
    """The invented clinics, and the places of Colorado."""
    if kept:
        put_back(kept)
        return
    gazetteer.load([row for row in gazetteer.rows() if row.state == "CO"])
    demonstration.load()
    kept.update(copied())


@pytest.fixture(scope="session")
def kept():
    """Table → its rows, as COPY writes them."""
    return {}


def tables():
    return [model._meta.db_table for model in apps.get_models(include_auto_created=True)]


def copied():
    with connection.cursor() as cursor:
        return {table: b"".join(map(bytes, read(cursor, table))) for table in tables()}


def read(cursor, table):
    with cursor.copy(f"COPY {table} TO STDOUT") as rows:
        yield from rows


def put_back(kept):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # in any order, and without triggers
        for table, rows in kept.items():
            cursor.execute(f"DELETE FROM {table}")
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(rows)


@pytest.fixture
def complaints(page):
    """What the console said that no visitor should see: errors, and what the policy stopped."""
    said = []
    page.on("console", lambda one: said.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said
