"""The warned values of a listing: values that carry a safety warning, with its text."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.facts.safety_warnings import WARNINGS, WARNINGS_BELOW, SafetyWarning
from directory.facts.statements import is_stated
from directory.wording.values import code_labels, value_in_words


@dataclass(frozen=True)
class WarnedValue:
    """A value that a reader must not miss. warning: its SafetyWarning; None if the label says enough."""

    label: str
    warning: SafetyWarning | None = None

    def __str__(self):
        """The value with its warning as text, for files."""
        if not self.warning:
            return self.label
        parts = {"value": self.label, "sentences": self.warning.sentences, "source": self.warning.source}
        return _("%(value)s (Warning: %(sentences)s Source: %(source)s.)") % parts


def warned_values(name, value):
    """The WarnedValues of a statement's value, in the order of the vocabulary."""
    if not is_stated(value):
        return ()
    if name in WARNINGS_BELOW:
        limit, warning = WARNINGS_BELOW[name]
        return (WarnedValue(value_in_words(name, value), warning),) if value < limit else ()
    if name not in WARNINGS_BY_STATEMENT:
        return ()
    labels, warnings = code_labels(name, get_language()), WARNINGS_BY_STATEMENT[name]
    return tuple(WarnedValue(labels[code], warnings[code]) for code in as_codes(value) if code in warnings)


WARNINGS_BY_STATEMENT = {}  # statement → code → SafetyWarning
for (_statement, _code), _warning in WARNINGS.items():
    WARNINGS_BY_STATEMENT.setdefault(_statement, {})[str(_code)] = _warning


def as_codes(value):
    """The codes in a statement's value, which holds one code or several."""
    return value if isinstance(value, list) else [value]
