"""What the moderators' checks will say of a draft, in words for its clinic, before it is sent."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from directory.facts.spine import STATEMENTS, Section
from directory.models import Submission
from directory.moderation.checks.run import run_checks
from directory.portal.status import SECTIONS, ClinicStatus

# Codes of findings of which the clinic reads another sentence. That of a duplicate names another clinic,
# which may not be published; the others speak to a moderator.
SENTENCES = {
    "duplicate": _(
        "Another clinic nearby has nearly the same name, or the same phone, website or NPI. If both are "
        "yours, tell the moderator."
    ),
    "home_alone": _(
        "You say that people take it at home with no one there. Expect a question about how you keep "
        "them safe."
    ),
    "no_diagnosis": _(
        "You take people without a diagnosis. Expect a question about how you decide whom to treat."
    ),
}
LEFT_OUT = {"broken_rule"}  # the page shows it as something to correct: see ClinicStatus.problems


class Foreseen(NamedTuple):
    """One sentence on something that a moderator will look at."""

    section: Section | None  # None where it is about the whole
    sentence: str


def foreseen(status: ClinicStatus) -> list[Foreseen]:
    """What the checks find in the draft, in the order of the spine. Three queries."""
    draft = Submission(clinic=status.clinic, content=status.draft)
    findings = run_checks(draft, shown=status.published_content)
    found = [
        Foreseen(
            SECTIONS[STATEMENTS[one.statement].section] if one.statement else None,
            str(SENTENCES.get(one.code, one.sentence)),
        )
        for one in findings
        if one.code not in LEFT_OUT
    ]
    return list(dict.fromkeys(found))
