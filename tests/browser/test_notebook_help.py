"""The help box: below a text that asks for help as it is typed, and first on a page that shows such text."""

import pytest

from tests.support.axe import PHONE, WIDTH, faults
from tests.support.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(device, two_clinics):
    phone = device()
    phone.given("tern-house-denver")
    clinic = phone.content()["clinics"][0]["id"]
    phone.page.goto(f"/notebook/clinics/{clinic}/D/")
    return phone.page


BOX = "aside[aria-labelledby=help-now-here]"


@pytest.mark.parametrize("words", ["I don’t want to live", "KILL MYSELF", "quiero morir", "took too much"])
def test_the_help_box_appears_below_the_note_while_it_is_typed(page, words):
    page.context.set_offline(True)  # nothing is sent for it
    note = page.locator("#D1-note")
    note.click()
    top = note.bounding_box()["y"]
    page.keyboard.type(f"{words} ")
    page.locator(f"#D1 {BOX}").wait_for()
    page.keyboard.type("today")

    assert note.input_value() == f"{words} today"
    assert note.bounding_box()["y"] == top
    assert page.locator(BOX).get_by_role("link", name="call 988").get_attribute("href") == "tel:988"
    assert page.locator("#help-said").inner_text().startswith("Help now")
    assert page.evaluate(WIDTH) == PHONE["width"]


@pytest.mark.parametrize("words", ["Asked Diego Overton", "Die Klinik", "a crisis-trained team", "a bell"])
def test_other_text_brings_no_help_box(page, words):
    page.clock.install()
    page.locator("#D1-note").press_sequentially(words)
    page.clock.run_for(1_500)  # milliseconds: the box comes after 800

    assert page.locator(BOX).count() == 0


def test_the_help_box_moves_to_the_note_that_is_typed_in(page):
    page.locator("#D1-note").press_sequentially("I want to die")
    page.locator(f"#D1 {BOX}").wait_for()
    page.locator("#D2-note").press_sequentially("no, really: suicidal")

    page.locator(f"#D2 {BOX}").wait_for()
    assert page.locator(BOX).count() == 1


def test_an_own_question_brings_the_help_box(page):
    page.goto(page.url.replace("/D/", "/own/"))
    page.get_by_label("Your question").press_sequentially("What if I am suicidal?")

    page.locator(BOX).wait_for()


def test_a_page_with_a_note_that_asks_for_help_begins_with_the_help_box(page):
    page.locator("#D1-note").fill("I said that I want to die")
    page.locator("#D1").get_by_text("Saved", exact=True).wait_for()
    for address in (page.url, "/notebook/sheets/", "/notebook/compare/"):
        page.goto(address)
        eventually(page, lambda: page.locator("aside[aria-labelledby=help-now]").count() == 1, address)
        assert page.get_by_role("link", name="call 988").first.is_visible()
    page.goto(page.url)
    assert faults(page) == []
    page.goto("/notebook/")
    assert page.locator("aside[aria-labelledby^=help-now]").count() == 0
