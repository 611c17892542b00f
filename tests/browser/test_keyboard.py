"""From the first page to a listing with nothing but a keyboard, and the focus in sight at every stop."""

import pytest

from tests.support.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = [{"width": 1280, "height": 900}, {"width": 360, "height": 740}]

STOP = """
() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const box = one.getBoundingClientRect();
  const style = getComputedStyle(one);
  const inside = (x, y) => {
    const top = document.elementFromPoint(x, y);
    return !!top && (one.contains(top) || top.contains(one) || top.closest("label")?.control === one);
  };
  const parts = [...one.getClientRects()].flatMap(part => [
    [part.left + part.width / 2, part.top + part.height / 2],
    [part.left + 2, part.top + part.height / 2],
    [part.right - 2, part.top + part.height / 2],
  ]);
  return {
    name: `${one.tagName} ${one.id || one.textContent.trim().slice(0, 40) || one.name}`,
    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: parts.some(([x, y]) => inside(x, y)),
  };
}
"""


def stops(page, most=400):
    """What Tab meets, in order, until it leaves the page; a page that never lets go fails."""
    met = []
    for _step in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            return met
        met.append(stop)
    raise AssertionError(f"Tab never left the page; the last stop was {met[-1]}")


@pytest.mark.parametrize("size", WIDTHS, ids=["1280", "360"])
@pytest.mark.parametrize(
    "address", ["/", "/clinics/?near=Denver,+CO&within=100", "{listing}", "{compare}", "/about/"]
)
def test_every_stop_is_seen_and_none_holds_the_reader(page, invented, address, size):
    page.set_viewport_size(size)
    page.goto("/clinics/?near=Denver,+CO")
    slugs = page.locator("[name=clinic]").evaluate_all("boxes => boxes.slice(0, 2).map(box => box.value)")
    compare = "/compare/?" + "&".join(f"clinic={slug}" for slug in slugs)
    page.goto(address.format(listing=f"/clinics/{slugs[0]}/", compare=compare))
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")

    met = stops(page)

    assert met[0]["name"] == "A Skip to main content"
    assert [stop["name"] for stop in met if not stop["outline"]] == []
    assert [stop["name"] for stop in met if not stop["seen"]] == []


def reach(page, selector, key="Tab"):
    """Press Tab until the element that a selector names has the focus."""
    for _step in range(400):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reached {selector}")


@pytest.mark.parametrize("size", WIDTHS, ids=["1280", "360"])
def test_the_main_job_needs_no_mouse(page, invented, size):
    page.set_viewport_size(size)
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    until(page, "document.activeElement.id === 'main'")

    reach(page, "#near")
    page.keyboard.type("Denver, CO")
    page.keyboard.press("Enter")
    page.wait_for_url("**/clinics/?near=*")
    if size["width"] < 992:
        reach(page, "#fold-all > summary")
        page.keyboard.press("Enter")
    reach(page, "#route-iv")
    page.keyboard.press("Space")
    until(page, "location.search.endsWith('route=iv')")
    until(page, "document.title.startsWith(document.getElementById('count').textContent)")
    assert page.evaluate("document.activeElement.id") == "route-iv"

    reach(page, ".card__name a")
    name = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/clinics/*/")
    assert page.locator("h1").inner_text() == name


def test_the_menu_is_a_press_away_on_a_phone_and_stands_open_where_there_is_room(page):
    page.goto("/about/")
    links = page.locator(".menu__link")
    wide = [link.inner_text() for link in links.all() if link.is_visible()]
    page.set_viewport_size(WIDTHS[1])
    folded = [link.inner_text() for link in links.all() if link.is_visible()]
    heights = [page.locator(one).bounding_box()["height"] for one in (".crisis", ".masthead")]
    reach(page, ".menu__name")
    page.keyboard.press("Enter")
    reach(page, ".menu__link")
    opened = [link.inner_text() for link in links.all() if link.is_visible()]
    page.keyboard.press("Enter")

    assert (wide, folded, opened) == (MENU, [], MENU)
    assert heights == [44, 49]  # and the rules of the masthead
    page.wait_for_url("**/clinics/")


def test_the_reasons_of_a_question_are_a_press_away_on_a_phone_and_stand_open_where_there_is_room(page):
    page.goto("/checklist/first-call/")
    shown = [page.evaluate(REASONS_SEEN)]
    page.set_viewport_size(WIDTHS[1])
    shown.append(page.evaluate(REASONS_SEEN))
    reach(page, ".question__fold-name")
    page.keyboard.press("Enter")
    until(page, f"{REASONS_SEEN} === 1")

    assert shown == [12, 0]


REASONS_SEEN = "[...document.querySelectorAll('.question__why')].filter(one => one.checkVisibility()).length"
MENU = ["Clinics", "Checklist", "Guides", "Notebook"]
