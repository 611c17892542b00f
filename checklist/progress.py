"""How many questions are answered at a clinic, and which answers to look at again; never a score. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from checklist.notebook import WORRISOME, Answer, Clinic
from checklist.questions.model import Question


@dataclass(frozen=True)
class Progress:
    answered: int
    total: int


class AnsweredQuestion(NamedTuple):
    """A question with one of its answers. `offering`: the name of the offering it is for; "" for all."""

    question: Question
    answer: Answer
    offering: str = ""


def answers_to(clinic: Clinic, key: str) -> dict[str, Answer]:
    """Name of the offering → Answer: all answers that a clinic gave to a question; "" is the one for all."""
    names = clinic.get("offering_names", {})
    answers = {}
    for stored_key, stored in clinic["answers"].items():
        question_key, _dot, offering = stored_key.partition(".")
        if question_key == key:
            answers[names.get(offering, offering)] = Answer(**stored)
    return answers


def is_answered(clinic: Clinic, key: str) -> bool:
    """True if a question was answered, be it for one offering alone."""
    return any(answer.is_answered for answer in answers_to(clinic, key).values())


def progress(clinic: Clinic, keys: Iterable[str]) -> Progress:
    keys = list(keys)
    return Progress(sum(is_answered(clinic, key) for key in keys), len(keys))


def _with_answers(clinic: Clinic, questions: Iterable[Question]) -> Iterator[AnsweredQuestion]:
    for question in questions:
        for offering, answer in answers_to(clinic, question.key).items():
            yield AnsweredQuestion(question, answer, offering)


def worth_another_look(clinic: Clinic, questions: Iterable[Question]) -> list[AnsweredQuestion]:
    """The must-have questions whose answer was worrying or withheld."""
    pairs = _with_answers(clinic, questions)
    return [pair for pair in pairs if pair.question.must_have and pair.answer.impression in WORRISOME]


def unanswered_questions(clinic: Clinic, questions: Iterable[Question]) -> list[Question]:
    return [question for question in questions if not is_answered(clinic, question.key)]


def answers_that_differ(clinic: Clinic, questions: Iterable[Question]) -> list[AnsweredQuestion]:
    """The questions whose answer differs from the listing, as the person has marked."""
    return [pair for pair in _with_answers(clinic, questions) if pair.answer.differs]
