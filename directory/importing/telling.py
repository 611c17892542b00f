"""What an import says: sentences about rows, counts, and a line of a report for each row."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

CREATED, CHANGED, UNCHANGED, REFUSED = "created", "changed", "unchanged", "refused"
PUBLISHED, SENT, LEFT = "published", "sent to the queue", "left to a person"


@dataclass
class Told:
    """What an import has to say: counts by outcome and by flag, sentences, and a line for each row.

    sentence  called with each sentence about a row
    line      called with (row number, name, outcome, what becomes of it, reasons) for every row, in order
    """

    sentence: object
    line: object = None
    counts: Counter = field(default_factory=Counter)
    lines: list = field(default_factory=list)  # of the batch that is being read

    def refused(self, number, name, why):
        self.counts[REFUSED] += 1
        self.row(number, name, REFUSED, "", [why])

    def row(self, number, name, outcome, then, reasons):
        for why in reasons:
            self.sentence(_("Row %(number)d: %(why)s") % {"number": number, "why": why})
        self.lines.append((number, name, outcome, then, " ".join(map(str, reasons))))

    def hand_over(self):
        """The lines of a batch, in the order of the file."""
        for line in sorted(self.lines) if self.line else ():
            self.line(*line)
        self.lines.clear()
