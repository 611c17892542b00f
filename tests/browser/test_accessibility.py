"""Every public page in each dress, in a small window, and with the spacing a reader may need."""

import pytest

from tests.support.axe import PHONE, faults
from tests.support.factories import make_listing
from tests.support.waiting import until

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
    "/guide/risks/",
    "/guide/sources/",
    "/notebook/",
    "/notebook/open",
    "/clinics/tern-house-denver/report/",
    "/about/",
    "/about/order/",
    "/data/",
    "/about/documents/",
    "/about/moderation/",
    "/about/figures/",
    "/about/privacy/",
    "/about/components/",
    "/no-such-page/",
]


@pytest.fixture
def some_listings(live_server):
    make_listing(name="Tern House", city="Denver", state="CO", route=["iv", "im"], phone="+13035550142")
    make_listing(name="Half Acre", city="Boise", state="ID", setting=["home_unsupervised"])


def test_nothing_is_wrong_with_any_page_in_any_dress(page, some_listings):
    found = {}
    for address in ADDRESSES:
        page.goto(address)
        found[address] = faults(page)

    assert found == {address: [] for address in ADDRESSES}


# What is wrong in one dress alone.
PLANTED = """
() => {
  document.querySelector("main").insertAdjacentHTML("beforeend", `
    <img src="/favicon.ico" class="everywhere"><p class="in-light">In the light</p>
    <p class="in-dark">In the dark</p>
    <p class="forced">By force</p><a href="/" class="on-a-phone"></a><p class="zoomed">At 400 percent</p>
    <p class="spaced">Two words</p><p><a href="/" class="plain">Alone</a></p>
    <p>Words, <a href="/about/" class="plain">a link</a> and words</p>`);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    @media (prefers-color-scheme: light) { .in-light { color: #bbb; background: #ccc } }
    @media (prefers-color-scheme: dark) { .in-dark { color: #555; background: #444 } }
    @media (forced-colors: active) { .forced { forced-color-adjust: none; color: #aaa; background: #bbb } }
    @media (width > 360px) { .on-a-phone { display: none } }
    @media (width <= 320px) { .zoomed { inline-size: 400px } }
    .spaced { line-height: 1.2; block-size: 1.3em; overflow: hidden }
    .plain { text-decoration: none }`);
  document.adoptedStyleSheets = [sheet];
}
"""


def test_what_is_wrong_in_one_dress_alone_is_found_there(page):
    page.goto("/about/")
    page.evaluate(PLANTED)

    found = {(dress, what) for dress, (what, *_rest) in faults(page)}

    assert {
        ("1280 light", "image-alt"),
        ("1280 light", "color-contrast"),
        ("1280 light", "link-in-text-block"),
        ("1280 light", "too pale"),
        ("1280 dark", "color-contrast"),
        ("1280 dark", "link-in-text-block"),
        ("1280 dark", "too pale"),
        ("forced colors", "color-contrast"),
        ("forced colors", "link-in-text-block"),
        ("360 light", "image-alt"),
        ("360 light", "too pale"),
        ("360 light", "link-name"),
        ("360 dark", "too pale"),
        ("400 percent", "too wide"),
        ("wide spacing", "cut off"),
    } == found


def test_a_page_changes_its_colors_without_being_loaded_again(page):
    page.goto("/about/")
    seen = [page.evaluate(COLORS)]
    for dress in ({"color_scheme": "dark"}, {"forced_colors": "active"}):
        page.emulate_media(**dress)
        seen.append(page.evaluate(COLORS))

    assert len(set(map(tuple, seen))) == 3


COLORS = "[getComputedStyle(document.body).color, getComputedStyle(document.querySelector('main a')).color]"


def test_the_skip_link_is_the_first_stop_and_leads_to_the_main_part(page):
    page.set_viewport_size(PHONE)
    page.goto("/about/")
    page.keyboard.press("Tab")
    shown = page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")

    assert shown
    until(page, "document.activeElement.id === 'main'")


def test_the_map_is_no_stop_of_the_keyboard_and_the_list_is(page, some_listings):
    page.goto("/")
    page.get_by_text("View as a list").focus()
    page.keyboard.press("Enter")
    stops = []
    for _step in range(5):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(HERE))

    assert not any(in_map for in_map, _words in stops)
    assert {"Colorado", "Idaho"} <= {words for _in_map, words in stops}


HERE = "[!!document.activeElement.closest('svg'), document.activeElement.textContent]"
