"""The rules between the statements of `Facts`, as constraints of each of its tables."""

from django.db import models
from django.db.models import F, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from directory.facts import vocabulary as v

# Statement → the codes of which its "none" excludes the others.
EXCLUSIVE_NONE = {
    "team_boards": v.Board,
    "attendance": v.Attendance,
    "monitoring": v.Monitoring,
    "emergency": v.Emergency,
    "modality": v.Modality,
    "measures": v.Measure,
    "maintenance_kind": v.MaintenanceKind,
    "between_visits": v.BetweenVisits,
    "long_term_checks": v.LongTermCheck,
    "insurance": v.Insurance,
}


def none_alone_error(statement: str) -> str:
    """The lazy sentence for a “none” of the statement that was chosen together with other codes."""
    return format_lazy(
        _("“{none}” can’t be combined with other choices. Remove it, or remove the others."),
        none=EXCLUSIVE_NONE[statement].NONE.label,  # pyright: ignore[reportAttributeAccessIssue]
    )


PRICES = (
    "intake_fee",
    "session_price_low",
    "session_price_high",
    "course_price",
    "month_price",
    "therapy_meeting_price",
    "outside_fee",
    "cancel_fee",
    "booster_price",
    "deposit",
    "copay_from",
)
# Statement → the one that holds the upper end, where the clinic states a range.
RANGES = {
    "drug_minutes": "drug_minutes_most",
    "visit_minutes": "visit_minutes_most",
    "prep_sessions": "prep_sessions_most",
    "integration_sessions": "integration_sessions_most",
    "course_sessions": "course_sessions_most",
    "course_weeks": "course_weeks_most",
    "maintenance_weeks": "maintenance_weeks_most",
    "minimum_age": "maximum_age",
}

CONSTRAINTS = [
    models.CheckConstraint(
        condition=Q(session_price_low__lte=F("session_price_high"))
        | Q(session_price_low=None)
        | Q(session_price_high=None),
        name="%(class)s_price_low_not_above_high",
        violation_error_message=_("The lower price is above the higher one. Swap them."),
    ),
    *(
        models.CheckConstraint(
            condition=Q(**{f"{price}__gte": 0}) | Q(**{price: None}),
            name=f"%(class)s_{price}_not_negative",
            violation_error_message=_("A price can't be below zero. Enter whole dollars, for example 450."),
        )
        for price in PRICES
    ),
    models.CheckConstraint(
        condition=Q(**dict.fromkeys(PRICES)) | Q(prices_as_of__isnull=False),
        name="%(class)s_prices_carry_a_date",
        violation_error_message=_("Say on which day the prices were true."),
    ),
    *(
        models.CheckConstraint(
            condition=~Q(**{f"{statement}__contains": ["none"]}) | Q(**{f"{statement}__len": 1}),
            name=f"%(class)s_{statement}_none_alone",
            violation_error_message=none_alone_error(statement),
        )
        for statement in EXCLUSIVE_NONE
    ),
    models.CheckConstraint(
        condition=Q(latitude=None, longitude=None)
        | Q(
            latitude__isnull=False,
            longitude__isnull=False,
            latitude__range=(-90, 90),
            longitude__range=(-180, 180),
        ),
        name="%(class)s_point_on_earth",
        violation_error_message=_(
            "Enter a latitude from -90 to 90 and a longitude from -180 to 180, or leave both empty."
        ),
    ),
    models.CheckConstraint(
        condition=Q(waitlist_weeks=None) | Q(availability=v.Availability.WAITLIST),
        name="%(class)s_weeks_only_with_waitlist",
        violation_error_message=_("Give weeks only with a waiting list."),
    ),
    models.CheckConstraint(
        condition=Q(availability="") | Q(availability_on__isnull=False),
        name="%(class)s_availability_carries_a_date",
        violation_error_message=_("Say on which day the availability was true."),
    ),
    models.CheckConstraint(
        condition=Q(phone_extension="") | ~Q(phone=""),
        name="%(class)s_extension_only_with_phone",
        violation_error_message=_("Give an extension only with a phone number."),
    ),
    *(
        models.CheckConstraint(
            condition=Q(**{f"{low}__lte": F(high)}) | Q(**{low: None}) | Q(**{high: None}),
            name=f"%(class)s_{low}_in_order",
            violation_error_message=_("The lower number is above the higher one. Swap them."),
        )
        for low, high in RANGES.items()
    ),
]
