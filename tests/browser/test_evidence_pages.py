"""The moderators' pages of evidence: filled in on a phone and by keyboard, and nothing for axe to find."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.models import Listing, Verification
from directory.moderation import evidence
from tests.support.axe import faults
from tests.support.factories import make_listing, make_moderator

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADA = {"name": "Dr. Ada Vance", "roles": ["prescriber"], "license": "md", "license_number": "DR.0055501"}


@pytest.fixture
def moderator(live_server):
    return make_moderator(email="dana@example.com")


@pytest.fixture
def listing(moderator):
    """A listing with one verification of each kind: shown, not agreeing, expired, dropped."""
    today = timezone.localdate()
    listing = make_listing(
        name="Half Acre Psychiatry", npi="1234567893", life_support_on_site="certified", practitioners=[ADA]
    )
    register = {
        "statement": "practitioners",
        "person": "Dr. Ada Vance",
        "kind": "register_checked",
        "about": "license",
        "source": "Colorado Division of Professions and Occupations",
        "url": "https://register.example.org/1",
    }
    document = {"statement": "life_support_on_site", "kind": "document_seen", "about": "certificate"}
    evidence.record(
        clinic=listing.clinic,
        version=listing.version,
        by=moderator,
        verifications=[
            Verification(**register, seen_on=today - timedelta(days=400)),
            Verification(**register, seen_on=today, expires_on=today + timedelta(days=9)),
            Verification(
                **document,
                source="Schedule of three months",
                seen_on=today - timedelta(days=9),
                expires_on=today - timedelta(days=2),
            ),
            Verification(
                statement="npi",
                kind="register_checked",
                about="npi",
                source="NPPES",
                url="https://register.example.org/2",
                outcome="deactivated",
                deactivated_on=today - timedelta(days=30),
                seen_on=today,
            ),
        ],
    )
    return listing


@pytest.fixture
def opened(chromium, live_server, moderator):
    """A function that opens an address in a window of its own, signed in."""
    contexts = []
    client = Client()
    client.force_login(moderator)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value

    def open_one(address, **dress):
        context = chromium.new_context(base_url=live_server.url, **dress)
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(address)
        return page

    yield open_one
    for context in contexts:
        context.close()


def test_nothing_is_wrong_with_the_pages_of_evidence_in_any_dress(opened, listing):
    of_it = {"clinic": listing.clinic_id}
    page, found = opened(reverse("admin:evidence")), {}
    found["all"] = faults(page)
    page.goto(reverse("admin:evidence", query=of_it))
    found["one"] = faults(page)
    page.goto(reverse("admin:evidence_add", query=of_it))
    found["form"] = faults(page)
    page.get_by_role("button", name="Save").click()
    page.locator(".errors__link").first.wait_for()
    found["faults"] = faults(page)

    assert page.title().startswith("Error:")
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_evidence_is_recorded_on_a_phone_without_scripts_and_taken_back(opened, listing):
    page = opened(
        reverse("admin:evidence", query={"clinic": listing.clinic_id}),
        viewport={"width": 360, "height": 740},
        java_script_enabled=False,
    )
    page.get_by_role("link", name="Record what you looked at").click()
    page.get_by_label("Which statement or person is it about?").select_option("Dr. Ada Vance")
    page.get_by_label("What did you look at?").select_option("Insurance")
    page.get_by_label("Document seen by a moderator").check()
    page.get_by_label("Source").fill("Certificate of insurance")
    page.get_by_label("Agrees with the statement").check()
    page.get_by_role("button", name="Save").click()

    assert "Certificate of insurance" in page.inner_text("main")
    assert [one["about"] for one in Listing.objects.get().evidence if one["kind"] == "document_seen"] == [
        "certificate",
        "insurance",
    ]

    page.get_by_role("button", name=re.compile("Withdraw.*Insurance")).click()

    assert "It was withdrawn. Readers no longer see it." in page.inner_text("main")
    assert [one["about"] for one in Listing.objects.get().evidence if one["kind"] == "document_seen"] == [
        "certificate"
    ]
