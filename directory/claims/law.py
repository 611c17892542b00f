"""Claims on federal law."""

# ruff: noqa: E501

from datetime import date

from django.utils.translation import gettext_lazy as _

from directory.claims.model import Claim
from directory.claims.sources import law

VIDEO_RULE = Claim(
    key="law-video-rule",
    sentence=_(
        "Until December 31, 2026, a federal rule lets a prescriber order ketamine for you after a video visit "
        "alone. From January 1, 2027, one exam in person comes first, with few exceptions."
    ),
    sources=(law.VIDEO_RULE,),
    checked_on=date(2026, 11, 28),
    next_check=date(2026, 12, 28),
    valid_until=date(2026, 12, 31),
    afterward=_(
        "A federal rule that let a prescriber order ketamine after a video visit alone ended on December 31, "
        "2026. Since then, one exam in person comes first, with few exceptions. We do not know of a longer "
        "rule: ask the clinic, and ask what it rests on."
    ),
)
