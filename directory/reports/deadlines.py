"""By when a moderator must act on a report, and what counts as an act.

The first action is one that somebody else can notice: the clinic is asked, called (even if nobody answers) or
written to, or the report is closed. A note, or a look at a register, is not: it leaves the day as it is.
"""

from datetime import date, datetime

from directory import business_days
from directory.models import Note

BUSINESS_DAYS = 2  # for the first action
FIRST_ACTIONS = (Note.Kind.CALLED, Note.Kind.NO_ANSWER, Note.Kind.WROTE)


def due_on(received_at: datetime) -> date:
    """The last day for the first action on a report: the second business day after the day it came in.

    received_at  aware datetime; its day is that of TIME_ZONE
    """
    return business_days.after(received_at, BUSINESS_DAYS)


def overdue_since(today: date) -> datetime:
    """The aware datetime before which a report must have come in to be overdue on the day `today`."""
    return business_days.late_before(today, BUSINESS_DAYS)
