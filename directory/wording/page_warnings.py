"""The safety warnings of a listing on its page: what carries one, and the text that several share once."""

from dataclasses import dataclass
from typing import NamedTuple

from directory.claims.model import claims_in
from directory.claims.register import sources_of
from directory.facts.safety_warnings import SafetyWarning
from directory.wording.rows import warned_rows
from directory.wording.safety_warnings import WarnedValue


class WarnedLine(NamedTuple):
    """A value that carries a warning, with the label of its statement. clinic: its name, among several."""

    label: str
    value: WarnedValue
    clinic: str = ""


@dataclass(frozen=True)
class WarningGroup:
    """Warnings that rest on the same claims.

    lines  SafetyWarning → the WarnedLines that carry it, as pairs
    """

    lines: list[tuple[SafetyWarning, list[WarnedLine]]]

    @property
    def sentences(self):
        """What all of them rest on."""
        return " ".join(map(str, self.lines[0][0].claims))

    @property
    def source(self):
        firsts = tuple(warning.first for warning, _lines in self.lines)
        sources = sources_of([*claims_in(firsts), *self.lines[0][0].claims])
        return "; ".join(dict.fromkeys(one.in_words for one in sources))


def warned_lines(listing, clinic=""):
    """The WarnedLines of a listing in the order of its statements."""
    return [
        WarnedLine(row.label, one, clinic)
        for row, warned in warned_rows(listing)
        for one in warned
        if one.warning is not None
    ]


def warning_groups(lines):
    """The WarningGroups of WarnedLines."""
    by_claims = {}
    for line in lines:
        warning = line.value.warning
        by_anchor = by_claims.setdefault(tuple(map(id, warning.claims)), {})
        by_anchor.setdefault(line.value.anchor, (warning, []))[1].append(line)
    return [WarningGroup(list(by_anchor.values())) for by_anchor in by_claims.values()]
