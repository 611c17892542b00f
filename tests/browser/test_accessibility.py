"""Every page by axe-core in each dress, in a small window, and with the spacing a reader may need."""

import pytest

from tests.browser.axe import violations
from tests.factories import make_listing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADDRESSES = [
    "/",
    "/clinics/",
    "/clinics/?near=nowhere+at+all",
    "/clinics/?route=rectal",
    "/clinics/?route=no-such-code",
    "/clinics/tern-house-denver/",
    "/clinics/half-acre-boise/",
    "/clinics/tern-house-denver/history/",
    "/compare/",
    "/compare/?clinic=tern-house-denver&clinic=half-acre-boise",
    "/checklist/",
    "/checklist/first-call/",
    "/guide/",
    "/guide/evidence/",
    "/notebook/",
    "/notebook/open",
    "/clinics/tern-house-denver/report/",
    "/about/",
    "/about/order/",
    "/about/data/",
    "/about/moderation/",
    "/about/figures/",
    "/about/privacy/",
    "/about/components/",
    "/no-such-page/",
]
DRESSES = {
    "1280 light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "1280 dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "360 light": {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"},
    "forced colours": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
}
SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }
"""  # WCAG 2.2, 1.4.12


@pytest.fixture
def open_page(chromium, live_server):
    """A function that opens an address in the window of its dress: one at a time, each made once."""
    pages = {}

    def opened(address, **dress):
        key = repr(dress)
        if key not in pages:
            while pages:
                pages.popitem()[1].context.close()
            pages[key] = chromium.new_context(base_url=live_server.url, bypass_csp=False, **dress).new_page()
        pages[key].goto(address)
        return pages[key]

    yield opened
    for page in pages.values():
        page.context.close()


@pytest.fixture
def some_listings(live_server):
    make_listing(name="Tern House", city="Denver", state="CO", route=["iv", "im"], phone="+13035550142")
    make_listing(name="Half Acre", city="Boise", state="ID", setting=["home_unsupervised"])


SEEN = ["color-contrast", "link-in-text-block"]  # what a dress can change; the rest stands in the same tree


@pytest.mark.parametrize("dress", DRESSES)
def test_axe_finds_no_violation(open_page, some_listings, dress):
    rules = SEEN if dress in ("1280 dark", "forced colours") else None
    found = {address: violations(open_page(address, **DRESSES[dress]), rules=rules) for address in ADDRESSES}

    assert found == {address: [] for address in ADDRESSES}


def test_axe_finds_what_is_wrong(open_page):
    page = open_page("/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x><a href=/>')")

    assert {"image-alt", "link-name"} <= {rule for rule, *_rest in violations(page)}


def test_nothing_scrolls_sideways_at_400_percent(open_page, some_listings):
    window = {"width": 320, "height": 256}
    widths = {address: open_page(address, viewport=window).evaluate(WIDTH) for address in ADDRESSES}

    assert widths == dict.fromkeys(ADDRESSES, 320)


def test_wide_spacing_cuts_nothing_off(open_page, some_listings):
    found = {}
    for address in ADDRESSES:
        page = open_page(address, viewport={"width": 360, "height": 740})
        page.evaluate(SPREAD, SPACING)
        found[address] = (page.evaluate(WIDTH), page.evaluate(CUT_OFF))

    assert found == dict.fromkeys(ADDRESSES, (360, []))


WIDTH = "document.documentElement.scrollWidth"
SPREAD = """
(css) => {
  const sheet = new CSSStyleSheet();  // not a <style>: the policy of the pages forbids it
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}
"""
CUT_OFF = """
() => [...document.querySelectorAll("main *")]
  .filter(one => getComputedStyle(one).overflow !== "visible")
  .filter(one => !one.closest(".unseen, .contents__words, svg"))
  .filter(one => !one.matches("input, select, textarea") && one.scrollHeight > one.clientHeight + 1)
  .map(one => one.outerHTML.slice(0, 100))
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_seven_to_one(open_page, some_listings, scheme):
    dress = {"viewport": {"width": 1280, "height": 900}, "color_scheme": scheme}
    found = {address: open_page(address, **dress).evaluate(TOO_PALE) for address in ADDRESSES}

    assert found == {address: [] for address in ADDRESSES}


# Contrast by WCAG 2.2, "relative luminance", of all words against the first ground behind them. Controls
# that are off and lists that are being made again are exempt.
TOO_PALE = """
() => {
  const part = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * part(r / 255) + 0.7152 * part(g / 255) + 0.0722 * part(b / 255);
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const pale = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const one = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !one.checkVisibility() || one.closest("svg, option")) continue;
    if (one.closest(".choice--off, [aria-busy=true]")) continue;
    const tones = [light(numbers(getComputedStyle(one).color)), light(ground(one))];
    const [high, low] = tones.sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 7) pale.add(`${one.className || one.tagName} ${ratio.toFixed(2)}`);
  }
  return [...pale];
}
"""


def test_the_skip_link_is_the_first_stop_and_leads_to_the_main_part(open_page):
    page = open_page("/about/", viewport={"width": 360, "height": 740})
    page.keyboard.press("Tab")
    shown = page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")

    assert shown
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_map_is_no_stop_of_the_keyboard_and_the_list_is(open_page, some_listings):
    page = open_page("/", viewport={"width": 1280, "height": 900})
    stops = []
    for _step in range(25):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(HERE))

    assert not any(in_map for in_map, _words in stops)
    assert {"Colorado", "Idaho"} <= {words for _in_map, words in stops}


HERE = "[!!document.activeElement.closest('svg'), document.activeElement.textContent]"
