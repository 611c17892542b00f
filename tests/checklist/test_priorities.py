"""What matters most to a person: chosen among questions and facts, five at most, and first everywhere."""

from operator import itemgetter

import pytest

from checklist import notebook, priorities
from checklist.questions.questions import QUESTIONS


def chosen(*keys):
    book = notebook.new()
    priorities.set_priorities(book, keys)
    return book


def test_priorities_are_stored_once_each_in_the_order_of_the_checklist():
    book = chosen("session_price", "D1", "A3", "D1", "nonsense")

    assert book["priorities"] == ["A3", "D1", "session_price"]


def test_a_sixth_priority_is_refused_with_what_to_do():
    book = chosen("A1")
    with pytest.raises(notebook.NotebookError) as refused:
        priorities.set_priorities(book, ["A1", "A2", "A3", "D1", "D2", "session_price"])

    assert str(refused.value) == (
        "You chose 6. Choose up to five: take the mark from 1 of them, then press Save."
    )
    assert priorities.get_priorities(book) == ["A1"]


def test_no_priority_leaves_nothing_in_the_notebook():
    book = chosen("A1")
    priorities.set_priorities(book, [])

    assert book == notebook.new()


def test_priorities_come_first_and_the_rest_keeps_its_order():
    rows = [{"key": question.key} for question in QUESTIONS if question.key in ("A1", "D1", "G1", "G2")]
    in_order = priorities.in_order(chosen("G1", "D1"), rows, key=itemgetter("key"))

    assert [row["key"] for row in in_order] == ["D1", "G1", "A1", "G2"]


def test_a_fact_brings_the_question_that_asks_for_it():
    book = chosen("session_price", "availability", "E1")

    assert [question.key for question in priorities.questions(book)] == ["E1", "G1"]
    assert [row.name for row in priorities.facts_without_question(book)] == ["availability"]
