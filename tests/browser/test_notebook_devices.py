"""A notebook and links, other sites, other devices and shared devices."""

import re
import shutil
import sqlite3
from contextlib import closing

import pytest
from django.utils import timezone

from checklist import codes, seal, storage
from checklist.models import Notebook
from checklist.questions.catalog import FIRST_CALL
from tests.support.browsing import ARGUMENTS, BROWSERS
from tests.support.devices import SCRIPTS, answer, first_call_of, notes
from tests.support.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone(device, two_clinics):
    one = device()
    one.begin("tern-house-denver")
    return one


@pytest.fixture
def stranger(device, two_clinics):
    """Somebody else, who knows the code of a notebook of their own."""
    one = device()
    one.given("half-acre-boise")
    return one


# ---- from elsewhere


@SCRIPTS
def test_an_old_link_with_a_code_posts_nothing_and_asks_to_type_it(device, phone, stranger, scripts):
    mine, visitor = phone.secret(), device(java_script_enabled=scripts)
    visitor.context.add_cookies(phone.context.cookies())

    visitor.page.goto(f"/notebook/open#{codes.code_from_secret(stranger.secret())}")
    visitor.page.wait_for_load_state("networkidle")

    assert [one.url for one in visitor.asked if one.method == "POST"] == []
    assert visitor.page.locator("#code").input_value() == ""
    assert "Your notebook is open on this device" in visitor.page.inner_text("main")
    assert "Older links with a code in them no longer work." in visitor.page.inner_text("main")
    assert visitor.secret() == mine


ELSEWHERE = """
<form id="f" method="post" action="{site}/notebook/{address}">
  <input name="code" value="{code}"><input name="put_away" value="{mark}"><input name="device" value="own">
  <input name="text" value="A question that somebody else has written">
</form>
<script>document.getElementById("f").submit()</script>
"""


@pytest.mark.parametrize(
    "address", ["open", "start/", "delete/", "code/withdrawal/", "forgetting/", "questions/"]
)
def test_a_cross_site_post_changes_nothing(phone, stranger, live_server, address):
    mine, before = phone.secret(), sorted(Notebook.objects.values_list("id", "version"))
    theirs = codes.code_from_secret(stranger.secret())
    page = ELSEWHERE.format(site=live_server.url, address=address, code=theirs, mark=seal.row_id(mine)[:16])
    phone.context.route(
        "http://elsewhere.example/*", lambda route: route.fulfill(body=page, content_type="text/html")
    )

    with phone.page.expect_navigation(url=f"{live_server.url}/notebook/**"):
        phone.page.goto("http://elsewhere.example/")

    assert phone.page.inner_text("h1") == "Nothing was done"
    assert phone.page.locator("main form").count() == 0
    assert phone.secret() == mine
    assert sorted(Notebook.objects.values_list("id", "version")) == before


@SCRIPTS
def test_opening_another_notebook_first_shows_the_code_of_the_open_one(device, phone, stranger, scripts):
    mine, visitor = phone.secret(), device(java_script_enabled=scripts)
    visitor.context.add_cookies(phone.context.cookies())
    visitor.page.goto("/notebook/open")
    offered = visitor.page.locator("#private-code").inner_text()

    visitor.page.get_by_label("The other code").fill(codes.code_from_secret(stranger.secret()))
    visitor.page.get_by_role("button", name="On a shared device").click()
    visitor.page.get_by_role("heading", name="Half Acre").wait_for()
    visitor.page.goto("/notebook/open")
    visitor.page.get_by_label("The other code").fill(offered)
    visitor.page.get_by_role("button", name="On my own device").click()
    visitor.page.get_by_role("heading", name="Tern House").wait_for()

    assert visitor.secret() == mine


# ---- another device


@SCRIPTS
def test_a_pairing_link_opens_by_a_button_and_once(device, phone, scripts):
    page = phone.page
    page.goto("/notebook/take-along/")
    page.get_by_role("button", name="Make a link for another device").click()
    link, short = page.get_by_label("Link").input_value(), page.locator("#pairing-code").inner_text()
    other, third = device(java_script_enabled=scripts), device(java_script_enabled=scripts)

    for one in (other, third):
        one.page.goto(link)
        one.page.wait_for_load_state("networkidle")
        assert [asked.url for asked in one.asked if asked.method == "POST"] == []
        assert one.page.locator("#code").input_value() == (short if scripts else "")
        assert (short in one.page.url) == (not scripts)
        one.page.get_by_label("Your code").fill(short)
        one.page.get_by_role("button", name="On a shared device").click()

    assert other.page.inner_text("h1") == "Your notebook"
    assert other.secret() == phone.secret()
    assert third.page.inner_text("h1") == "No notebook opens with this code"


# ---- the code is seen


def test_leaving_the_site_asks_until_the_code_is_kept(phone):
    page, asked = phone.page, []
    first_call_of(page, "Tern House")
    answer(page, FIRST_CALL[0].key, "Worrying", "A bell", scripts=True)
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="Keep your code").wait_for()
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    with page.expect_navigation():
        page.get_by_role("link", name="Back to Tern House").click()
    page.get_by_role("heading", name="Keep your code").wait_for()
    page.get_by_role("heading", level=1).click()  # a browser asks for nobody who has touched nothing
    within = len(asked)
    page.goto("about:blank")
    without = asked[within:]
    page.go_back()
    page.get_by_role("button", name="I have kept it").click()
    page.get_by_role("heading", name="Keep your code").wait_for(state="detached")
    page.goto("about:blank")

    assert (within, without, asked) == (0, ["beforeunload"], ["beforeunload"])
    assert phone.content()["code_kept"] is True


def test_the_first_saved_answer_shows_the_code_and_marking_it_kept_loses_no_text(
    phone,
):
    page, (first, second) = phone.page, FIRST_CALL[:2]
    first_call_of(page, "Tern House")
    assert page.locator("#code-to-keep").count() == 0

    answer(page, first.key, "Worrying", "A bell", scripts=True)
    shown = page.locator(f"li#{first.key} > #code-to-keep")
    code = shown.locator("#private-code").inner_text()
    answer(page, second.key, "Partly", "Saved after the code was shown", scripts=True)
    page.locator(f"#{second.key}").get_by_label("Your note").fill("Typed while it is kept")
    shown.get_by_role("button", name="I have kept it").click()
    shown.wait_for(state="detached")

    assert page.evaluate("document.activeElement.closest('li').id") == second.key  # where the button was
    assert code == codes.code_from_secret(phone.secret())
    assert page.locator(f"#{second.key}-note").input_value() == "Typed while it is kept"
    eventually(page, lambda: notes(phone.content())["Tern House"][second.key] == "Typed while it is kept")
    assert phone.content()["code_kept"] is True


def test_without_scripts_keeping_the_code_saves_what_was_typed(device, two_clinics):
    phone = device(java_script_enabled=False)
    phone.begin("tern-house-denver")
    page, (first, second) = phone.page, FIRST_CALL[:2]
    first_call_of(page, "Tern House")
    answer(page, first.key, "Worrying", "A bell", scripts=False)
    page.get_by_role("button", name="Save", exact=True).click()
    address = page.url

    answer(page, second.key, "Partly", "Typed before the button was pressed", scripts=False)
    page.get_by_role("button", name="I have kept it").click()

    assert (page.url, page.locator("#code-to-keep").count()) == (address, 0)
    assert notes(phone.content())["Tern House"][second.key] == "Typed before the button was pressed"
    assert phone.content()["code_kept"] is True


def test_a_page_of_questions_that_is_printed_does_not_carry_the_code_and_its_own_page_does(phone):
    page = phone.page
    first_call_of(page, "Tern House")
    answer(page, FIRST_CALL[0].key, "Worrying", "A bell", scripts=True)
    page.emulate_media(media="print")

    assert page.locator("#code-to-keep").count() == 1
    assert not page.locator("#private-code").is_visible()
    page.goto("/notebook/code/")
    assert page.locator("#private-code").is_visible()


def test_copy_puts_the_code_where_it_can_be_pasted(phone):
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.page.goto("/notebook/code/")

    phone.page.get_by_role("button", name="Copy").click()
    phone.page.get_by_text("Copied", exact=True).wait_for()

    assert phone.page.evaluate("navigator.clipboard.readText()") == codes.code_from_secret(phone.secret())


def test_without_scripts_no_button_needs_them(device, two_clinics):
    phone = device(java_script_enabled=False)
    phone.begin("tern-house-denver")
    for address in ("code/", "open", "forgetting/"):
        phone.page.goto(f"/notebook/{address}")

        assert phone.page.locator("[data-copy]:visible, [data-print]:visible").count() == 0


# ---- what is left on a shared device


CONTROL, NOTE, OWN = "control-marker-brackenhythe", "note-marker-vexworth", "own-marker-thistledown"
PUBLIC = "/clinics/tern-house-denver/"


@SCRIPTS
def test_after_forgetting_the_browser_profile_on_disk_holds_nothing_private(
    chromium, device, two_clinics, live_server, tmp_path, scripts
):
    """But the address of a public page that was looked at, which no site can take back."""
    profile, other = tmp_path / "profile", device()
    with closing(shared_device(chromium, profile, live_server.url, scripts)) as context:
        page = context.pages[0]
        page.goto(f"{PUBLIC}report/")
        page.locator("textarea").first.fill(CONTROL)
        page.goto(PUBLIC)
        page.get_by_role("button", name="Keep in my notebook").click()
        page.get_by_role("button", name="On a shared device").click()
        code = next(one["value"].strip('"') for one in context.cookies() if one["name"] == "notebook")
        other.page.goto("/notebook/open")
        other.page.get_by_label("Your code").fill(code)
        other.page.get_by_role("button", name="On a shared device").click()
        other.begin("half-acre-boise")

        pairing = busy(page, code, scripts)
        page.goto("/notebook/forgetting/")
        page.get_by_role("button", name="I have my code: forget this device").click()
        page.get_by_role("heading", name="This device has forgotten the notebook").wait_for()

    disk = Disk(profile)
    assert disk.holding(CONTROL, below="Default/Sessions/")
    assert disk.holding("/notebook/forgotten/", below="Default/History")
    assert disk.holding(PUBLIC, below="Default/History")
    for words in (NOTE, OWN, "half-acre", "Half Acre", code, code.replace("-", ""), code[:11], code[-11:]):
        assert disk.holding(words) == set(), words
    assert disk.holding(PUBLIC, below="Default/Cache/") == set()
    assert disk.without(PUBLIC).holding("tern-house") == set()
    assert disk.holding("/notebook/", below="Default/Cache/") == set()
    assert disk.keys() == []
    with pytest.raises(
        storage.NotebookNotFoundError
    ):  # whatever the history says of the link, it opens nothing
        storage.redeem_pairing(codes.pairing_from_code(pairing), now=timezone.now())


def shared_device(chromium, profile, site, scripts):
    """A browser with a profile on the disk, as a person's is: with a history, and with sessions."""
    executable = next((found for name in BROWSERS[1:] if (found := shutil.which(name))), None)
    if executable is None:
        pytest.skip("a browser without its window writes no history")
    return chromium.browser_type.launch_persistent_context(
        profile, executable_path=executable, args=ARGUMENTS, base_url=site, java_script_enabled=scripts
    )


class Disk:
    """The files of a browser profile, by path; searches also match capitals and UTF-16."""

    def __init__(self, profile):
        self.profile = profile
        found = [path for path in profile.rglob("*") if path.is_file() and not path.is_symlink()]
        self.files = {str(path.relative_to(profile)): path.read_bytes().lower() for path in found}

    def holding(self, words, *, below=""):
        spelled = [words.lower().encode(code) for code in ("utf-8", "utf-16-le")]
        return {
            name
            for name, content in self.files.items()
            if name.startswith(below) and any(one in content for one in spelled)
        }

    def without(self, words):
        other = Disk.__new__(Disk)
        other.files = self.files
        for code in ("utf-8", "utf-16-le"):
            spelled = words.lower().encode(code)
            other.files = {name: content.replace(spelled, b"") for name, content in other.files.items()}
        return other

    def keys(self):
        with closing(sqlite3.connect(self.profile / "Default" / "Cookies")) as cookies:
            return cookies.execute("SELECT name FROM cookies WHERE name LIKE '%notebook%'").fetchall()


def busy(page, code, scripts):
    """Type and show everything that a notebook has. Returns the code of a pairing that was used here."""
    first_call_of(page, "Half Acre")
    answer(page, FIRST_CALL[0].key, "Worrying", NOTE, scripts=scripts)
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    page.locator(f"#{FIRST_CALL[1].key}").get_by_label("Your note").fill(f"{NOTE} that no button saved")
    page.goto(page.url.replace("first-call", "own"))
    page.get_by_label("Your question").fill(OWN)
    with page.expect_navigation():
        page.get_by_role("button", name="Add the question").click()
    for address in ("", "code/", "compare/", "sheets/", "forgetting/"):
        page.goto(f"/notebook/{address}")
    page.goto("/notebook/take-along/")
    page.get_by_role("button", name="Make a link for another device").click()
    link, pairing = page.get_by_label("Link").input_value(), page.locator("#pairing-code").inner_text()
    for typed in (code[:-2], f"{code[:-1]}*" if code[-1] != "*" else f"{code[:-1]}$", code, pairing):
        page.goto(link if typed == pairing else "/notebook/open")
        page.locator("#code").fill(typed)
        page.get_by_role("button", name="On a shared device").click()
        page.wait_for_url(re.compile(r"/notebook/(not-opened/)?$"))
    return pairing
