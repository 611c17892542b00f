"""The report of an import: a count of each outcome, messages, and one entry for each row."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from directory.importing.decision_table import REFUSED, UNCHANGED


@dataclass
class Report:
    """Counts rows by outcome, next step and flag, and passes on messages and entries.

    on_message  called with each sentence for the operator
    on_row      called with (row number, name, outcome, next step, reasons) for every row, in the file's order
    """

    on_message: Callable
    on_row: Callable | None = None
    counts: Counter = field(default_factory=Counter)
    _batch: list = field(default_factory=list)  # entries that on_row was not called with yet

    def add_refused(self, number, name, reason):
        self.counts[REFUSED] += 1
        self._add(number, name, REFUSED, "", [reason])

    def add(self, planned):
        """Count a PlannedRow that was accepted."""
        self.counts[planned.outcome] += 1
        self.counts[planned.next_step] += bool(planned.next_step)
        for flag in {flag for flag, _message in planned.flags}:
            self.counts[flag] += 1
        self.counts["flagged"] += bool(planned.flags)
        corrections = planned.corrections if planned.outcome != UNCHANGED else []
        reasons = [*corrections, *(message for _flag, message in planned.flags)]
        self._add(planned.number, planned.content["name"], planned.outcome, planned.next_step, reasons)

    def _add(self, number, name, outcome, next_step, reasons):
        for reason in reasons:
            self.on_message(_("Row %(number)d: %(why)s") % {"number": number, "why": reason})
        self._batch.append((number, name, outcome, next_step, " ".join(map(str, reasons))))

    def flush(self):
        """Pass on the entries of a batch, in the order of the file."""
        for entry in sorted(self._batch) if self.on_row else ():
            self.on_row(*entry)
        self._batch.clear()
