"""A clinic's people and their listing: on a phone, without scripts, from a draft to a confirmed page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from directory.models import Clinic, Listing, Submission
from directory.moderation import decisions
from tests.support.axe import PHONE, faults
from tests.support.factories import make_listing, make_moderator, make_owner, make_submission

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def listing(live_server):
    return make_listing(
        name="Half Acre Psychiatry",
        at=timezone.now() - timedelta(days=80),
        about="We listen first.",
        street="12 Long Road",
        zip="80202",
        phone="+13035550142",
        route=["iv"],
        practitioners=[{"name": "Dr. Ines Okonjo-Vale", "roles": ["medical_director"], "license": "md"}],
    )


@pytest.fixture
def signed_in(chromium, live_server):
    """Makes tabs in which somebody has signed in: signed_in(user, viewport=PHONE)."""
    made = []

    def make(user, **dress):
        client = Client()
        client.force_login(user)
        context = chromium.new_context(base_url=live_server.url, **dress)
        cookie = {"name": "session", "value": client.cookies["session"].value, "url": live_server.url}
        context.add_cookies([cookie])
        made.append(context)
        tab = context.new_page()
        tab.set_default_timeout(60_000)
        return tab

    yield make
    for context in made:
        context.close()


def notice(page):
    return page.get_by_role("status").inner_text()


def test_from_a_draft_to_a_confirmed_listing(signed_in, listing):
    page = signed_in(make_owner(listing.clinic), viewport=PHONE, java_script_enabled=False)
    moderator = make_moderator()

    page.goto("/portal/")
    page.get_by_role("link", name="The clinic").click()
    page.get_by_label("In the clinic’s words").fill("We cure everything.")
    page.get_by_label("Phone", exact=True).fill("303.555.0199 x4")
    page.get_by_label("ZIP code").fill("Denver")
    page.get_by_role("button", name="Save and go to the next section").click()

    assert page.title().startswith("Error: ")
    page.get_by_role("link", name="Enter a ZIP code, for example 80202.").click()
    assert page.get_by_label("In the clinic’s words").input_value() == "We cure everything."
    page.get_by_label("ZIP code").fill("80202")
    page.get_by_role("button", name="Save and go to the next section").click()

    assert notice(page).startswith("Your draft is saved. Nothing is published until you send it")
    page.locator("summary", has_text="Dr. Ines Okonjo-Vale").click()
    page.get_by_label("License number").first.fill("DR-5550142")
    page.get_by_role("button", name="Save and preview").click()

    assert "We cure everything." in page.inner_text("main")
    assert "DR-5550142" in page.inner_text("main")
    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_role("button", name="Save and send to a moderator").click()

    assert page.get_by_role("heading", level=1).inner_text() == "What the moderator will check"
    page.get_by_label("The clinic accepts these terms").check()
    page.get_by_role("button", name="Send to a moderator").click()

    assert notice(page).startswith("You sent “Half Acre Psychiatry” to a moderator, who will review it by ")
    submission = Submission.objects.waiting().get()
    decisions.approve_some(
        submission=submission, back=["about"], by=moderator, reason="overclaim", words="Leave out “cure”."
    )
    page.reload()

    back = page.locator(".notice--warn")
    assert "Leave out “cure”." in back.inner_text()
    back.get_by_role("link", name="The clinic").click()
    assert page.locator(".change__flag").inner_text() == "A moderator sent this back. Leave out “cure”."
    page.get_by_label("In the clinic’s words").fill("We listen, then we talk.")
    page.get_by_role("button", name="Save and send to a moderator").click()
    page.get_by_label("The clinic accepts these terms").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Send to a moderator").click()
    decisions.approve(submissions=[Submission.objects.waiting().get()], by=moderator)
    page.reload()

    assert page.locator(".notice").count() == 0
    page.get_by_role("button", name="Confirm").click()

    assert notice(page).startswith("Thank you for confirming.")
    page.get_by_role("link", name="See it as patients do").click()
    assert "We listen, then we talk." in page.inner_text("main")
    published = Listing.objects.get()
    assert (published.phone, published.phone_extension) == ("+13035550199", "4")
    assert (published.confirmed_on, published.version) == (timezone.localdate(), 3)


def test_of_two_people_the_second_sees_a_conflict_and_loses_no_text(signed_in, listing):
    first = signed_in(make_owner(listing.clinic), viewport=PHONE)
    second = signed_in(make_owner(listing.clinic), viewport=PHONE)
    for page, name in ((first, "Half"), (second, "Acre")):
        page.goto(f"/portal/directory/clinic/{listing.clinic_id}/change/")
        page.get_by_label("Also known as").fill(name)

    first.get_by_role("button", name="Save", exact=True).click()
    second.get_by_role("button", name="Save", exact=True).click()

    assert "someone else saved this page first" in second.get_by_role("alert").inner_text()
    assert "Half" in second.get_by_role("alert").inner_text()
    assert second.get_by_label("Also known as").input_value() == "Acre"
    second.get_by_role("button", name="Save", exact=True).click()
    assert notice(second).startswith("Your draft is saved.")
    assert Clinic.objects.get().alias == "Acre"


def test_nothing_is_wrong_with_any_page_of_the_portal_in_any_dress(signed_in, listing):
    owner = make_owner(listing.clinic)
    submission = make_submission(listing.clinic, by=owner, about="We cure everything. " * 20, alias="o" * 150)
    decisions.approve_some(
        submission=submission, back=["about"], by=make_moderator(), reason="overclaim", words="w" * 300
    )
    page = signed_in(owner)
    section, clinic = (
        f"/portal/directory/clinic/{listing.clinic_id}/change/",
        f"/portal/clinics/{listing.clinic_id}",
    )
    violations = {}
    for address in [
        "/portal/",
        *(f"{section}?section={key}" for key in ["head", *"ABCDEFG"]),
        *(f"{clinic}/{name}/" for name in ("preview", "sending", "removal", "history")),
    ]:
        page.goto(address)
        violations[address] = faults(page)
    page.goto(f"{section}?section=A")
    page.locator("summary", has_text="Dr. Ines Okonjo-Vale").click()
    page.get_by_label("NPI").first.fill("12")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".errors__link").first.wait_for()
    violations["a section with errors"] = faults(page)

    assert {name: wrong for name, wrong in violations.items() if wrong} == {}
