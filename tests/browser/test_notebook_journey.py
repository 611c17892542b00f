"""The notebook as a person uses it: on a phone, without scripts, by keyboard, on two devices."""

import io
import json
import re

import pytest
from pypdf import PdfReader

from checklist import codes
from checklist.models import Notebook
from checklist.questions.catalog import FIRST_CALL
from tests.support.axe import PHONE, WIDTH
from tests.support.devices import SCRIPTS, answer, first_call_of, notes
from tests.support.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def notes_of(clinic):
    return {question.key: f"{clinic} on {question.key}" for question in FIRST_CALL}


def text_of(pdf):
    return " ".join(side.extract_text() for side in PdfReader(io.BytesIO(pdf)).pages)


# ---- the whole way


@SCRIPTS
def test_from_two_clinics_to_a_deleted_notebook(device, two_clinics, tmp_path, scripts):
    phone, other = device(java_script_enabled=scripts), device(java_script_enabled=scripts)
    page = phone.page

    page.goto("/clinics/")
    page.get_by_role("link", name="Tern House").first.click()
    page.get_by_role("button", name="Keep in my notebook").click()
    page.get_by_role("button", name="On a shared device").click()
    page.get_by_role("link", name="Find clinics").click()
    page.get_by_role("link", name="Half Acre").first.click()
    page.get_by_role("button", name="Keep in my notebook").click()
    page.get_by_role("button", name="Keep in my notebook").click()

    for clinic in ("Tern House", "Half Acre"):
        first_call_of(page, clinic)
        for number, (key, note) in enumerate(notes_of(clinic).items()):
            impression = ["Reassuring", "Partly", "Worrying"][number % 3]
            answer(page, key, impression, note, scripts=scripts and number == 0)
        if scripts:
            eventually(page, lambda clinic=clinic: notes(phone.content()).get(clinic) == notes_of(clinic))
            eventually(
                page,
                lambda: page.locator(".question").get_by_text("Saved", exact=True).count() == len(FIRST_CALL),
            )
        else:
            page.get_by_role("button", name="Save", exact=True).click()
        assert page.evaluate(WIDTH) == PHONE["width"]
    assert notes(phone.content()) == {name: notes_of(name) for name in ("Tern House", "Half Acre")}

    page.goto("/notebook/")
    page.get_by_role("link", name="Compare", exact=True).click()
    assert "Half Acre on" in page.inner_text("main")
    assert page.evaluate(WIDTH) == PHONE["width"]

    page.goto("/notebook/take-along/")
    page.get_by_role("link", name="All clinics, with room to write").click()
    printed = text_of(page.pdf(format="A4"))
    assert [printed.count(f"{clinic} on ") for clinic in ("Tern House", "Half Acre")] == [12, 12]

    page.goto("/notebook/take-along/")
    files = {kind: taken(page, kind, tmp_path) for kind in ("JSON", "CSV", "HTML")}
    assert notes(json.loads(files["JSON"].read_text())) == notes(phone.content())
    assert [files["CSV"].read_text().count(f"{clinic} on ") for clinic in ("Tern House", "Half Acre")] == [
        12,
        12,
    ]
    assert opened_offline(device, files["HTML"]) == (24, [files["HTML"].as_uri()])

    page.get_by_role("button", name="Make a link for another device").click()
    if scripts:
        other.page.goto(page.get_by_label("Link").input_value())
    else:
        other.page.goto("/notebook/open")
        other.page.get_by_label("Your code").fill(page.locator("#pairing-code").inner_text())
    other.page.get_by_role("button", name="On a shared device").click()
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
    phone = device()
    keys = Keyboard(phone.page)

    for name, button in (
        ("Tern House", "On a shared device, closes with the browser"),
        ("Half Acre", "Keep in my notebook"),
    ):
        phone.page.goto("/clinics/")
        keys.press("Enter", on=name)
        keys.press("Enter", on="Keep in my notebook")
        keys.press("Enter", on=button)
    for clinic in ("Tern House", "Half Acre"):
        phone.page.goto("/notebook/")
        keys.press("Enter", on=clinic)
        keys.press("Enter", on="First call: 0 of 12 asked")
        for question in FIRST_CALL:
            keys.to(f"[name={question.key}-impression]")
            keys.choose("ArrowDown")
            keys.to(f"#{question.key}-note")
            phone.page.keyboard.type(f"{clinic} on {question.key}")
        keys.press("Enter", on="Save")
    assert notes(phone.content()) == {name: notes_of(name) for name in ("Tern House", "Half Acre")}

    phone.page.goto("/notebook/")
    keys.press("Enter", on="Compare")
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


def test_the_code_is_in_no_address_referrer_or_history(device, two_clinics):
    phone, other = device(), device()
    phone.begin("tern-house-denver")
    code = codes.code_from_secret(phone.secret())
    phone.page.goto("/clinics/")
    phone.page.goto("/notebook/code/")
    assert phone.page.locator("#private-code").inner_text() == code

    other.page.goto("/notebook/open")
    other.page.get_by_label("Your code").fill(code)
    other.page.get_by_role("button", name="On a shared device").click()
    other.page.get_by_role("heading", name="Tern House").wait_for()
    with other.page.expect_navigation():
        other.page.get_by_role("link", name="Find clinics").click()
    other.page.go_back()

    for one in (phone, other):
        addresses = [
            address
            for request in one.asked
            for address in (request.url, request.all_headers().get("referer", ""))
        ]
        assert len(addresses) > 20
        assert [address for address in addresses if code in address] == []
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
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    page.goto("/notebook/sheets/")
    page.goto("/notebook/")

    page.get_by_role("link", name="Forget this device").click()
    page.get_by_role("button", name="I have my code: forget this device").click()
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
