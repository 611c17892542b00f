"""Business days of the United States: not Saturdays, Sundays and federal holidays, as observed.

The data of the library `holidays` is loaded when this module is imported. Loading takes a second, during
which no transaction should be open.
"""

from datetime import date, datetime

import holidays
from django.utils import timezone

HOLIDAYS = holidays.country_holidays("US")


def after(moment: datetime, number: int) -> date:
    """The day that is `number` business days after an aware moment; the day of the moment is in TIME_ZONE."""
    return HOLIDAYS.get_nth_working_day(timezone.localdate(moment), number)
