"""Values that carry a warning, each with what to know about it."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.facts.safety_warnings import WARNINGS, SafetyWarning
from directory.facts.statements import is_stated
from directory.wording.values import code_labels


@dataclass(frozen=True)
class WarnedValue:
    """A value that a reader must not miss: its words, and what to know about it where that is not plain."""

    label: str
    warning: SafetyWarning | None = None

    def __str__(self):
        """As text, for a file."""
        if not self.warning:
            return self.label
        told = {"value": self.label, "sentences": self.warning.sentences, "source": self.warning.source}
        return _("%(value)s (Warning: %(sentences)s Source: %(source)s.)") % told


def warned_values(name, value):
    """The values of a statement that carry a warning, in the order of the vocabulary (Warned)."""
    if name not in WARNINGS_BY_STATEMENT or not is_stated(value):
        return ()
    words, warnings = code_labels(name, get_language()), WARNINGS_BY_STATEMENT[name]
    return tuple(WarnedValue(words[code], warnings[code]) for code in as_codes(value) if code in warnings)


WARNINGS_BY_STATEMENT = {}
for (_statement, _code), _alert in WARNINGS.items():
    WARNINGS_BY_STATEMENT.setdefault(_statement, {})[str(_code)] = _alert


def as_codes(value):
    return value if isinstance(value, list) else [value]
