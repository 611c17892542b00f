"""A button that is pressed while the page changes by itself still does what it says: see press.js."""

import pytest

from checklist.questions.catalog import FIRST_CALL
from tests.support.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def held_over(page, button):
    """Put the mouse on a button and press it, without letting go."""
    button.hover()
    page.mouse.down()


@pytest.mark.parametrize("is_open", [True, False], ids=["saved", "refused"])
def test_save_is_not_lost_while_the_answer_of_an_autosave_comes(device, two_clinics, is_open):
    phone = device()
    phone.given("tern-house-denver")
    page, last = phone.page, FIRST_CALL[-1].key
    page.goto(f"/notebook/clinics/{phone.content()['clinics'][0]['id']}/first-call/")
    if not is_open:
        phone.context.clear_cookies(name="notebook")
    page.locator(f"#{last}-note").fill("Three")
    save = page.get_by_role("button", name="Save", exact=True)
    place = save.bounding_box()

    with page.expect_response("**/answers/"):
        held_over(page, save)
    assert save.bounding_box() == place
    with page.expect_navigation():
        page.mouse.up()

    assert page.get_by_role("heading", name="Not saved").count() == (not is_open)


def test_a_link_of_the_results_is_not_lost_while_new_results_come(page, invented):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/clinics/")
    page.locator("#q").fill("tern")
    link = page.locator(".card__name a").first
    address = link.get_attribute("href")

    with page.expect_response("**/clinics/?*q=tern*"):
        held_over(page, link)
    page.mouse.up()

    page.wait_for_url(f"**{address}")


def test_the_results_are_shown_when_nothing_is_pressed_any_more(page, invented):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/clinics/")
    page.locator("#q").fill("tern")

    with page.expect_response("**/clinics/?*q=tern*"):
        held_over(page, page.locator("h1"))
    assert "q=tern" not in page.url
    page.mouse.up()

    until(page, "location.search.includes('q=tern')")
