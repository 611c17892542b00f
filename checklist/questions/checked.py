"""When the questions were last compared with their sources, and who has read them."""

from dataclasses import dataclass
from datetime import date

from checklist.questions.catalog import ACTIVE_QUESTIONS
from directory.claims.model import Review

# People who have read every question and stand for it. () says on the pages that no clinician has.
REVIEWS: tuple[Review, ...] = ()


@dataclass(frozen=True)
class Checked:
    """What the foot of the checklist says, as the foot of a guide does.

    checked_on  the day since which every claim of a question has been checked
    next_check  the day by which an editor must check the first of them again
    """

    checked_on: date
    next_check: date
    reviews: tuple[Review, ...]


def checked() -> Checked:
    """What the foot says of all questions that are asked."""
    claims = [claim for question in ACTIVE_QUESTIONS for claim in question.claims]
    return Checked(
        checked_on=min(claim.checked_on for claim in claims),
        next_check=min(claim.next_check for claim in claims),
        reviews=REVIEWS,
    )
