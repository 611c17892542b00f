"""Autosave: the saves of one open page, in any order of arrival."""

import pytest

from checklist import save_order
from checklist.save_order import Save

TAB = "0123456789abcdef"


def test_a_save_is_late_once_a_later_one_of_its_page_is_written():
    book = {}
    save_order.record(book, Save(TAB, 2), "D1", "two")

    assert save_order.is_late(book, Save(TAB, 1), "D1")
    assert not save_order.is_late(book, Save(TAB, 1), "D2")
    assert not save_order.is_late(book, Save(TAB, 3), "D1")
    assert not save_order.is_late(book, Save("f" * 16, 1), "D1")
    assert save_order.last_digest(book, Save(TAB, 3), "D1") == "two"


def test_a_page_without_script_leaves_nothing_behind_and_is_never_late():
    book = {}
    save_order.record(book, Save(), "D1", "one")

    assert book == {}
    assert not save_order.is_late(book, Save(), "D1")


def test_only_the_pages_that_saved_last_are_remembered():
    book = {}
    for number in range(20):
        save_order.record(book, Save(f"{number:016x}", 1), "D1", "one")
        save_order.record(book, Save(TAB, number + 1), "D1", "mine")

    assert len(book["tabs"]) == save_order.MAX_TABS
    assert save_order.last_digest(book, Save(TAB, 99), "D1") == "mine"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"tab": TAB},
        {"tab": TAB, "sequence": "0"},
        {"tab": TAB, "sequence": "-1"},
        {"tab": TAB, "sequence": "1" * 5_000},
        {"tab": TAB, "sequence": "\u0661"},
        {"tab": TAB.upper(), "sequence": "1"},
        {"tab": "x" * 3_000_000, "sequence": "1"},
    ],
)
def test_a_malformed_tab_or_sequence_is_no_save(data):
    assert save_order.read_save(data) == Save()
