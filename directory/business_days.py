"""Business days of the United States: not Saturdays, Sundays and federal holidays, as observed.

source  the library holidays, loaded at import: its first use takes a second, and none of ours may hold a
        transaction open meanwhile
"""

import holidays
from django.utils import timezone

HOLIDAYS = holidays.country_holidays("US")


def after(moment, number):
    """The day that comes so many business days after an aware moment, whose day is that of TIME_ZONE."""
    return HOLIDAYS.get_nth_working_day(timezone.localdate(moment), number)
