"""The notebook as a person uses it: on a phone, without scripts, by keyboard, in two tabs, on two devices."""

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import unquote_plus

import pytest

from checklist import seal, shelf
from checklist.models import Notebook
from checklist.questions import FIRST_CALL
from config.postgres import account, server
from tests.browser.axe import PHONE, WIDTH, faults
from tests.browser.waiting import eventually
from tests.factories import make_listing
from tests.serving import serving

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


class Device:
    """One browser profile on a phone, and everything it has asked for."""

    def __init__(self, chromium, site, **dress):
        self.context = chromium.new_context(base_url=site, **({"viewport": PHONE} | dress))
        self.asked, self.answered = [], []
        self.context.on("request", lambda request: self.asked.append(request))
        self.context.on("response", lambda response: self.answered.append(response))
        self.page = self.tab()

    def tab(self):
        tab = self.context.new_page()
        tab.set_default_timeout(60_000)
        return tab

    def begin(self, *slugs):
        """A notebook with these clinics, as a person makes it."""
        for slug in slugs:
            self.page.goto(f"/clinics/{slug}/")
            self.page.get_by_role("link", name="Start my checklist").click()
            self.page.get_by_role("button", name=re.compile("Start a notebook|Keep in my notebook")).click()

    def secret(self):
        value = next(one["value"] for one in self.context.cookies() if one["name"] == "notebook")
        return seal.secret_of(value.strip('"'))  # a check sign "=" puts the cookie between quotes

    def content(self):
        return shelf.read(self.secret())


@pytest.fixture
def device(chromium, live_server):
    """Makes devices: device(), device(java_script_enabled=False)."""
    made = []

    def make(site=live_server.url, **dress):
        made.append(Device(chromium, site, **dress))
        return made[-1]

    yield make
    for one in made:
        one.context.close()


@pytest.fixture
def two_clinics(live_server):
    make_listing(name="Tern House", attendance="call_bell", route=["iv", "im"], phone="+13035550142")
    make_listing(name="Half Acre", city="Boise", state="ID", setting=["home_unsupervised"])


def first_call_of(page, clinic):
    page.goto("/notebook/")
    page.get_by_role("link", name=clinic, exact=True).click()
    page.get_by_role("link", name=re.compile("^First call")).click()


def answer(page, key, sat, note, *, scripts):
    question = page.locator(f"#{key}")
    question.get_by_label(sat, exact=True).check()
    if not scripts:
        question.get_by_label("Your note").fill(note)
        return
    with page.expect_response(lambda answer: note in posted(answer.request)):  # not only the choice before it
        question.get_by_label("Your note").fill(note)
    question.get_by_text("Saved", exact=True).wait_for()


def posted(request):
    return unquote_plus(request.post_data or "")


def notes(book):
    return {
        one["name"]: {key: said["note"] for key, said in one["answers"].items()} for one in book["clinics"]
    }


def said_of(clinic):
    return {question.key: f"{clinic} on {question.key}" for question in FIRST_CALL}


def words_of(pdf, tmp_path):
    file = tmp_path / "printed.pdf"
    file.write_bytes(pdf)
    return subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    ).stdout


# ---- the whole way


@SCRIPTS
def test_from_two_clinics_to_a_deleted_notebook(device, two_clinics, tmp_path, scripts):
    phone, other = device(java_script_enabled=scripts), device(java_script_enabled=scripts)
    page = phone.page

    page.goto("/clinics/")
    page.get_by_role("link", name="Tern House").first.click()
    page.get_by_role("link", name="Start my checklist").click()
    page.get_by_role("button", name="Start a notebook with Tern House").click()
    page.get_by_role("link", name="Find clinics").click()
    page.get_by_role("link", name="Half Acre").first.click()
    page.get_by_role("link", name="Start my checklist").click()
    page.get_by_role("button", name="Keep in my notebook").click()

    for clinic in ("Tern House", "Half Acre"):
        first_call_of(page, clinic)
        for number, (key, note) in enumerate(said_of(clinic).items()):
            sat = ["Reassuring", "Partly", "Worrying"][number % 3]
            answer(page, key, sat, note, scripts=scripts and number == 0)
        if scripts:
            eventually(page, lambda clinic=clinic: notes(phone.content()).get(clinic) == said_of(clinic))
            eventually(page, lambda: page.get_by_text("Saved", exact=True).count() == len(FIRST_CALL))
        else:
            page.get_by_role("button", name="Save this page").click()
        assert page.evaluate(WIDTH) == PHONE["width"]
    assert notes(phone.content()) == {name: said_of(name) for name in ("Tern House", "Half Acre")}

    page.goto("/notebook/")
    page.get_by_role("link", name="Compare my clinics").click()
    assert "Half Acre on" in page.inner_text("main")
    assert page.evaluate(WIDTH) == PHONE["width"]

    page.goto("/notebook/take-along/")
    page.get_by_role("link", name="All clinics, with room to write").click()
    printed = words_of(page.pdf(format="A4"), tmp_path)
    assert [printed.count(f"{clinic} on ") for clinic in ("Tern House", "Half Acre")] == [12, 12]

    page.goto("/notebook/take-along/")
    files = {kind: taken(page, kind, tmp_path) for kind in ("JSON", "CSV", "HTML")}
    assert notes(json.loads(files["JSON"].read_text())) == notes(phone.content())
    assert [files["CSV"].read_text().count(f"{clinic} on ") for clinic in ("Tern House", "Half Acre")] == [
        12,
        12,
    ]
    assert opened_offline(device, files["HTML"]) == (24, [files["HTML"].as_uri()])

    page.get_by_role("button", name="Show my link and code").click()
    if scripts:
        other.page.goto(page.get_by_label("Link").input_value())
    else:
        other.page.goto("/notebook/open")
        other.page.get_by_label("Your code").fill(page.get_by_label("Code").input_value())
        other.page.get_by_role("button", name="Open", exact=True).click()
    other.page.get_by_role("heading", name="Half Acre").wait_for()

    page.goto("/notebook/")
    page.get_by_role("link", name="Delete the notebook everywhere").click()
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("heading", name="The notebook is deleted").wait_for()
    other.page.reload()
    assert "No notebook is open here" in other.page.inner_text("h1")
    assert Notebook.objects.count() == 0


def taken(page, kind, tmp_path):
    with page.expect_download() as download:
        page.get_by_role("link", name=f"({kind})").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    return file


def opened_offline(device, file):
    """How many notes the file shows without a network, and everything it asked for."""
    away = device(offline=True)
    away.page.goto(file.as_uri())
    text = away.page.inner_text("body")
    return text.count("House on ") + text.count("Acre on "), [one.url for one in away.asked]


def test_by_keyboard_alone(device, two_clinics):
    phone = device(reduced_motion="reduce")  # else the page is still scrolling when it is looked at
    keys = Keyboard(phone.page)

    for name, button in (
        ("Tern House", "Start a notebook with Tern House"),
        ("Half Acre", "Keep in my notebook"),
    ):
        phone.page.goto("/clinics/")
        keys.press("Enter", on=name)
        keys.press("Enter", on="Start my checklist")
        keys.press("Enter", on=button)
    for clinic in ("Tern House", "Half Acre"):
        phone.page.goto("/notebook/")
        keys.press("Enter", on=clinic)
        keys.press("Enter", on="First call: 0 of 12 answered")
        for question in FIRST_CALL:
            keys.to(f"[name={question.key}-sat]")
            keys.choose("ArrowDown")
            keys.to(f"#{question.key}-note")
            phone.page.keyboard.type(f"{clinic} on {question.key}")
        keys.press("Enter", on="Save this page")
    assert notes(phone.content()) == {name: said_of(name) for name in ("Tern House", "Half Acre")}

    phone.page.goto("/notebook/")
    keys.press("Enter", on="Compare my clinics")
    keys.press("Enter", on="Back to the notebook")
    keys.press("Enter", on="Delete the notebook everywhere")
    keys.press("Enter", on="Delete everything")
    assert phone.page.inner_text("h1") == "The notebook is deleted"
    assert keys.hidden == []


class Keyboard:
    """Tab, arrows and Enter. Every stop must be seen: `hidden` holds those that were not."""

    def __init__(self, page):
        self.page, self.hidden = page, []

    def to(self, selector=None, *, words=None):
        for _step in range(400):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(FOCUSED, [selector, words])
            if not here["seen"]:
                self.hidden.append(here["html"])
            if here["wanted"]:
                return
        raise AssertionError(f"The keyboard never came to {selector or words}")

    def choose(self, key):
        self.page.keyboard.press(key)

    def press(self, key, *, on):
        self.to(words=on)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)


FOCUSED = """
([selector, words]) => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const middle = [box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 20)];
  const top = document.elementFromPoint(...middle);
  const outline = getComputedStyle(one).outlineStyle;
  return {
    wanted: selector ? one.matches(selector) : one.textContent.trim() === words,
    seen: one === document.body || (!!top && (one.contains(top) || top.contains(one)) && outline !== "none"),
    html: `${one.outerHTML.slice(0, 120)} ${outline} ${middle} under ${top && top.outerHTML.slice(0, 60)}`,
  };
}
"""


# ---- the secret


def test_the_code_stands_in_no_address_no_referrer_and_no_history(device, two_clinics):
    phone, other = device(), device()
    phone.begin("tern-house-denver")
    code = seal.code(phone.secret())
    phone.page.goto("/clinics/")
    phone.page.goto("/notebook/take-along/")
    phone.page.get_by_role("button", name="Show my link and code").click()
    link = phone.page.get_by_label("Link").input_value()
    assert link.endswith(f"/notebook/open#{code}")

    other.page.goto(link)
    other.page.get_by_role("heading", name="Tern House").wait_for()
    other.page.get_by_role("link", name="Find clinics").click()
    other.page.go_back()

    for one in (phone, other):
        told = [
            told for request in one.asked for told in (request.url, request.all_headers().get("referer", ""))
        ]
        assert len(told) > 20
        assert [words for words in told if code in words] == []
        history = one.context.new_cdp_session(one.page).send("Page.getNavigationHistory")["entries"]
        assert [entry["url"] for entry in history if code in entry["url"]] == []
        private = [answer for answer in one.answered if re.search(r"/notebook/", answer.url)]
        assert {answer.headers.get("cache-control") for answer in private} == {"no-store"}
    assert code not in other.page.evaluate("location.href")


@SCRIPTS
def test_after_forgetting_back_shows_nothing(device, two_clinics, scripts):
    phone = device(java_script_enabled=scripts)
    page = phone.page
    phone.begin("tern-house-denver")
    first_call_of(page, "Tern House")
    answer(page, FIRST_CALL[0].key, "Worrying", "A word that nobody else should see", scripts=scripts)
    page.get_by_role("button", name="Save this page").click()
    page.goto("/notebook/sheets/")
    page.goto("/notebook/")

    page.get_by_role("button", name="Forget this device").click()
    page.get_by_role("heading", name="This device has forgotten the notebook").wait_for()
    seen = []
    for _step in range(8):
        if page.go_back() is None and page.url == "about:blank":
            break
        seen.append((page.url, page.inner_text("body")))

    private = [text for url, text in seen if "/notebook/" in url]
    assert len(private) >= 4
    assert [
        text
        for text in private
        if "A word that" in text or "Tern House" in text.replace("with Tern House", "")
    ] == []
    assert [one for one in phone.context.cookies() if one["name"] == "notebook"] == []


# ---- a save that fails


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A site of its own, whose database can be killed. Yields its address and its place."""
    place = tmp_path_factory.mktemp("served")
    with serving(place, dict(os.environ)) as site:
        yield site, place


def kill_database(place):
    pid = int((place / "postgres" / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)


def start_database(place):
    data = place / "postgres"
    time.sleep(1)  # the children of a killed server end by themselves
    server.start(data, server.the_binaries(), account.of(data))


@pytest.fixture
def on_first_call(device, served):
    """A device on the first call of a clinic of the served site; and the question's place there."""

    def make(**dress):
        phone = device(served[0], **dress)
        phone.page.goto("/clinics/")
        phone.page.locator(".entry__name a").first.click()
        phone.page.get_by_role("link", name="Start my checklist").click()
        phone.page.get_by_role("button", name=re.compile("Start a notebook with")).click()
        phone.page.get_by_role("link", name=re.compile("^First call")).click()
        return phone, phone.page.locator(f"#{FIRST_CALL[0].key}")

    return make


WORDS = "Words that took a long time to write"


def state_of(question):
    return question.get_by_role("status")


def stays_and_is_saved_later(phone, question):
    """The words are still there; the button saves them now."""
    assert question.get_by_label("Your note").input_value() == WORDS
    phone.page.get_by_role("button", name="Save this page").click()
    phone.page.wait_for_load_state()
    phone.page.reload()
    assert question.get_by_label("Your note").input_value() == WORDS


def test_a_database_that_is_away_leaves_the_words_and_saves_them_later(on_first_call, served):
    phone, question = on_first_call()
    kill_database(served[1])
    try:
        question.get_by_label("Your note").fill(WORDS)
        state_of(question).filter(has_text="Not saved").wait_for()
        said = state_of(question).inner_text()
    finally:
        start_database(served[1])

    assert said.startswith("Not saved: we could not reach the notebook. Your words are still here.")
    stays_and_is_saved_later(phone, question)
    assert WORDS not in Path(served[1] / "process.log").read_text()


def test_without_scripts_the_page_that_says_so_holds_the_words_and_sends_them_again(on_first_call, served):
    phone, question = on_first_call(java_script_enabled=False)
    kill_database(served[1])
    try:
        question.get_by_label("Your note").fill(WORDS)
        phone.page.get_by_role("button", name="Save this page").click()
        said, kept = phone.page.inner_text("main"), phone.page.get_by_label("You wrote").input_value()
        phone.page.get_by_role("button", name="Send again").click()
        twice = phone.page.get_by_label("You wrote").input_value()
    finally:
        start_database(served[1])

    assert "The notebook can’t be reached right now" in said
    assert (kept, twice) == (WORDS, WORDS)
    phone.page.get_by_role("button", name="Send again").click()
    assert question.get_by_label("Your note").input_value() == WORDS
    assert WORDS not in Path(served[1] / "process.log").read_text()


def cookie_of(phone):
    return next(one for one in phone.context.cookies() if one["name"] == "notebook")


def test_a_key_that_the_browser_dropped_leaves_the_words_and_saves_them_when_it_is_back(on_first_call):
    phone, question = on_first_call()
    key = cookie_of(phone)
    phone.context.clear_cookies(name="notebook")

    question.get_by_label("Your note").fill(WORDS)
    state_of(question).filter(has_text="Not saved").wait_for()
    said = state_of(question).inner_text()
    phone.context.add_cookies([key])

    assert said.startswith("Not saved: the notebook is no longer open on this device.")
    stays_and_is_saved_later(phone, question)


def test_without_scripts_a_key_that_the_browser_dropped_leaves_the_words(on_first_call):
    phone, question = on_first_call(java_script_enabled=False)
    code = cookie_of(phone)["value"]
    phone.context.clear_cookies(name="notebook")
    question.get_by_label("Your note").fill(WORDS)
    phone.page.get_by_role("button", name="Save this page").click()
    assert phone.page.get_by_label("You wrote").input_value() == WORDS

    second = phone.tab()
    second.goto("/notebook/open")
    second.get_by_label("Your code").fill(code)
    with second.expect_navigation():
        second.get_by_role("button", name="Open", exact=True).click()
    phone.page.get_by_role("button", name="Send again").click()

    assert question.get_by_label("Your note").input_value() == WORDS


LARGE = "document.querySelectorAll('textarea').forEach(one => one.removeAttribute('maxlength'))"


def test_what_is_too_large_to_send_leaves_the_words_and_says_so_briefly(on_first_call):
    phone, question = on_first_call()
    phone.page.evaluate(LARGE)
    huge = WORDS + " and on" * 500_000

    question.get_by_label("Your note").evaluate("(one, text) => { one.value = text }", huge)
    question.get_by_label("Your note").dispatch_event("change")
    state_of(question).filter(has_text="Not saved").wait_for()

    assert state_of(question).inner_text().startswith("Not saved: that is too much to send at once.")
    assert question.get_by_label("Your note").input_value() == huge
    question.get_by_label("Your note").fill(WORDS)
    question.get_by_text("Saved", exact=True).wait_for()


def test_a_note_that_is_too_long_is_told_at_its_question(on_first_call):
    phone, question = on_first_call()
    phone.page.evaluate(LARGE)

    question.get_by_label("Your note").fill(WORDS + "x" * 1_000)

    state_of(question).filter(has_text="A note holds up to 1,000 characters").wait_for()
    assert question.get_by_label("Your note").input_value().startswith(WORDS)


# ---- two tabs


@SCRIPTS
def test_two_tabs_on_one_answer_lose_no_word(device, two_clinics, scripts):
    phone = device(java_script_enabled=scripts)
    phone.begin("tern-house-denver")
    first_call_of(phone.page, "Tern House")
    second, key = phone.tab(), FIRST_CALL[0].key
    second.goto(phone.page.url)
    answer(phone.page, key, "Partly", "From the first tab", scripts=scripts)
    if not scripts:
        phone.page.get_by_role("button", name="Save this page").click()

    answer(second, key, "Worrying", "From the second tab", scripts=False)
    if scripts:
        state_of(second.locator(f"#{key}")).filter(has_text="changed in another tab").wait_for()
    second.get_by_role("button", name="Save this page").click()
    second.get_by_text("Not all of it was saved").wait_for()
    text, typed = second.inner_text(f"#{key}"), second.locator(f"#{key}-note").input_value()
    second.get_by_role("button", name="Save this page").click()
    second.wait_for_load_state()

    assert "From the first tab" in text
    assert typed == "From the second tab"
    assert notes(phone.content())["Tern House"] == {key: "From the second tab"}
    phone.page.reload()
    assert phone.page.locator(f"#{key}-note").input_value() == "From the second tab"


# ---- every page, in every dress


@pytest.fixture
def filled(device, two_clinics):
    """Makes a device whose notebook is in use, and the addresses of all its pages."""

    def make(**dress):
        phone = device(**dress)
        phone.begin("tern-house-denver", "half-acre-boise")
        first_call_of(phone.page, "Tern House")
        for question in FIRST_CALL[:4]:
            answer(phone.page, question.key, "Worrying", "A bell, and no one in the room. " * 5, scripts=True)
        phone.page.locator(f"#{FIRST_CALL[0].key}").get_by_label("This differs").check()
        phone.page.locator(f"#{FIRST_CALL[0].key}").get_by_text("Saved", exact=True).wait_for()
        phone.page.get_by_role("button", name="Save this page").click()
        clinic = f"/notebook/clinics/{phone.content()['clinics'][0]['id']}/"
        phone.page.goto(clinic + "own/")
        phone.page.get_by_label("Your question").fill("Is there parking by the door?")
        phone.page.get_by_role("button", name="Add the question").click()
        addresses = [f"/notebook/{page}" for page in ("", "compare/", "take-along/", "sheets/", "delete/")]
        addresses += [f"/notebook/{page}" for page in ("open", "withdrawn/", "forgotten/", "deleted/")]
        addresses += ["/notebook/keep/?clinic=tern-house-denver"]
        return phone, addresses + [clinic + part for part in ("", "D/", "own/", "first-call/", "all/")]

    return make


PUBLIC = ["/checklist/", "/checklist/first-call/", "/guide/", "/guide/law/", "/guide/risks/"]


def test_nothing_is_wrong_with_any_page_in_any_dress(filled):
    phone, addresses = filled()
    found = {}
    for address in addresses + PUBLIC:
        phone.page.goto(address)
        found[address] = faults(phone.page)

    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_nothing_is_wrong_in_any_dress_where_something_went_wrong(filled, device):
    phone, addresses = filled()
    page, found = phone.page, {}
    found["link"] = faults(pressed(page, "/notebook/take-along/", "Show my link and code"))
    second = phone.tab()
    for tab in (page, second):
        tab.goto(addresses[-2])
    last = FIRST_CALL[-1].key
    answer(page, last, "Partly", "One", scripts=True)
    answer(second, last, "Worrying", "Two", scripts=False)
    second.get_by_role("button", name="Save this page").click()
    second.get_by_text("Not all of it was saved").wait_for()
    found["two tabs"] = faults(second)
    phone.context.clear_cookies(name="notebook")
    page.locator(f"#{last}-note").fill("Three")
    page.get_by_role("button", name="Save this page").click()
    page.get_by_role("heading", name="Not saved").wait_for()
    found["not saved"] = faults(page)
    page.goto(addresses[0])
    found["begin"] = faults(page)
    page.goto(addresses[-1])
    found["not here"] = faults(page)
    page.goto("/notebook/open")
    page.get_by_label("Your code").fill("nonsense")
    page.get_by_role("button", name="Open", exact=True).click()
    found["no such code"] = faults(page)

    assert {place: wrong for place, wrong in found.items() if wrong} == {}


def pressed(page, address, button):
    page.goto(address)
    page.get_by_role("button", name=button).click()
    return page
