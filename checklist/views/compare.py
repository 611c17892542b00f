"""The clinics of a notebook side by side: what matters most and what differs first. No score, no winner."""

from dataclasses import dataclass
from typing import NamedTuple

from django.shortcuts import render
from django.views.decorators.http import require_GET

from checklist import listing_statements, notebook, parts, priorities, progress, storage
from checklist.help_box import needs_help_box
from checklist.questions.model import Question
from checklist.questions.questions import QUESTIONS
from checklist.views.private_page import requires_notebook
from directory.models import Listing
from directory.wording.rows import display_row


@dataclass(frozen=True)
class Cell:
    """One question of one clinic in the table.

    answers     name of the offering → notebook.Answer; "" is the answer for all. {} where nobody asked
    statements  of the listing on this question (wording.DisplayRow)
    """

    clinic: notebook.Clinic
    answers: dict
    statements: list

    @property
    def compared_values(self):
        """The values by which cells are compared: impressions, and the statements without their dates."""
        return {offering: answer.impression for offering, answer in self.answers.items()}, [
            (one.label, *one.lines, *one.warned, one.detail if one.is_person else "")
            for one in self.statements
        ]

    @property
    def stated(self):
        return [one for one in self.statements if one.stated]

    @property
    def folds(self):
        """True if the statements are too many to stand in sight on a phone; their warnings always do."""
        return len(self.stated) > 1

    @property
    def warned(self):
        return [value for row in self.stated for value in row.warned]


@dataclass(frozen=True)
class Row:
    """One question, or one fact, for all clinics. `key` is "" for an own question, and for a fact."""

    key: str
    text: str
    cells: list[Cell]

    @property
    def differs(self):
        return any(cell.compared_values != self.cells[0].compared_values for cell in self.cells[1:])

    @property
    def is_asked(self):
        """True if the person has noted something at one of the clinics."""
        return any(cell.answers for cell in self.cells)

    @property
    def is_stated(self):
        return any(cell.stated for cell in self.cells)


class Comparison(NamedTuple):
    """The rows in the order of the page. Those that are no priority are in one of the last four lists.

    first   what the person said matters most
    differ  asked somewhere, and not the same everywhere
    alike   asked, and the same everywhere
    listed  asked nowhere; a listing states something
    open    asked nowhere, and no listing states anything
    """

    first: list[Row]
    differ: list[Row]
    alike: list[Row]
    listed: list[Row]
    open: list[Row]


class ClinicReview(NamedTuple):
    """What to look at again at one clinic. `listing` is None where it is no longer listed."""

    clinic: notebook.Clinic
    listing: Listing | None
    another_look: list[progress.AnsweredQuestion]
    still_to_ask: list[Question]
    differing: list[progress.AnsweredQuestion]


@require_GET
@requires_notebook
def compare(request, *, today):
    context = comparison_context(storage.read(request.secret), today)
    return render(request, "checklist/notebook/compare.html", context)


def comparison_context(book, today):
    """The template context of the comparison, for the person and for somebody who reads the notebook."""
    listings = listing_statements.listings_by_id(book)
    return {
        "clinics": book["clinics"],
        "help": needs_help_box(notebook.all_texts(book)),
        "comparison": compare_clinics(book, listings, today),
        "reviews": [_review(clinic, listings.get(clinic["listing"])) for clinic in book["clinics"]],
    }


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


def compare_clinics(book, listings, today):
    """The Comparison of the clinics of a notebook.

    listings  of `listing_statements.listings_by_id`
    """
    ranks = priorities.ranks(book)
    rows = list(question_rows(book, listings, today))
    first = priorities.in_order(book, [row for row in rows if row.key in ranks], key=lambda row: row.key)
    rows = [row for row in rows if row.key not in ranks]
    asked = [row for row in rows if row.is_asked]
    unasked = [row for row in rows if not row.is_asked]
    return Comparison(
        [*_fact_rows(book, listings, today), *first],
        differ=[row for row in asked if row.differs],
        alike=[row for row in asked if not row.differs],
        listed=[row for row in unasked if row.is_stated],
        open=[row for row in unasked if not row.is_stated],
    )


def question_rows(book, listings, today):
    """A Row for each question in the order of the checklist, then for each own question for all clinics."""
    clinics = book["clinics"]
    answers = [progress.answers_by_question(clinic) for clinic in clinics]
    answered = {key for of_clinic in answers for key in of_clinic}
    for question in QUESTIONS:
        if question.retired and question.key not in answered:
            continue
        cells = [
            Cell(
                clinic,
                _noted(of_clinic.get(question.key, {})),
                listing_statements.statements_for(listings.get(clinic["listing"]), question, today),
            )
            for clinic, of_clinic in zip(clinics, answers, strict=True)
        ]
        yield Row(question.key, question.text, cells)
    for own in book["own_questions"]:
        cells = [
            Cell(clinic, _noted(of_clinic.get(own["id"], {})), [])
            for clinic, of_clinic in zip(clinics, answers, strict=True)
        ]
        yield Row("", own["text"], cells)


def _noted(answers):
    return {offering: answer for offering, answer in answers.items() if not answer.is_empty}


def _fact_rows(book, listings, today):
    """A Row for each fact that matters most to the person, and that no question asks for."""
    for row in priorities.facts_without_question(book):
        cells = []
        for clinic in book["clinics"]:
            listing = listings.get(clinic["listing"])
            cells.append(Cell(clinic, {}, [display_row(listing, row, today)] if listing else []))
        yield Row("", row.label, cells)
