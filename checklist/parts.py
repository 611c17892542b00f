"""The parts of a notebook: a section, own questions, first call, all; each question with its answer.

A part is one page of questions about one clinic. Its name stands in the address: a letter from A to G, `own`,
`first-call` or `all`.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from checklist import calls, listing_statements, notebook, offering_answers, priorities
from checklist.forms import answer_digest, call_digest
from checklist.progress import Progress, progress
from checklist.questions.model import Question
from checklist.questions.questions import QUESTIONS
from directory.facts.safety_warnings import SafetyWarning
from directory.facts.spine import SPINE
from directory.models import Listing
from directory.wording.evidence import EvidenceMark

SHORT_CHARACTERS = 20  # a shorter value, such as “Yes”, says nothing without its label
OWN = "own"
FIRST_CALL = "first-call"
ALL = "all"
SECTION_TITLES = {section.key: section.title for section in SPINE if section.key != "head"}
PART_TITLES = SECTION_TITLES | {
    OWN: _("Your own questions"),
    FIRST_CALL: _("First call"),
    ALL: _("All questions"),
}


class StatedLine(NamedTuple):
    """What a listing states on a question, in one line; `words` is "" where all values carry a warning."""

    words: str
    evidence: EvidenceMark


class WarnedLine(NamedTuple):
    """Values of a listing that carry the same warning; None where the values say enough."""

    values: list[str]
    warning: SafetyWarning | None


def _labeled(row, words, label=""):
    """The words, after the label of their row where they say nothing without it; or after `label`."""
    if not label and (row.is_about_person or not words or len(words) > SHORT_CHARACTERS):
        return words
    return gettext("%(label)s: %(words)s") % {"label": label or row.label, "words": words}


@dataclass(frozen=True)
class QuestionAndAnswer:
    """One question of a part, with its answer, statements and changes.

    question    None for an own question
    listing     whose statements stand beside the question, as they are on the day `today`; or None
    changes     of these statements since the answer (listing_statements.Change)
    errors      of the form that was sent: field → sentences
    conflict    the stored answer, where another tab changed it after this form was shown
    shown       digest that a form with errors sent: the next save still finds what changed meanwhile
    refusal     why the question could not be split, or joined again; a sentence
    can_split   the question may have an answer for each offering of the clinic
    by_offering the same for each offering, where the question is split: `text` is the name of the offering
    is_listed   False for an offering that the clinic no longer lists
    matters     True if it is one of the person's priorities
    """

    key: str
    text: str
    answer: notebook.Answer
    question: Question | None = None
    listing: Listing | None = None
    today: date | None = None
    changes: list = field(default_factory=list)
    errors: dict = field(default_factory=dict)
    conflict: notebook.Answer | None = None
    shown: str | None = None
    refusal: str = ""
    can_split: bool = False
    by_offering: list["QuestionAndAnswer"] = field(default_factory=list)
    is_listed: bool = True
    matters: bool = False

    @cached_property
    def statements(self):
        """The clinic's statements on the question (wording.DisplayRow)."""
        if not (self.question and self.today):
            return []
        return listing_statements.statements_for(self.listing, self.question, self.today)

    @property
    def shown_digest(self):
        return answer_digest(self.conflict or self.answer) if self.shown is None else self.shown

    @property
    def has_answer_for_all(self):
        """False for a split question, unless an answer for all ways was saved meanwhile."""
        return not self.by_offering or bool(self.errors or self.conflict or not self.answer.is_empty)

    @property
    def is_noted(self):
        """True if there is an answer or a note, be it for one offering."""
        return any(not one.answer.is_empty for one in (self, *self.by_offering))

    @property
    def answer_items(self):
        """The items that have the fields of an answer: this one, and those of its offerings."""
        return [*([self] if self.has_answer_for_all else []), *self.by_offering]

    @property
    def stated(self):
        """The statements that the listing makes on the question."""
        return [row for row in self.statements if row.stated]

    @property
    def in_one_line(self):
        """The first of these statements as a StatedLine; None where nothing is stated."""
        rows = self.stated
        if not rows:
            return None
        first = next((row for row in rows if row.lines), rows[0])
        words = "; ".join(filter(None, [*map(str, first.lines), first.detail if first.lines else ""]))
        return StatedLine(_labeled(first, words), first.evidence)

    @property
    def warned(self):
        """A WarnedLine for each warning on these statements, with all values that carry it.

        The value of a person has the name of the person before it.
        """
        values = {}
        for row in self.statements:
            for value in row.warned:
                name = str(row.lines[0]) if row.is_person and row.lines else ""
                values.setdefault(value.warning, []).append(_labeled(row, str(value.label), name))
        return [WarnedLine(list(dict.fromkeys(words)), warning) for warning, words in values.items()]


@dataclass(frozen=True)
class CallItem:
    """The facts of a call as a form shows them; `errors`, `conflict` and `shown` as of a QuestionAndAnswer.

    proposed  ISO date that the form proposes where nothing is stored; "" where something is
    """

    facts: calls.CallFacts
    proposed: str = ""
    errors: dict = field(default_factory=dict)
    conflict: calls.CallFacts | None = None
    shown: str | None = None
    key: str = calls.KEY

    @property
    def shown_digest(self):
        return call_digest(self.conflict or self.facts) if self.shown is None else self.shown


def call_item(clinic, today):
    """The CallItem of a clinic: today is proposed as the day of the call while nothing is stored."""
    facts = calls.get_call(clinic)
    return CallItem(facts, today.isoformat() if facts.is_empty else "")


def questions_for(clinic):
    """The questions of the checklist for one clinic; retired questions only if they were answered."""
    answered = {key.partition(".")[0] for key in clinic["answers"]}
    return [question for question in QUESTIONS if not question.retired or question.key in answered]


def questions_of_part(book, clinic, part):
    """The questions of the checklist in a part; none in OWN. FIRST_CALL begins with the priorities."""
    questions = questions_for(clinic)
    if part == ALL:
        return questions
    if part == FIRST_CALL:
        first = priorities.questions(book)
        return first + [question for question in questions if question.first_call and question not in first]
    return [question for question in questions if question.section == part]


def questions_and_answers(book, clinic, part, listing, contents, today, *, typed=()):
    """The QuestionAndAnswer of every question of a part.

    contents  version of the listing → snapshot (listing_statements.contents_by_version)
    typed     keys of answers by offering that were typed, and could not be stored
    """
    items, ranks = [], priorities.ranks(book)
    versions, offered = offering_answers.earliest_versions(clinic), offering_answers.listed_names(listing)
    for question in questions_of_part(book, clinic, part):
        answer = notebook.get_answer(clinic, question.key)
        version = versions.get(question.key, 0)
        items.append(
            QuestionAndAnswer(
                question.key,
                question.text,
                answer,
                question,
                listing,
                today,
                listing_statements.changes_since(listing, question, version, contents),
                can_split=question.key in offering_answers.SPLITTABLE and len(offered) > 1,
                by_offering=[
                    QuestionAndAnswer(
                        one.key, one.name, notebook.get_answer(clinic, one.key), is_listed=one.is_listed
                    )
                    for one in offering_answers.split_offerings(clinic, question.key, listing, typed)
                ],
                matters=question.key in ranks,
            )
        )
    if part in (OWN, ALL):
        for own in notebook.own_questions(book, clinic):
            items.append(QuestionAndAnswer(own["id"], own["text"], notebook.get_answer(clinic, own["id"])))
    return items


def question_keys(book, clinic):
    """The keys of all checklist questions for a clinic, and the ids of the own questions."""
    own = [question["id"] for question in notebook.own_questions(book, clinic)]
    return [question.key for question in questions_for(clinic)] + own


class PartProgress(NamedTuple):
    """A part, and how many of its questions are answered. `symbol`: the letter of a section, or "+"."""

    part: str
    symbol: str
    title: str
    progress: Progress


def progress_by_part(book, clinic):
    """The PartProgress of each section, then of the own questions."""
    for letter, title in SECTION_TITLES.items():
        keys = [question.key for question in questions_of_part(book, clinic, letter)]
        yield PartProgress(letter, letter, title, progress(clinic, keys))
    own = [question["id"] for question in notebook.own_questions(book, clinic)]
    yield PartProgress(OWN, "+", PART_TITLES[OWN], progress(clinic, own))


def overall_progress(book, clinic):
    return progress(clinic, question_keys(book, clinic))


def call_progress(book, clinic):
    """The Progress of the questions of a first call."""
    return progress(clinic, [question.key for question in questions_of_part(book, clinic, FIRST_CALL)])


def next_part(part):
    """The part whose page comes after this one, or None."""
    order = [*SECTION_TITLES, OWN]
    return order[order.index(part) + 1] if part in order[:-1] else None
