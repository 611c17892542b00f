"""The values that carry a safety warning wherever a page, a print or a file shows them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

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
    """A warning about a value, in sentences; a card shows the first sentence alone."""

    first: str
    more: str
    source: str

    @property
    def sentences(self) -> str:
        return f"{self.first} {self.more}"


_FDA_WARNING = _("US Food and Drug Administration (FDA), warning on compounded ketamine, 10 October 2023")
_KETAMINE_LABEL = _("label of ketamine (Ketalar), October 2024, written for its use in anesthesia")
_UNDER_18 = SafetyWarning(
    _("Spravato (esketamine) is not approved for anyone under 18."),
    _(
        "Its boxed warning says that medicines for depression can raise the risk of suicidal thoughts "
        "and acts in children, teenagers and young adults."
    ),
    _("US Food and Drug Administration (FDA), label of Spravato, 27 January 2025"),
)
# (statement, code) → the warning shown with this value.
WARNINGS = {
    ("setting", Setting.HOME_UNSUPERVISED): SafetyWarning(
        _("At home with nobody watching, no clinician is there to see trouble and act."),
        _("Ketamine can slow breathing, raise blood pressure and cloud judgment."),
        _FDA_WARNING,
    ),
    ("setting", Setting.HOME_REMOTE): SafetyWarning(
        _("Whoever watches by video can see trouble, and is not there to act."),
        _("Ketamine can slow breathing, raise blood pressure and cloud judgment."),
        _FDA_WARNING,
    ),
    ("given_by", License.UNLICENSED): SafetyWarning(
        _("Somebody who is not a licensed clinician gives the drug."),
        _("It belongs in the hands of people who know how to keep a patient breathing."),
        _KETAMINE_LABEL,
    ),
    ("stays_with_you", License.UNLICENSED): SafetyWarning(
        _("Somebody who is not a licensed clinician stays with you."),
        _("Ketamine can slow breathing and raise blood pressure. Ask who is near and can act."),
        _KETAMINE_LABEL,
    ),
    ("home_dosing", HomeDosing.VIDEO_ONLY): SafetyWarning(
        _("Ask who examines you in person, and who watches you while the drug acts."),
        _(
            "Ketamine can slow breathing and raise blood pressure, "
            "and at home no clinician is there to see it and act."
        ),
        _FDA_WARNING,
    ),
    ("attendance", Attendance.NONE): SafetyWarning(
        _("Where nobody watches, nobody is there to see trouble and act."),
        _("Ketamine can slow breathing, raise blood pressure and cloud judgment."),
        _FDA_WARNING,
    ),
    ("attendance", Attendance.LAY_ADULT): SafetyWarning(
        _("An adult whom you bring is not trained to see trouble and act."),
        _("Ketamine can slow breathing, raise blood pressure and cloud judgment."),
        _FDA_WARNING,
    ),
    ("monitoring", Monitoring.NONE): SafetyWarning(
        _("Where nothing is measured, trouble may be seen too late."),
        _("Ketamine can slow breathing and raise blood pressure."),
        _KETAMINE_LABEL,
    ),
    ("emergency", Emergency.NONE): SafetyWarning(
        _("Where nothing for an emergency is at hand, help may come too late."),
        _("Ketamine can slow breathing, and help is then needed within minutes."),
        _KETAMINE_LABEL,
    ),
    ("populations", Population.ADOLESCENTS): _UNDER_18,
    ("exclusion_under_18", Exclusion.ACCEPTED): _UNDER_18,
    ("exclusion_under_18", Exclusion.CASE_BY_CASE): _UNDER_18,
}
# Statement that is a number → (number, the warning shown with every smaller number).
WARNINGS_BELOW = {"minimum_age": (18, _UNDER_18)}
WARNED_STATEMENTS = frozenset({*(statement for statement, _code in WARNINGS), *WARNINGS_BELOW})
