"""Saving while the database is away, without the cookie, with too long a text, or in two tabs."""

import os
import re
import signal
from pathlib import Path

import pytest

from checklist import codes
from checklist.questions.catalog import FIRST_CALL
from config.postgres import os_user, server
from tests.support.axe import PHONE
from tests.support.devices import SCRIPTS, answer, first_call_of, notes, state_of
from tests.support.factories import make_listing
from tests.support.serving import Visitor, serving
from tests.support.waiting import soon

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


# ---- a save that fails


@pytest.fixture(scope="module")
def served(tmp_path_factory, demonstrated):
    """A site of its own, whose database can be killed. Yields its address and its directory."""
    place = tmp_path_factory.mktemp("served")
    with serving(place, os.environ, of=demonstrated) as site:
        yield site, place


def kill_database(place):
    """Kill the database server, and wait until its child processes have ended."""
    pid = int((place / "postgres" / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    os.kill(pid, signal.SIGKILL)
    soon(lambda: not any(map(server.command_line_of, children)))


def start_database(site, place):
    """Start the database server, and wait until the site has reached it."""
    data = place / "postgres"
    server.start(data, server.binaries_directory(), os_user.user_to_run_as(data))
    soon(lambda: Visitor(site).get("/readyz")[0] == 200)


@pytest.fixture
def on_first_call(device, served):
    """Makes a phone on the page of a clinic's first call, and the locator of a question on that page."""

    def make(**dress):
        phone = device(served[0], **dress)
        phone.page.goto("/clinics/")
        phone.page.locator(".card__name a").first.click()
        phone.page.get_by_role("button", name="Keep in my notebook").click()
        phone.page.get_by_role("button", name="On a shared device").click()
        with phone.page.expect_navigation():
            phone.page.get_by_role("link", name=re.compile("^First call")).click()
        return phone, phone.page.locator(f"#{FIRST_CALL[0].key}")

    return make


WORDS = "Words that took a long time to write"


def stays_and_is_saved_later(phone, question):
    """Assert that the typed note is still there, and that the button saves it now."""
    assert question.get_by_label("Your note").input_value() == WORDS
    with phone.page.expect_navigation():  # the page saves first, and sends its form when it has the answer
        phone.page.get_by_role("button", name="Save", exact=True).click()
    phone.page.reload()
    assert question.get_by_label("Your note").input_value() == WORDS


def test_while_the_database_is_away_the_text_stays_and_is_saved_later(on_first_call, served):
    phone, question = on_first_call()
    kill_database(served[1])
    try:
        question.get_by_label("Your note").fill(WORDS)
        state_of(question).filter(has_text="Not saved").wait_for()
        message = state_of(question).inner_text()
    finally:
        start_database(*served)

    assert message == "Not saved yet: the notebook can’t be reached. This page keeps trying."
    stays_and_is_saved_later(phone, question)
    assert WORDS not in Path(served[1] / "process.log").read_text()


def test_without_scripts_the_text_can_be_sent_again_after_the_database_was_away(on_first_call, served):
    phone, question = on_first_call(java_script_enabled=False)
    kill_database(served[1])
    try:
        question.get_by_label("Your note").fill(WORDS)
        phone.page.get_by_role("button", name="Save", exact=True).click()
        message, text = phone.page.inner_text("main"), phone.page.get_by_label("You wrote").input_value()
        phone.page.get_by_role("button", name="Send again").click()
        twice = phone.page.get_by_label("You wrote").input_value()
    finally:
        start_database(*served)

    assert "We can’t reach the notebook right now. Your words are below." in message
    assert (text, twice) == (WORDS, WORDS)
    phone.page.get_by_role("button", name="Send again").click()
    assert question.get_by_label("Your note").input_value() == WORDS
    assert WORDS not in Path(served[1] / "process.log").read_text()


def cookie_of(phone):
    return next(one for one in phone.context.cookies() if one["name"] == "notebook")


def test_without_the_cookie_the_text_stays_and_is_saved_once_it_is_back(on_first_call):
    phone, question = on_first_call()
    key = cookie_of(phone)
    phone.context.clear_cookies(name="notebook")

    question.get_by_label("Your note").fill(WORDS)
    state_of(question).filter(has_text="Not saved").wait_for()
    message = state_of(question).inner_text()
    phone.context.add_cookies([key])

    assert message.startswith("Not saved: the notebook is no longer open on this device.")
    stays_and_is_saved_later(phone, question)


def test_without_scripts_and_cookie_the_text_stays(on_first_call):
    phone, question = on_first_call(java_script_enabled=False)
    code = codes.code_from_secret(phone.secret())
    phone.context.clear_cookies(name="notebook")
    question.get_by_label("Your note").fill(WORDS)
    phone.page.get_by_role("button", name="Save", exact=True).click()
    assert phone.page.get_by_label("You wrote").input_value() == WORDS

    second = phone.tab()
    second.goto("/notebook/open")
    second.get_by_label("Your code").fill(code)
    with second.expect_navigation():
        second.get_by_role("button", name="On a shared device").click()
    phone.page.get_by_role("button", name="Send again").click()

    assert question.get_by_label("Your note").input_value() == WORDS


LARGE = "document.querySelectorAll('textarea').forEach(one => one.removeAttribute('maxlength'))"


def test_a_note_too_large_to_send_stays_with_a_short_message(on_first_call):
    phone, question = on_first_call()
    phone.page.evaluate(LARGE)
    huge = WORDS + " and on" * 500_000
    note = question.locator("textarea")

    # Out of sight meanwhile: to lay so much text out takes half a minute.
    note.evaluate("(one, text) => { one.style.display = 'none'; one.value = text }", huge)
    note.dispatch_event("change")
    state_of(question).filter(has_text="Not saved").wait_for()

    assert state_of(question).inner_text().startswith("Not saved: this is too much to send at once.")
    assert note.input_value() == huge
    note.evaluate("(one) => { one.value = ''; one.style.display = '' }")
    note.fill(WORDS)
    question.get_by_text("Saved", exact=True).wait_for()


def test_a_note_that_is_too_long_is_reported_at_its_question(on_first_call):
    phone, question = on_first_call()
    phone.page.evaluate(LARGE)

    question.get_by_label("Your note").fill(WORDS + "x" * 1_000)

    state_of(question).filter(has_text="A note holds up to 1,000 characters").wait_for()
    assert question.get_by_label("Your note").input_value().startswith(WORDS)


# ---- two tabs


@SCRIPTS
def test_two_tabs_on_one_answer_lose_no_text(device, two_clinics, scripts):
    phone = device(java_script_enabled=scripts)
    phone.given("tern-house-denver")
    first_call_of(phone.page, "Tern House")
    second, key = phone.tab(), FIRST_CALL[0].key
    second.goto(phone.page.url)
    answer(phone.page, key, "Partly", "From the first tab", scripts=scripts)
    if not scripts:
        phone.page.get_by_role("button", name="Save", exact=True).click()

    answer(second, key, "Worrying", "From the second tab", scripts=False)
    if scripts:
        state_of(second.locator(f"#{key}")).filter(has_text="changed on another device or tab").wait_for()
    second.get_by_role("button", name="Save", exact=True).click()
    second.get_by_text("Some of this page was not saved").wait_for()
    text, typed = second.inner_text(f"#{key}"), second.locator(f"#{key}-note").input_value()
    second.get_by_role("button", name="Save", exact=True).click()

    assert "From the first tab" in text
    assert typed == "From the second tab"
    assert notes(phone.content())["Tern House"] == {key: "From the second tab"}
    phone.page.reload()
    assert phone.page.locator(f"#{key}-note").input_value() == "From the second tab"


@SCRIPTS
def test_what_is_typed_stays_when_a_question_is_split_by_way_of_treatment(device, live_server, scripts):
    ways = [{"route": "iv", "purpose": "mood"}, {"route": "sublingual", "setting": "home_unsupervised"}]
    phone = device(java_script_enabled=scripts)
    phone.given(make_listing(name="Tern House", offerings=ways).slug)
    page = phone.page
    page.goto(f"/notebook/clinics/{phone.content()['clinics'][0]['id']}/D/")

    page.locator("#D1-note").fill("A bell")
    page.locator("#D2-note").fill("Oxygen")
    page.locator("[name=split][value=D1]").click()
    at_home = page.get_by_role("group", name="Lozenge, at home")
    assert at_home.get_by_label("Your note").input_value() == "A bell"
    at_home.get_by_label("Your note").fill("Nobody")
    if scripts:
        state_of(at_home).filter(has_text="Saved").wait_for()
    else:
        page.get_by_role("button", name="Save", exact=True).click()

    assert sorted(notes(phone.content())["Tern House"].values()) == ["A bell", "Nobody", "Oxygen"]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
