"""A first call: how long its page is, one question at a time, and how it goes on without a signal."""

from datetime import timedelta

import pytest
from django.utils import timezone

from checklist import notebook, storage
from checklist.questions.catalog import FIRST_CALL
from tests.support.axe import PHONE, WIDTH
from tests.support.devices import notes, state_of
from tests.support.waiting import eventually, until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEYS = [question.key for question in FIRST_CALL]
WAITING = "Not saved yet: waiting for a signal"
AWAY = "Not saved yet: the notebook can’t be reached. This page keeps trying."
HEIGHT = "document.documentElement.scrollHeight"
STORED = "[localStorage.length, sessionStorage.length]"
# notebook.js tells it after each answer to a save, when it has dealt with the answer.
COUNT_ANSWERED = """() => {
  window.answered = 0;
  document.addEventListener("drafts-changed", () => (window.answered += 1));
}"""


# ---- the page


def test_the_fullest_listing_has_its_call_on_four_screens_of_a_phone(paper_of, invented):
    tab, _family = paper_of
    tab.set_viewport_size(PHONE)
    tab.goto("/clinics/long-table-ketamine-clinic-austin/")
    tab.get_by_role("button", name="Keep in my notebook").click()
    tab.get_by_role("button", name="On a shared device").click()
    tab.get_by_role("link", name="First call").click()

    assert tab.locator(".question").count() == 12
    assert tab.locator(".call__warned").count() >= 4
    assert tab.evaluate(HEIGHT) <= 2_960
    assert tab.evaluate(WIDTH) == PHONE["width"]


@pytest.fixture
def phone(device, two_clinics):
    phone = device()
    phone.begin("tern-house-denver")
    with storage.changing(phone.secret(), today=timezone.localdate()) as book:
        book["code_kept"] = True  # else the browser asks about that
    return phone


def on_a_call(phone):
    clinic = phone.content()["clinics"][0]["id"]
    phone.page.clock.install()
    phone.page.goto(f"/notebook/clinics/{clinic}/first-call/")
    return phone.page


def stored(phone):
    return notes(phone.content())["Tern House"]


def test_one_question_at_a_time_without_a_script(device, two_clinics):
    phone = device(java_script_enabled=False)
    phone.begin("tern-house-denver")
    page = on_a_call(phone)
    seen = [page.locator(".question:visible").count()]
    page.get_by_role("link", name="One at a time").click()
    seen.append(page.locator(".question:visible").evaluate_all("all => all.map((one) => one.id)"))
    page.get_by_role("link", name="Next question").click()
    seen.append(page.locator(".question:visible").evaluate_all("all => all.map((one) => one.id)"))
    page.get_by_role("link", name="All at once").click()
    seen.append(page.locator(".question:visible").count())

    assert seen == [12, KEYS[:1], KEYS[1:2], 12]


# ---- without a signal


def answered_elsewhere(phone, key, note):
    """Another device saves an answer in the same notebook."""
    with storage.changing(phone.secret(), today=timezone.localdate()) as book:
        notebook.set_answer(book["clinics"][0], key, notebook.Answer("worrying", note))


def asked_on_leaving(page):
    """The types of the dialogs that the browser shows when a link is followed; the person stays."""
    dialogs = []
    page.once("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.dismiss()))
    page.locator(".back a").click(no_wait_after=True)
    eventually(page, lambda: dialogs, "asked")
    return dialogs


def test_a_call_goes_on_for_two_minutes_without_a_signal_and_loses_nothing(phone):
    page, ten = on_a_call(phone), KEYS[:10]
    phone.context.set_offline(True)
    for key in ten:
        page.locator(f"#{key}-note").fill(f"Heard on {key}")
    state_of(page.locator(f"#{ten[-1]}")).filter(has_text=WAITING).wait_for()
    page.clock.fast_forward("02:00")
    answered_elsewhere(phone, ten[3], "Heard on my laptop")

    until(
        page,
        "() => document.querySelector('#waiting').textContent"
        ".startsWith('10 answers have not been saved since ')",
    )
    assert [state_of(page.locator(f"#{key}")).inner_text() for key in ten] == [WAITING] * 10
    assert asked_on_leaving(page) == ["beforeunload"]
    assert page.evaluate(STORED) == [0, 0]

    phone.context.set_offline(False)
    conflict = page.locator(f"#{ten[3]} .conflict")
    conflict.wait_for()
    expected = {key: f"Heard on {key}" for key in ten} | {ten[3]: "Heard on my laptop"}
    eventually(page, lambda: stored(phone) == expected)
    assert "Heard on my laptop" in conflict.inner_text()
    assert page.locator(f"#{ten[3]}-note").input_value() == f"Heard on {ten[3]}"
    until(
        page,
        "() => document.querySelector('#waiting').textContent === "
        "'1 answer was also changed on another device. Choose which one to keep.'",
    )

    page.locator(f"#{ten[3]}-note").press_sequentially("!")
    conflict.get_by_role("button", name="Keep what I wrote here").click()
    eventually(page, lambda: stored(phone) == expected | {ten[3]: f"Heard on {ten[3]}!"})
    until(page, "() => document.querySelector('#waiting').textContent === ''")
    assert phone.content()["clinics"][0]["call"]["called_on"] == page.locator("#call-called_on").input_value()


def test_what_another_device_saved_can_be_taken_instead(phone):
    page, key = on_a_call(phone), KEYS[0]
    answered_elsewhere(phone, key, "Two lines\nfrom my laptop")
    page.locator(f"#{key}-note").fill("From my phone")
    page.locator(f"#{key}").get_by_role("button", name="Take the other one").click()

    assert page.locator(f"#{key}-note").input_value() == "Two lines\nfrom my laptop"
    assert page.locator(f"#{key}").get_by_label("Worrying").is_checked()
    page.locator(f"#{key}-note").press_sequentially("?")
    eventually(page, lambda: stored(phone) == {key: "Two lines\nfrom my laptop?"})


def test_while_the_server_is_down_the_page_keeps_trying_at_growing_intervals(phone):
    page, tries = on_a_call(phone), []

    def refuse(route):
        tries.append(route)
        route.fulfill(status=503 if len(tries) % 2 else 502, body="<h1>Down</h1>")

    page.route("**/answers/", refuse)
    page.clock.pause_at(timezone.now() + timedelta(hours=1))  # from here on it goes as the test says
    page.evaluate(COUNT_ANSWERED)
    page.locator(f"#{KEYS[0]}-note").fill("Heard on the phone")
    page.clock.run_for(600)
    state_of(page.locator(f"#{KEYS[0]}")).filter(has_text=AWAY).wait_for()
    for count, seconds in enumerate((2, 4, 8, 16), start=1):
        until(page, "count => window.answered === count", count)  # and the timer of the next try is set
        page.clock.run_for(seconds * 1_000 - 1)
        assert len(tries) == count
        if count == 4:
            page.unroute("**/answers/")
        page.clock.run_for(1)

    assert len(tries) == 4
    eventually(page, lambda: stored(phone) == {KEYS[0]: "Heard on the phone"})
    until(page, "() => document.querySelector('#waiting').textContent === ''")


def test_a_notebook_withdrawn_on_another_device_leaves_the_words_on_the_page(phone):
    page, key = on_a_call(phone), KEYS[0]
    storage.withdraw(phone.secret(), today=timezone.localdate())
    page.locator(f"#{key}-note").fill("Heard on the phone")
    page.locator(f"#{key}-note").blur()  # else the press of the link saves once more
    state_of(page.locator(f"#{key}")).filter(has_text="no longer open on this device").wait_for()

    assert page.locator(f"#{key}-note").input_value() == "Heard on the phone"
    assert page.locator("#waiting").inner_text().startswith("1 answer has not been saved since ")
    assert asked_on_leaving(page) == ["beforeunload"]
