"""The values that carry a safety warning wherever a page, a print or a file shows them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.claims import on_listings
from directory.claims.model import Claim
from directory.facts.vocabulary import (
    Attendance,
    Emergency,
    Exclusion,
    HomeDosing,
    License,
    Monitoring,
    Population,
    Setting,
)


@dataclass(frozen=True)
class SafetyWarning:
    """A warning about a value: what to see or ask at once, and the claim behind it.

    first  a sentence; a card shows it alone
    """

    first: Promise
    claim: Claim

    @property
    def sentences(self) -> str:
        return f"{self.first} {self.claim}"

    @property
    def source(self) -> str:
        """`American Society of Anesthesiologists, 2025`; several with semicolons between them."""
        return "; ".join(source.in_words for source in self.claim.sources)


_UNDER_18 = SafetyWarning(
    _("Spravato (esketamine) is not approved for anyone under 18."), on_listings.NOT_FOR_CHILDREN
)
# (statement, code) → the warning shown with this value.
WARNINGS = {
    ("setting", Setting.HOME_UNSUPERVISED): SafetyWarning(
        _("At home with no one watching, no clinician is there to see trouble and act."),
        on_listings.DOSES_AT_HOME,
    ),
    ("setting", Setting.HOME_REMOTE): SafetyWarning(
        _("A person who watches by video can see trouble, but is not there to act."),
        on_listings.DOSES_AT_HOME,
    ),
    ("given_by", License.UNLICENSED): SafetyWarning(
        _("Someone who is not a licensed clinician gives the medicine."), on_listings.SKILLED_HANDS
    ),
    ("stays_with_you", License.UNLICENSED): SafetyWarning(
        _("Someone who is not a licensed clinician stays with you. Ask who is near and can act."),
        on_listings.DANGERS,
    ),
    ("home_dosing", HomeDosing.VIDEO_ONLY): SafetyWarning(
        _("Ask who examines you in person, and who watches you while the medicine works."),
        on_listings.DOSES_AT_HOME,
    ),
    ("attendance", Attendance.NONE): SafetyWarning(
        _("Where no one watches, no one is there to see trouble and act."), on_listings.DANGERS
    ),
    ("attendance", Attendance.LAY_ADULT): SafetyWarning(
        _("An adult whom you bring is not trained to see trouble and act."), on_listings.DANGERS
    ),
    ("monitoring", Monitoring.NONE): SafetyWarning(
        _("Where nothing is measured, trouble may be seen too late."), on_listings.WATCHED_ALL_THE_TIME
    ),
    ("emergency", Emergency.NONE): SafetyWarning(
        _("If a clinic is not equipped for an emergency, help may come too late."),
        on_listings.WATCHED_ALL_THE_TIME,
    ),
    ("populations", Population.ADOLESCENTS): _UNDER_18,
    ("exclusion_under_18", Exclusion.ACCEPTED): _UNDER_18,
    ("exclusion_under_18", Exclusion.CASE_BY_CASE): _UNDER_18,
}
# Statement that is a number → (number, the warning shown with every smaller number).
WARNINGS_BELOW = {"minimum_age": (18, _UNDER_18)}
WARNED_STATEMENTS = frozenset({*(statement for statement, _code in WARNINGS), *WARNINGS_BELOW})
