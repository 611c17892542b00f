"""The facets of the results page: their groups, their options with live counts, and how they are said."""

from dataclasses import dataclass
from functools import cache

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.search.query import options
from directory.wording.values import lower_first

# (key, name of the fold, the facets in it), in the order people asked for
GROUPS = (
    ("availability", gettext_lazy("Taking patients"), ("availability",)),
    ("route", gettext_lazy("How it is given"), ("route",)),
    ("setting", gettext_lazy("Where it is given"), ("setting",)),
    ("therapy_model", gettext_lazy("Talking therapy"), ("therapy_model",)),
    ("modality", gettext_lazy("Kind of therapy"), ("modality",)),
    ("condition", gettext_lazy("Condition"), ("condition",)),
    ("watch", gettext_lazy("Who watches, what is measured"), ("attendance", "monitoring")),
    ("license", gettext_lazy("Who treats"), ("license",)),
    ("pay", gettext_lazy("Payment and insurance"), ("payment", "insurance")),
    ("language", gettext_lazy("Languages"), ("language",)),
    ("accessibility", gettext_lazy("Access"), ("accessibility",)),
    ("population", gettext_lazy("For whom"), ("population",)),
    ("evidence", gettext_lazy("Evidence"), ("evidence",)),
    ("confirmed", gettext_lazy("Confirmed by the clinic"), ("confirmed",)),
    ("state", gettext_lazy("State"), ("state",)),
)
NAMES = {
    "availability": gettext_lazy("Taking patients"),
    "route": gettext_lazy("How it is given"),
    "setting": gettext_lazy("Where it is given"),
    "therapy_model": gettext_lazy("Talking therapy"),
    "modality": gettext_lazy("Kind of therapy"),
    "condition": gettext_lazy("Condition"),
    "attendance": gettext_lazy("Who watches"),
    "monitoring": gettext_lazy("What is measured"),
    "license": gettext_lazy("Who treats"),
    "payment": gettext_lazy("Ways to pay"),
    "insurance": gettext_lazy("Insurance"),
    "language": gettext_lazy("Languages"),
    "accessibility": gettext_lazy("Access"),
    "population": gettext_lazy("For whom"),
    "evidence": gettext_lazy("Evidence"),
    "confirmed": gettext_lazy("Confirmed by the clinic"),
    "state": gettext_lazy("State"),
}
# How the facets that are on join the sentence over the results, in this order.
PHRASES = (
    (gettext_lazy("in %(what)s"), ("state",)),
    (gettext_lazy("%(what)s"), ("availability",)),
    (gettext_lazy("offering %(what)s"), ("route", "therapy_model", "modality")),
    (gettext_lazy("for %(what)s"), ("condition", "population")),
    (
        gettext_lazy("with %(what)s"),
        (
            "setting",
            "attendance",
            "monitoring",
            "license",
            "payment",
            "insurance",
            "language",
            "accessibility",
        ),
    ),
    (gettext_lazy("with evidence: %(what)s"), ("evidence",)),
    (gettext_lazy("confirmed: %(what)s"), ("confirmed",)),
)
LABELS = {parameter: dict(options(parameter)) for parameter in NAMES}


@dataclass(frozen=True)
class Option:
    code: str
    label: str
    count: int
    on: bool

    @property
    def off(self):
        """Would find nothing: shown, and not to be chosen. What is on can always be taken away."""
        return not self.count and not self.on


def groups(found):
    """(key, name, how many are on, [(parameter, name or "", [Option])]) for every fold of the filters."""
    for key, name, parameters in GROUPS:
        parts = [(one, NAMES[one] if len(parameters) > 1 else "", counted(found, one)) for one in parameters]
        yield key, name, sum(option.on for _one, _name, listed in parts for option in listed), parts


def counted(found, parameter):
    """Each option with how many it would find, as if its own facet were not applied."""
    others = found.others(parameter)
    chosen = found.question.facets.get(parameter, ())
    having, today = found.index.with_option, found.today
    return [
        Option(code, label, others.intersection_cardinality(having(parameter, code, today)), code in chosen)
        for code, label in labels(parameter, get_language()).items()
    ]


@cache
def labels(parameter, _language):
    """LABELS put into the language of the page, once: two hundred translations take a millisecond."""
    return {code: str(label) for code, label in LABELS[parameter].items()}


def option_in_words(parameter, code):
    """`IV infusion`, or `Talking therapy: not stated`: what a filter that is on says of itself."""
    label = str(LABELS[parameter][code])
    if code == v.NOT_STATED or parameter in ("confirmed", "evidence"):
        return f"{NAMES[parameter]}: {lower_first(label)}"
    return label


def joined(parameter, codes):
    """`IV infusion or lozenge under the tongue`"""
    words = [
        _("%(what)s not stated") % {"what": lower_first(str(NAMES[parameter]))}
        if code == v.NOT_STATED and parameter not in ("confirmed", "evidence")
        else lower_first(str(LABELS[parameter][code]))
        for code in codes
    ]
    return _(" or ").join(words)


def sentence(facets):
    """The facets that are on as the end of a sentence: `offering IV infusion, for PTSD`."""
    said = []
    for phrase, names in PHRASES:
        chosen = [joined(name, facets[name]) for name in names if name in facets]
        if chosen:
            said.append(phrase % {"what": ", ".join(chosen)})
    return ", ".join(said)
