"""Somebody who works at a clinic: from its listing to the portal, on a phone, without JavaScript."""

import re
import uuid

import pytest
from django.test import Client

from directory.facts.terms import EDITION
from directory.membership import claims, codes, joining, members, proposals
from directory.models import Claim, Mail, Membership
from directory.moderation import decisions
from tests.support import factories
from tests.support.axe import PHONE, faults
from tests.support.waiting import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def listing():
    return factories.make_listing(
        name="Tern House", city="Denver", state="CO", email="desk@tern-house.example"
    )


@pytest.fixture
def tab(chromium, live_server):
    """A function that opens a tab in which somebody is signed in; each closes with the test."""
    opened = []

    def open_tab(user, **dress):
        client = Client()
        client.force_login(user)
        context = chromium.new_context(base_url=live_server.url, **({"viewport": PHONE} | dress))
        cookie = {"name": "session", "value": client.cookies["session"].value, "url": live_server.url}
        context.add_cookies([cookie])
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        return page

    yield open_tab
    for context in opened:
        context.close()


def code_sent():
    return re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", Mail.objects.filter(kind="code").latest("pk").text)[0]


def test_from_a_listing_to_the_portal_by_keyboard_without_javascript(tab, listing, believed):
    page = tab(factories.make_person(), java_script_enabled=False)
    press = page.keyboard.press
    page.goto(listing.get_absolute_url())
    page.get_by_role("link", name="Is this your clinic?").focus()
    enter(page)
    page.get_by_role("heading", name="Is this your clinic?").wait_for()
    page.locator("#id_words").focus()
    page.keyboard.type("I run the desk.")
    press("Tab")
    enter(page)
    page.get_by_label("Code from the e-mail").focus()
    page.keyboard.type("00000-00000")
    enter(page)
    page.get_by_text("That is not the code. You have 4 tries left.").wait_for()
    page.goto(f"{page.url.partition('?')[0]}?code={code_sent()}")
    page.get_by_label("Code from the e-mail").focus()
    enter(page)
    page.get_by_text("You now manage this listing.").wait_for()

    assert Claim.objects.get().state == Claim.State.GRANTED
    assert Membership.objects.get().role == Membership.Role.OWNER


def test_an_owner_invites_a_colleague_who_joins(tab, listing):
    owner = factories.make_owner(listing.clinic)
    page = tab(owner, java_script_enabled=False)
    page.goto(f"/portal/organizations/{listing.clinic.organization_id}/members/")
    page.get_by_label("Their e-mail address").fill("guest@else.example")
    page.get_by_label("Editor: updates the listings").check()
    page.get_by_role("button", name="Invite", exact=True).click()
    page.get_by_text("Your invitation is on its way to guest@else.example.").wait_for()
    link = re.search(r"/join/\S+/", Mail.objects.get(kind="invited").text)[0]
    guest = tab(factories.make_person("guest@else.example"), java_script_enabled=False)
    guest.goto(link)
    guest.get_by_role("button", name="Join").click()
    guest.get_by_role("heading", name="People", exact=True).wait_for()

    assert listing.clinic.organization.memberships.count() == 2


def test_a_clinic_is_started_by_keyboard_without_javascript(tab, believed):
    by = factories.make_person()
    page = tab(by, java_script_enabled=False)
    page.goto("/add-a-clinic/")
    page.get_by_role("link", name="I run this clinic").focus()
    enter(page)
    page.get_by_label("Name of the clinic").focus()
    for words in ("Tern House North", "1 North Way", "Denver"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.type("Colorado")
    for words in ("80203", "(303) 555-0142", "", "desk@tern-house.example", "I run it."):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    page.keyboard.press("Tab")
    enter(page)
    page.get_by_role("heading", name="Show that you run this clinic").wait_for()
    page.get_by_label("Code from the e-mail").focus()
    page.keyboard.type(code_sent())
    enter(page)
    page.get_by_text("You entered the code. The moderator will see that.").wait_for()

    assert Claim.objects.get().proved_at is not None
    assert Membership.objects.get().role == Membership.Role.OWNER


def test_a_reader_proposes_a_clinic_that_is_not_the_one_shown(tab, listing, believed):
    page = tab(factories.make_person(), java_script_enabled=False)
    page.goto("/add-a-clinic/")
    page.get_by_role("link", name="Someone should list this clinic").click()
    page.get_by_label("Name of the clinic").fill("Tern House North")
    page.get_by_label("Town").fill("Denver")
    page.get_by_label("State").select_option("CO")
    page.get_by_label("Phone").fill("(303) 555-0142")
    page.get_by_label("How do you know").fill("It opened in May.")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Is it one of these?").wait_for()
    page.get_by_role("button", name="None of these").click()
    page.get_by_text("This is waiting for a moderator.").wait_for()
    assert page.get_by_role("heading", name="Tern House North").is_visible()


def faulty(page, button):
    """Send the form of the page empty. Returns the faults of the page with the errors."""
    page.get_by_role("button", name=button, exact=True).first.click()
    page.locator(".errors__link").first.wait_for()
    return faults(page)


def test_nothing_is_wrong_with_any_page_in_any_dress(tab, listing):
    other = factories.make_listing(name="Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", email="")
    owner = factories.make_owner(other.clinic)
    somebody, moderator = factories.make_person(), factories.make_moderator()
    claim = claims.create(clinic=other.clinic, by=somebody, words="word" * 100)
    sent = claims.create(clinic=listing.clinic, by=somebody, words="I run the desk.")
    codes.send(claim=sent)
    place = {"city": "Denver", "state": "CO", "phone": "+13035550142"}
    draft = joining.start(
        by=somebody, key=uuid.uuid4(), words="I run it.", name="Tern North", email="a@gmail.com", **place
    )
    waiting = decisions.submit(clinic=draft, by=somebody, terms=EDITION)
    proposal = proposals.propose(by=somebody, key=uuid.uuid4(), words="w", name="Rail House", **place)
    organization = other.clinic.organization
    members.invite(organization=organization, email="guest@else.example", role="owner", by=owner)
    link = re.search(r"/join/\S+/", Mail.objects.get(kind="invited").text)[0]
    pages = {
        somebody: [
            "/add-a-clinic/",
            "/add-a-clinic/propose/",
            "/add-a-clinic/start/",
            "/add-a-clinic/asked/",
            f"/add-a-clinic/proposed/{proposal.clinic_id}/",
            f"/add-a-clinic/proposed/{proposal.clinic_id}/change/",
            f"/portal/clinics/{draft.pk}/",
            f"/add-a-clinic/claims/{claim.pk}/",
            f"/add-a-clinic/claims/{sent.pk}/?code=K7M2Q-9RTX4",
            link,
        ],
        owner: [
            f"/add-a-clinic/claim/{listing.slug}/",
            f"/portal/organizations/{organization.pk}/site/",
            f"/portal/organizations/{organization.pk}/members/",
        ],
        moderator: [
            "/admin/claims/",
            f"/admin/submissions/{waiting.pk}/",
            f"/admin/organizations/{organization.pk}/joining/{draft.organization_id}/",
            f"/admin/claims/{claim.pk}/",
        ],
    }
    found = {}
    for user, addresses in pages.items():
        page = tab(user)
        for address in addresses:
            page.goto(address)
            found[address] = faults(page)
        if user == somebody:
            page.goto("/add-a-clinic/propose/")
            found["a proposal with faults"] = faulty(page, "Send")
        elif user == owner:
            found["an invitation with faults"] = faulty(page, "Invite")
        else:
            found["a decision with faults"] = faulty(page, "Decide")

    assert {name: what for name, what in found.items() if what} == {}
    assert len(found) == 20
