"""The terms that a clinic accepts whenever it sends its listing to a moderator.

`Submission.terms` has the edition that the sender accepted; "" where nobody did, as with an import, with the
proposal of a reader, and with what was sent before there were terms. Who changes a word of SENTENCES gives
the terms a new EDITION: tests/facts/test_terms.py holds the words of each edition.
"""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

EDITION = "2026-12"  # year and month from which the sentences hold
SENTENCES = (
    _("What we state here is true as far as we know."),
    _("The directory may publish it, and the people who are named in it know that."),
    _("Anyone may copy and use it under the license CC BY 4.0, with the day on which it was stated."),
    _("Copies made before a change or a removal can’t be called back."),
)
# The one statement that is a work, where all others are facts: given out as data where its author has agreed,
# or a license says so.
OWN_WORDS = "about"
MISSING = _("Read the terms, and check the box if the clinic accepts them. Without that we can’t publish it.")
OUTDATED = _("The terms changed after you opened this page. Read them again, then check the box.")


def month_of(edition: str) -> str:
    """The month of an edition as a reader is told it: "December 2026"."""
    return date_format(date.fromisoformat(f"{edition}-01"), "F Y")
