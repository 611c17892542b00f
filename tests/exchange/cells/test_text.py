"""Text as files have it, and cells that mean that nothing is stated."""

import pytest

from directory.exchange.cells.text import ParsedText, excerpt, means_empty, parse_text
from tests.exchange.cells.refusal import refusal


@pytest.mark.parametrize(
    "cell", ["NA", "n/a", "N/A", "#N/A", "-", "—", "--", "none given", "Not stated", "null", " ", "?"]
)
def test_words_for_an_empty_cell_are_no_statement(cell):
    assert means_empty(cell)


@pytest.mark.parametrize("cell", ["none", "no", "0", "Nathan Clinic", "N/A Clinic"])
def test_none_and_no_are_statements_where_they_can_be(cell):
    assert not means_empty(cell)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Mind &amp; Body", "Mind & Body"),
        ("Mind &amp;amp; Body", "Mind & Body"),
        ("O&#39;Brien&nbsp;Clinic", "O'Brien Clinic"),
        ("R&D; AT&T", "R&D; AT&T"),
        ("  Padded \xa0 Name\t", "Padded Name"),
        ("\ufeffJoi\u200bned", "Joined"),
        ("Cli\u0301nica", "Clínica"),
        ("SÃO PAULO", "SÃO PAULO"),
        ("Zoë’s “Café”", "Zoë’s “Café”"),
    ],
)
def test_words_are_read_without_what_files_have_done_to_them(cell, text):
    assert parse_text(cell) == ParsedText(text)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("ClÃ\xadnica", "Clínica"),
        ("ClÃƒÂ\xadnica", "Clínica"),
        ("Donâ€™t", "Don’t"),
        ("Don\x92t", "Don’t"),
        ("Ã\x81rbol", "Árbol"),
    ],
)
def test_letters_that_were_read_in_another_code_are_mended_and_told(cell, text):
    found = parse_text(cell)

    assert (found.text, len(found.corrections), found.concerns) == (text, 1, [])


def test_letters_are_mended_only_where_the_way_back_is_exact():
    assert parse_text("Clínica ClÃ\xadnica") == ParsedText("Clínica ClÃnica")


def test_a_lost_letter_is_for_a_person():
    assert parse_text("Cl\ufffdnica").concerns == ["Some letters of “Cl�nica” are lost. Type it again."]


@pytest.mark.parametrize(
    "sign", ["\u202e", "\u2066", "\u061c", "\x1b", "\x07", "&#8238;", "\U000e0041", "\u2063"]
)
def test_signs_that_turn_or_steer_are_refused(sign):
    assert refusal(parse_text, f"Turned {sign}Name").startswith("It has an invisible character")


def test_a_sentence_never_shows_a_sign_that_turns_or_steers():
    assert excerpt("a\u202eb\x1b[2J\n") == "ab\ufffd[2J\ufffd"


def test_lines_stay_where_a_text_may_have_them():
    assert parse_text("one  \r\n\r\n two", lines=True).text == "one\n\ntwo"
