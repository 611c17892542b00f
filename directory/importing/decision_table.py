"""The outcome of a row: (state of its clinic, content of the row, request of the operator) → outcome.

Two tables, each read from the top: the first line that fits decides. A row for which no line of REFUSALS fits
is accepted; NEXT_STEPS then says whether its clinic is published or sent to the moderators' queue. Knows
neither files nor the database.
"""

from enum import Enum, Flag, auto
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

# Outcomes and next steps, as the counts and the report of an import show them.
CREATED, CHANGED, UNCHANGED, REFUSED = "created", "changed", "unchanged", "refused"
PUBLISHED, SENT, LEFT, NOTHING_MORE = "published", "sent to the queue", "left to a person", ""


class ClinicState(Flag):
    """The state of the clinic that a row is about."""

    NOTHING = auto()  # a new clinic
    TAKEN_DOWN = auto()  # the clinic is closed, or its listing removed
    MANAGED = auto()  # people of the clinic maintain the listing
    WAITING = auto()  # a submission of the clinic waits for a moderator
    FREE = auto()  # an import may change it
    ANY = NOTHING | TAKEN_DOWN | MANAGED | WAITING | FREE


class RowContent(Flag):
    """The content of a row, compared with the working copy and the published listing."""

    CHANGES = auto()  # something that the working copy does not say; every row about a new clinic
    UNPUBLISHED = auto()  # what the working copy says, which is not published as it stands
    NOTHING_NEW = auto()
    ANY = CHANGES | UNPUBLISHED | NOTHING_NEW


class Request(Flag):
    """The request of the operator: publish (--publish-as), send to the queue (--send), both or neither."""

    NEITHER = auto()
    SEND = auto()
    PUBLISH = auto()
    BOTH = auto()
    ANY = NEITHER | SEND | PUBLISH | BOTH

    @classmethod
    def of(cls, *, publish, send):
        if publish:
            return cls.BOTH if send else cls.PUBLISH
        return cls.SEND if send else cls.NEITHER


class Circumstance(Flag):
    """Further conditions on which the outcome of a row depends. Several may hold at once."""

    NONE = 0
    JOINS_MEMBERS = auto()  # the row puts the clinic into an organization that has members
    SENT_BACK = auto()  # a moderator sent exactly this content back, by decision on its last submission
    MOVES = auto()  # the row moves a published listing to another town or state
    FLAGGED = auto()  # a person should look at the row first (review_flags)


class Refusal(Enum):
    """The reason why a row is refused."""

    TAKEN_DOWN = auto()
    MANAGED = auto()
    MEMBERS = auto()
    WAITING = auto()
    SENT_BACK = auto()
    MOVES = auto()


MESSAGES = {
    Refusal.TAKEN_DOWN: _("The listing of this clinic was taken down, so nothing was changed."),
    Refusal.MANAGED: _("The clinic manages its own listing, so nothing was changed."),
    Refusal.MEMBERS: _(
        "The organization “%(organization)s” has members, and they add their clinics themselves."
    ),
    Refusal.WAITING: _("A submission of this clinic is waiting for a moderator. Decide on it first."),
    Refusal.SENT_BACK: _("A moderator already sent this back, so it was not sent again."),
    Refusal.MOVES: _(
        "The listing is in %(here)s, but the row says %(there)s. Only a moderator can "
        "move a published listing. Use --send to put the row into the queue."
    ),
}


class Situation(NamedTuple):
    existing: ClinicState
    row_content: RowContent
    request: Request
    circumstances: Circumstance


E, S, R, C = ClinicState, RowContent, Request, Circumstance
NOT_PUBLIC = S.CHANGES | S.UNPUBLISHED
OPEN = E.NOTHING | E.WAITING | E.FREE

# fmt: off
REFUSALS = (
    # what exists     what the row says  what is asked for            circumstance      refused because
    (E.TAKEN_DOWN,    S.CHANGES,         R.ANY,                       C.NONE,           Refusal.TAKEN_DOWN),
    (E.MANAGED,       S.CHANGES,         R.ANY,                       C.NONE,           Refusal.MANAGED),
    (OPEN,            S.ANY,             R.ANY,                       C.JOINS_MEMBERS,  Refusal.MEMBERS),
    (E.WAITING,       S.CHANGES,         R.ANY,                       C.NONE,           Refusal.WAITING),
    (E.WAITING,       S.UNPUBLISHED,     R.PUBLISH,                   C.NONE,           Refusal.WAITING),
    (OPEN,            NOT_PUBLIC,        R.SEND | R.PUBLISH | R.BOTH, C.SENT_BACK,      Refusal.SENT_BACK),
    (OPEN,            NOT_PUBLIC,        R.NEITHER | R.PUBLISH,       C.MOVES,          Refusal.MOVES),
)
NEXT_STEPS = (
    # what exists     what the row says  what is asked for            circumstance      next step
    (E.ANY,           S.NOTHING_NEW,     R.ANY,                       C.NONE,           NOTHING_MORE),
    (E.ANY,           S.ANY,             R.NEITHER,                   C.NONE,           NOTHING_MORE),
    (E.ANY,           S.ANY,             R.PUBLISH,                   C.FLAGGED,        LEFT),
    (E.WAITING,       S.ANY,             R.BOTH,                      C.FLAGGED,        NOTHING_MORE),
    (E.ANY,           S.ANY,             R.BOTH,                      C.FLAGGED,        SENT),
    (E.ANY,           S.ANY,             R.PUBLISH | R.BOTH,          C.NONE,           PUBLISHED),
    (E.WAITING,       S.ANY,             R.SEND,                      C.NONE,           NOTHING_MORE),
    (E.ANY,           S.ANY,             R.SEND,                      C.NONE,           SENT),
)
# fmt: on


def refusal(situation):
    """The Refusal of a row in this situation; None for a row that is accepted."""
    return _first_that_fits(REFUSALS, situation)


def next_step(situation):
    """PUBLISHED, SENT, LEFT or NOTHING_MORE, for a row that is accepted."""
    return _first_that_fits(NEXT_STEPS, situation)


def _first_that_fits(table, situation):
    for existing, row_content, request, circumstance, result in table:
        if (
            situation.existing in existing
            and situation.row_content in row_content
            and situation.request in request
            and circumstance in situation.circumstances
        ):
            return result
    return None
