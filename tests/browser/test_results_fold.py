"""On every page of results the first clinic begins on the first screen; a phone's filters go when applied."""

import re

import pytest

from tests.support.axe import PHONE, WIDTH
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
    "q=ptsd",
    "q=spravato",
    "near=Colorado&q=iv&route=iv&route=im",
    "state=CO&state=NY&state=CA&state=TX&state=WA",
    MANY,
    f"{MANY}&state=CO&state=NY&state=CA&q=iv",
    "page=2",
]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen['width']} px")
def test_the_first_clinic_begins_on_the_first_screen(page, invented, screen):
    """Each state of the map on the first page among the addresses: many of them hold one clinic."""
    page.set_viewport_size(screen)
    page.goto("/")
    states = page.locator(".map__land a").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
    assert {"/clinics/?state=NY", "/clinics/?state=CA"} <= set(states)
    below = {}
    for address in [f"/clinics/?{query}" for query in ADDRESSES] + states:
        page.goto(address)
        ends = page.evaluate(NAME_ENDS) if page.locator(".card").count() else "no clinic"
        if ends == "no clinic" or ends > screen["height"]:
            below[address] = ends
        assert page.evaluate(WIDTH) == screen["width"]

    assert below == {}


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


@pytest.fixture
def on_a_phone(page, invented):
    page.set_viewport_size(PHONE)
    page.goto("/clinics/")
    page.locator(".filters__name").click()
    page.locator("#filters [name=route][value=iv]").check()
    until(page, "() => location.search.includes('route=iv')")
    return page


def test_the_filters_stay_open_while_they_are_chosen_and_go_when_they_are_applied(on_a_phone):
    page = on_a_phone
    assert page.locator("#fold-all").evaluate("one => one.open")

    page.get_by_role("button", name=re.compile("Show .*clinic")).click()
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
