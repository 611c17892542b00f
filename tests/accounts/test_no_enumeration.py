"""No page shows whether an address has an account: not by its text, its status, or the work it does."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.support.accounts import PASSWORD, letters
from tests.support.factories import make_person

pytestmark = pytest.mark.django_db

TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+')
KNOWN, UNKNOWN, WAITING, CLOSED = (
    "known@example.com",
    "other@example.com",
    "await@example.com",
    "close@example.com",
)


@pytest.fixture(autouse=True)
def people():
    make_person(KNOWN)
    waiting = make_person(WAITING)  # has never opened the letter
    EmailAddress.objects.filter(user=waiting).update(verified=False)
    make_person(CLOSED, is_active=False)


def whole_way(address, form, then):
    """What a browser sees that sends `form` and then asks for `then`: (status, headers, body) of each."""
    client = Client()
    first = client.post(address, form, follow=True)
    return [
        seen(page, form.get("email") or form["login"]) for page in (first, *(client.get(one) for one in then))
    ]


def seen(page, typed):
    headers = {
        name: value for name, value in page.headers.items() if name not in ("Content-Length", "Expires")
    }
    body = TOKEN.sub("", page.text).replace(typed, "")
    return page.status_code, getattr(page, "redirect_chain", None), headers, body


THEN = ["/account/login/", "/account/signup/", "/account/password/reset/", "/account/confirm-email/", "/"]
FORMS = {
    "sign-up": ("/account/signup/", lambda email: {"email": email, "password1": PASSWORD}),
    "sign-up with a fault": ("/account/signup/", lambda email: {"email": email, "password1": "x7"}),
    "reset": ("/account/password/reset/", lambda email: {"email": email}),
    "sign-in": ("/account/login/", lambda email: {"login": email, "password": "not the password"}),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("email", [KNOWN, WAITING, CLOSED])
def test_a_known_and_an_unknown_address_see_the_same(form, email):
    address, filled = FORMS[form]

    assert whole_way(address, filled(email), THEN) == whole_way(address, filled(UNKNOWN), THEN)


def test_the_comparison_sees_a_difference():
    user = make_person("mine@example.com")
    form = {"login": "mine@example.com", "password": PASSWORD}
    user.set_password(PASSWORD)
    user.save()

    assert whole_way("/account/login/", form, []) != whole_way(
        "/account/login/", form | {"login": UNKNOWN}, []
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_known_and_an_unknown_address_cost_the_same_hashing(form, monkeypatch):
    address, filled = FORMS[form]
    hashed, real = [], MD5PasswordHasher.encode

    def encode(self, password, salt):
        hashed.append(password)
        return real(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", encode)
    counts = []
    for email in (KNOWN, UNKNOWN):
        hashed.clear()
        Client().post(address, filled(email))
        counts.append(len(hashed))

    assert counts[0] == counts[1]


def test_a_reset_of_nobody_does_the_work_of_a_letter(client):
    client.post("/account/password/reset/", {"email": "first@example.com"})  # makes the key of the day
    inserted = []
    for email in (KNOWN, UNKNOWN):
        with CaptureQueriesContext(connection) as queries:
            client.post("/account/password/reset/", {"email": email})
        inserted.append([one["sql"][:30] for one in queries if "directory_mail" in one["sql"]])

    assert len(inserted[0]) == 3
    assert inserted[0] == inserted[1]
    assert [one.to for one in letters()] == [KNOWN]


def test_only_the_owner_of_an_address_learns_of_an_account(client):
    for email in (KNOWN, UNKNOWN):
        Client().post("/account/signup/", {"email": email, "password1": PASSWORD})

    assert [(one.to, one.subject.partition(": ")[2]) for one in letters()] == [
        (KNOWN, "You already have an account"),
        (UNKNOWN, "Please confirm your e-mail address"),
    ]
    assert get_user_model().objects.filter(email=KNOWN).count() == 1


def test_a_change_to_the_address_of_another_looks_like_any_change(client, enter):
    pages = []
    for email in (KNOWN, UNKNOWN):
        browser = Client()
        user = make_person()
        user.set_password(PASSWORD)
        user.save()
        browser.post("/account/login/", {"login": user.email, "password": PASSWORD})
        browser.post("/account/reauthenticate/", {"password": PASSWORD})
        page = browser.post("/account/email/", {"email": email, "action_add": ""}, follow=True)
        pages.append(TOKEN.sub("", page.text).replace(email, "").replace(user.email, ""))

    assert pages[0] == pages[1]
