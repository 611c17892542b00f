"""The bitmaps that depend on the day."""

import math
from datetime import date
from typing import TYPE_CHECKING

from pyroaring import BitMap

from directory.facts.vocabulary import NOT_STATED, Availability
from directory.models.listing import AVAILABILITY_DAYS, CURRENT_DAYS, LISTED_DAYS

if TYPE_CHECKING:
    from directory.index.index import Index


class DatedBitmaps:
    """The bitmaps that depend on the day: by the age of confirmation, of availability and of evidence."""

    def __init__(self, index: "Index", today: date):
        now = today.toordinal()
        between = index.with_key_between
        ever_confirmed = between("confirmed", 0, math.inf)
        self.current = between("confirmed", now - CURRENT_DAYS, math.inf)
        self.listed = BitMap.union(
            between("confirmed", now - LISTED_DAYS, math.inf),
            between("unconfirmed", now - LISTED_DAYS, math.inf),
        )
        fresh = between("available", now - AVAILABILITY_DAYS, math.inf)
        document = between("document_seen", now, math.inf)
        register = between("register_checked", now, math.inf)
        by_clinic = index.with_key("by_clinic")
        self.bitmaps = {
            "confirmed:current": self.current,
            "confirmed:overdue": (ever_confirmed & self.listed) - self.current,
            "confirmed:lapsed": index.ids - self.listed,
            f"confirmed:{NOT_STATED}": self.listed - ever_confirmed,
            "evidence:self_reported": by_clinic,
            "evidence:document_seen": document,
            "evidence:register_checked": register,
            f"evidence:{NOT_STATED}": index.ids - by_clinic - document - register,
            f"availability:{NOT_STATED}": index.ids - fresh,
        }
        for code in Availability.values:
            self.bitmaps[f"availability:{code}"] = index.with_key(f"availability:{code}") & fresh
