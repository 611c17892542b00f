"""axe-core on the pages of a notebook in use, in every look: see tests/support/axe.py."""

import pytest

from checklist.questions.catalog import FIRST_CALL
from checklist.views.keep_redirect import keep_address
from tests.support.axe import faults
from tests.support.devices import answer, first_call_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def filled(device, two_clinics):
    """A device whose notebook is in use, and the addresses of all its pages."""
    phone = device()
    phone.begin("tern-house-denver", "half-acre-boise")
    first_call_of(phone.page, "Tern House")
    for question in FIRST_CALL[:4]:
        answer(phone.page, question.key, "Worrying", "A bell, and no one in the room. " * 5, scripts=False)
    first = phone.page.locator(f"#{FIRST_CALL[0].key}")
    first.get_by_text("Why ask?").click()
    first.get_by_label("This differs").check()
    first.get_by_text("Saved", exact=True).wait_for()
    with phone.page.expect_navigation():
        phone.page.get_by_role("button", name="Save", exact=True).click()
    clinic = f"/notebook/clinics/{phone.content()['clinics'][0]['id']}/"
    phone.page.goto(clinic + "own/")
    phone.page.get_by_label("Your question").fill("Is there parking by the door?")
    phone.page.get_by_role("button", name="Add the question").click()
    addresses = [f"/notebook/{page}" for page in ("", "compare/", "take-along/", "sheets/", "delete/")]
    addresses += [f"/notebook/{page}" for page in ("doctor/?with_own_words=1", "reading-codes/")]
    addresses += [f"/notebook/{page}" for page in ("withdrawn/", "forgotten/", "deleted/")]
    addresses += [f"/notebook/{page}" for page in ("code/", "open", "pair", "forgetting/", "not-done/")]
    addresses += [keep_address("tern-house-denver"), "/notebook/keep/"]
    return phone, addresses + [clinic + part for part in ("", "D/", "own/", "first-call/", "all/")]


def test_axe_finds_nothing_on_any_page_in_any_look(filled):
    phone, addresses = filled
    faults_by_page = {}
    for address in addresses:
        phone.page.goto(address)
        faults_by_page[address] = faults(phone.page)

    assert {address: wrong for address, wrong in faults_by_page.items() if wrong} == {}


def test_axe_finds_nothing_on_any_error_page_in_any_look(device, two_clinics):
    phone = device()
    phone.given("tern-house-denver")
    clinic = f"/notebook/clinics/{phone.content()['clinics'][0]['id']}/"
    page, faults_by_page = phone.page, {}
    faults_by_page["link"] = faults(pressed(page, "/notebook/take-along/", "Make a link for another device"))
    second = phone.tab()
    for tab in (page, second):
        tab.goto(clinic + "first-call/")
    last = FIRST_CALL[-1].key
    answer(page, last, "Partly", "One", scripts=True)
    answer(second, last, "Worrying", "Two", scripts=False)
    second.get_by_role("button", name="Save", exact=True).click()
    second.get_by_text("Some of this page was not saved").wait_for()
    faults_by_page["two tabs"] = faults(second)
    page.goto("/notebook/")
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Undo").wait_for()
    faults_by_page["removed"] = faults(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()
    page.goto(clinic + "first-call/")
    phone.context.clear_cookies(name="notebook")
    page.locator(f"#{last}-note").fill("Three")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="Not saved").wait_for()
    faults_by_page["not saved"] = faults(page)
    page.goto("/notebook/")
    faults_by_page["begin"] = faults(page)
    page.goto(clinic + "all/")
    faults_by_page["not here"] = faults(page)
    page.goto("/notebook/open")
    page.get_by_label("Your code").fill("nonsense")
    page.get_by_role("button", name="On a shared device").click()
    faults_by_page["no such code"] = faults(page)

    assert {place: wrong for place, wrong in faults_by_page.items() if wrong} == {}


def pressed(page, address, button):
    page.goto(address)
    page.get_by_role("button", name=button).click()
    return page
