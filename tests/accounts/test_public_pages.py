"""A public page is the same for a moderator who has signed in: any cache may keep it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.support.factories import make_listing, make_moderator

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/clinics/",
    "/clinics.json",
    "/clinics.csv",
    "/clinics.atom",
    "/clinics/tern-house-denver/",
    "/clinics/tern-house-denver/history/",
    "/compare/?clinic=tern-house-denver",
    "/checklist/",
    "/guide/",
    "/about/",
    "/data/",
]


def asked(browser, address):
    with CaptureQueriesContext(connection) as queries:
        page = browser.get(address)
        body = page.getvalue()
    return page, body, [one["sql"] for one in queries]


@pytest.mark.parametrize("address", PAGES)
def test_a_public_page_is_the_same_for_a_moderator(address):
    make_listing(name="Tern House", city="Denver", state="CO")
    moderator, stranger = Client(), Client()
    moderator.force_login(make_moderator())
    assert moderator.get("/account/email/").status_code == 200
    stranger.get(address).getvalue()  # what is computed once is computed

    ours, our_body, our_queries = asked(moderator, address)
    theirs, their_body, their_queries = asked(stranger, address)

    assert theirs.status_code == 200
    assert our_body == their_body
    assert our_queries == their_queries
    assert dict(ours.headers) == dict(theirs.headers)
    assert "public" in ours["Cache-Control"]
    assert "Cookie" not in ours.get("Vary", "")
    assert not ours.cookies
