"""Every facet of the results page, one line each. A facet filters listings by the codes of one statement."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.facts import facet_codes as codes
from directory.facts import vocabulary as v
from directory.facts.about_me import about_me_keys
from directory.facts.certifications import SPECIALISTS
from directory.facts.offerings import effective_offerings
from directory.facts.spine import STATEMENTS

# The collapsible groups of the form that hold more than one facet. Any other facet is a group of its own.
GROUPS = {
    "price": _("Price"),
    "pay": _("Payment and insurance"),
    "for": _("What it is for"),
    "where": _("Where you are treated, alone or in a group"),
    "who": _("Who can be treated"),
    "watch": _("Who watches you, and what is measured"),
    "people": _("Licenses, boards and training"),
    "time": _("Hours and length of a visit"),
}
YES_NO = (("yes", _("Yes")), ("no", _("No")))
CONFIRMATION = (
    ("current", _("Within 90 days")),
    ("overdue", _("91 to 180 days ago")),
    ("lapsed", _("Over 180 days ago")),
)


@dataclass(frozen=True)
class Facet:
    """A filter with several options; options of one facet are joined by or.

    name             the parameter in an address, and the first half of a key of the index ("route:iv")
    label            heading over the options
    statement        name of the statement, or of the part of an offering, that has the codes; "" for none
    group            a key of GROUPS; "" for a collapsible group of its own
    choices          (code, label) of the options, where they are not the choices of the statement
    codes_of         content → codes of the options; None: the codes of the statement
    not_stated       label of the option for listings that do not state it; None for no such option
    needs_label      True if an option means nothing without the label of the facet: "Under $200"
    inside_offering  True if an option must be true of the same offering as those of other such facets
    is_dated         True if the search index makes the keys, from dates
    """

    name: str
    label: str
    statement: str = ""
    group: str = ""
    choices: Sequence[tuple[str, str]] = ()
    codes_of: Callable[[Mapping[str, Any]], list[str]] | None = None
    not_stated: str | None = _("Not stated")
    needs_label: bool = False
    inside_offering: bool = False
    is_dated: bool = False

    @cached_property
    def labels(self) -> dict[str, str]:
        """Code → label of every option, "not stated" last."""
        options = dict(self.choices or self._choices_of_statement)
        return options if self.not_stated is None else options | {v.NOT_STATED: self.not_stated}

    @cached_property
    def key_of(self) -> dict[str, str]:
        """Code of every option → its key in the search index: {"iv": "route:iv", …}."""
        return {code: f"{self.name}:{code}" for code in self.labels}

    @property
    def _choices_of_statement(self):
        statement = STATEMENTS[self.statement]
        return YES_NO if statement.kind == "yes_no" else statement.choices

    @property
    def labels_stand_alone(self) -> bool:
        """False if an option needs the label of the facet beside it: "Yes", "Over 180 days ago"."""
        is_yes_no = self.statement in STATEMENTS and STATEMENTS[self.statement].kind == "yes_no"
        return not (self.is_dated or self.needs_label or is_yes_no)

    def codes(self, content: Mapping[str, Any]) -> list[str]:
        """The codes of the options that a snapshot, or an effective offering, states; [] for none."""
        if self.codes_of:
            return list(dict.fromkeys(self.codes_of(content)))
        return list(dict.fromkeys(codes.codes_of_value(content.get(self.statement))))

    def keys(self, content: Mapping[str, Any]) -> list[str]:
        """The keys of a snapshot for this facet: `["route:iv"]`, `["route:not_stated"]`."""
        return [f"{self.name}:{code}" for code in self.codes(content) or [v.NOT_STATED]]


# A facet that is crossed with the others inside one offering.
_offered = partial(Facet, inside_offering=True)
# A facet of the whole listing whose options need its label.
_about = partial(Facet, needs_label=True)


def _bands(
    name: str,
    label: str,
    group: str,
    bands: Sequence[codes.Band],
    number_of: Callable[[Mapping[str, Any]], int | None],
) -> Facet:
    """A facet inside an offering whose options are bands of a number."""
    choices, codes_of = codes.choices_of(bands), codes.in_bands(number_of, bands)
    return _offered(name, label, "", group, choices, codes_of, needs_label=True)


# In the order of the form and of an address: what people ask first comes first.
FACETS = {
    facet.name: facet
    for facet in (
        Facet("availability", _("Taking patients"), "availability"),
        _offered("route", _("How it is given"), "route", "", v.OfferingRoute.choices),
        _bands("session_price", _("A session"), "price", codes.SESSION_BANDS, codes.lowest_session_price),
        _bands("course_price", _("A whole course"), "price", codes.COURSE_BANDS, codes.course_price),
        _bands("month_price", _("A month"), "price", codes.MONTH_BANDS, codes.month_price),
        _offered("insurer", _("Insurer"), "insurers", "pay", v.Payer.choices, codes.insurers_taken),
        _offered("insurance", _("Insurance"), "insurance", "pay"),
        Facet("payment", _("Ways to pay"), "payment", "pay"),
        _offered("therapy_model", _("Talk therapy"), "therapy_model"),
        Facet("modality", _("Kind of therapy"), "modality"),
        Facet("condition", _("Condition"), "conditions", "for", v.Condition.choices, codes.conditions),
        _offered("purpose", _("Mood or pain"), "purpose", "for", v.Purpose.choices, codes.purposes),
        _offered("setting", _("Where it is given"), "setting", "where"),
        _offered("format", _("Alone or together"), "format", "where"),
        _about("takes", _("Takes people with"), "", "who", v.Caution.choices, codes.cautions_taken),
        Facet("population", _("Who it is for"), "populations", "who"),
        _about("referral", _("Referral"), "referral", "who"),
        _about("therapy_required", _("Therapy is required"), "therapy_required", "who"),
        _offered("attendance", _("Who watches"), "attendance", "watch"),
        _offered("stays_with", _("Who stays with you"), "stays_with_you", "watch", needs_label=True),
        _offered("monitoring", _("What is measured"), "monitoring", "watch"),
        Facet(
            "specialist",
            _("Specialist"),
            "practitioners",
            "people",
            tuple(SPECIALISTS.items()),
            codes.specialists,
        ),
        Facet("license", _("Who treats"), "practitioners", "people", v.License.choices, codes.licenses),
        _about(
            "board",
            _("Board certification"),
            "practitioners",
            "people",
            v.Board.choices,
            codes.boards,
        ),
        Facet("training", _("Training"), "training", "people", v.Training.choices, codes.trainings),
        Facet("open", _("Open"), "opening_times", "time", codes.OPEN_CHOICES, codes.open_times),
        _offered(
            "visit_length",
            _("Time at the clinic"),
            "",
            "time",
            codes.choices_of(codes.VISIT_BANDS),
            codes.visit_lengths,
            needs_label=True,
        ),
        Facet("language", _("Languages"), "languages", "", v.Language.choices, codes.languages),
        Facet("accessibility", _("Access"), "accessibility"),
        Facet("evidence", _("Evidence"), choices=v.Evidence.choices, is_dated=True),
        Facet(
            "confirmed",
            _("Confirmed by the clinic"),
            choices=CONFIRMATION,
            not_stated=_("Not by the clinic yet"),
            is_dated=True,
        ),
        Facet("state", _("State"), "state", not_stated=None),
    )
}
OFFERED = {name: facet for name, facet in FACETS.items() if facet.inside_offering}
# Name of a price in an offering → the first half of its keys, each with the lowest stated price in dollars.
DOLLARS = {
    "session": codes.lowest_session_price,
    "course": codes.course_price,
    "month": codes.month_price,
}


def search_keys(content: Mapping[str, Any]) -> list[str]:
    """The keys of a snapshot in the search index that are true of the listing as a whole.

    ["availability:accepting", …, "serves:CO", "me:bipolar:excluded", "organization:harbor-group"]
    """
    facets = (facet for facet in FACETS.values() if not facet.is_dated and not facet.inside_offering)
    keys = [key for facet in facets for key in facet.keys(content)]
    keys += [f"serves:{state}" for state in content.get("telehealth_states") or []]
    keys += about_me_keys(content)
    organization = content.get("organization_slug")
    return [*keys, f"organization:{organization}"] if organization else keys


def offering_keys(content: Mapping[str, Any]) -> list[str]:
    """The keys of the offerings of a snapshot, each with the place of its offering in front.

    ["0:route:iv", "0:session_price:400_to_599", "0:session_dollars:450", "1:route:im", "1:insurer:aetna", …]

    "not_stated" stands on every offering, and only where no offering states anything for the facet.
    """
    offerings = effective_offerings(content)
    return [
        f"{place}:{key}"
        for place, keys in enumerate(_keys_by_offering(offerings))
        for key in dict.fromkeys(keys)
    ]


def _keys_by_offering(offerings: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    keys = [list(_dollar_keys(offering)) for offering in offerings]
    for facet in OFFERED.values():
        stated = [facet.codes(offering) for offering in offerings]
        missing = [] if any(stated) else [v.NOT_STATED]
        for place, options in enumerate(stated):
            keys[place] += [f"{facet.name}:{code}" for code in options or missing]
    return keys


def _dollar_keys(offering: Mapping[str, Any]) -> Iterator[str]:
    for unit, dollars_of in DOLLARS.items():
        dollars = dollars_of(offering)
        if dollars is not None:
            yield f"{unit}_dollars:{dollars}"
