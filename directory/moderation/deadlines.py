"""By when a moderator must decide on a submission or a claim, in business days."""

from datetime import date, datetime

from directory import business_days
from directory.mail.letters import DECISION_BUSINESS_DAYS, decision_due_on


def due_on(queued_at: datetime) -> date:
    """The last day for the decision on what entered the queue at this moment."""
    return decision_due_on(queued_at)


def overdue_since(today: date) -> datetime:
    """The aware moment before which something must have entered the queue to be overdue today."""
    return business_days.late_before(today, DECISION_BUSINESS_DAYS)
