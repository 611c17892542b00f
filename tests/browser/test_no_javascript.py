"""The main job by forms and links alone, and what a page looks like on a small screen and on paper."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/",
    "/clinics/",
    "/clinics/?near=Denver,+CO&route=iv",
    "/clinics/?route=no-such-code",
    "/clinics/?near=nowhere+at+all",
    "/clinics/?page=99",
    "/compare/",
    "/about/",
    "/about/order/",
    "/data/",
    "/about/privacy/",
    "/about/components/",
    "/no-such-page/",
]


@pytest.fixture
def plain(chromium, live_server, invented):
    """A tab that runs no JavaScript."""
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    tab = context.new_page()
    tab.set_default_timeout(60_000)
    yield tab
    context.close()


def test_without_javascript_a_person_finds_and_compares(plain):
    plain.set_viewport_size({"width": 360, "height": 740})
    plain.goto("/checklist/")
    plain.get_by_text("Menu", exact=True).click()
    plain.get_by_role("link", name="Clinics", exact=True).click()
    assert plain.url.endswith("/clinics/")
    plain.set_viewport_size({"width": 1280, "height": 900})

    plain.goto("/")
    plain.get_by_label("Place", exact=True).fill("Denver, CO")
    plain.get_by_role("button", name="Show clinics").click()
    assert plain.locator("h1").inner_text().endswith("within 25 miles of Denver, CO")

    plain.get_by_label("How far").select_option("100 miles")
    plain.get_by_role("checkbox", name="Injection into a muscle").check()
    plain.get_by_role("button", name=re.compile("Show .*clinic")).click()
    narrowed = int(plain.locator("h1").inner_text().split()[0])
    assert narrowed >= 2
    assert plain.get_by_role("checkbox", name="Injection into a muscle").is_checked()
    assert plain.locator("main .card").count() >= narrowed

    name = plain.locator(".card__name").first.inner_text()
    plain.get_by_role("link", name=name).click()
    assert plain.locator("h1").inner_text() == name
    plain.go_back()

    for box in plain.locator("[name=clinic]").all()[:2]:
        box.check()
    plain.get_by_role("button", name="Compare", exact=True).click()
    assert plain.locator("h1").inner_text() == "Two clinics side by side"
    plain.locator("main table a, main thead a").first.click()
    plain.get_by_role("link", name="Past versions", exact=True).click()
    assert plain.locator("h1").inner_text() == "Past versions"
    assert "First published" in plain.locator("main").inner_text() or plain.locator("main time").count()


def every_page(page):
    """The addresses of PAGES and of one clinic, its history and a comparison."""
    page.goto("/clinics/")
    slugs = page.locator("[name=clinic]").evaluate_all("boxes => boxes.slice(0, 4).map(box => box.value)")
    compared = "&".join(f"clinic={slug}" for slug in slugs)
    return [*PAGES, f"/clinics/{slugs[0]}/", f"/clinics/{slugs[0]}/history/", f"/compare/?{compared}"]


def test_no_page_scrolls_sideways_or_complains(page, invented, complaints):
    wide = {}
    for address in every_page(page):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
        for width in (360, 320):
            page.set_viewport_size({"width": width, "height": 740})
            wide[address, width] = page.evaluate("document.documentElement.scrollWidth")

    assert wide == {(address, width): width for address, width in wide}
    assert [one for one in complaints if "status of 40" not in one] == []


@pytest.mark.parametrize("address", ["/clinics/?near=Denver,+CO", "/clinics/{slug}/"])
def test_paper_holds_the_words_and_no_controls(page, invented, address):
    page.goto("/clinics/?near=Denver,+CO")
    slug = page.locator("[name=clinic]").first.get_attribute("value")
    page.goto(address.format(slug=slug))
    heading = page.locator("h1").inner_text()

    page.emulate_media(media="print")

    shown = page.locator("main button, main input, main select, main nav, .skip")
    assert (
        shown.evaluate_all("ones => ones.filter(one => one.checkVisibility()).map(one => one.outerHTML)")
        == []
    )
    assert heading in page.locator("main").inner_text()
    assert page.locator(".crisis").is_visible()
    assert len(page.pdf()) > 20_000
