"""The map beside the results, moved by the keyboard and the buttons, and lit together with the cards."""

import pytest

from tests.support.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOCUSED = "document.activeElement.textContent"


def test_a_map_moves_lights_a_card_leads_to_it_and_is_there_after_a_filter(page, invented, complaints):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    page.goto("/clinics/?near=Denver,+CO")
    ground, view = page.locator(".area__ground"), page.locator(".area__view")

    page.get_by_role("button", name="Larger").click()
    enlarged = ground.get_attribute("transform")
    view.focus()
    page.keyboard.press("ArrowRight")
    moved = ground.get_attribute("transform")
    page.keyboard.press("-")
    whole = ground.get_attribute("transform")

    assert (enlarged, moved, whole) == (
        "translate(-82 -100) scale(1.5)",
        "translate(-122 -100) scale(1.5)",
        "translate(0 0) scale(1)",
    )

    page.locator("#card-2").hover()
    lit = page.locator(".area__mark--lit").evaluate_all(
        "marks => marks.map(mark => mark.getAttribute('href'))"
    )
    page.locator('.area__mark[href="#card-3"]').click()

    assert lit == ["#card-2"]
    assert page.evaluate(FOCUSED) == page.locator("#card-3 h3").inner_text()

    page.locator("#order").select_option("name")
    until(page, "location.search.includes('order=name')")
    until(page, "document.querySelectorAll('.area__tool').length === 2")

    assert complaints == []
