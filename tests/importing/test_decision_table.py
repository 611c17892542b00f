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
    ClinicState,
    Refusal,
    Request,
    RowContent,
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
        (ClinicState.NOTHING, RowContent.CHANGES, Request.BOTH, Circumstance.NONE, None),
        (
            ClinicState.NOTHING,
            RowContent.CHANGES,
            Request.NEITHER,
            Circumstance.JOINS_MEMBERS,
            Refusal.MEMBERS,
        ),
        (ClinicState.TAKEN_DOWN, RowContent.CHANGES, Request.SEND, Circumstance.NONE, Refusal.TAKEN_DOWN),
        (ClinicState.TAKEN_DOWN, RowContent.NOTHING_NEW, Request.PUBLISH, ANY_CIRCUMSTANCE, None),
        (ClinicState.MANAGED, RowContent.CHANGES, Request.NEITHER, Circumstance.NONE, Refusal.MANAGED),
        (ClinicState.MANAGED, RowContent.NOTHING_NEW, Request.BOTH, ANY_CIRCUMSTANCE, None),
        (ClinicState.WAITING, RowContent.CHANGES, Request.NEITHER, Circumstance.NONE, Refusal.WAITING),
        (ClinicState.WAITING, RowContent.UNPUBLISHED, Request.PUBLISH, Circumstance.NONE, Refusal.WAITING),
        (ClinicState.WAITING, RowContent.UNPUBLISHED, Request.BOTH, Circumstance.NONE, None),
        (
            ClinicState.WAITING,
            RowContent.UNPUBLISHED,
            Request.SEND,
            Circumstance.SENT_BACK,
            Refusal.SENT_BACK,
        ),
        (ClinicState.FREE, RowContent.CHANGES, Request.NEITHER, Circumstance.SENT_BACK, None),
        (
            ClinicState.FREE,
            RowContent.UNPUBLISHED,
            Request.PUBLISH,
            Circumstance.SENT_BACK,
            Refusal.SENT_BACK,
        ),
        (ClinicState.FREE, RowContent.CHANGES, Request.NEITHER, Circumstance.MOVES, Refusal.MOVES),
        (ClinicState.FREE, RowContent.CHANGES, Request.PUBLISH, Circumstance.MOVES, Refusal.MOVES),
        (ClinicState.FREE, RowContent.CHANGES, Request.BOTH, Circumstance.MOVES, None),
    ],
)
def test_a_row_is_refused_or_taken(existing, says, request_, circumstances, refused):
    assert refusal(Situation(existing, says, request_, circumstances)) is refused


@pytest.mark.parametrize(
    ("existing", "says", "request_", "circumstances", "step"),
    [
        (ClinicState.FREE, RowContent.NOTHING_NEW, Request.BOTH, Circumstance.NONE, NOTHING_MORE),
        (ClinicState.NOTHING, RowContent.CHANGES, Request.NEITHER, Circumstance.NONE, NOTHING_MORE),
        (ClinicState.NOTHING, RowContent.CHANGES, Request.PUBLISH, Circumstance.NONE, PUBLISHED),
        (ClinicState.FREE, RowContent.UNPUBLISHED, Request.BOTH, Circumstance.NONE, PUBLISHED),
        (ClinicState.NOTHING, RowContent.CHANGES, Request.PUBLISH, Circumstance.FLAGGED, LEFT),
        (ClinicState.NOTHING, RowContent.CHANGES, Request.BOTH, Circumstance.FLAGGED, SENT),
        (ClinicState.FREE, RowContent.UNPUBLISHED, Request.SEND, Circumstance.NONE, SENT),
        (ClinicState.WAITING, RowContent.UNPUBLISHED, Request.SEND, Circumstance.NONE, NOTHING_MORE),
        (ClinicState.WAITING, RowContent.UNPUBLISHED, Request.BOTH, Circumstance.FLAGGED, NOTHING_MORE),
        (ClinicState.WAITING, RowContent.UNPUBLISHED, Request.BOTH, Circumstance.NONE, PUBLISHED),
    ],
)
def test_a_row_that_is_taken_has_a_next_step(existing, says, request_, circumstances, step):
    assert next_step(Situation(existing, says, request_, circumstances)) == step


def test_nothing_that_is_flagged_is_published():
    for existing, says, request_ in product(ClinicState.ANY, RowContent.ANY, Request.ANY):
        assert next_step(Situation(existing, says, request_, Circumstance.FLAGGED)) in (
            NOTHING_MORE,
            LEFT,
            SENT,
        )


def test_every_situation_has_a_next_step():
    situations = product(
        ClinicState.ANY, RowContent.ANY, Request.ANY, (Circumstance.NONE, Circumstance.FLAGGED)
    )

    assert None not in {next_step(Situation(*situation)) for situation in situations}


def test_every_refusal_has_a_sentence():
    assert set(MESSAGES) == set(Refusal)
