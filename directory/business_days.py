"""Business days of the United States: not Saturdays, Sundays and federal holidays, as observed.

The data of the library `holidays` is loaded when this module is imported. Loading takes a second, during
which no transaction should be open.
"""

from datetime import date, datetime, time, timedelta

import holidays
from django.utils import timezone

HOLIDAYS = holidays.country_holidays("US")


def after(moment: datetime, number: int) -> date:
    """The day that is `number` business days after an aware moment; the day of the moment is in TIME_ZONE."""
    return HOLIDAYS.get_nth_working_day(timezone.localdate(moment), number)


def late_before(day: date, number: int) -> datetime:
    """The aware moment (midnight of TIME_ZONE) before which a moment must lie to be late on this day.

    A moment is late if the day that is `number` business days after it lies before `day`.
    """
    first = day - timedelta(days=number)
    while after(_noon(first), number) >= day:
        first -= timedelta(days=1)
    return timezone.make_aware(datetime.combine(first + timedelta(days=1), time()))


def _noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))
