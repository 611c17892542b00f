"""The gallery's offerings and rows: blocks of their own on a phone, side by side where there is room."""

import pytest

from tests.support.axe import DESK, PHONE, WIDTH

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GALLERY = "/about/components/"
# For each table the column of every cell that is shown, the name of an offering included, from top to bottom.
COLUMNS = """
() => [...document.querySelectorAll(".offerings__table")].map(table =>
  [...table.querySelectorAll(".offerings__name, .offerings__cell")]
    .filter(one => one.checkVisibility() && getComputedStyle(one).clipPath === "none")
    .map(one => [one.getBoundingClientRect().top, one.cellIndex])
    .sort(([top], [other]) => top - other)
    .map(([, column]) => column))
"""
LEFT_EDGES = "all => new Set(all.map(one => Math.round(one.getBoundingClientRect().left))).size"
ROWS = 6  # of a table: the names, and five statements, of which the last has words in its first cell only


@pytest.fixture
def gallery(page):
    page.goto(GALLERY)
    return page


def test_on_a_phone_each_offering_is_a_block_of_its_own(gallery):
    gallery.set_viewport_size(PHONE)

    assert gallery.evaluate(COLUMNS) == [blocks(2), blocks(3), blocks(6)]
    assert gallery.evaluate(WIDTH) == PHONE["width"]


def test_where_there_is_room_the_offerings_stand_side_by_side(gallery):
    gallery.set_viewport_size(DESK)

    assert gallery.evaluate(COLUMNS) == [rows(2), rows(3), rows(6)]


def blocks(offerings):
    """The first offering with all rows; the others without the empty one.

    What one leaves out is said in one line in place of its cells: the fourth leaves out two.
    """
    lengths = {1: ROWS, 4: ROWS - 2}
    return [column for column in range(1, offerings + 1) for _row in range(lengths.get(column, ROWS - 1))]


def rows(offerings):
    """As many as in a block, and the price, which is said below the table and left out of a block."""
    return [column for _row in range(ROWS + 1) for column in range(1, offerings + 1)]


@pytest.mark.parametrize(
    ("window", "last", "cells"),
    # 360 px: no cell of what is said below, and a line of what each does not state in place of a cell
    [(PHONE, ["Not stated"], 30 + 6 - 5), (DESK, [], 36)],
    ids=["360", "1280"],
)
def test_offerings_are_read_as_a_table_in_every_window(gallery, window, last, cells):
    gallery.set_viewport_size(window)
    table = gallery.get_by_role("table", name="6 ways to get ketamine")

    assert table.get_by_role("columnheader").count() == 7
    assert table.get_by_role("rowheader").all_inner_texts() == [
        "Price",
        "Where it is given",
        "Length of a visit",
        "Price",
        "Insurance",
        "Anything else",
        *last,
    ]
    assert table.get_by_role("cell").count() == cells


@pytest.mark.parametrize(("window", "edges"), [(PHONE, 1), (DESK, 2)], ids=["360", "1280"])
def test_the_fields_of_a_row_stand_one_under_another_on_a_phone(gallery, window, edges):
    gallery.set_viewport_size(window)

    assert gallery.locator(".form-rows__one > .field").evaluate_all(LEFT_EDGES) == edges
