"""What is inside a notebook."""

import copy
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from checklist import notebook, progress
from checklist.notebook import Answer, Impression, NotebookError
from checklist.questions.questions import QUESTIONS

TODAY = date(2026, 11, 28)


@pytest.fixture
def book():
    return notebook.new()


def keep(book, number=1):
    return notebook.add_clinic(book, listing=number, slug=f"clinic-{number}", name=f"Clinic {number}")


def test_a_clinic_is_added_once(book):
    assert keep(book) is keep(book)
    assert len(book["clinics"]) == 1


def test_a_thirteenth_clinic_is_refused_with_a_sentence(book):
    for number in range(12):
        keep(book, number)

    with pytest.raises(NotebookError, match="up to 12 clinics"):
        keep(book, 13)


def test_removing_a_clinic_removes_its_answers(book):
    clinic = keep(book)
    notebook.set_answer(clinic, "A1", Answer(Impression.PARTLY))

    notebook.remove_clinic(book, clinic["id"], today=TODAY)

    assert book["clinics"] == []


def test_the_id_of_a_clinic_is_random(book):
    assert {keep(book)["id"], keep(notebook.new())["id"]}.isdisjoint({"1", "clinic-1"})
    assert keep(book)["id"] != keep(notebook.new())["id"]


def test_an_answer_is_stored_with_its_note_normalized(book):
    clinic = keep(book)

    notebook.set_answer(clinic, "D1", Answer(Impression.WORRYING, " A bell.\r\nOnly. ", True, 4))

    assert notebook.get_answer(clinic, "D1") == Answer(Impression.WORRYING, "A bell.\nOnly.", True, 4)
    assert notebook.get_answer(clinic, "D2") == notebook.EMPTY_ANSWER


def test_an_empty_answer_makes_the_question_unanswered(book):
    clinic = keep(book)
    notebook.set_answer(clinic, "D1", Answer(Impression.WORRYING))

    notebook.set_answer(clinic, "D1", Answer())

    assert clinic["answers"] == {}


@pytest.mark.parametrize("answer", [Answer("great"), Answer(Impression.PARTLY, "x" * 1_001)])
def test_an_invalid_answer_is_refused(book, answer):
    with pytest.raises(NotebookError):
        notebook.set_answer(keep(book), "D1", answer)


@given(some.text(max_size=300))
def test_normalizing_a_note_twice_changes_nothing_and_leaves_no_control_characters(note):
    normalized = notebook.normalize_text(note)

    assert notebook.normalize_text(normalized) == normalized
    assert "\0" not in normalized
    normalized.encode()


def test_an_own_question_is_for_one_clinic_or_for_all(book):
    first, second = keep(book, 1), keep(book, 2)
    notebook.add_question(book, "For all?")
    notebook.add_question(book, "For one?", clinic=first)

    assert [one["text"] for one in notebook.own_questions(book, first)] == ["For all?", "For one?"]
    assert [one["text"] for one in notebook.own_questions(book, second)] == ["For all?"]


def test_a_form_sent_twice_adds_one_question(book):
    notebook.add_question(book, "Once?", question_id="0123abcd")
    notebook.add_question(book, "Once?", question_id="0123abcd")

    assert len(book["own_questions"]) == 1


def test_a_twenty_first_own_question_is_refused(book):
    for number in range(20):
        notebook.add_question(book, f"Question {number}?")

    with pytest.raises(NotebookError, match="20 questions"):
        notebook.add_question(book, "One more?")


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 301])
def test_an_empty_or_too_long_question_is_refused(book, text):
    with pytest.raises(NotebookError):
        notebook.add_question(book, text)


def test_removing_an_own_question_removes_its_answers(book):
    clinic = keep(book)
    asked = notebook.add_question(book, "Mine?")
    notebook.set_answer(clinic, asked, Answer(Impression.PARTLY))

    notebook.remove_question(book, asked, today=TODAY)

    assert (book["own_questions"], clinic["answers"]) == ([], {})


def test_undo_restores_what_was_removed_last_in_its_position_with_its_answers(book):
    first, _second = keep(book, 1), keep(book, 2)
    asked = notebook.add_question(book, "For all?")
    for clinic in book["clinics"]:
        notebook.set_answer(clinic, asked, Answer(Impression.PARTLY, f"Of {clinic['name']}"))
    before = copy.deepcopy(book)

    for remove in (
        lambda: notebook.remove_clinic(book, first["id"], today=TODAY),
        lambda: notebook.remove_question(book, asked, today=TODAY),
    ):
        remove()
        assert book != before
        notebook.undo_removal(book)
        assert book == before


def test_only_the_last_removal_can_be_undone_and_for_a_week(book):
    first, second = keep(book, 1), keep(book, 2)
    notebook.remove_clinic(book, first["id"], today=TODAY)
    notebook.remove_clinic(book, second["id"], today=TODAY)

    by_age = {days: notebook.last_removal(book, today=TODAY + timedelta(days=days)) for days in (0, 6, 7)}
    notebook.forget_old_removal(book, today=TODAY + timedelta(days=7))

    assert {days: last and last["clinic"]["name"] for days, last in by_age.items()} == {
        0: "Clinic 2",
        6: "Clinic 2",
        7: None,
    }
    assert book == notebook.new()


def test_adding_a_removed_clinic_again_restores_its_answers(book):
    clinic = keep(book)
    notebook.set_answer(clinic, "D1", Answer(Impression.PARTLY, "A bell"))
    notebook.remove_clinic(book, clinic["id"], today=TODAY)

    assert keep(book) is clinic
    assert "removed" not in book


def test_undo_may_exceed_the_limit_of_clinics_by_one(book):
    for number in range(12):
        keep(book, number)
    for extra in (12, 13):
        notebook.remove_clinic(book, book["clinics"][0]["id"], today=TODAY)
        if len(book["clinics"]) < 12:
            keep(book, extra)
        notebook.undo_removal(book)

    assert len(book["clinics"]) == 13
    with pytest.raises(NotebookError):
        keep(book, 99)


def test_undoing_twice_undoes_once(book):
    clinic = keep(book)
    notebook.remove_clinic(book, clinic["id"], today=TODAY)

    notebook.undo_removal(book)
    notebook.undo_removal(book)

    assert book["clinics"] == [clinic]


def test_a_notebook_without_optional_keys_has_nothing_to_undo_and_needs_the_code_reminder(book):
    notebook.set_answer(keep(book), "D1", Answer(Impression.PARTLY))

    assert set(book) == {"clinics", "own_questions"}
    assert (notebook.last_removal(book, today=TODAY), notebook.needs_code_reminder(book)) == (None, True)


def test_progress_counts_answers_and_not_notes_alone(book):
    clinic = keep(book)
    notebook.set_answer(clinic, "A1", Answer(Impression.WOULD_NOT_SAY))
    notebook.set_answer(clinic, "A2", Answer(note="Ask on Monday"))

    assert progress.progress(clinic, ["A1", "A2", "A3"]) == progress.Progress(1, 3)


def test_worth_another_look_are_must_have_questions_with_a_worrying_answer(book):
    clinic = keep(book)
    must = next(question for question in QUESTIONS if question.must_have)
    may = next(question for question in QUESTIONS if not question.must_have)
    for question in (must, may):
        notebook.set_answer(clinic, question.key, Answer(Impression.WORRYING))

    assert [pair.question.key for pair in progress.worth_another_look(clinic, QUESTIONS)] == [must.key]
