"""On every page of results the first clinic begins on the first screen; a phone's filters go when applied."""

import re

import pytest

from tests.support.axe import PHONE, WIDTH
from tests.support.factories import make_listing
from tests.support.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCREENS = [{"width": 1280, "height": 900}, {"width": 360, "height": 740}]
NAME_ENDS = "document.querySelector('.card .card__name').getBoundingClientRect().bottom"
MANY = "&".join(
    f"{name}={code}"
    for name, codes in {
        "route": ["iv", "im", "sc", "esketamine_nasal", "sublingual", "oral"],
        "condition": ["trd", "mdd", "ptsd", "gad", "ocd"],
        "setting": ["infusion_clinic", "psychiatric_practice", "pain_clinic"],
        "language": ["en", "es", "zh"],
        "payment": ["self_pay", "sliding_scale"],
    }.items()
    for code in codes
)
ADDRESSES = [
    "",
    "near=New+York",
    "near=California",
    "near=Texas",
    "near=Denver%2C+CO",
    "near=80202&within=50&order=confirmed",
    "near=39.74,-104.99",
    "near=Washington%2C+DC&within=500",
    "near=Coeur+d%E2%80%99Alene%2C+ID&within=500",
    "near=King+of+Prussia%2C+PA&within=500&route=iv&route=im&session_price=400_to_599",
    "near=Rancho+Santa+Margarita%2C+CA&within=500&route=iv",
    "near=Denver%2C+CO&within=100&route=iv&order=price",
    "near=Denver%2C+CO&within=100&route=iv&session_price=400_to_599&session_price=600_to_799&order=price",
    "q=ptsd",
    "q=spravato",
    "q=iv+in+denver",
    "q=ketamine&order=name",
    "q=spanish+speaking+ptsd+evenings",
    "near=Colorado&q=iv&route=iv&route=im",
    "near=Denver%2C+CO&q=iv&within=500",
    "state=CO",
    "state=NY",
    "state=CA",
    "state=CO&state=NY&state=CA&state=TX&state=WA",
    "evidence=register_checked&confirmed=current",
    "setting=home_unsupervised",
    MANY,
    f"{MANY}&state=CO&state=NY&state=CA&q=iv",
    "page=2",
    "page=3&order=name",
]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen['width']} px")
def test_the_first_clinic_begins_on_the_first_screen(page, invented, screen):
    """Many filters, long names of places, notices, every order: thirty addresses, one visit."""
    page.set_viewport_size(screen)
    below = {}
    for query in ADDRESSES:
        page.goto(f"/clinics/?{query}", wait_until="domcontentloaded")
        ends = page.evaluate(NAME_ENDS) if page.locator(".card").count() else "no clinic"
        if ends == "no clinic" or ends > screen["height"]:
            below[query] = ends
        assert page.evaluate(WIDTH) == screen["width"]

    assert (len(ADDRESSES), below) == (30, {})


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen['width']} px")
def test_a_clinic_that_states_almost_nothing_takes_little_room(page, live_server, screen):
    for name in ("Half Acre", "Larkspur Infusion Rooms of the Front Range"):
        make_listing(name=name, city="Boise", state="ID", phone="+13035550142")
    page.set_viewport_size(screen)
    page.goto("/clinics/")
    heights = page.locator(".card--bare").evaluate_all("all => all.map(one => one.offsetHeight)")

    assert len(heights) == 2
    assert max(heights) <= (120 if screen["width"] > 1000 else 170)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen['width']} px")
def test_help_comes_first_and_every_way_to_get_it_is_a_press_away(page, invented, screen):
    page.set_viewport_size(screen)
    page.goto("/clinics/?q=i+want+to+die")
    call = page.locator("main").get_by_role("link", name="call 988")

    assert call.bounding_box()["y"] < screen["height"]

    crisis = page.locator(".crisis")
    assert crisis.bounding_box()["height"] <= 48  # one line
    crisis.get_by_text("More help").click()
    assert crisis.get_by_role("link", name="text 838255").is_visible()
    assert crisis.get_by_role("link", name="Call 988").first.bounding_box()["y"] < 48


def test_two_filters_take_four_taps_and_the_sheet_stays_until_the_button_closes_it(page, invented):
    page.set_viewport_size(PHONE)
    page.goto("/clinics/")
    page.locator(".filters__name").click()
    page.locator("#route-iv").click()
    until(page, "() => location.search.endsWith('?route=iv')")
    page.locator("#availability-accepting").click()
    until(page, "() => location.search.includes('availability=accepting')")
    assert page.locator("#fold-all").evaluate("one => one.open")
    until(page, "!document.querySelector('[aria-busy]')")
    total = int(page.locator("#count").inner_text().split()[0])

    page.get_by_role("button", name=re.compile(f"^Show {total} clinics?$")).click()  # the fourth
    until(page, "() => !document.getElementById('fold-all').open")
    until(page, "() => document.activeElement.id === 'count'")

    assert page.evaluate(NAME_ENDS) < PHONE["height"]
    assert page.locator("#count").bounding_box()["y"] >= 0


def test_on_a_wide_screen_the_filters_stand_open_after_they_are_applied(page, invented):
    page.set_viewport_size(SCREENS[0])
    page.goto("/clinics/")
    page.get_by_role("button", name=re.compile("Show .*clinic")).click()
    until(page, "() => document.activeElement.id === 'count'")

    assert page.locator("#filters [name=near]").is_visible()
