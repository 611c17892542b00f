"""Look-ups of questions by key, by statement and by section."""

from checklist.questions.model import Question
from checklist.questions.questions import QUESTIONS
from directory.facts.spine import SPINE

QUESTION_BY_KEY = {question.key: question for question in QUESTIONS}
ACTIVE_QUESTIONS = tuple(question for question in QUESTIONS if not question.retired)
FIRST_CALL = tuple(question for question in ACTIVE_QUESTIONS if question.first_call)
QUESTIONS_BY_SECTION = tuple(
    (section, tuple(question for question in ACTIVE_QUESTIONS if question.section == section.key))
    for section in SPINE
    if section.key != "head"
)

# The question that asks for a statement is the first one that names it, except for two statements, which an
# earlier question names beside its main subject.
KEY_BY_STATEMENT = {
    name: question.key for question in reversed(ACTIVE_QUESTIONS) for name in question.statements
}
KEY_BY_STATEMENT |= {"setting": "D6", "after_hours": "F3"}

# A row of a page may hold several statements, and have a name that no statement has.
STATEMENT_BY_ROW = {row.name: row.statements[0] for section in SPINE for row in section.rows}
STATEMENT_BY_ROW |= {"exclusions": "screening", "director": "practitioners"}


def question_for(name: str) -> Question | None:
    """The question that asks for a statement, or for a row of the spine; None where none does."""
    return QUESTION_BY_KEY.get(KEY_BY_STATEMENT.get(name) or KEY_BY_STATEMENT.get(STATEMENT_BY_ROW.get(name)))
