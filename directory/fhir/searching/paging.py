"""Pages of a search: each begins after the last resource of the one before, wherever that is by then.

A page costs the same wherever it lies: nothing is counted off from the beginning.
"""

import base64
import binascii
import math
import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from directory.fhir.outcomes import FhirError, wrong_value

FORM = re.compile(r"([nlu]?)\.(\d{1,10})\.([A-Za-z0-9_-]{0,3000})\Z")
# Sort → the letter by which a cursor says what it is of.
LETTERS = {"": "", "near": "n", "name": "l", "_lastUpdated": "u"}


class Cursor(NamedTuple):
    """After which resource a page begins.

    letter  of LETTERS
    number  of the resource, as numbers.py gives it
    key     what the page is sorted by, of that resource: text; "" where it is sorted by number
    """

    letter: str
    number: int
    key: str

    @classmethod
    def after(cls, sort: str, number: int, key: str) -> "Cursor":
        return cls(LETTERS[sort], number, key)

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """What str() gave. Raises FhirError."""
        match = FORM.match(text)
        try:
            if match is None:
                raise ValueError(text)
            padded = match[3] + "=" * (-len(match[3]) % 4)
            cursor = cls(match[1], int(match[2]), base64.urlsafe_b64decode(padded).decode())
            if str(cursor) != text or cursor.number >= 1 << 32:
                raise ValueError(text)
        except (ValueError, binascii.Error):
            raise wrong_cursor() from None
        return cursor

    def as_number(self, kind: type[int] | type[float]) -> float:
        """The key as a number. Raises FhirError."""
        try:
            number = kind(self.key)
        except ValueError:
            raise wrong_cursor() from None
        return number if math.isfinite(number) and abs(number) < 1 << 62 else 0

    def __str__(self):
        key = base64.urlsafe_b64encode(self.key.encode()).decode().rstrip("=")
        return f"{self.letter}.{self.number}.{key}"

    def fits(self, sort: str) -> bool:
        """True if it is of pages that are sorted so."""
        return self.letter == LETTERS[sort]


def wrong_cursor() -> FhirError:
    sentence = _("This is no page of this search. Follow the links of the first page.")
    return wrong_value("_cursor", sentence)
