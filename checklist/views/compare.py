"""The clinics of a notebook side by side: answers with statements. No score, no winner."""

from dataclasses import dataclass
from typing import NamedTuple

from django.shortcuts import render
from django.views.decorators.http import require_GET

from checklist import listing_statements, notebook, parts, progress, storage
from checklist.help_box import needs_help_box
from checklist.questions.model import Question
from checklist.questions.questions import QUESTIONS
from checklist.views.private_page import requires_notebook
from directory.models import Listing


@dataclass(frozen=True)
class Cell:
    """One question of one clinic in the table."""

    clinic: notebook.Clinic
    answer: notebook.Answer
    statements: list

    @property
    def compared_values(self):
        """The values by which cells are compared: the impression, and the statements without their dates."""
        return self.answer.impression, [
            (one.label, *one.lines, *one.warned, one.detail if one.is_person else "")
            for one in self.statements
        ]


@dataclass(frozen=True)
class Row:
    """One question for all clinics. `key` is "" for an own question."""

    key: str
    text: str
    section: str
    cells: list[Cell]

    @property
    def differs(self):
        return any(cell.compared_values != self.cells[0].compared_values for cell in self.cells[1:])

    @property
    def is_empty(self):
        return all(
            cell.answer.is_empty and not any(one.stated for one in cell.statements) for cell in self.cells
        )


class ClinicReview(NamedTuple):
    """The paragraphs on one clinic below the table. `listing` is None where it is no longer listed."""

    clinic: notebook.Clinic
    listing: Listing | None
    another_look: list[progress.AnsweredQuestion]
    still_to_ask: list[Question]
    differing: list[progress.AnsweredQuestion]


@require_GET
@requires_notebook
def compare(request, *, today):
    book = storage.read(request.secret)
    listings = listing_statements.listings_by_id(book)
    rows = [row for row in comparison_rows(book, listings, today) if not row.is_empty]
    context = {
        "clinics": book["clinics"],
        "help": needs_help_box(notebook.all_texts(book)),
        "differing": [row for row in rows if row.differs],
        "alike": [row for row in rows if not row.differs],
        "reviews": [_review(clinic, listings.get(clinic["listing"])) for clinic in book["clinics"]],
    }
    return render(request, "checklist/notebook/compare.html", context)


def _review(clinic, listing):
    questions = parts.questions_for(clinic)
    must_have = [question for question in questions if question.must_have]
    return ClinicReview(
        clinic,
        listing,
        another_look=progress.worth_another_look(clinic, questions),
        still_to_ask=progress.unanswered_questions(clinic, must_have),
        differing=progress.answers_that_differ(clinic, questions),
    )


def comparison_rows(book, listings, today):
    """A Row for each question in the order of the checklist, then for each own question for all clinics."""
    clinics = book["clinics"]
    answered = {key.partition(".")[0] for clinic in clinics for key in clinic["answers"]}
    for question in QUESTIONS:
        if question.retired and question.key not in answered:
            continue
        cells = [
            Cell(
                clinic,
                notebook.get_answer(clinic, question.key),
                listing_statements.statements_for(listings.get(clinic["listing"]), question, today),
            )
            for clinic in clinics
        ]
        yield Row(question.key, question.text, question.section, cells)
    for own in book["own_questions"]:
        cells = [Cell(clinic, notebook.get_answer(clinic, own["id"]), []) for clinic in clinics]
        yield Row("", own["text"], parts.OWN, cells)
