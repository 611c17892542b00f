"""The spine: all statements in the order in which they are read, in a head and seven sections.

Forms, pages, CSV, JSON, the diff and the checklist follow this order.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.facts import vocabulary as v
from directory.facts.fields import CodesField, Part, RecordsField, kind_of
from directory.facts.records import RELATED
from directory.facts.statements import Facts


@dataclass(frozen=True)
class Statement:
    """A statement and how it is read and entered.

    section  key of the Section
    kind     text, code, codes, yes_no, number, dollars, date, point or records
    parts    the fields of a record; () for other kinds
    """

    name: str
    label: str
    help: str
    section: str
    kind: str
    choices: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()

    @cached_property
    def labels(self) -> dict[str, str]:
        return dict(self.choices)


@dataclass(frozen=True)
class Row:
    """Statements that a page shows together: one, or several that make one sentence."""

    name: str
    label: str
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    key: str  # "head", then A to G: the checklist shares the letters
    title: str
    rows: tuple[Row, ...] = field(repr=False)

    @cached_property
    def statements(self) -> tuple[str, ...]:
        return tuple(name for row in self.rows for name in row.statements)


def _row(name: str, label: str, *statements: str) -> Row:
    return Row(name, label, statements)


def _section(key: str, title: str, *entries: str | Row) -> Section:
    rows = tuple(
        entry if isinstance(entry, Row) else Row(entry, _label(entry), (entry,)) for entry in entries
    )
    return Section(key, title, rows)


def _label(name: str) -> str:
    return RELATED[name].label if name in RELATED else Facts._meta.get_field(name).verbose_name


SPINE = (
    _section(
        "head",
        _("The clinic"),
        "name",
        "alias",
        "organization",
        "about",
        _row("address", _("Address"), "street", "city", "state", "zip", "country"),
        _row("point", _("Point on the map"), "latitude", "longitude", "point_source"),
        _row("phone", _("Phone"), "phone", "phone_extension"),
        "email",
        "website",
        "booking_url",
        "opening_hours",
        _row("opening_times", _("Open, by day"), "opening_times", "time_zone"),
        "telehealth_states",
        "npi",
        _row("availability", _("Taking patients?"), "availability", "waitlist_weeks", "availability_on"),
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
        _row("exclusions", _("Who is treated"), *(f"exclusion_{caution}" for caution in v.Caution.values)),
        "conditions",
    ),
    _section(
        "D",
        _("Setting and monitoring"),
        "offerings",
        "route",
        "format",
        "setting",
        "given_by",
        "stays_with_you",
        "attendance",
        "monitoring",
        "monitoring_interval",
        "drug_minutes",
        "visit_minutes",
        "drug_goes",
        "other_drugs",
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
        _row("course", _("Usual course"), "course_sessions", "course_weeks"),
        "pace",
        "least_sessions",
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
        _row("session_price", _("A session"), "session_price_low", "session_price_high"),
        "course_price",
        "month_price",
        "prices_as_of",
        "price_includes",
        "price_excludes",
        "payment",
        "insurance",
        "insurers",
        "good_faith_estimate",
        "consent_ahead",
        "refund",
        "patient_marketing",
        "complaints",
        "accessibility",
    ),
)
ROWS = {row.name: row for section in SPINE for row in section.rows}


def _kind(name: str) -> str:
    if name in RELATED:
        return "records" if RELATED[name].parts else "text"
    if name in ("latitude", "longitude"):
        return "point"
    return kind_of(Facts._meta.get_field(name))


def _statement(name: str, section: str) -> Statement:
    if name in RELATED:
        related = RELATED[name]
        return Statement(name, related.label, related.help, section, _kind(name), parts=related.parts)
    fact = Facts._meta.get_field(name)
    # Any, because django-types expects grouped choices and functions, too.
    choices: Any = fact.codes if isinstance(fact, CodesField) else fact.choices or ()
    parts = fact.parts if isinstance(fact, RecordsField) else ()
    return Statement(name, fact.verbose_name, fact.help_text, section, _kind(name), tuple(choices), parts)


STATEMENTS = {name: _statement(name, section.key) for section in SPINE for name in section.statements}
