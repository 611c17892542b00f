"""make_moderator: who becomes one, and how they hear of it."""

from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client

from tests.support.accounts import PASSWORD, letters, link_in
from tests.support.factories import make_person

pytestmark = pytest.mark.django_db


def printed(*arguments):
    out = StringIO()
    call_command("make_moderator", *arguments, stdout=out)
    return out.getvalue().strip()


def rights(email):
    user = get_user_model().objects.get(email=email)
    return user.is_staff, user.is_superuser


def test_an_account_that_exists_becomes_a_moderator():
    make_person("ada@example.com")

    assert printed("Ada@example.com") == (
        "ada@example.com is now a moderator and must set up two-step sign-in before making decisions."
    )
    assert rights("ada@example.com") == (True, False)
    assert letters() == []


def test_making_a_moderator_twice_changes_nothing():
    make_person("ada@example.com")
    printed("ada@example.com")

    assert printed("ada@example.com") == "ada@example.com is already a moderator. Nothing was changed."


def test_a_moderator_becomes_a_superuser_and_stays_one():
    make_person("ada@example.com")
    printed("ada@example.com")
    printed("ada@example.com", "--superuser")
    printed("ada@example.com")

    assert rights("ada@example.com") == (True, True)


def test_a_new_address_gets_an_account_and_one_letter():
    first = printed("new@example.com")
    again = printed("new@example.com")

    assert first == (
        "There was no account new@example.com. We made one with the role moderator. An "
        "e-mail with a link to choose a password is waiting to be sent."
    )
    assert again == "new@example.com is already a moderator. Nothing was changed."
    assert [one.to for one in letters()] == ["new@example.com"]


def test_nobody_gets_in_before_the_letter_is_opened():
    printed("new@example.com")
    user = get_user_model().objects.get(email="new@example.com")

    assert not user.has_usable_password()


def test_the_letter_leads_to_a_password_and_to_the_queues_door():
    printed("new@example.com")
    browser = Client()
    form = browser.get(link_in(letters()[0]))["Location"]
    browser.post(form, {"password1": PASSWORD, "password2": PASSWORD})

    page = browser.post("/account/login/", {"login": "new@example.com", "password": PASSWORD})

    assert page["Location"] == "/admin/"
    assert "Set up two-step sign-in" in browser.get("/admin/").text


def test_an_address_that_nobody_has_confirmed_is_no_moderator():
    user = make_person("ada@example.com")
    EmailAddress.objects.filter(user=user).update(verified=False)

    with pytest.raises(CommandError, match=r"ada@example\.com is not confirmed"):
        printed("ada@example.com")
    assert rights("ada@example.com") == (False, False)


def test_what_is_no_address_is_refused():
    with pytest.raises(CommandError, match="Enter an e-mail address"):
        printed("nobody")
    assert not get_user_model().objects.exists()
