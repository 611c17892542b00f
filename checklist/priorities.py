"""What matters most to a person: up to five questions or facts that come first. Pure.

They come first in the call view and in the comparison. A notebook stores them as `priorities`: keys of
questions ("D1") and names of rows of the spine ("session_price").
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import ngettext

from checklist import notebook
from checklist.book import Book
from checklist.questions.catalog import ACTIVE_QUESTIONS, QUESTION_BY_KEY, question_for
from checklist.questions.model import Question
from directory.facts.spine import ROWS, SPINE, Row

MAX_PRIORITIES = 5
# How to reach a clinic and what it is called: nobody prefers one clinic to another for these.
NOT_OFFERED = {
    "name",
    "alias",
    "organization",
    "about",
    "address",
    "point",
    "phone",
    "email",
    "website",
    "booking_url",
    "opening_times",
    "telehealth_states",
    "npi",
    "prices_as_of",
}


@dataclass(frozen=True)
class PrioritySection:
    """What can be chosen from one section of the spine: its questions, then its facts."""

    key: str
    title: str
    questions: list[Question]
    facts: list[Row]


def sections() -> list[PrioritySection]:
    """What can be chosen, by section: every question that is asked, and the facts that most clinics state."""
    return [
        PrioritySection(
            section.key,
            section.title,
            [question for question in ACTIVE_QUESTIONS if question.section == section.key],
            [row for row in section.rows if _is_offered(row)],
        )
        for section in SPINE
    ]


def _is_offered(row: Row) -> bool:
    return row.name not in NOT_OFFERED and row.rare != row.statements


def is_known(key: str) -> bool:
    """True for the key of a question and for the name of a row; a retired one stays, where it was chosen."""
    return key in QUESTION_BY_KEY or (key in ROWS and key not in NOT_OFFERED)


def get_priorities(book: Book) -> list[str]:
    """The keys of the priorities, in the order in which they are stored: that of the checklist."""
    return [key for key in book.get("priorities", []) if is_known(key)]


def validated_priorities(keys: Iterable[str]) -> list[str]:
    """Known keys, each once, in the order of the checklist. Raises notebook.NotebookError for a sixth."""
    chosen = set(keys)
    ordered = [key for key in _all_keys() if key in chosen]
    if len(ordered) > MAX_PRIORITIES:
        sentence = ngettext(
            "You chose %(count)s. Choose up to five: take the mark from %(extra)s of them, then press Save.",
            "You chose %(count)s. Choose up to five: take the marks from %(extra)s of them, then press Save.",
            len(ordered) - MAX_PRIORITIES,
        )
        numbers = {"count": len(ordered), "extra": len(ordered) - MAX_PRIORITIES}
        raise notebook.NotebookError(sentence % numbers)
    return ordered


def _all_keys() -> list[str]:
    """Every key that a notebook may hold: by section the questions, then the rows."""
    letters = [section.key for section in SPINE]
    questions = sorted(QUESTION_BY_KEY.values(), key=lambda question: letters.index(question.section))
    return [
        key
        for section in SPINE
        for key in (
            *(question.key for question in questions if question.section == section.key),
            *(row.name for row in section.rows if row.name not in NOT_OFFERED),
        )
    ]


def set_priorities(book: Book, keys: Iterable[str]) -> None:
    """Store the priorities in place of the earlier ones. Raises notebook.NotebookError for a sixth."""
    ordered = validated_priorities(keys)
    if ordered:
        book["priorities"] = ordered
    else:
        book.pop("priorities", None)


def ranks(book: Book) -> dict[str, int]:
    """Key → place among the priorities, from 0.

    A fact gives its place to the question that asks for it, too: who chose the price of a session is shown
    the question on prices first.
    """
    places: dict[str, int] = {}
    for place, key in enumerate(get_priorities(book)):
        places.setdefault(key, place)
        question = None if key in QUESTION_BY_KEY else question_for(key)
        if question:
            places.setdefault(question.key, place)
    return places


def in_order[Item](book: Book, items: Iterable[Item], *, key: Callable[[Item], str]) -> list[Item]:
    """The items with the priorities of this notebook first; the others stay in their order.

    key  item → the key of its question, or the name of its row of the spine; "" for neither

    A comparison calls it with its rows: in_order(book, rows, key=lambda row: row.key). Which of them are
    priorities, to mark them: `row.key in priorities.ranks(book)`.
    """
    places = ranks(book)
    return sorted(items, key=lambda item: places.get(key(item), MAX_PRIORITIES))


def questions(book: Book) -> list[Question]:
    """The questions that are priorities, or ask for a fact that is one, in the order of the priorities."""
    return [QUESTION_BY_KEY[key] for key in ranks(book) if key in QUESTION_BY_KEY]


def facts_without_question(book: Book) -> list[Row]:
    """The rows of the spine that are priorities, and that no question asks for."""
    keys = [key for key in get_priorities(book) if key not in QUESTION_BY_KEY]
    return [ROWS[key] for key in keys if question_for(key) is None]
