"""The two boxes of a search with their suggestions, and the button that fills in a location."""

import pytest

from tests.support.axe import DESK, PHONE, faults
from tests.support.factories import make_listing
from tests.support.waiting import enter, eventually, until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DENVER = {"latitude": 39.7392, "longitude": -104.9903}


@pytest.fixture
def listed(live_server):
    make_listing(name="Spruce House", languages=["es"], **DENVER)
    make_listing(name="Tern House", languages=["es", "de"], training=[], **DENVER)


def state(page, box="q"):
    """What a screen reader is told of a box, and what the list holds."""
    return page.locator(f"#{box}").evaluate(
        """input => [input.value, input.getAttribute("aria-expanded"),
          document.getElementById(input.getAttribute("aria-activedescendant"))?.dataset.value ?? null,
          [...document.querySelectorAll(`#${input.id}-list:not([hidden]) > [role=option]`)]
            .map(option => [option.dataset.value, option.getAttribute("aria-selected")])]"""
    )


def opened(page, typed, box="q"):
    page.locator(f"#{box}").fill(typed)  # at once: the list of a part of it would pass for that of all
    page.locator(f"#{box}-list [role=option]").first.wait_for()


def test_the_keyboard_reaches_chooses_and_leaves(page, listed, complaints):
    page.set_viewport_size(DESK)
    page.goto("/")
    opened(page, "sp")
    spanish, spruce = ["Spanish", "false"], ["Spruce House", "false"]
    assert state(page) == ["sp", "true", None, [spanish, spruce]]
    until(page, "document.querySelector('main').textContent.includes('2 suggestions. Use the arrow keys.')")
    assert faults(page) == []

    for key, reached in [
        ("ArrowDown", "Spanish"),
        ("ArrowDown", "Spruce House"),
        ("ArrowDown", "Spanish"),
        ("ArrowUp", "Spruce House"),
        ("Home", None),
        ("ArrowUp", "Spruce House"),
    ]:
        page.keyboard.press(key)
        assert state(page)[2] == reached
    assert state(page)[3] == [spanish, ["Spruce House", "true"]]
    assert page.evaluate("document.activeElement.id") == "q"

    page.keyboard.press("Escape")
    assert state(page) == ["sp", "false", None, []]
    page.keyboard.press("ArrowDown")  # the answer is still that to what is typed
    assert state(page)[2] == "Spanish"
    page.keyboard.press("Tab")
    assert state(page) == ["sp", "false", None, []]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert state(page) == ["Spanish", "false", None, []]
    until(page, "[...document.querySelectorAll('main > [role=status]')].at(-1).textContent === 'Spanish'")
    enter(page)
    assert page.evaluate("location.pathname + location.search") == "/clinics/?near=&q=Spanish"
    assert page.locator("#count").inner_text() == "2 clinics for “Spanish”"
    assert complaints == []


# The addresses that the page asks for; Playwright may never see one that is given up at once.
NOTE_REQUESTS = """
window.asked = [];
const ask = window.fetch;
window.fetch = (address, options) => {
  asked.push({ address, signal: options?.signal });
  return ask(address, options);
};
"""


def test_ten_letters_are_a_few_requests_of_which_one_is_on_its_way(page, live_server, listed):
    held = []
    page.route("**/suggest/**", lambda route: held.append(route))
    page.add_init_script(NOTE_REQUESTS)
    page.clock.install(time=0)
    page.context.add_cookies([{"name": "notebook", "value": "x", "url": live_server.url}])
    page.goto("/")
    page.clock.pause_at(3600)  # from here on it goes as the test says
    box = page.locator("#q")

    box.evaluate("input => input.dispatchEvent(new CompositionEvent('compositionstart'))")
    box.press_sequentially("sp")
    page.clock.run_for(500)
    assert held == []  # an input method is at work
    box.evaluate("input => input.dispatchEvent(new CompositionEvent('compositionend'))")
    for letter in "ruce hou":
        box.press_sequentially(letter)
        page.clock.run_for(50)
    page.clock.run_for(120)

    asked, given_up = page.evaluate("[asked.map(one => one.address), asked.map(one => one.signal.aborted)]")
    assert [address.partition("typed=")[2] for address in asked] == ["spruc", "spruce+h", "spruce+hou"]
    assert given_up == [True, True, False]  # each for the next
    eventually(page, lambda: held and held[-1].request.url.endswith("spruce+hou"))
    assert not {"cookie", "referer"} & held[-1].request.all_headers().keys()
    with page.expect_event("requestfailed"):
        held[-1].abort()  # and without an answer the box is a plain one
    page.clock.run_for(1000)
    assert state(page) == ["spruce hou", "false", None, []]


def test_a_finger_chooses_and_the_results_follow(chromium, live_server, listed):
    context = chromium.new_context(base_url=live_server.url, viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto("/clinics/")
    page.locator("#filters summary").first.tap()
    opened(page, "german")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    sizes = page.locator("#q-list [role=option]").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert min(sizes) >= 44

    with page.expect_response(lambda answer: "/clinics/?q=German" in answer.url):
        page.get_by_role("option", name="German Languages, stated").tap()
    until(page, "document.getElementById('count').textContent === '1 clinic for “German”'")
    assert state(page) == ["German", "false", None, []]
    page.locator("#q").fill("")
    opened(page, "boise", "near")
    with page.expect_response(lambda answer: "near=Boise%2C+ID" in answer.url):
        page.get_by_role("option", name="Boise, ID").tap()
    until(page, "document.getElementById('count').textContent.includes(' of Boise, ID')")
    opened(page, "tern")  # the form is a new one, with suggestions like the old one
    assert state(page)[3] == [["Tern House", "false"]]
    page.locator("#q").fill("i want to die")
    page.get_by_text("Help now", exact=True).wait_for()
    assert state(page)[1:] == ["false", None, []]
    context.close()


def test_a_location_is_rounded_before_it_is_filled_in(chromium, live_server, listed):
    context = chromium.new_context(
        base_url=live_server.url,
        viewport=DESK,
        permissions=["geolocation"],
        geolocation={"latitude": 39.739236, "longitude": -104.990251},
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto("/clinics/")
    page.get_by_role("button", name="Use my location").click()
    until(page, "document.getElementById('count').textContent.startsWith('2 clinics within 25 miles')")

    assert page.evaluate("location.search") == "?near=39.74%2C+-104.99"
    assert page.locator("#near").input_value() == "39.74, -104.99"
    assert (
        page.locator("[data-locate] [role=status]").inner_text().startswith("Your browser gave us this point")
    )

    context.clear_permissions()
    page.goto("/")
    page.locator("#near").fill("Boise, ID")
    page.get_by_role("button", name="Use my location").click()
    page.get_by_text("Your browser did not tell us where you are.").wait_for()
    assert page.locator("#near").input_value() == "Boise, ID"
    context.close()
