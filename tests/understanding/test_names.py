"""NameBook: whole names in several spellings, people without titles, and what is forgotten."""

import pytest

from tests.support.name_book import NameBook


@pytest.fixture
def book():
    book = NameBook()
    book.add(1, "De Novo Ketamine, LLC", people=["Dr. Inés Okonjo-Vale, MD"], town="Salida")
    book.add(2, "Müller & Sons", "North Gate")
    book.add(3, "The PA Rooms, PA, LLC")
    return book


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("de novo ketamine", [(0, 3, "de novo ketamine")]),
        ("denovo ketamine", [(0, 2, "de novo ketamine")]),
        ("is de novo ketamine open", [(1, 4, "de novo ketamine")]),
        ("ines okonjo vale", [(0, 3, "ines okonjo vale")]),
        ("muller and sons", [(0, 3, "muller sons")]),
        ("north gate north gate", [(0, 2, "north gate"), (2, 4, "north gate")]),
        ("novo ketamine", []),
        ("the pa rooms", [(0, 3, "the pa rooms")]),
        ("the rooms", []),
    ],
)
def test_a_whole_name_is_found_among_words(book, typed, found):
    assert list(book.find(typed.split())) == found


@pytest.mark.parametrize(
    ("typed", "written"),
    [("muller", "muller"), ("mueller", "muller"), ("salida", "salida"), ("garden", "")],
)
def test_a_word_is_known_with_and_without_its_umlaut(book, typed, written):
    assert book.spelling(typed) == written


def test_a_listing_that_is_removed_or_renamed_is_forgotten(book):
    book.add(1, "Tern House")
    book.remove(2)
    book.remove(3)

    assert dict(book.words) == {"tern": 1, "house": 1}
    assert list(book.find(["de", "novo", "ketamine", "tern", "house"])) == [(3, 5, "tern house")]
