"""Which server a public page is read from, and who answers when that one is behind or away."""

import pytest
from django.db import OperationalError
from psycopg import errors

from config.postgres import reading
from config.postgres.reading import PRIMARY, READ, BehindError


@pytest.fixture
def replicated(monkeypatch):
    """As with DATABASE_READ_URL, without a server: `work` below says what each one answers."""
    monkeypatch.setattr(reading, "is_replicated", lambda: True)
    monkeypatch.setattr(reading, "_forget_broken", lambda alias: None)
    monkeypatch.setattr(reading, "_away_until", {})


class Work:
    """Reads that fail as told. answers: alias → an exception to raise, or None to answer."""

    def __init__(self, **answers):
        self.answers, self.asked = answers, []

    def __call__(self, must_be_current):
        alias = reading.Router().db_for_read(None)
        self.asked.append((alias, must_be_current))
        failure = self.answers.get(alias)
        if isinstance(failure, BehindError) and not must_be_current:
            failure = None
        if failure:
            raise failure
        return f"from {alias}"


def away(cause=None):
    error = OperationalError("the connection is lost")
    error.__cause__ = cause
    return error


STANDBY_FIRST = [(READ, True), (PRIMARY, False), (READ, False)]


@pytest.mark.parametrize(
    ("answers", "asked", "answer"),
    [
        ({}, 1, "from read"),
        ({READ: BehindError()}, 2, "from default"),
        ({READ: away()}, 2, "from default"),
        ({READ: away(errors.SerializationFailure())}, 2, "from default"),
        ({READ: BehindError(), PRIMARY: away()}, 3, "from read"),
    ],
)
def test_a_page_is_read_from_a_standby_unless_it_is_behind_or_away(replicated, answers, asked, answer):
    work = Work(**answers)

    assert reading.on_a_standby(work) == answer
    assert work.asked == STANDBY_FIRST[:asked]


def test_what_somebody_has_just_written_is_read_from_the_primary_while_it_is_there(replicated):
    assert reading.on_the_primary(Work()) == "from default"
    assert reading.on_the_primary(Work(default=away())) == "from read"


def test_a_server_that_was_away_is_not_waited_for_again_at_once(replicated):
    reading.on_a_standby(Work(read=away()))
    work = Work(read=away())

    assert reading.on_a_standby(work) == "from default"
    assert work.asked == [(PRIMARY, False)]


def test_a_query_that_is_too_slow_is_not_asked_of_every_server(replicated):
    work = Work(read=away(errors.QueryCanceled()))

    with pytest.raises(OperationalError):
        reading.on_a_standby(work)

    assert work.asked == [(READ, True)]


def test_if_all_are_away_the_last_error_is_raised(replicated):
    with pytest.raises(OperationalError):
        reading.on_a_standby(Work(read=away(), default=away()))


def test_without_a_read_url_everything_is_read_from_the_primary():
    work = Work()

    assert (reading.on_a_standby(work), reading.on_the_primary(work)) == ("from default", "from default")
    assert work.asked == [(PRIMARY, False)] * 2


def test_writes_and_migrations_go_to_the_primary_from_wherever_is_read():
    router = reading.Router()
    with reading.reading_from(READ):
        assert (router.db_for_read(None), router.db_for_write(None)) == (READ, PRIMARY)
    assert router.db_for_read(None) == PRIMARY
    assert (router.allow_migrate(READ, "directory"), router.allow_migrate(PRIMARY, "directory")) == (
        False,
        True,
    )


def test_a_streamed_answer_goes_on_reading_where_it_began():
    def chunks():
        for _number in range(2):
            yield reading.Router().db_for_read(None)

    with reading.reading_from(READ):
        answer = reading.streamed(chunks())
    first = next(answer)
    between = reading.Router().db_for_read(None)

    assert (first, between, list(answer)) == (READ, PRIMARY, [READ])
