"""A moderator at the desk: three submissions decided by keyboard alone, with scripts and without."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.models import Listing, Submission, Verification
from directory.moderation import decisions
from tests.support.axe import DESK, faults
from tests.support.factories import make_listing, make_moderator, make_submission
from tests.support.waiting import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HERE = "document.activeElement.id"
IN_SIGHT = """
() => {
  const box = document.activeElement.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= window.innerHeight && document.activeElement.matches(":focus-visible");
}
"""


@pytest.fixture
def moderator(live_server):
    return make_moderator(email="dana@example.com")


@pytest.fixture
def three(moderator):
    """Three waiting submissions: a plain one, one with findings, one older than the latest version."""
    plain = make_listing(name="Plain House", attendance=["call_bell"], route=["iv"])
    promising = make_listing(name="Promise House", about="We treat depression.", setting=["infusion_clinic"])
    late = make_listing(name="Late House", attendance=["call_bell"], route=["iv"])
    make_listing(late.clinic, attendance=["continuous_clinician"])
    sent = [
        make_submission(plain.clinic, attendance=["line_of_sight"], route=["iv", "im"]),
        make_submission(
            promising.clinic,
            about="We treat depression, a proven cure.",
            setting=["infusion_clinic", "home_unsupervised"],
        ),
        make_submission(late.clinic, attendance=["line_of_sight"]),
    ]
    Submission.objects.filter(pk=sent[2].pk).update(based_on=1)
    Verification.objects.create(
        clinic=late.clinic,
        statement="attendance",
        kind="document_seen",
        about="other",
        source="The clinic's rules",
        seen_on=timezone.localdate(),
        checked_by=moderator,
    )
    return sent


@pytest.fixture
def desk(chromium, live_server, moderator):
    """A function that opens an address of the desk in a window of its own, signed in and dressed."""
    contexts = []
    client = Client()
    client.force_login(moderator)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value

    def opened(address="/admin/", **dress):
        while contexts:
            contexts.pop().close()
        context = chromium.new_context(base_url=live_server.url, **({"viewport": DESK} | dress))
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(address)
        return page

    yield opened
    while contexts:
        contexts.pop().close()


def keys(page, *pressed):
    """Press one key after another, as a hand does; the focus must be in sight after each."""
    for key in pressed:
        page.keyboard.press(key)
        assert page.evaluate(IN_SIGHT), key


def leads_to(page, name):
    page.get_by_role("heading", level=1, name=name, exact=True).wait_for()
    page.wait_for_load_state()  # of the script, too


def tab_to(page, wanted, most=80):
    """Press Tab until the element with this id or text has the focus."""
    here = "[document.activeElement.id, document.activeElement.textContent.trim()]"
    for _step in range(most):
        page.keyboard.press("Tab")
        if wanted in page.evaluate(here):
            return
    raise AssertionError(f"no stop of the keyboard is {wanted}")


def test_three_submissions_are_decided_by_single_keys(desk, three):
    page = desk()
    tab_to(page, "Plain House")
    enter(page)
    leads_to(page, "Plain House")
    keys(page, "p")
    assert page.evaluate(HERE) == "publish"
    page.keyboard.press("p")

    leads_to(page, "Promise House")
    assert "Plain House was published as version 2." in page.inner_text("main")
    assert "Check these first" in page.inner_text("main")
    assert "“proven cure” in “In the clinic’s words” promises a result." in page.inner_text("#findings")
    keys(page, "j")
    assert page.evaluate(HERE) == "accept-about"
    keys(page, "b")
    assert page.evaluate(HERE) == "back-about"
    keys(page, "j", "b", "k", "j", "a")
    assert page.inner_text("#tally") == "Accepted: 1. Sent back: 1."
    tab_to(page, "words")
    page.keyboard.type("Please take a proven cure out.")  # j, k, p, a, c, r among them: none of them counts
    assert page.input_value("#words") == "Please take a proven cure out."
    page.keyboard.press("Escape")
    keys(page, "p")
    enter(page)

    leads_to(page, "Late House")
    assert "This is older than the published version" in page.inner_text("main")
    assert "Version 2 also changed this" in page.inner_text("#change-attendance")
    assert "When this is published, this evidence will no longer be used" in page.inner_text(
        "#change-attendance"
    )
    keys(page, "r")
    assert page.evaluate(HERE) == "reason-none"
    page.keyboard.press("ArrowDown")
    keys(page, "r")
    page.keyboard.press("r")
    leads_to(page, "Nothing is waiting for a decision.")

    assert "Nothing is waiting for a decision." in page.inner_text("main")
    decided = Submission.objects.in_bulk([one.pk for one in three])
    assert [decided[one.pk].state for one in three] == ["approved", "approved", "rejected"]
    assert list(decided[three[1].pk].sent_back) == ["about"]
    assert decided[three[2].pk].reason == "unverifiable"
    assert Listing.objects.get(name="Promise House").about == "We treat depression."


def test_without_scripts_the_same_is_done_with_tab_and_enter(desk, three):
    page = desk(java_script_enabled=False)
    page.get_by_role("link", name="Plain House").focus()
    enter(page)
    page.get_by_role("button", name="Publish what you accepted").focus()
    enter(page)
    page.wait_for_url(f"**/submissions/{three[1].pk}/")
    assert page.get_by_text("Plain House was published as version 2.").is_visible()
    assert not page.get_by_text("Use keyboard shortcuts").is_visible()

    page.locator("#accept-about").focus()
    page.keyboard.press("ArrowDown")
    page.locator("#words").focus()
    page.keyboard.type("Please take it out.")
    page.keyboard.press("Tab")
    enter(page)
    page.wait_for_url(f"**/submissions/{three[2].pk}/")

    page.get_by_role("button", name="Publish nothing and ask for changes").focus()
    enter(page)
    page.get_by_role("link", name="Say what to change. The clinic will read it.").wait_for()
    page.locator("#words").focus()
    page.keyboard.type("Who watches?")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    enter(page)
    page.wait_for_url("**/admin/")

    decided = Submission.objects.in_bulk([one.pk for one in three])
    assert [decided[one.pk].state for one in three] == ["approved", "approved", "changes_requested"]
    assert list(decided[three[1].pk].sent_back) == ["about"]


def test_single_keys_can_be_turned_off_and_stay_off(desk, three):
    page = desk(reverse("admin:submission", args=[three[0].pk]))
    page.locator("#keys-on").focus()
    page.keyboard.press("Space")
    page.keyboard.press("p")
    assert page.evaluate(HERE) == "keys-on"

    page.reload()
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement === document.body")
    assert not page.locator("#publish kbd").is_visible()

    page.locator("#keys-on").focus()
    page.keyboard.press("Space")
    page.keyboard.press("p")
    assert page.evaluate(HERE) == "publish"


def test_a_key_that_is_held_down_counts_once(desk, three):
    page = desk(reverse("admin:submission", args=[three[0].pk]))
    page.keyboard.down("p")
    page.keyboard.down("p")
    page.keyboard.down("p")
    page.keyboard.up("p")

    assert page.evaluate(HERE) == "publish"
    assert Submission.objects.get(pk=three[0].pk).state == "pending"


def test_who_comes_second_keeps_their_words_on_the_screen(desk, three):
    page = desk(reverse("admin:submission", args=[three[0].pk]))
    other = make_moderator(email="lee@example.com")
    decisions.reject(submission=three[0], by=other, reason="spam")
    page.locator("#words").fill("I would have asked who watches.")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.keyboard.press("c")
    page.get_by_text("because someone already decided on this").first.wait_for()

    told = page.inner_text("main")
    assert "Rejected by lee on" in told
    assert "I would have asked who watches." in told


def addresses(three):
    clinic = three[2].clinic_id
    waiting = [reverse("admin:submission", args=[one.pk]) for one in three]
    return [
        "/admin/",
        *waiting,
        reverse("admin:submission_preview", args=[three[1].pk]),
        "/admin/clinics/?q=house",
        reverse("admin:versions", args=[clinic]),
        reverse("admin:removal", args=[clinic]),
        reverse("admin:replies"),
        reverse("admin:expiring"),
        reverse("admin:evidence_check", query={"clinic": clinic}),
    ]


def test_nothing_is_wrong_with_any_page_of_the_desk_in_any_dress(desk, three):
    page, found = desk(), {}
    for address in addresses(three):
        page.goto(address)
        found[address] = faults(page)

    assert {name: wrong for name, wrong in found.items() if wrong} == {}
