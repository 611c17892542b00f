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


def answers_by_question(clinic: Clinic) -> dict[str, dict[str, Answer]]:
    """Key of a question → name of the offering → Answer; under the name "" is the answer for all."""
    names = clinic.get("offering_names", {})
    answers: dict[str, dict[str, Answer]] = {}
    for stored_key, stored in clinic["answers"].items():
        key, _dot, offering = stored_key.partition(".")
        answers.setdefault(key, {})[names.get(offering, offering)] = Answer(**stored)
    return answers


def answers_to(clinic: Clinic, key: str) -> dict[str, Answer]:
    """What `answers_by_question` has of one question."""
    return answers_by_question(clinic).get(key, {})


def answered_keys(clinic: Clinic) -> set[str]:
    """The keys of the questions that were answered, be it for one offering alone."""
    return {key.partition(".")[0] for key, stored in clinic["answers"].items() if stored["impression"]}


def progress(clinic: Clinic, keys: Iterable[str]) -> Progress:
    keys, answered = list(keys), answered_keys(clinic)
    return Progress(sum(key in answered for key in keys), len(keys))


def _with_answers(clinic: Clinic, questions: Iterable[Question]) -> Iterator[AnsweredQuestion]:
    answers = answers_by_question(clinic)
    for question in questions:
        for offering, answer in answers.get(question.key, {}).items():
            yield AnsweredQuestion(question, answer, offering)


def worth_another_look(clinic: Clinic, questions: Iterable[Question]) -> list[AnsweredQuestion]:
    """The must-have questions whose answer was worrying or withheld."""
    pairs = _with_answers(clinic, questions)
    return [pair for pair in pairs if pair.question.must_have and pair.answer.impression in WORRISOME]


def unanswered_questions(clinic: Clinic, questions: Iterable[Question]) -> list[Question]:
    answered = answered_keys(clinic)
    return [question for question in questions if question.key not in answered]


def answers_that_differ(clinic: Clinic, questions: Iterable[Question]) -> list[AnsweredQuestion]:
    """The questions whose answer differs from the listing, as the person has marked."""
    return [pair for pair in _with_answers(clinic, questions) if pair.answer.differs]
