"""Offerings: the ways in which a clinic gives ketamine, where it has more than one.

An offering holds only what differs: an empty part means "as the clinic says". `effective_offerings` fills
in the clinic's own statements, and is what facets, cards and pages read.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypedDict, cast

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from directory.facts import vocabulary as v
from directory.facts.fields import Part, code, codes, day, dollars, number, part_of, records, text, yes_no
from directory.facts.rules import RANGES, none_alone_error

MAX_OFFERINGS = 6  # of one clinic
INSURER_PARTS = (
    Part("payer", _("Insurer"), tuple(v.Payer.choices), "code"),
    Part("plan_name", _("Name of the plan, where it has one of its own")),
    Part("plan_type", _("Plan type"), tuple(v.PlanType.choices), "code"),
    Part("network", _("Do you take it?"), tuple(v.Network.choices), "code"),
    Part("covers", _("For what"), tuple(v.Covered.choices), "codes"),
)


class OfferingFacts(models.Model):
    """One way in which a clinic gives ketamine. Empty means "as the clinic says"."""

    route = code(_("How it is given"), v.OfferingRoute)
    purpose = code(_("For what"), v.Purpose)
    format = code(_("Alone or together"), v.SessionFormat)
    setting = code(_("Where it is given"), v.Setting)
    given_by = codes(_("Who gives it"), v.License, _("Choose licenses. Don’t enter names."))
    stays_with_you = codes(
        _("Who stays with you"),
        v.License,
        _("Choose the licenses of those who watch while the medicine acts."),
    )
    attendance = code(_("Who watches"), v.Attendance, _("While the medicine is working."))
    monitoring = codes(_("What is measured"), v.Monitoring)
    monitoring_interval = code(_("How often it is measured"), v.MonitoringInterval)
    drug_goes = codes(_("Where the drug goes"), v.DrugGoes)
    other_drugs = codes(_("Other drugs in the same visit"), v.OtherDrug)
    drug_minutes = number(_("How long the effects last"), _("Enter about how many minutes."), maximum=1440)
    drug_minutes_most = number(
        _("How long the effects last, up to"), _("Enter minutes here if it is a range."), maximum=1440
    )
    visit_minutes = number(
        _("Time at the clinic"), _("Enter about how many minutes pass from door to door."), maximum=1440
    )
    visit_minutes_most = number(
        _("Time at the clinic, up to"), _("Enter minutes here if it is a range."), maximum=1440
    )
    observation_minutes = number(
        _("Time watched after the last dose"), _("Enter the fewest minutes."), maximum=1440
    )
    therapy_model = codes(_("Talk therapy"), v.TherapyModel)
    therapy_in_price = yes_no(_("Therapy is in the price"))
    course_sessions = number(_("Sessions in the usual course"), maximum=500)
    course_sessions_most = number(
        _("Sessions in the usual course, up to"), _("Fill this in if it is a range."), maximum=500
    )
    course_weeks = number(_("Weeks of the usual course"), maximum=520)
    course_weeks_most = number(
        _("Weeks of the usual course, up to"), _("Fill this in if it is a range."), maximum=520
    )
    pace = code(_("How often you come"), v.Pace, _("This is about the first weeks."))
    least_sessions = number(
        _("Fewest sessions"), _("Enter how many you ask people to agree to."), maximum=500
    )
    price_low = dollars(_("Price, from"))
    price_high = dollars(_("Price, up to"))
    price_unit = code(_("The price is for"), v.PriceUnit)
    course_price = dollars(_("A whole course"))
    prices_as_of = day(_("Prices as of"), _("Enter the date on which the prices were true."))
    price_includes = codes(_("The price includes"), v.PriceIncludes)
    price_excludes = codes(_("Not in the price"), v.PriceExcludes)
    insurers = records(_("Insurers"), INSURER_PARTS, _("For this way alone."))
    note = text(_("Anything else about this way"), _("One or two sentences."))

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(price_low__lte=F("price_high")) | Q(price_low=None) | Q(price_high=None),
                name="%(class)s_price_low_not_above_high",
                violation_error_message=_("The lower price is above the higher one. Swap them."),
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{low}__lte": F(f"{low}_most")})
                    | Q(**{low: None})
                    | Q(**{f"{low}_most": None}),
                    name=f"%(class)s_{low}_in_order",
                    violation_error_message=_("The lower number is above the higher one. Swap them."),
                )
                for low in ("drug_minutes", "visit_minutes", "course_sessions", "course_weeks")
            ),
            models.CheckConstraint(
                condition=Q(price_low=None, price_high=None) | ~Q(price_unit=""),
                name="%(class)s_price_has_a_unit",
                violation_error_message=_("Say what the price is for: a session, a course or a month."),
            ),
            models.CheckConstraint(
                condition=Q(price_low=None, price_high=None, course_price=None)
                | Q(prices_as_of__isnull=False),
                name="%(class)s_prices_carry_a_date",
                violation_error_message=_("Say on which day the prices were true."),
            ),
            models.CheckConstraint(
                condition=~Q(monitoring__contains=["none"]) | Q(monitoring__len=1),
                name="%(class)s_monitoring_none_alone",
                violation_error_message=none_alone_error("monitoring"),
            ),
        ]


# The fields of a model, apart from the key that Django adds to every model.
OFFERING_PARTS = tuple(part_of(field) for field in OfferingFacts._meta.local_fields)
CODED_PARTS = tuple(part.name for part in OFFERING_PARTS if part.kind in ("code", "codes"))
OWN_PARTS = ("purpose", "price_low", "price_high", "price_unit", "course_price", "prices_as_of", "note")
# The parts that are also a statement of the clinic, which holds where an offering says nothing.
DEFAULTED_PARTS = tuple(part.name for part in OFFERING_PARTS if part.name not in OWN_PARTS)
# The statements whose value on a listing is the union of what the clinic and its offerings say.
SINGLE_STATEMENTS = ("monitoring_interval", "pace")  # one code: a listing keeps the clinic's own
UNION_STATEMENTS = (
    *(name for name in CODED_PARTS if name in DEFAULTED_PARTS and name not in SINGLE_STATEMENTS),
    "insurance",
)
RANGES_OF_OFFERINGS = tuple(ends for ends in RANGES.items() if ends[0] in DEFAULTED_PARTS)
CLINIC_PRICES = {
    "session_low": "session_price_low",
    "session_high": "session_price_high",
    "course_price": "course_price",
    "month_price": "month_price",
}
# The statements that effective_offerings() reads, besides the offerings.
CLINIC_STATEMENTS = (*DEFAULTED_PARTS, *CLINIC_PRICES.values(), "prices_as_of", "insurance")
INSURANCE_OF_PAYER = {
    v.Payer.MEDICARE: v.Insurance.MEDICARE,
    v.Payer.MEDICARE_ADVANTAGE: v.Insurance.MEDICARE,
    v.Payer.MEDICAID: v.Insurance.MEDICAID,
    v.Payer.TRICARE: v.Insurance.TRICARE_VA,
    v.Payer.VA_COMMUNITY_CARE: v.Insurance.TRICARE_VA,
    v.Payer.CHAMPVA: v.Insurance.TRICARE_VA,
    v.Payer.WORKERS_COMP: v.Insurance.WORKERS_COMP,
}
# The codes that a list of insurers can stand for. The others, such as a bill for your insurer, are services
# of the clinic, which hold of every offering whoever insures it.
DERIVED_INSURANCE = frozenset(
    {
        *INSURANCE_OF_PAYER.values(),
        v.Insurance.NONE,
        v.Insurance.OUT_OF_NETWORK_HELP,
        v.Insurance.COMMERCIAL,
        v.Insurance.THERAPY_COVERED,
        v.Insurance.ASSESSMENT_COVERED,
    }
)


class EffectiveOffering(TypedDict, total=False):
    """An offering with the clinic's statements filled in where the offering says nothing.

    Every coded part is a list of codes, also where a record holds a single one. A price is in whole dollars.
    Not stated is [] or None; `note` may be "".
    """

    route: list[str]
    purpose: list[str]
    format: list[str]
    setting: list[str]
    given_by: list[str]
    stays_with_you: list[str]
    attendance: list[str]
    monitoring: list[str]
    monitoring_interval: list[str]
    drug_goes: list[str]
    other_drugs: list[str]
    drug_minutes: int | None
    drug_minutes_most: int | None
    visit_minutes: int | None
    visit_minutes_most: int | None
    observation_minutes: int | None
    therapy_model: list[str]
    therapy_in_price: bool | None
    course_sessions: int | None
    course_sessions_most: int | None
    course_weeks: int | None
    course_weeks_most: int | None
    pace: list[str]
    least_sessions: int | None
    price_includes: list[str]
    price_excludes: list[str]
    insurers: list[dict[str, Any]]
    note: str
    insurance: list[str]  # codes of vocabulary.Insurance
    session_low: int | None
    session_high: int | None
    course_price: int | None
    month_price: int | None
    prices_as_of: Any  # ISO date, or a date where `content` holds dates
    price_alone: bool  # True where only the price is known: the clinic does not say which offering it is for


def effective_offerings(content: Mapping[str, Any]) -> list[EffectiveOffering]:
    """The offerings of a clinic, each with the clinic's statements filled in.

    content  a snapshot

    A clinic that states no offerings has one for each of its routes, or one. A price of the clinic belongs to
    an offering only where there is one. Among several it stands alone, in a last entry that has nothing else.
    """
    explicit = content["offerings"]
    clinic_level = _clinic_level(content)
    if explicit:
        offerings = [_with_defaults(record, clinic_level) for record in explicit]
    else:
        routes = [[route] for route in content["route"]] or [[]]
        offerings = [cast(EffectiveOffering, {**clinic_level, "route": route}) for route in routes]
    prices = _clinic_prices(content)
    if any(prices[name] is not None for name in CLINIC_PRICES):
        if len(offerings) > 1:
            offerings.append(cast(EffectiveOffering, {**NOTHING, **prices, "price_alone": True}))
        elif not _states_a_price(offerings[0]):
            offerings[0] = cast(EffectiveOffering, {**offerings[0], **prices})
    return offerings


def union_values(content: Mapping[str, Any]) -> dict[str, list[str]]:
    """Statement → union of what the clinic and its offerings say, for UNION_STATEMENTS that a listing shows.

    "none" gives way to any other code. The order is that of the vocabulary.
    """
    unions = {}
    offerings = content["offerings"]
    for name in UNION_STATEMENTS:
        if name == "insurance":
            said = [*content[name], *insurance_codes(content["insurers"])]
            said += [one for record in offerings for one in insurance_codes(record["insurers"])]
        else:
            said = [*content[name], *(one for record in offerings for one in _as_list(record[name]))]
        known = VOCABULARY_ORDER[name]
        codes = sorted({one for one in said if one in known} | set(content[name]), key=_position(known))
        unions[name] = [one for one in codes if one != "none"] or codes
    return unions


def insurance_codes(insurers: Iterable[Mapping[str, Any]]) -> list[str]:
    """The codes of vocabulary.Insurance that a list of insurers stands for; an insurer not taken has none."""
    codes = []
    for insurer in insurers:
        network, covers = insurer["network"], insurer["covers"]
        if network == v.Network.NOT_TAKEN:
            codes += [v.Insurance.NONE.value] if insurer["payer"] == v.Payer.ALL else []
        elif network == v.Network.OUT_OF_NETWORK_HELP:
            codes.append(v.Insurance.OUT_OF_NETWORK_HELP.value)
        elif network == v.Network.IN_NETWORK:
            codes.append(INSURANCE_OF_PAYER.get(insurer["payer"], v.Insurance.COMMERCIAL).value)
            codes += [v.Insurance.THERAPY_COVERED.value] if v.Covered.THERAPY in covers else []
            codes += [v.Insurance.ASSESSMENT_COVERED.value] if v.Covered.ASSESSMENT in covers else []
    codes = list(dict.fromkeys(codes))
    return [one for one in codes if one != v.Insurance.NONE] or codes


def _clinic_level(content):
    """The statements of the clinic as an effective offering without a route of its own and without prices."""
    values = {name: _as_list(content[name]) for name in CODED_PARTS if name in DEFAULTED_PARTS}
    values |= {name: content[name] for name in DEFAULTED_PARTS if name not in CODED_PARTS}
    insurance = list(dict.fromkeys([*content["insurance"], *insurance_codes(content["insurers"])]))
    return {**NOTHING, **values, "insurance": insurance}


def _with_defaults(record, clinic_level):
    own = {name: _as_list(record[name]) for name in CODED_PARTS}
    own |= {part.name: record[part.name] for part in OFFERING_PARTS if part.name not in CODED_PARTS}
    stated = {name: value for name, value in own.items() if value not in (None, "", [])}
    stated["insurance"] = _insurance_of(record, clinic_level)
    # Of a range the clinic's lower end must not meet an offering's upper end.
    own_ranges = dict.fromkeys(end for ends in RANGES_OF_OFFERINGS for end in ends if {*ends} & {*stated})
    return cast(
        EffectiveOffering, {**clinic_level, **own_ranges, **NO_PRICE, **stated, **_own_prices(record)}
    )


def _insurance_of(record, clinic_level):
    """The insurance codes of an offering: its own insurers take the place of those of the clinic.

    To ask an insurer ahead for Spravato says nothing of an offering by another route.
    """
    codes = clinic_level["insurance"]
    if record["insurers"]:
        kept = [one for one in codes if one not in DERIVED_INSURANCE]
        codes = list(dict.fromkeys([*insurance_codes(record["insurers"]), *kept]))
    if record["route"] in ("", v.OfferingRoute.ESKETAMINE_NASAL):
        return codes
    return [one for one in codes if one != v.Insurance.ESKETAMINE_PRIOR_AUTH]


def _own_prices(record):
    """The prices of an offering by what they are for; that of a first visit is none of them."""
    low, high, unit = record["price_low"], record["price_high"], record["price_unit"]
    one_price = low if low is not None else high
    return {
        "session_low": low if unit == v.PriceUnit.SESSION else None,
        "session_high": high if unit == v.PriceUnit.SESSION else None,
        "course_price": record["course_price"]
        if record["course_price"] is not None or unit != v.PriceUnit.COURSE
        else one_price,
        "month_price": one_price if unit == v.PriceUnit.MONTH else None,
        "prices_as_of": record["prices_as_of"],
    }


def _clinic_prices(content):
    prices = {name: content[statement] for name, statement in CLINIC_PRICES.items()}
    return {**prices, "prices_as_of": content["prices_as_of"]}


def _states_a_price(offering):
    own = (*CLINIC_PRICES, "price_low", "price_high")
    return any(offering.get(name) is not None for name in own)


def _as_list(value):
    if isinstance(value, list):
        return value
    return [value] if value else []


def _position(codes):
    positions = {one: index for index, one in enumerate(codes)}
    return lambda one: positions.get(one, len(positions))


NO_PRICE = {**dict.fromkeys(CLINIC_PRICES), "prices_as_of": None}
NOTHING: dict[str, Any] = {
    **{name: [] for name in CODED_PARTS},
    **{part.name: None for part in OFFERING_PARTS if part.kind in ("number", "yes_no", "dollars")},
    **NO_PRICE,
    "insurance": [],
    "insurers": [],
    "note": "",
    "price_alone": False,
}
# Statement → its codes in the order of the vocabulary. A route that joins two adds none to a listing.
VOCABULARY_ORDER: dict[str, list[str]] = {
    **{part.name: [one for one, _label in part.choices] for part in OFFERING_PARTS},
    "route": list(v.Route.values),
    "insurance": list(v.Insurance.values),
}
