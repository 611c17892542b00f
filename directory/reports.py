"""What readers say is wrong: taken in, and the day by which somebody must act on it."""

import re
import secrets

import holidays
from django.db import transaction
from django.utils import timezone

from directory.models import Report

# Crockford's base 32 without A and E, so that no reference spells a word.
SIGNS = "0123456789BCDFGHJKMNPQRSTVWXYZ"
LENGTH = 10  # 49 bits
BUSINESS_DAYS = 2


@transaction.atomic
def receive(*, listing, reason, statement, words, key, at):
    """Keep a report; returns it. What was kept under the same key (a UUID) before is returned unchanged."""
    report, _made = Report.objects.get_or_create(
        key=key,
        defaults={
            "reference": "".join(secrets.choice(SIGNS) for _sign in range(LENGTH)),
            "clinic_id": listing.clinic_id,
            "reason": reason,
            "statement": statement,
            "words": words,
            "received_at": at,
        },
    )
    return report


def due_on(received_at):
    """The last day for the first action: the second business day after the one it came in.

    received_at  an aware moment; its day is that of TIME_ZONE
    source       Saturdays, Sundays and US federal holidays, as observed, by the library holidays
    """
    return holidays.country_holidays("US").get_nth_working_day(timezone.localdate(received_at), BUSINESS_DAYS)


def spoken(reference):
    """As it is shown and read aloud: K7M2Q-9RTX4."""
    return f"{reference[:5]}-{reference[5:]}"


def heard(text):
    """A reference as somebody typed it, as it is stored; None where it can be none."""
    signs = text.upper().translate(str.maketrans("OIL", "011", "- "))
    return signs if re.fullmatch(f"[{SIGNS}]{{{LENGTH}}}", signs) else None
