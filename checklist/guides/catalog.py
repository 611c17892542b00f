"""Look-ups of guides by slug and by reading order, and of the questions that a guide explains."""

from dataclasses import dataclass

from checklist.guides.guides import GUIDES
from checklist.guides.model import Guide
from checklist.questions.catalog import ACTIVE_QUESTIONS
from checklist.questions.model import Question

GUIDE_BY_SLUG = {guide.slug: guide for guide in GUIDES}


@dataclass(frozen=True)
class Position:
    """The position of a guide in the reading order: number from 1, and its neighbors, or None."""

    number: int
    previous: Guide | None
    following: Guide | None


def position_of(guide: Guide) -> Position:
    index = GUIDES.index(guide)
    return Position(
        number=index + 1,
        previous=GUIDES[index - 1] if index else None,
        following=GUIDES[index + 1] if index + 1 < len(GUIDES) else None,
    )


def questions_of(guide: Guide) -> list[Question]:
    """The questions of the checklist that a guide explains, without retired ones."""
    return [question for question in ACTIVE_QUESTIONS if question.guide == guide.slug]
