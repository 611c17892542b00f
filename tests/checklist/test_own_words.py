"""A person's own words for a doctor: stored whole, and never in place of words that the page did not show."""

import json
from datetime import date

import pytest

from checklist import export, importing, notebook, own_words


@pytest.fixture
def book():
    return notebook.new()


def test_words_are_stored_as_notes_are(book):
    own_words.save(book, own_words.validated("  A line\r\nand\x00 more "), shown=own_words.shown_digest(book))

    assert own_words.get(book) == "A line\nand more"
    assert list(notebook.all_texts(book)) == ["A line\nand more"]


def test_words_that_another_page_saved_are_not_overwritten(book):
    first = own_words.shown_digest(book)
    own_words.save(book, "From tab one", shown=first)

    with pytest.raises(own_words.ConflictError):
        own_words.save(book, "From tab two", shown=first)

    assert own_words.get(book) == "From tab one"


def test_words_that_include_the_stored_ones_are_no_conflict(book):
    first = own_words.shown_digest(book)
    own_words.save(book, "I am afraid", shown=first)

    own_words.save(book, "I am afraid of being alone", shown=first)

    assert own_words.get(book) == "I am afraid of being alone"


def test_emptied_words_are_forgotten(book):
    own_words.save(book, "Words", shown=own_words.shown_digest(book))

    own_words.save(book, "", shown=own_words.shown_digest(book))

    assert book == notebook.new()


@pytest.mark.parametrize("text", ["x" * 1_001, "x" * 100_000])
def test_too_long_words_are_refused(text):
    with pytest.raises(notebook.NotebookError, match="up to 1,000 characters"):
        own_words.validated(text)


def test_own_words_survive_export_and_import(book):
    own_words.save(book, "A line\nand “more”", shown=own_words.shown_digest(book))
    parsed = importing.parse(export.as_json(book, date(2026, 11, 28)).encode())
    empty, full = notebook.new(), notebook.new()
    own_words.save(full, "Others", shown=own_words.shown_digest(full))

    for other in (empty, full):
        importing.merge(other, parsed, {})

    assert [own_words.get(other) for other in (empty, full)] == ["A line\nand “more”", "Others"]


@pytest.mark.parametrize("words", ["x" * 1_001, 7, None, ["x"], "e\u0301", "\0"])
def test_a_file_with_own_words_that_no_export_holds_is_refused(words):
    content = json.loads(export.as_json(notebook.new(), date(2026, 11, 28))) | {"own_words": words}

    with pytest.raises(notebook.NotebookError):
        importing.parse(json.dumps(content).encode())
