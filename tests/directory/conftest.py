import pytest
from django.db import connection
from django.utils import timezone

from tests import factories


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def house(db):
    """The organisation of a listed clinic, and its owner."""
    clinic = factories.make_listing(name="Tern House", email="desk@tern-house.example").clinic
    owner = factories.make_owner(clinic)
    return clinic.organization, owner


@pytest.fixture(autouse=True)
def locks_are_taken_first():
    """A statement that waits for a row brings that row up to date, and nothing that it has joined to it."""
    with connection.execute_wrapper(refuse_to_read_while_waiting):
        yield


def refuse_to_read_while_waiting(execute, sql, parameters, many, context):
    locks = isinstance(sql, str) and " FOR UPDATE" in sql
    assert not locks or (" JOIN " not in sql and sql.count("SELECT ") == 1), f"It reads while it waits: {sql}"
    return execute(sql, parameters, many, context)
