"""What an import says: sentences about rows, counts, and a line of a report for each row."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

CREATED, CHANGED, UNCHANGED, REFUSED = "created", "changed", "unchanged", "refused"
PUBLISHED, SENT, LEFT = "published", "sent to the queue", "left to a person"


@dataclass
class Report:
    """What an import has to say: counts by outcome and by flag, sentences, and a line for each row.

    sentence  called with each sentence about a row
    line      called with (row number, name, outcome, what becomes of it, reasons) for every row, in order
    """

    on_message: object
    on_row: object = None
    counts: Counter = field(default_factory=Counter)
    rows: list = field(default_factory=list)  # of the batch that is being read

    def add_refused(self, number, name, why):
        self.counts[REFUSED] += 1
        self.add_row(number, name, REFUSED, "", [why])

    def add_row(self, number, name, outcome, next_step, reasons):
        for why in reasons:
            self.on_message(_("Row %(number)d: %(why)s") % {"number": number, "why": why})
        self.rows.append((number, name, outcome, next_step, " ".join(map(str, reasons))))

    def flush(self):
        """The lines of a batch, in the order of the file."""
        for on_row in sorted(self.rows) if self.on_row else ():
            self.on_row(*on_row)
        self.rows.clear()
