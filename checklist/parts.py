"""The parts of a notebook: a section, own questions, first call, all; each question with its answer.

A part is one page of questions about one clinic. Its name stands in the address: a letter from A to G, `own`,
`first-call` or `all`.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checklist import listing_statements, notebook
from checklist.forms import answer_digest
from checklist.questions.questions import QUESTIONS
from directory.facts.spine import SPINE
from directory.web import crisis

SECTION_TITLES = {section.key: section.title for section in SPINE if section.key != "head"}
OWN = "own"
FIRST_CALL = "first-call"
ALL = "all"
MAX_SCANNED_CHARACTERS = 100_000  # characters
PART_TITLES = {
    OWN: gettext_lazy("Your own questions"),
    FIRST_CALL: gettext_lazy("Twelve questions for a first call"),
    ALL: gettext_lazy("All questions"),
}


@dataclass(frozen=True)
class QuestionAndAnswer:
    """One question of a part with its answer, and what stands beside it.

    question    None for a question of the person's own
    statements  what the clinic states on it
    changes     what the listing has changed since the answer (listing_statements.Change)
    errors      of the form that was sent: field → sentences
    conflict    the stored answer, where another tab changed it after this form was shown
    """

    key: str
    text: str
    answer: notebook.Answer
    question: object = None
    statements: list = field(default_factory=list)
    changes: list = field(default_factory=list)
    errors: dict = field(default_factory=dict)
    conflict: notebook.Answer | None = None

    @property
    def shown_digest(self):
        return answer_digest(self.conflict or self.answer)


def questions_for(clinic):
    """The questions of the checklist for one clinic: a retired one only where it was answered."""
    return [question for question in QUESTIONS if not question.retired or question.key in clinic["answers"]]


def questions_of_part(clinic, part):
    """The questions of the checklist in a part; none in OWN."""
    questions = questions_for(clinic)
    if part == ALL:
        return questions
    if part == FIRST_CALL:
        return [question for question in questions if question.first_call]
    return [question for question in questions if question.section == part]


def questions_and_answers(book, clinic, part, listing, contents, today):
    """The QuestionAndAnswer of every question of a part.

    contents  version of the listing → snapshot (listing_statements.contents_by_version)
    """
    items = []
    if part != OWN:
        for question in questions_of_part(clinic, part):
            answer = notebook.get_answer(clinic, question.key)
            items.append(
                QuestionAndAnswer(
                    question.key,
                    question.text,
                    answer,
                    question,
                    listing_statements.statements_for(listing, question, today),
                    listing_statements.changes_since(listing, question, answer.version, contents),
                )
            )
    if part in (OWN, ALL):
        for one in notebook.own_questions(book, clinic):
            items.append(QuestionAndAnswer(one["id"], one["text"], notebook.get_answer(clinic, one["id"])))
    return items


def needs_help_box(texts):
    """True if one of the texts that a page shows asks for help: the page then begins with the help box.

    Reads the first MAX_SCANNED_CHARACTERS of all texts together, which takes a tenth of a second.
    """
    left = MAX_SCANNED_CHARACTERS
    for text in texts:
        if text and crisis.asks_for_help(text[:left]):
            return True
        left -= len(text)
        if left <= 0:
            break
    return False


def all_texts(book):
    """Every note and every question of the person's own in a notebook."""
    for holder in (book, *book["clinics"]):
        yield from (one["text"] for one in holder["own_questions"])
    for clinic in book["clinics"]:
        yield from (answer["note"] for answer in clinic["answers"].values())


def progress_by_part(book, clinic):
    """(part, letter, title, progress) of each section and of the own questions."""
    for letter, title in SECTION_TITLES.items():
        keys = [question.key for question in questions_of_part(clinic, letter)]
        yield letter, letter, title, notebook.progress(clinic, keys)
    own = [one["id"] for one in notebook.own_questions(book, clinic)]
    yield OWN, "+", _("Your own questions"), notebook.progress(clinic, own)


def question_keys(book, clinic):
    return [question.key for question in questions_for(clinic)] + [
        one["id"] for one in notebook.own_questions(book, clinic)
    ]


def overall_progress(book, clinic):
    return notebook.progress(clinic, question_keys(book, clinic))


def next_part(part):
    """The part whose page comes after this one, or None."""
    order = [*SECTION_TITLES, OWN]
    return order[order.index(part) + 1] if part in order[:-1] else None
