"""Timeouts of connections; without_timeouts(); migrations that give up a lock and try again."""

import io
import threading

import psycopg
import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction

from config.postgres.connections import without_timeouts
from config.postgres.url import database_settings
from tests.support.waiting import soon

LIMITS = ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"]


BEFORE = ["1min", "1min", "1min"]  # of tests/settings.py


def limits():
    with connection.cursor() as cursor:
        return shown(cursor)


def shown(cursor):
    return [cursor.execute(f"SHOW {name}").fetchone()[0] for name in LIMITS]


@pytest.mark.django_db(transaction=True)
def test_every_connection_has_timeouts():
    with psycopg.connect(**here(), options=database_settings()["OPTIONS"]["options"]) as other:
        assert shown(other) == ["3s", "2s", "5s"]


def here():
    """The psycopg parameters of the test database, for a session beside Django's."""
    known = connection.get_connection_params()
    return {name: known[name] for name in ("host", "port", "user", "password", "dbname") if name in known}


@pytest.mark.django_db(transaction=True)
def test_timeouts_are_lifted_and_restored():
    with without_timeouts():
        within = limits()

    assert (within, limits()) == (["0", "1min", "0"], BEFORE)


@pytest.mark.django_db
def test_timeouts_are_restored_inside_a_transaction():
    with without_timeouts(lock_timeout=500):
        within = limits()

    assert (within, limits()) == (["0", "500ms", "0"], BEFORE)


@pytest.mark.django_db(transaction=True)
def test_timeouts_are_restored_after_a_broken_transaction():
    def break_it():
        with transaction.atomic(), without_timeouts(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

    with pytest.raises(Exception, match="division by zero"):
        break_it()

    assert limits() == BEFORE


@pytest.mark.django_db(transaction=True)
def test_an_error_inside_without_timeouts_reaches_the_caller():
    def break_it():
        with without_timeouts():
            raise LookupError("row 7")

    with pytest.raises(LookupError, match="row 7"):
        break_it()

    assert limits() == BEFORE


@pytest.fixture
def somebody_else():
    """Another session on the test database, with a transaction open."""
    with psycopg.connect(**here()) as other:
        yield other


class Heard(io.StringIO):
    """What a command says, and an act that follows each time that it says something."""

    def __init__(self, act):
        super().__init__()
        self.act = act

    def write(self, text):
        super().write(text)
        self.act()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_migration_tries_again_when_the_tables_are_in_use(somebody_else):
    somebody_else.execute("LOCK TABLE django_migrations IN ACCESS EXCLUSIVE MODE")
    said = Heard(somebody_else.rollback)

    call_command("migrate", verbosity=0, stderr=said)

    assert said.getvalue() == "The tables are in use. Trying again (1 of 19).\n"


def terminate_when_it_waits(other, pid):
    soon(lambda: other.execute("SELECT 1 FROM pg_locks WHERE pid = %s AND NOT granted", [pid]).fetchone())
    other.execute("SELECT pg_terminate_backend(%s)", [pid])


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_fails_for_another_reason_does_not_try_again(somebody_else):
    with connection.cursor() as cursor:
        pid = cursor.execute("SELECT pg_backend_pid()").fetchone()[0]
    somebody_else.execute("LOCK TABLE django_migrations IN ACCESS EXCLUSIVE MODE")
    end = threading.Thread(target=terminate_when_it_waits, args=[somebody_else, pid])
    end.start()

    with pytest.raises(OperationalError, match=r"terminating connection|closed"):
        call_command("migrate", verbosity=0)
    end.join()
    connection.close()
