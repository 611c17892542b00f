"""The spine: the order in which all statements are read, in a head and seven sections.

Forms, pages, CSV, API, diff and checklist follow it.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.facts import vocabulary as v
from directory.facts.fields import CodesField
from directory.facts.records import RELATED
from directory.facts.statements import PRICES, Facts


@dataclass(frozen=True)
class Statement:
    """One statement; `kind`: text, code, codes, yes_no, number, dollars, date, point or records."""

    name: str
    label: str
    help: str
    section: str
    kind: str
    choices: tuple = ()
    parts: tuple = ()

    @cached_property
    def labels(self):
        return dict(self.choices)


@dataclass(frozen=True)
class Row:
    """What is read together on a page: one statement, or several that make one sentence."""

    name: str
    label: str
    statements: tuple


@dataclass(frozen=True)
class Section:
    key: str  # "head", then A to G: the checklist shares the letters
    title: str
    rows: tuple = field(repr=False)

    @cached_property
    def statements(self):
        return tuple(name for row in self.rows for name in row.statements)


def row(name, label, *statements):
    return Row(name, label, statements)


def _section(key, title, *lines):
    rows = tuple(line if isinstance(line, Row) else Row(line, _label(line), (line,)) for line in lines)
    return Section(key, title, rows)


def _label(name):
    return RELATED[name][0] if name in RELATED else Facts._meta.get_field(name).verbose_name


SPINE = (
    _section(
        "head",
        _("The clinic"),
        "name",
        "alias",
        "organization",
        "about",
        row("address", _("Address"), "street", "city", "state", "zip", "country"),
        row("point", _("Point on the map"), "latitude", "longitude", "point_source"),
        row("phone", _("Phone"), "phone", "phone_extension"),
        "email",
        "website",
        "booking_url",
        "opening_hours",
        "telehealth_states",
        "npi",
        row("availability", _("Taking patients?"), "availability", "waitlist_weeks", "availability_on"),
        "languages",
        "populations",
    ),
    _section(
        "A",
        _("Training and credentials"),
        "practitioners",
        "training",
        "patients_treated",
        "life_support_on_site",
        "written_standard",
    ),
    _section(
        "B",
        _("License and legality"),
        "off_label_disclosed",
        "drug_source",
        "home_dosing",
        "discipline_disclosed",
    ),
    _section(
        "C",
        _("Medical screening"),
        "screening",
        row("exclusions", _("Who is treated"), *(f"exclusion_{caution}" for caution in v.Caution.values)),
        "conditions",
    ),
    _section(
        "D",
        _("Setting and monitoring"),
        "route",
        "setting",
        "attendance",
        "monitoring",
        "emergency",
        "observation_minutes",
        "escort_required",
        "private_room",
        "companion_allowed",
    ),
    _section(
        "E",
        _("Psychotherapy"),
        "therapy_model",
        "therapy_timing",
        "prep_sessions",
        "integration_sessions",
        "therapy_in_price",
        "modality",
        "own_therapist",
        "touch_policy",
    ),
    _section(
        "F",
        _("Plan and follow-up"),
        "written_plan",
        row("course", _("Usual course"), "course_sessions", "course_weeks"),
        "measures",
        "after_hours",
        "maintenance",
        "long_term_checks",
        "tells_other_clinicians",
    ),
    _section(
        "G",
        _("Costs, rights and comfort"),
        "intake_fee",
        row("session_price", _("A session"), "session_price_low", "session_price_high"),
        "course_price",
        "prices_as_of",
        "price_includes",
        "payment",
        "insurance",
        "good_faith_estimate",
        "consent_ahead",
        "refund",
        "patient_marketing",
        "complaints",
        "accessibility",
    ),
)
ROWS = {one.name: one for section in SPINE for one in section.rows}


def row_of(name):
    """The row of the spine by its name."""
    return ROWS[name]


def _kind(name):
    if name in RELATED:
        return "records" if RELATED[name][2] else "text"
    fact = Facts._meta.get_field(name)
    if name in PRICES:
        return "dollars"
    if name in ("latitude", "longitude"):
        return "point"
    if isinstance(fact, CodesField):
        return "codes"
    if isinstance(fact, models.BooleanField):
        return "yes_no"
    if isinstance(fact, models.DateField):
        return "date"
    if isinstance(fact, models.PositiveIntegerField):
        return "number"
    return "code" if fact.choices else "text"


def _statement(name, section):
    if name in RELATED:
        label, help_text, parts = RELATED[name]
        return Statement(name, label, help_text, section, _kind(name), parts=parts)
    fact = Facts._meta.get_field(name)
    choices = fact.codes if isinstance(fact, CodesField) else fact.choices or ()
    return Statement(name, fact.verbose_name, fact.help_text, section, _kind(name), tuple(choices))


STATEMENTS = {name: _statement(name, section.key) for section in SPINE for name in section.statements}
