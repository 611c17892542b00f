"""Values that carry a warning, each with what to know about it."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.facts.safety_warnings import WARNINGS, SafetyWarning
from directory.facts.statements import is_stated
from directory.wording.values import labels


@dataclass(frozen=True)
class Warned:
    """A value that a reader must not miss: its words, and what to know about it where that is not plain."""

    words: str
    alert: SafetyWarning | None = None

    def __str__(self):
        """As text, for a file."""
        if not self.alert:
            return self.words
        told = {"value": self.words, "sentences": self.alert.sentences, "source": self.alert.source}
        return _("%(value)s (Warning: %(sentences)s Source: %(source)s.)") % told


def warned_of(name, value):
    """The values of a statement that carry a warning, in the order of the vocabulary (Warned)."""
    if name not in ALERTS or not is_stated(value):
        return ()
    words, alerts = labels(name, get_language()), ALERTS[name]
    return tuple(Warned(words[code], alerts[code]) for code in _codes(value) if code in alerts)


ALERTS = {}
for (_statement, _code), _alert in WARNINGS.items():
    ALERTS.setdefault(_statement, {})[str(_code)] = _alert


def _codes(value):
    return value if isinstance(value, list) else [value]
