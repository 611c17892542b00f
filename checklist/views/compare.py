"""The clinics of a notebook side by side: answers with statements. No score, no winner."""

from dataclasses import dataclass

from django.shortcuts import render
from django.views.decorators.http import require_GET

from checklist import listing_statements, notebook, parts, storage
from checklist.questions.questions import QUESTIONS
from checklist.views.private_page import requires_notebook


@dataclass(frozen=True)
class Cell:
    clinic: dict
    answer: notebook.Answer
    statements: list

    @property
    def compared_values(self):
        """What decides whether cells differ: the impression, and the statements without their dates."""
        return self.answer.impression, [
            (one.label, *one.lines, *one.warned, one.detail if one.is_person else "")
            for one in self.statements
        ]


@dataclass(frozen=True)
class Row:
    key: str
    text: str
    section: str
    cells: list

    @property
    def differs(self):
        return any(cell.compared_values != self.cells[0].compared_values for cell in self.cells[1:])

    @property
    def is_empty(self):
        return all(
            cell.answer.is_empty and not any(one.stated for one in cell.statements) for cell in self.cells
        )


@require_GET
@requires_notebook
def compare(request, *, today):
    book = storage.read(request.secret)
    listings = listing_statements.listings_by_id(book)
    clinics = book["clinics"]
    rows = list(comparison_rows(book, listings, today))
    filled = [row for row in rows if not row.is_empty]
    context = {
        "clinics": clinics,
        "help": parts.needs_help_box(parts.all_texts(book)),
        "differing": [row for row in filled if row.differs],
        "alike": [row for row in filled if not row.differs],
        "another_look": [
            (one, notebook.worth_another_look(one, parts.questions_for(one))) for one in clinics
        ],
        "still_to_ask": [
            (one, notebook.unanswered_questions(one, _must_have_questions(one))) for one in clinics
        ],
        "otherwise": [
            (one, listings.get(one["listing"]), notebook.answers_that_differ(one, parts.questions_for(one)))
            for one in clinics
        ],
    }
    return render(request, "checklist/notebook/compare.html", context)


def _must_have_questions(clinic):
    return [question for question in parts.questions_for(clinic) if question.must_have]


def comparison_rows(book, listings, today):
    """A Row for each question in the order of the checklist, then for each own question for all clinics."""
    clinics = book["clinics"]
    answered = {key for clinic in clinics for key in clinic["answers"]}
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
    for one in book["own_questions"]:
        cells = [Cell(clinic, notebook.get_answer(clinic, one["id"]), []) for clinic in clinics]
        yield Row("", one["text"], parts.OWN, cells)
