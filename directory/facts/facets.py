"""Every facet of the results page, one line each. A facet filters listings by the codes of one statement."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.facts import vocabulary as v
from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated

# How the options chosen stand in the sentence over the results, in the order of the sentence.
PHRASES = {
    "in": _("in %(what)s"),
    "": _("%(what)s"),
    "offering": _("offering %(what)s"),
    "for": _("for %(what)s"),
    "with": _("with %(what)s"),
    "evidence": _("with evidence: %(what)s"),
    "confirmed": _("confirmed: %(what)s"),
}
# The collapsible groups of the form that hold more than one facet. Any other facet is a group of its own.
GROUPS = {
    "watch": _("Who watches, what is measured"),
    "pay": _("Payment and insurance"),
}
YES_NO = (("yes", _("Yes")), ("no", _("No")))
CONFIRMATION = (
    ("current", _("Within 90 days")),
    ("overdue", _("91 to 180 days ago")),
    ("lapsed", _("Over 180 days ago")),
)


def _codes(value) -> list[str]:
    """The codes of a statement's value: of yes or no, of one code, or of a list of codes."""
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    return value if isinstance(value, list) else [value] if is_stated(value) else []


def _licenses(practitioners) -> list[str]:
    return [person["license"] for person in practitioners or [] if person.get("license")]


def _languages(spoken) -> list[str]:
    """`["es:clinician", "es:written"]` → `["es", "es"]`"""
    return [entry.split(":")[0] for entry in spoken or []]


@dataclass(frozen=True)
class Facet:
    """A filter with several options; options of one facet are joined by or.

    name        the parameter in an address, and the first half of a key of the search index ("route:iv")
    label       heading over the options
    phrase      a key of PHRASES
    statement   name of the statement that the facet reads; "" where the search index makes it from dates
    group       a key of GROUPS; "" for a collapsible group of its own
    choices     (code, label) of the options, where they are not the choices of the statement
    not_stated  label of the option for listings that do not state it; None for no such option
    codes_of    value of the statement → codes of the options that it stands for
    """

    name: str
    label: str
    phrase: str
    statement: str = ""
    group: str = ""
    choices: Sequence[tuple[str, str]] = ()
    not_stated: str | None = _("Not stated")
    codes_of: Callable[..., list[str]] = _codes

    @cached_property
    def labels(self) -> dict[str, str]:
        """Code → label of every option, "not stated" last."""
        options = dict(self.choices or self._choices_of_statement)
        return options if self.not_stated is None else options | {v.NOT_STATED: self.not_stated}

    @property
    def _choices_of_statement(self):
        statement = STATEMENTS[self.statement]
        return YES_NO if statement.kind == "yes_no" else statement.choices

    @property
    def labels_stand_alone(self) -> bool:
        """False if an option needs the label of the facet beside it: "Yes", "Over 180 days ago"."""
        return bool(self.statement) and STATEMENTS[self.statement].kind != "yes_no"

    def keys(self, content: Mapping[str, Any]) -> list[str]:
        """The keys of a snapshot for this facet: `["route:iv"]`, `["route:not_stated"]`."""
        codes = dict.fromkeys(self.codes_of(content.get(self.statement)))
        return [f"{self.name}:{code}" for code in codes or [v.NOT_STATED]]


# In the order of the form and of an address.
FACETS = {
    facet.name: facet
    for facet in (
        Facet("availability", _("Taking patients"), "", "availability"),
        Facet("route", _("How it is given"), "offering", "route"),
        Facet("setting", _("Where it is given"), "with", "setting"),
        Facet("therapy_model", _("Talking therapy"), "offering", "therapy_model"),
        Facet("modality", _("Kind of therapy"), "offering", "modality"),
        Facet("condition", _("Condition"), "for", "conditions"),
        Facet("attendance", _("Who watches"), "with", "attendance", "watch"),
        Facet("monitoring", _("What is measured"), "with", "monitoring", "watch"),
        Facet("license", _("Who treats"), "with", "practitioners", "", v.License.choices, codes_of=_licenses),
        Facet("payment", _("Ways to pay"), "with", "payment", "pay"),
        Facet("insurance", _("Insurance"), "with", "insurance", "pay"),
        Facet("language", _("Languages"), "with", "languages", "", v.Language.choices, codes_of=_languages),
        Facet("accessibility", _("Access"), "with", "accessibility"),
        Facet("population", _("For whom"), "for", "populations"),
        Facet("evidence", _("Evidence"), "evidence", choices=v.Evidence.choices),
        Facet(
            "confirmed",
            _("Confirmed by the clinic"),
            "confirmed",
            choices=CONFIRMATION,
            not_stated=_("Not by the clinic yet"),
        ),
        Facet("state", _("State"), "in", "state", not_stated=None),
    )
}


def search_keys(content: Mapping[str, Any]) -> list[str]:
    """The keys of a snapshot in the search index: of facets that read a statement, and of its organization.

    ["route:iv", "therapy_model:not_stated", "state:CO", …, "organization:harbor-group"]
    """
    keys = [key for facet in FACETS.values() if facet.statement for key in facet.keys(content)]
    organization = content.get("organization_slug")
    return [*keys, f"organization:{organization}"] if organization else keys
