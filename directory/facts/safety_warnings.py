"""The values that carry a safety warning wherever a page, a print or a file shows them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from directory.claims import ketamine, on_listings, spravato
from directory.claims.model import Claim, Sentence, claims_in
from directory.claims.register import sources_of
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


@dataclass(frozen=True, eq=False)
class SafetyWarning:
    """A warning about a value, equal to itself alone.

    first   what to see or ask at once; a card shows it alone
    claims  what the warning rests on
    """

    first: Sentence
    claims: tuple[Claim, ...]

    @property
    def sentences(self) -> str:
        return " ".join(map(str, (self.first, *self.claims)))

    @property
    def source(self) -> str:
        """`American Society of Anesthesiologists, 2025`; several with semicolons between them."""
        sources = sources_of([*claims_in((self.first,)), *self.claims])
        return "; ".join(dict.fromkeys(source.in_words for source in sources))


_WATCHED_BY_NO_CLINICIAN = (ketamine.BREATHING, ketamine.UNWATCHED)
_UNDER_18 = SafetyWarning(spravato.NOT_FOR_CHILDREN, (on_listings.NOT_FOR_CHILDREN,))
# (statement, code) → the warning shown with this value.
WARNINGS = {
    ("setting", Setting.HOME_UNSUPERVISED): SafetyWarning(
        _("At home with no one watching, no clinician is there to see trouble and act."),
        _WATCHED_BY_NO_CLINICIAN,
    ),
    ("setting", Setting.HOME_REMOTE): SafetyWarning(
        _("A person who watches by video can see trouble, but is not there to act."),
        _WATCHED_BY_NO_CLINICIAN,
    ),
    ("given_by", License.UNLICENSED): SafetyWarning(
        _("Someone who is not a licensed clinician gives the medicine."), (on_listings.SKILLED_HANDS,)
    ),
    ("stays_with_you", License.UNLICENSED): SafetyWarning(
        _("Someone who is not a licensed clinician stays with you. Ask who is near and can act."),
        _WATCHED_BY_NO_CLINICIAN,
    ),
    ("home_dosing", HomeDosing.VIDEO_ONLY): SafetyWarning(
        _("Ask who examines you in person, and who watches you while the medicine works."),
        _WATCHED_BY_NO_CLINICIAN,
    ),
    ("attendance", Attendance.NONE): SafetyWarning(
        _("Where no one watches, no one is there to see trouble and act."), _WATCHED_BY_NO_CLINICIAN
    ),
    ("attendance", Attendance.LAY_ADULT): SafetyWarning(
        _("An adult whom you bring is not trained to see trouble and act."), _WATCHED_BY_NO_CLINICIAN
    ),
    ("monitoring", Monitoring.NONE): SafetyWarning(
        _("Where nothing is measured, trouble may be seen too late."), (on_listings.WATCHED_ALL_THE_TIME,)
    ),
    ("emergency", Emergency.NONE): SafetyWarning(
        _("If a clinic is not equipped for an emergency, help may come too late."),
        (on_listings.WATCHED_ALL_THE_TIME,),
    ),
    ("populations", Population.ADOLESCENTS): _UNDER_18,
    ("exclusion_under_18", Exclusion.ACCEPTED): _UNDER_18,
    ("exclusion_under_18", Exclusion.CASE_BY_CASE): _UNDER_18,
}
# Statement that is a number → (number, the warning shown with every smaller number).
WARNINGS_BELOW = {"minimum_age": (18, _UNDER_18)}
WARNED_STATEMENTS = frozenset({*(statement for statement, _code in WARNINGS), *WARNINGS_BELOW})
