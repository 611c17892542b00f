"""Fixtures of the test database, and how it is emptied between tests that commit."""

import fcntl
import os
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import connection, transaction

from tests.support.serving import serving, the_one_of_this_run

KEPT_FOR_EVER = ("directory_event", "directory_listing")  # their triggers refuse to delete
# Filled by the migrations, never by a test: the same rows for all of them.
KEPT_TABLES = ("django_content_type", "auth_permission")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings, django_db_keepdb, django_db_blocker, tmp_path_factory
):
    """pytest-django's settings. Of several processes the first migrates a database, which all copy."""
    if "PYTEST_XDIST_WORKER" not in os.environ or django_db_keepdb:
        yield
        return
    settings = connection.settings_dict
    migrated = tmp_path_factory.getbasetemp().parent / "migrated"
    template = settings["TEST"]["NAME"].rpartition("_")[0] + "_migrated"
    with django_db_blocker.unblock():
        with lock(migrated):
            if not migrated.exists():
                create_database(template)
                migrated.touch()
        settings["TEST"] |= {"TEMPLATE": template, "MIGRATE": False}
        yield
        with lock(migrated):
            if migrated.exists():
                migrated.unlink()
                with connection._nodb_cursor() as cursor:
                    cursor.execute(f"DROP DATABASE {connection.ops.quote_name(template)}")


@contextmanager
def lock(path):
    """Held by one process of the run at a time."""
    with path.with_suffix(".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def create_database(name):
    """Create a database of this name, migrated, and disconnect from it: it can then be a template."""
    settings = connection.settings_dict
    usual, of_tests = settings["NAME"], settings["TEST"]["NAME"]
    settings["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    connection.close()
    connection.close_pool()
    settings["NAME"], settings["TEST"]["NAME"] = usual, of_tests


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """pytest-django's test database, emptied of what an interrupted run left where --reuse-db kept it.

    At the end every other session is disconnected, because a database in use cannot be dropped.
    """
    with django_db_blocker.unblock():
        delete_all_rows()
    yield
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        connection.close_pool()


def delete_all_rows():
    """Delete every row but those of KEPT_TABLES, in one transaction.

    Much quicker than TRUNCATE where most tables are empty. It needs no more rights than the owner of the
    tables has, so any role that may create databases can run the tests.
    """
    name = connection.settings_dict["NAME"]
    assert name.startswith("test_"), f"{name} is no database of tests: does this test ask for one?"
    names = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
    names = [name for name in names if name not in KEPT_TABLES]
    with transaction.atomic(), in_any_order() as cursor:
        with_rows = " UNION ALL ".join(f"(SELECT '{name}' FROM {name} LIMIT 1)" for name in names)
        for (name,) in cursor.execute(with_rows).fetchall():
            cursor.execute(f"DELETE FROM {name}")


def erase(listings):
    """Delete listings, as nothing but a fault of the database can: programs need their tombstones."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with in_any_order():
            listings.delete()


@contextmanager
def in_any_order():
    """A cursor that may delete and insert rows in any order: foreign keys are checked at the end."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in KEPT_FOR_EVER:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield cursor
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with a check that waits can't be altered
        for table in KEPT_FOR_EVER:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.fixture(scope="module")
def lasting(django_db_setup, django_db_blocker):
    """One transaction around all tests of a module, so that the module's rows last."""
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:  # the transaction is idle between tests
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory):
    """The data directory of a stopped server that holds the demo, for tests to copy."""
    with the_one_of_this_run(tmp_path_factory) as place:
        if not (place / "postgres").exists():
            with serving(place, os.environ):
                pass
            assert not (place / "postgres/postmaster.pid").exists(), "It still runs: no copy would start."
    return place / "postgres"


@pytest.fixture(autouse=True)
def locks_join_nothing():
    """Refuse every SELECT … FOR UPDATE with a join: PostgreSQL rereads the locked row alone after a wait."""
    with connection.execute_wrapper(refuse_a_lock_with_a_join):
        yield


def refuse_a_lock_with_a_join(execute, sql, parameters, many, context):
    locks = isinstance(sql, str) and " FOR UPDATE" in sql
    assert not locks or (" JOIN " not in sql and sql.count("SELECT ") == 1), f"It reads while it waits: {sql}"
    return execute(sql, parameters, many, context)
