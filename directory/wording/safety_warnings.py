"""The warned values of a listing: values that carry a safety warning, with its text."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.facts.safety_warnings import WARNINGS, WARNINGS_BELOW, SafetyWarning
from directory.facts.statements import is_stated
from directory.wording.offerings import ROWS, offering_names, warned_codes
from directory.wording.values import code_labels, value_in_words


@dataclass(frozen=True)
class WarnedValue:
    """A value that a reader must not miss.

    warning    its SafetyWarning; None if the label says enough
    offering   the name of the offering that has the value; "" where all have it
    """

    label: str
    warning: SafetyWarning | None = None
    offering: str = ""

    @property
    def anchor(self):
        """The address of its warning on the page of a listing: `warning-3`; "" without a warning."""
        return f"warning-{NUMBERS[id(self.warning)]}" if self.warning else ""

    @property
    def key(self):
        """What a page shows that links to the warning, hashable."""
        return str(self.label), self.offering, self.anchor

    @property
    def named(self):
        """The value with the offering that has it: `Home, with no one watching (Lozenge, at home)`."""
        if not self.offering:
            return self.label
        return _("%(value)s (%(offering)s)") % {"value": self.label, "offering": self.offering}

    def __str__(self):
        """The value with its warning as text, for files."""
        if not self.warning:
            return self.named
        parts = {
            "value": self.named,
            "sentences": self.warning.sentences,
            "source": self.warning.source,
        }
        return _("%(value)s (Warning: %(sentences)s Source: %(source)s.)") % parts


def warned_values(name, value):
    """The WarnedValues of a statement's value, in the order of the vocabulary."""
    if not is_stated(value):
        return ()
    if name == "offerings":
        return _warned_in_offerings(value)
    if name in WARNINGS_BELOW:
        limit, warning = WARNINGS_BELOW[name]
        return (WarnedValue(value_in_words(name, value), warning),) if value < limit else ()
    warnings = WARNINGS_BY_STATEMENT.get(name, {})
    codes = [code for code in as_codes(value) if code in warnings] if warnings else ()
    if not codes:  # of almost all values: the language is not asked for
        return ()
    labels = code_labels(name, get_language())
    return tuple(WarnedValue(labels[code], warnings[code]) for code in codes)


def _warned_in_offerings(records):
    """The WarnedValues of what offerings state themselves, each with its offering."""
    warned = [
        (number, row.name, code)
        for number, record in enumerate(records)
        for row in WARNED_ROWS
        for code in warned_codes(record, row)
    ]
    if not warned:
        return ()
    names, language = offering_names(records), get_language()
    return tuple(
        WarnedValue(code_labels(name, language)[code], WARNINGS_BY_STATEMENT[name][code], names[number])
        for number, name, code in warned
    )


# id of each SafetyWarning → its number, in the order of the vocabulary.
NUMBERS = {}
for _one in (*WARNINGS.values(), *(below for _limit, below in WARNINGS_BELOW.values())):
    NUMBERS.setdefault(id(_one), len(NUMBERS) + 1)
WARNINGS_BY_STATEMENT = {}  # statement → code → SafetyWarning
for (_statement, _code), _warning in WARNINGS.items():
    WARNINGS_BY_STATEMENT.setdefault(_statement, {})[str(_code)] = _warning
WARNED_ROWS = tuple(row for row in ROWS if row.name in WARNINGS_BY_STATEMENT)


def as_codes(value):
    """The codes in a statement's value, which holds one code or several."""
    return value if isinstance(value, list) else [value]
