"""What is typed in a notebook is saved, however soon and in whatever way its page is left."""

import pytest
from django.utils import timezone

from checklist import storage
from checklist.questions.questions import QUESTIONS
from tests.support.devices import notes
from tests.support.waiting import eventually, until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOTE = "They said: a nurse stays in the room, and the bell is checked each morning. " * 2
TIMES = range(10)


@pytest.fixture
def phone(device, two_clinics):
    phone = device()
    phone.given("tern-house-denver")
    with storage.changing(phone.secret(), today=timezone.localdate()) as book:
        book["code_kept"] = True  # else the browser asks about that
    return phone


def page_of(phone, part):
    clinic = phone.content()["clinics"][0]["id"]
    phone.page.goto(f"/notebook/clinics/{clinic}/{part}/")
    return phone.page


def note_of(phone, key="D1"):
    return notes(phone.content())["Tern House"].get(key)


def typed(phone, number, key="D1"):
    """Type a note that differs each time, and do not wait for anything. Returns the note."""
    text = f"{number}: {NOTE}".strip()
    phone.page.locator(f"[id='{key}-note']").fill(text)
    return text


def by_a_link_of_the_rail(page):
    with page.expect_navigation():
        page.locator(".contents__link").nth(1).click(no_wait_after=True)


def by_the_way_back(page):
    with page.expect_navigation():
        page.locator(".back a").click(no_wait_after=True)


def by_a_choice_and_a_link(page):
    page.locator("#D1").get_by_label("Worrying").check()
    by_a_link_of_the_rail(page)


def by_loading_it_again(page):
    page.reload()


def by_the_back_button(page):
    page.go_back()


def by_another_address(page):
    page.goto("/clinics/")


def by_the_button(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click(no_wait_after=True)


def by_turning_to_another_app(page):
    page.evaluate(HIDDEN)


def by_closing_the_tab(page):
    page.close(run_before_unload=True)


HIDDEN = """() => {
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
WAYS = [
    by_a_link_of_the_rail,
    by_the_way_back,
    by_a_choice_and_a_link,
    by_loading_it_again,
    by_the_back_button,
    by_another_address,
    by_the_button,
    by_turning_to_another_app,
    by_closing_the_tab,
]


@pytest.mark.parametrize("leave", WAYS)
def test_a_note_is_saved_however_its_page_is_left_at_once(phone, leave):
    asked = []
    phone.page.goto("/notebook/")  # where the back button then leads to
    for number in TIMES:
        page = page_of(phone, "D")
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        text = typed(phone, number)
        leave(page)
        phone.page = phone.tab()

        eventually(phone.page, lambda text=text: note_of(phone) == text, f"{leave.__name__} {number}")
        page.close()
    assert asked == []


@pytest.mark.parametrize("milliseconds", [0, 300, 600, 650, 900])
def test_a_note_is_saved_whenever_the_tab_is_closed(phone, milliseconds):
    phone.page.clock.install()
    page_of(phone, "D")
    text = typed(phone, milliseconds)
    phone.page.clock.run_for(milliseconds)
    phone.page.close(run_before_unload=True)
    phone.page = phone.tab()

    eventually(phone.page, lambda: note_of(phone) == text)


def test_a_choice_is_saved_when_a_link_is_followed_at_once(phone):
    page = page_of(phone, "D")
    page.locator("#D1").get_by_label("Worrying").check()
    page.locator("#D1").get_by_label("This differs").check()
    by_a_link_of_the_rail(page)

    eventually(page, lambda: phone.content()["clinics"][0]["answers"].get("D1", {}).get("differs") is True)
    assert phone.content()["clinics"][0]["answers"]["D1"]["impression"] == "worrying"


def test_all_notes_of_a_page_are_saved_by_one_request_when_it_is_left(phone):
    page = page_of(phone, "first-call")
    keys = [question.key for question in QUESTIONS if question.first_call]
    page.locator(f"#{keys[0]}-note").focus()
    page.evaluate(
        """(keys) => keys.forEach((key) => {
          document.getElementById(`${key}-note`).value = `${key} ` + "é".repeat(990);
        })""",
        keys,
    )
    saves = []
    page.on("request", lambda request: saves.append(request) if request.method == "POST" else None)
    page.close(run_before_unload=True)
    phone.page = phone.tab()

    eventually(phone.page, lambda: sorted(notes(phone.content())["Tern House"]) == sorted(keys))
    eventually(phone.page, lambda: saves)
    assert len(saves) == 1


def test_an_unfinished_own_question_is_saved_and_can_be_finished(phone):
    page = page_of(phone, "own")
    page.get_by_label("Your question").fill("Is there par")
    by_turning_to_another_app(page)
    eventually(page, lambda: texts(phone) == ["Is there par"])

    page.get_by_label("Your question").fill("Is there parking by the door?")
    with page.expect_navigation():
        page.get_by_role("button", name="Add the question").click()

    eventually(page, lambda: texts(phone) == ["Is there parking by the door?"])
    page = page_of(phone, "own")
    page.get_by_label("Your question").fill("And a lift?")
    page.locator(".contents__link").first.click()
    eventually(page, lambda: texts(phone) == ["Is there parking by the door?", "And a lift?"])


def texts(phone):
    book = phone.content()
    return [one["text"] for one in (*book["clinics"][0]["own_questions"], *book["own_questions"])]


def test_a_note_is_saved_before_another_form_of_the_page_is_sent(phone):
    page = page_of(phone, "own")
    for text in ("First?", "Second?"):
        page.get_by_label("Your question").fill(text)
        page.get_by_role("button", name="Add the question").click()
        page.get_by_text(text).first.wait_for()
    for number in TIMES:
        second = phone.content()["clinics"][0]["own_questions"][-1]["id"]
        text = typed(phone, number, second)
        with page.expect_navigation():
            page.locator("form[action$='removal/']").first.locator("button").click()
        assert note_of(phone, second) == text
        page.get_by_label("Your question").fill(f"Another {number}?")
        with page.expect_navigation():
            page.get_by_role("button", name="Add the question").click()
        page_of(phone, "own")
        eventually(page, lambda number=number: f"Another {number}?" in texts(phone))


# ---- one after the other


def holding(page, *, first):
    """Hold back the first save, as a slow network does. Returns the list of the held requests."""
    held = []

    def handle(route):
        if first in posted_text(route.request) and not held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/answers/", handle)
    return held


def posted_text(request):
    return (request.post_data_buffer or b"").decode("utf-8", "replace")


def test_a_late_save_does_not_overwrite_a_newer_one(phone):
    page = page_of(phone, "D")
    held = holding(page, first="Too much of it")
    page.locator("#D1-note").fill("Too much of it")
    eventually(page, lambda: held)
    page.locator("#D1-note").fill("Too")
    by_turning_to_another_app(page)
    eventually(page, lambda: note_of(phone) == "Too")

    with page.expect_response("**/answers/"):
        held[0].continue_()

    assert note_of(phone) == "Too"
    assert page.locator("#D1-note").input_value() == "Too"
    page.locator("#D1").get_by_text("Saved", exact=True).wait_for()


def test_a_late_save_does_not_restore_an_emptied_note(phone):
    page = page_of(phone, "D")
    held = holding(page, first="Not this")
    page.locator("#D1-note").fill("Not this")
    eventually(page, lambda: held)
    page.locator("#D1-note").fill("")
    with page.expect_response("**/answers/"):
        by_turning_to_another_app(page)
    with page.expect_response("**/answers/"):
        held[0].continue_()

    assert note_of(phone) is None


def test_the_button_after_a_save_whose_response_was_lost_is_no_conflict(phone):
    page = page_of(phone, "D")
    held = []
    page.route("**/answers/", lambda route: route.continue_() if held else held.append(route.fetch()))
    page.locator("#D1-note").fill("A bell, and more")
    eventually(page, lambda: note_of(phone) == "A bell, and more")
    page.locator("#D1-note").fill("A bell")
    by_the_button(page)

    assert note_of(phone) == "A bell"
    assert page.get_by_text("Some of this page was not saved").count() == 0


# ---- when a save fails


def asked_on_leaving(page, leave):
    """The types of the dialogs that the browser shows on leaving the page; the person stays."""
    dialogs = []
    page.once("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.dismiss()))
    # The last listener. Where an earlier one has asked, the page stands still until the dialog is dismissed.
    page.evaluate("addEventListener('beforeunload', () => (window.wasLeft = true), { once: true })")
    leave(page)
    until(page, "window.wasLeft")
    return dialogs


def press_a_link(page):
    page.locator(".contents__link").nth(1).click(no_wait_after=True)


def press_the_button(page):
    page.get_by_role("button", name="Save", exact=True).click(no_wait_after=True)


def not_saved(page):
    page.locator("#D1-state").filter(has_text="Not saved").wait_for()


def saved(page):
    page.locator("#D1").get_by_text("Saved", exact=True).wait_for()


def nobody_answers(page):
    page.route("**/answers/", lambda route: route.abort())


def the_database_is_away(page):
    page.route("**/answers/", lambda route: route.fulfill(status=503, body="Not saved"))


@pytest.mark.parametrize("fault", [nobody_answers, the_database_is_away])
def test_a_link_waits_for_a_save_that_fails_and_the_browser_asks_when_it_is_pressed_again(phone, fault):
    page = page_of(phone, "D")
    address = page.url
    fault(page)
    text = typed(phone, 0)
    press_a_link(page)
    not_saved(page)

    until(page, "document.activeElement.id === 'D1-note'")
    assert asked_on_leaving(page, press_a_link) == ["beforeunload"]
    assert (page.url, page.locator("#D1-note").input_value()) == (address, text)
    page.unroute("**/answers/")
    page.locator("#D1-note").press("End")
    page.keyboard.type("!")
    saved(page)
    by_a_link_of_the_rail(page)
    assert note_of(phone) == f"{text}!"


def sending_again(phone):
    """A page that sends again what has failed. Returns the page, what is typed in it, the held request."""
    page = page_of(phone, "D")
    nobody_answers(page)
    text = typed(phone, 0)
    not_saved(page)
    page.unroute("**/answers/")
    held = holding(page, first=text)
    page.evaluate("dispatchEvent(new Event('online'))")  # the page tries again
    eventually(page, lambda: held)
    return page, text, held[0]


def test_while_what_failed_is_sent_again_a_link_is_followed_at_once_and_the_browser_asks(phone):
    page, text, held = sending_again(phone)

    assert asked_on_leaving(page, press_a_link) == ["beforeunload"]
    held.continue_()
    saved(page)
    assert note_of(phone) == text


def test_without_a_signal_leaving_asks_at_once_and_the_words_go_out_when_it_is_back(phone):
    page = page_of(phone, "D")
    address = page.url
    phone.context.set_offline(True)
    page.locator("#D1-note").click()
    text = typed(phone, 0)

    assert asked_on_leaving(page, press_a_link) == ["beforeunload"]
    assert (page.url, page.locator("#D1-note").input_value()) == (address, text)
    phone.context.set_offline(False)
    saved(page)
    assert note_of(phone) == text


def test_the_button_keeps_the_words_on_the_page_while_nobody_is_reached(phone):
    page = page_of(phone, "D")
    nobody_answers(page)
    text = typed(phone, 0)
    not_saved(page)
    with page.expect_request("**/answers/"):
        press_the_button(page)
    not_saved(page)

    assert page.locator("#D1-note").input_value() == text
    page.unroute("**/answers/")
    by_the_button(page)
    assert note_of(phone) == text


def test_the_button_saves_what_was_under_way_and_failed(phone):
    page, text, held = sending_again(phone)

    with page.expect_navigation():
        press_the_button(page)
        held.abort()

    assert note_of(phone) == text


def test_closing_the_tab_asks_only_while_something_is_not_saved(phone):
    page = page_of(phone, "D")
    nobody_answers(page)
    page.locator("#D1-note").click()
    typed(phone, 0)
    not_saved(page)
    assert asked_on_leaving(page, by_closing_the_tab) == ["beforeunload"]

    page.unroute("**/answers/")
    page.keyboard.type("!")
    saved(page)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    with page.expect_event("close"):
        by_closing_the_tab(page)
    assert asked == []


def test_calling_988_is_never_interrupted(phone):
    page = page_of(phone, "D")
    nobody_answers(page)
    page.locator("#D1-note").click()
    typed(phone, 0)
    not_saved(page)

    assert asked_on_leaving(page, lambda page: page.get_by_role("link", name="Call 988").click()) == []


def test_a_conflict_is_not_autosaved_before_the_person_edits_it(phone):
    page, second = page_of(phone, "D"), phone.tab()
    second.goto(page.url)
    page.locator("#D1-note").fill("From the first tab")
    page.locator("#D1").get_by_text("Saved", exact=True).wait_for()
    second.locator("#D1-note").fill("From the second tab")
    second.locator("#D1-state").filter(has_text="changed on another device or tab").wait_for()
    second.get_by_role("button", name="Save", exact=True).click()
    second.get_by_text("Some of this page was not saved").wait_for()
    second.locator("#D2-note").fill("Another note")
    second.locator("#D2").get_by_text("Saved", exact=True).wait_for()

    assert note_of(phone) == "From the first tab"
    assert asked_on_leaving(second, by_closing_the_tab) == ["beforeunload"]
    assert note_of(phone) == "From the first tab"
    assert second.locator("#D1-note").input_value() == "From the second tab"


# ---- coming back


def test_a_reloaded_page_shows_what_was_saved_meanwhile(phone):
    page = page_of(phone, "D")
    text = typed(phone, 0)
    by_loading_it_again(page)

    eventually(page, lambda: page.locator("#D1-note").input_value() == text)
    page.locator("#D1-note").fill(text + " And more.")
    page.locator("#D1").get_by_text("Saved", exact=True).wait_for()
    assert note_of(phone) == text + " And more."


def test_the_back_button_brings_back_what_was_saved(phone):
    page = page_of(phone, "D")
    text = typed(phone, 0)
    by_a_link_of_the_rail(page)
    page.go_back()

    assert page.locator("#D1-note").input_value() == text
    page.locator("#D1-note").fill("Less")
    page.locator("#D1").get_by_text("Saved", exact=True).wait_for()
    assert note_of(phone) == "Less"


def reloaded(page):
    """Reload a page, and hold back what it then asks for again, twice. Returns the two requests."""
    held = []

    def handle(route):
        if route.request.resource_type == "fetch":
            held.append(route)
        else:
            route.continue_()

    page.route(page.url, handle)
    page.reload()
    eventually(page, lambda: len(held) == 2)
    return held


def test_what_is_saved_after_the_page_has_asked_again_is_shown_too(phone):
    page = page_of(phone, "D")
    first, second = reloaded(page)
    with page.expect_event("requestfinished", lambda request: request == first.request):
        first.continue_()
    other = phone.tab()
    other.goto(page.url)
    other.locator("#D1-note").fill("From the other tab")
    other.locator("#D1").get_by_text("Saved", exact=True).wait_for()
    page.bring_to_front()
    second.continue_()

    eventually(page, lambda: page.locator("#D1-note").input_value() == "From the other tab")


def test_an_old_copy_of_the_page_does_not_replace_what_was_saved_since(phone):
    page = page_of(phone, "D")
    held = reloaded(page)
    copies = [route.fetch() for route in held]
    page.locator("#D1-note").fill("Newer")
    page.locator("#D1").get_by_text("Saved", exact=True).wait_for()
    for route, copy in zip(held, copies, strict=True):
        with page.expect_event("requestfinished", lambda request, route=route: request == route.request):
            route.fulfill(response=copy)
    page.locator("#D2-note").fill("The next one")
    page.locator("#D2").get_by_text("Saved", exact=True).wait_for()

    assert page.locator("#D1-note").input_value() == "Newer"
