"""What becomes of a row, by what exists of its clinic, what the row says and what is asked for."""

from itertools import product

import pytest

from directory.importing.decision_table import (
    LEFT,
    MESSAGES,
    NOTHING_MORE,
    PUBLISHED,
    SENT,
    Existing,
    Finding,
    Refusal,
    Request,
    Says,
    Situation,
    next_step,
    refusal,
)

ANY_FINDING = Finding.JOINS_MEMBERS | Finding.SENT_BACK | Finding.MOVES | Finding.FLAGGED


@pytest.mark.parametrize(
    ("existing", "says", "request_", "findings", "refused"),
    [
        (Existing.NOTHING, Says.CHANGES, Request.BOTH, Finding.NONE, None),
        (Existing.NOTHING, Says.CHANGES, Request.NEITHER, Finding.JOINS_MEMBERS, Refusal.MEMBERS),
        (Existing.TAKEN_DOWN, Says.CHANGES, Request.SEND, Finding.NONE, Refusal.TAKEN_DOWN),
        (Existing.TAKEN_DOWN, Says.NOTHING_NEW, Request.PUBLISH, ANY_FINDING, None),
        (Existing.MANAGED, Says.CHANGES, Request.NEITHER, Finding.NONE, Refusal.MANAGED),
        (Existing.MANAGED, Says.NOTHING_NEW, Request.BOTH, ANY_FINDING, None),
        (Existing.WAITING, Says.CHANGES, Request.NEITHER, Finding.NONE, Refusal.WAITING),
        (Existing.WAITING, Says.UNPUBLISHED, Request.PUBLISH, Finding.NONE, Refusal.WAITING),
        (Existing.WAITING, Says.UNPUBLISHED, Request.BOTH, Finding.NONE, None),
        (Existing.WAITING, Says.UNPUBLISHED, Request.SEND, Finding.SENT_BACK, Refusal.SENT_BACK),
        (Existing.FREE, Says.CHANGES, Request.NEITHER, Finding.SENT_BACK, None),
        (Existing.FREE, Says.UNPUBLISHED, Request.PUBLISH, Finding.SENT_BACK, Refusal.SENT_BACK),
        (Existing.FREE, Says.CHANGES, Request.NEITHER, Finding.MOVES, Refusal.MOVES),
        (Existing.FREE, Says.CHANGES, Request.PUBLISH, Finding.MOVES, Refusal.MOVES),
        (Existing.FREE, Says.CHANGES, Request.BOTH, Finding.MOVES, None),
    ],
)
def test_a_row_is_refused_or_taken(existing, says, request_, findings, refused):
    assert refusal(Situation(existing, says, request_, findings)) is refused


@pytest.mark.parametrize(
    ("existing", "says", "request_", "findings", "step"),
    [
        (Existing.FREE, Says.NOTHING_NEW, Request.BOTH, Finding.NONE, NOTHING_MORE),
        (Existing.NOTHING, Says.CHANGES, Request.NEITHER, Finding.NONE, NOTHING_MORE),
        (Existing.NOTHING, Says.CHANGES, Request.PUBLISH, Finding.NONE, PUBLISHED),
        (Existing.FREE, Says.UNPUBLISHED, Request.BOTH, Finding.NONE, PUBLISHED),
        (Existing.NOTHING, Says.CHANGES, Request.PUBLISH, Finding.FLAGGED, LEFT),
        (Existing.NOTHING, Says.CHANGES, Request.BOTH, Finding.FLAGGED, SENT),
        (Existing.FREE, Says.UNPUBLISHED, Request.SEND, Finding.NONE, SENT),
        (Existing.WAITING, Says.UNPUBLISHED, Request.SEND, Finding.NONE, NOTHING_MORE),
        (Existing.WAITING, Says.UNPUBLISHED, Request.BOTH, Finding.FLAGGED, NOTHING_MORE),
        (Existing.WAITING, Says.UNPUBLISHED, Request.BOTH, Finding.NONE, PUBLISHED),
    ],
)
def test_a_row_that_is_taken_has_a_next_step(existing, says, request_, findings, step):
    assert next_step(Situation(existing, says, request_, findings)) == step


def test_nothing_that_is_flagged_is_published():
    for existing, says, request_ in product(Existing.ANY, Says.ANY, Request.ANY):
        assert next_step(Situation(existing, says, request_, Finding.FLAGGED)) in (NOTHING_MORE, LEFT, SENT)


def test_every_situation_has_a_next_step():
    situations = product(Existing.ANY, Says.ANY, Request.ANY, (Finding.NONE, Finding.FLAGGED))

    assert None not in {next_step(Situation(*situation)) for situation in situations}


def test_every_refusal_has_a_sentence():
    assert set(MESSAGES) == set(Refusal)
