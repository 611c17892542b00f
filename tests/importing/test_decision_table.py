"""What becomes of a row, by what exists of its clinic, what the row says and what is asked for."""

from itertools import product

import pytest

from directory.importing.decision_table import (
    LEFT,
    MESSAGES,
    NOTHING_MORE,
    PUBLISHED,
    SENT,
    Circumstance,
    Existing,
    Refusal,
    Request,
    Says,
    Situation,
    next_step,
    refusal,
)

ANY_CIRCUMSTANCE = (
    Circumstance.JOINS_MEMBERS | Circumstance.SENT_BACK | Circumstance.MOVES | Circumstance.FLAGGED
)


@pytest.mark.parametrize(
    ("existing", "says", "request_", "circumstances", "refused"),
    [
        (Existing.NOTHING, Says.CHANGES, Request.BOTH, Circumstance.NONE, None),
        (Existing.NOTHING, Says.CHANGES, Request.NEITHER, Circumstance.JOINS_MEMBERS, Refusal.MEMBERS),
        (Existing.TAKEN_DOWN, Says.CHANGES, Request.SEND, Circumstance.NONE, Refusal.TAKEN_DOWN),
        (Existing.TAKEN_DOWN, Says.NOTHING_NEW, Request.PUBLISH, ANY_CIRCUMSTANCE, None),
        (Existing.MANAGED, Says.CHANGES, Request.NEITHER, Circumstance.NONE, Refusal.MANAGED),
        (Existing.MANAGED, Says.NOTHING_NEW, Request.BOTH, ANY_CIRCUMSTANCE, None),
        (Existing.WAITING, Says.CHANGES, Request.NEITHER, Circumstance.NONE, Refusal.WAITING),
        (Existing.WAITING, Says.UNPUBLISHED, Request.PUBLISH, Circumstance.NONE, Refusal.WAITING),
        (Existing.WAITING, Says.UNPUBLISHED, Request.BOTH, Circumstance.NONE, None),
        (Existing.WAITING, Says.UNPUBLISHED, Request.SEND, Circumstance.SENT_BACK, Refusal.SENT_BACK),
        (Existing.FREE, Says.CHANGES, Request.NEITHER, Circumstance.SENT_BACK, None),
        (Existing.FREE, Says.UNPUBLISHED, Request.PUBLISH, Circumstance.SENT_BACK, Refusal.SENT_BACK),
        (Existing.FREE, Says.CHANGES, Request.NEITHER, Circumstance.MOVES, Refusal.MOVES),
        (Existing.FREE, Says.CHANGES, Request.PUBLISH, Circumstance.MOVES, Refusal.MOVES),
        (Existing.FREE, Says.CHANGES, Request.BOTH, Circumstance.MOVES, None),
    ],
)
def test_a_row_is_refused_or_taken(existing, says, request_, circumstances, refused):
    assert refusal(Situation(existing, says, request_, circumstances)) is refused


@pytest.mark.parametrize(
    ("existing", "says", "request_", "circumstances", "step"),
    [
        (Existing.FREE, Says.NOTHING_NEW, Request.BOTH, Circumstance.NONE, NOTHING_MORE),
        (Existing.NOTHING, Says.CHANGES, Request.NEITHER, Circumstance.NONE, NOTHING_MORE),
        (Existing.NOTHING, Says.CHANGES, Request.PUBLISH, Circumstance.NONE, PUBLISHED),
        (Existing.FREE, Says.UNPUBLISHED, Request.BOTH, Circumstance.NONE, PUBLISHED),
        (Existing.NOTHING, Says.CHANGES, Request.PUBLISH, Circumstance.FLAGGED, LEFT),
        (Existing.NOTHING, Says.CHANGES, Request.BOTH, Circumstance.FLAGGED, SENT),
        (Existing.FREE, Says.UNPUBLISHED, Request.SEND, Circumstance.NONE, SENT),
        (Existing.WAITING, Says.UNPUBLISHED, Request.SEND, Circumstance.NONE, NOTHING_MORE),
        (Existing.WAITING, Says.UNPUBLISHED, Request.BOTH, Circumstance.FLAGGED, NOTHING_MORE),
        (Existing.WAITING, Says.UNPUBLISHED, Request.BOTH, Circumstance.NONE, PUBLISHED),
    ],
)
def test_a_row_that_is_taken_has_a_next_step(existing, says, request_, circumstances, step):
    assert next_step(Situation(existing, says, request_, circumstances)) == step


def test_nothing_that_is_flagged_is_published():
    for existing, says, request_ in product(Existing.ANY, Says.ANY, Request.ANY):
        assert next_step(Situation(existing, says, request_, Circumstance.FLAGGED)) in (
            NOTHING_MORE,
            LEFT,
            SENT,
        )


def test_every_situation_has_a_next_step():
    situations = product(Existing.ANY, Says.ANY, Request.ANY, (Circumstance.NONE, Circumstance.FLAGGED))

    assert None not in {next_step(Situation(*situation)) for situation in situations}


def test_every_refusal_has_a_sentence():
    assert set(MESSAGES) == set(Refusal)
