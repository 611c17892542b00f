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
from directory.facts.rules import RANGES
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
    """Statements that a page shows together: one, or several that make one sentence.

    rare  those of its statements that almost no clinic makes: a form folds them. See RARE_STATEMENTS.
    """

    name: str
    label: str
    statements: tuple[str, ...]
    rare: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    key: str  # "head", then A to G: the checklist shares the letters
    title: str
    rows: tuple[Row, ...] = field(repr=False)

    @cached_property
    def statements(self) -> tuple[str, ...]:
        return tuple(name for row in self.rows for name in row.statements)


def _row(name: str, label: str, *statements: str, rare: tuple[str, ...] = ()) -> Row:
    return Row(name, label, statements, rare)


def _range(name: str) -> Row:
    """The row of a number that may be a range: with the statement that holds its upper end."""
    return Row(name, _label(name), (name, RANGES[name]))


def _rare(*names: str) -> tuple[Row, ...]:
    """Rows of one statement each that almost no clinic makes. They stand last in their section."""
    return tuple(Row(name, _label(name), (name,), (name,)) for name in names)


def _section(key: str, title: str, *entries: str | Row) -> Section:
    rows = tuple(
        entry if isinstance(entry, Row) else Row(entry, _label(entry), (entry,)) for entry in entries
    )
    return Section(key, title, rows)


def _label(name: str) -> str:
    return RELATED[name].label if name in RELATED else Facts._meta.get_field(name).verbose_name


# Cautions that clinics hardly ever name.
_RARE_CAUTIONS = (
    v.Caution.RAISED_ICP,
    v.Caution.GLAUCOMA_RAISED_EYE_PRESSURE,
    v.Caution.DEMENTIA,
    v.Caution.BMI_LIMIT,
    v.Caution.NO_OUTSIDE_CLINICIAN,
    v.Caution.DISSOCIATIVE_DISORDER,
    v.Caution.PERSONALITY_DISORDER,
    v.Caution.BRAIN_INJURY,
    v.Caution.GUT_SURGERY_GLP1_FASTING,
)
_EXCLUSIONS = tuple(f"exclusion_{caution}" for caution in v.Caution if caution not in _RARE_CAUTIONS)
_RARE_EXCLUSIONS = tuple(f"exclusion_{caution}" for caution in _RARE_CAUTIONS)

# In each section the statements that most clinics make stand first, and those that almost none makes last.
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
        "minimum_age",
        *_rare("maximum_age", "other_language", "offering_since"),
    ),
    _section(
        "A",
        _("Training and credentials"),
        "practitioners",
        "training",
        *_rare(
            "life_support_on_site",
            "patients_treated",
            "written_standard",
            "team_boards",
        ),
    ),
    _section(
        "B",
        _("License and legality"),
        "off_label_disclosed",
        "home_dosing",
        *_rare("drug_source", "discipline_disclosed"),
    ),
    _section(
        "C",
        _("Medical screening"),
        "conditions",
        "screening",
        "examined_by",
        "referral",
        _row("exclusions", _("Who is treated"), *_EXCLUSIONS, *_RARE_EXCLUSIONS, rare=_RARE_EXCLUSIONS),
        "fasting_hours",
        "medicines_paused",
        "preparation_note",
        "antidepressants_tried",
        *_rare(
            "examined_how",
            "prescribed_by",
            "assessment_minutes",
            "liquids_minutes",
            "pause_hours",
            "before_dose",
            "antidepressant_needed",
            "therapy_required",
            "screening_note",
            "without_diagnosis",
            "suicide_check_each_dose",
            "alcohol_hours",
            "weight_limit",
        ),
    ),
    _section(
        "D",
        _("Setting and monitoring"),
        "offerings",
        "route",
        "format",
        "setting",
        "rems_certified",
        "given_by",
        "stays_with_you",
        "attendance",
        "monitoring",
        _range("drug_minutes"),
        _range("visit_minutes"),
        "dose_setting",
        "observation_minutes",
        "escort_required",
        "private_room",
        "companion_allowed",
        "comfort",
        "drug_goes",
        *_rare(
            "attendance_note",
            "doctor_on_site",
            "monitoring_interval",
            "dose_note",
            "until_steady",
            "ride_help",
            "no_driving_hours",
            "no_driving_until_next_day",
            "after_dose",
            "comfort_note",
            "other_drugs",
            "emergency",
            "people_per_staff",
            "group_size",
            "staff_present",
        ),
    ),
    _section(
        "E",
        _("Psychotherapy"),
        "therapy_model",
        "therapy_timing",
        _range("prep_sessions"),
        _range("integration_sessions"),
        "therapy_in_price",
        "modality",
        "own_therapist",
        *_rare(
            "therapy_by",
            "therapy_note",
            "therapy_meeting_minutes",
            "therapy_by_video",
            "meet_therapist_first",
            "touch_policy",
            "same_therapist",
        ),
    ),
    _section(
        "F",
        _("Plan and follow-up"),
        _row(
            "course",
            _("Usual course"),
            "course_sessions",
            "course_sessions_most",
            "course_weeks",
            "course_weeks_most",
        ),
        "pace",
        "maintenance_kind",
        "maintenance",
        _range("maintenance_weeks"),
        "measures",
        "written_plan",
        "tells_other_clinicians",
        *_rare(
            "least_sessions",
            "measured_when",
            "review_after_sessions",
            "between_visits",
            "reply_hours",
            "first_visit_days",
            "individual_goals",
            "shared_decision",
            "travel_schedule",
            "patient_views",
            "after_hours",
            "long_term_checks",
            "manages_other_medicines",
        ),
    ),
    _section(
        "G",
        _("Costs, rights and comfort"),
        _row("session_price", _("A session"), "session_price_low", "session_price_high"),
        "course_price",
        "month_price",
        "intake_fee",
        "prices_as_of",
        "price_includes",
        "price_excludes",
        "insurance",
        "insurers",
        "payment",
        "free_first_talk",
        "consent_ahead",
        "refund",
        "accessibility",
        *_rare(
            "booster_price",
            "intake_credited",
            "therapy_meeting_price",
            "price_note",
            "payment_note",
            "discount_percent",
            "pay_ahead",
            "deposit",
            "cancel_hours",
            "cancel_fee",
            "cancel_percent",
            "late_minutes",
            "outside_fee",
            "help_fund",
            "good_faith_estimate",
            "patient_marketing",
            "complaints",
            "copay_from",
        ),
    ),
)
ROWS = {row.name: row for section in SPINE for row in section.rows}
# The statements that almost no clinic makes. A form folds them, and opens the fold where one is made.
RARE_STATEMENTS = frozenset(name for row in ROWS.values() for name in row.rare)


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
