"""Three programs entered by an office manager on a phone, with and without scripts, up to the preview."""

import pytest
from django.test import Client

from directory.models import Clinic, Offering
from tests.support.axe import faults
from tests.support.factories import make_listing, make_owner

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SMALL_PHONE = {"width": 360, "height": 740}


@pytest.fixture
def listing(live_server):
    return make_listing(name="Half Acre Psychiatry", street="12 Long Road", zip="80202", phone="+13035550142")


@pytest.fixture
def phone(chromium, live_server, listing):
    """Makes a page on a phone of the listing's owner: phone(java_script_enabled=False)."""
    made = []

    def make(**dress):
        client = Client()
        client.force_login(make_owner(listing.clinic))
        made.append(chromium.new_context(base_url=live_server.url, viewport=SMALL_PHONE, **dress))
        cookie = {"name": "session", "value": client.cookies["session"].value, "url": live_server.url}
        made[-1].add_cookies([cookie])
        page = made[-1].new_page()
        page.set_default_timeout(60_000)
        return page

    yield make
    for context in made:
        context.close()


def is_within_the_screen(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def choose(page, label, value):
    page.get_by_label(label, exact=True).select_option(label=value)


def tick(page, fold, *labels):
    """Open the fold of a field with many boxes, and tick some."""
    page.locator("summary", has_text=fold).click()
    for label in labels:
        page.get_by_role("group", name=fold).get_by_label(label, exact=True).check()


def fill_in(page, *, visit, price, unit="A session", stays=()):
    page.get_by_label("Time at the clinic", exact=True).fill(visit)
    page.get_by_label("Price, from", exact=True).fill(price)
    choose(page, "The price is for", unit)
    if stays:
        tick(page, "Who stays with you", *stays)


@pytest.mark.parametrize("java_script_enabled", [False, True])
def test_three_programs_are_entered_sent_and_seen_in_the_preview(phone, listing, java_script_enabled):
    page = phone(java_script_enabled=java_script_enabled)
    page.goto("/portal/")
    page.get_by_role("link", name="Setting and monitoring").click()
    for route in ("IV infusion", "Spravato nasal spray (esketamine)"):
        page.get_by_role("group", name="How it is given").get_by_label(route, exact=True).check()
    press(page, "We offer more than one treatment option")

    assert page.locator(".records__one").count() == 2
    page.get_by_role("link", name="IV infusion", exact=True).click()
    choose(page, "For what", "For mood")
    fill_in(page, visit="75", price="600", stays=["Registered nurse (RN)"])
    press(page, "Save and go to the next option")

    fill_in(page, visit="120", price="$900", stays=["Registered nurse (RN)"])
    page.get_by_text("Add an insurer").first.click()
    page.locator("#id_insurers-0-payer").select_option("aetna")
    page.locator("#id_insurers-0-network").select_option("in_network")
    press(page, "Save")

    press(page, "Copy IV infusion, for mood, 1")
    choose(page, "For what", "For pain")
    fill_in(page, visit="240", price="about 1000")
    assert is_within_the_screen(page)
    press(page, "Save")
    assert page.title().startswith("Error: ")
    page.get_by_role("link", name="Price, from: Enter a price in whole dollars, for example 450.").click()
    page.get_by_label("Price, from", exact=True).fill("1000")
    press(page, "Save")

    page.get_by_role("link", name="Preview").click()
    shown = page.inner_text("main")
    for words in ("IV infusion, for mood", "Spravato", "IV infusion, for pain", "Aetna", "$1,000"):
        assert words in shown
    page.get_by_role("link", name="Back", exact=True).click()
    page.locator("summary", has_text="All sections").click()
    page.get_by_role("link", name="Setting and monitoring").click()
    page.get_by_role("link", name="Change, add or remove treatment options").click()
    page.get_by_role("link", name="Send to a moderator").click()
    page.get_by_label("The clinic accepts these terms").check()
    press(page, "Send to a moderator")

    (submission,) = listing.clinic.submissions.waiting()
    offerings = submission.content["offerings"]
    assert [(one["route"], one["purpose"], one["visit_minutes"]) for one in offerings] == [
        ("iv", "mood", 75),
        ("esketamine_nasal", "", 120),
        ("iv", "pain", 240),
    ]


def test_with_scripts_a_row_is_added_and_a_new_person_is_offered(phone, listing):
    page = phone()
    page.goto(f"/portal/directory/clinic/{listing.clinic.pk}/change/?section=G")
    rows = page.locator("#insurers-rows")
    rows.get_by_role("button", name="Add another").click()
    page.locator("#id_insurers-2-payer").select_option("cigna")
    with page.expect_navigation():
        press(page, "Save")
    page.goto(f"/portal/directory/clinic/{listing.clinic.pk}/change/?section=A")
    page.locator("#id_practitioners-0-name").fill("Bo Lund")
    page.locator("#id_practitioners-0-name").blur()

    assert page.locator("#people option").evaluate_all("all => all.map(one => one.value)") == ["Bo Lund"]
    assert [one["payer"] for one in Clinic.objects.get().insurers] == ["cigna"]


def test_the_pages_of_offerings_are_accessible_and_fit_on_a_phone(phone, listing):
    page = phone()
    for position, route in enumerate(("iv", "im")):
        Offering.objects.create(clinic=listing.clinic, route=route, position=position)
    base = f"/portal/clinics/{listing.clinic.pk}/offerings/"
    first = Offering.objects.first().pk
    section = f"/portal/directory/clinic/{listing.clinic.pk}/change/?section="

    for address in (base, f"{base}{first}/", f"{base}{first}/removal/", f"{section}D", f"{section}head"):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")

        assert faults(page) == []
        assert is_within_the_screen(page), address
