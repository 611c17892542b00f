"""By when a moderator must act on a report."""

from datetime import date, datetime

from directory import business_days

BUSINESS_DAYS = 2  # for the first action


def due_on(received_at: datetime) -> date:
    """The last day for the first action on a report: the second business day after the day it came in.

    received_at  aware datetime; its day is that of TIME_ZONE
    """
    return business_days.after(received_at, BUSINESS_DAYS)


def overdue_since(today: date) -> datetime:
    """The aware datetime before which a report must have come in to be overdue on the day `today`."""
    return business_days.late_before(today, BUSINESS_DAYS)
