"""The letters about accounts."""

import re
from datetime import timedelta
from pathlib import Path

import allauth
import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import timezone

from directory.accounts import letters as account_letters
from directory.models import Mail
from tests.support.accounts import PASSWORD, letters, link_in
from tests.support.factories import make_person
from tests.support.reading import grade, sentences

pytestmark = pytest.mark.django_db

# Of ways in that are off here: codes by mail, and letters to people without an account.
OFF = {"login_code", "password_reset_code", "unknown_account"}


def test_every_letter_that_allauth_can_send_has_words_of_ours():
    source = "".join(
        path.read_text()
        for part in ("account", "mfa", "usersessions")
        for path in (Path(allauth.__file__).parent / part).rglob("*.py")
    )
    names = set(re.findall(r'"((?:account|mfa|usersessions)/email/\w+)"', source))

    assert {name for name in names if name.rpartition("/")[2] not in OFF} == {
        name for name in account_letters.LETTERS if name != "directory/invited"
    }


@pytest.mark.parametrize("name", account_letters.LETTERS)
def test_a_letter_has_a_fixed_subject_a_reason_one_link_and_both_forms(name):
    account_letters.send(name, {"key": "made-up", "uid": "1"}, to="ada@example.com")

    mail = letters()[0]
    assert mail.subject.startswith("Ketamine Clinic Directory: ")
    assert "You are getting this e-mail because" in mail.text
    assert "You are getting this e-mail because" in mail.html
    assert grade(sentences(mail.html, part="body")) <= 8
    assert mail.text.count("http://127.0.0.1:8000/") == mail.html.count("http://127.0.0.1:8000/") == 1


def test_three_letters_a_day_go_to_one_address_and_the_page_stays_the_same():
    user, pages = make_person(), []
    for _try in range(4):
        pages.append(Client().post("/account/password/reset/", {"email": user.email}, follow=True).text)

    assert len(letters(user.email)) == 3
    assert pages[2] == pages[3]


def test_a_day_later_there_is_room_again(client):
    user = make_person()
    for _try in range(3):
        client.post("/account/password/reset/", {"email": user.email})
    Mail.objects.update(queued_at=timezone.now() - timedelta(hours=24, seconds=1))

    client.post("/account/password/reset/", {"email": user.email})

    assert len(letters(user.email)) == 4


def test_capitals_are_no_way_to_more_letters(client):
    user = make_person("ada@example.com")
    for email in ("ada@example.com", "Ada@example.com", "ADA@example.com", "aDa@example.com"):
        client.post("/account/password/reset/", {"email": email})

    assert user.email == "ada@example.com"
    assert len(letters()) == 3


def test_a_warning_comes_even_after_the_letters_that_anybody_asked_for(client):
    user = make_person()
    for _try in range(4):
        client.post("/account/password/reset/", {"email": user.email})
    client.get(link_in(letters()[0]))

    client.post(client.get(link_in(letters()[0]))["Location"], {"password1": PASSWORD, "password2": PASSWORD})

    assert letters(user.email)[-1].subject == "Ketamine Clinic Directory: Your password was changed"


def test_the_link_of_a_reset_works_once(client):
    user = make_person()
    client.post("/account/password/reset/", {"email": user.email})
    link = link_in(letters()[0])
    form = client.get(link)["Location"]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)

    again = Client().get(link)

    assert "This link does not work" in again.text


def test_the_link_of_a_confirmation_works_once():
    Client().post("/account/signup/", {"email": "new@example.com", "password1": PASSWORD})
    link = link_in(letters()[0])
    assert ">Confirm</button>" in Client().get(link).text
    Client().post(link)

    again = Client().get(link)

    assert ">Confirm</button>" not in again.text


def test_opening_the_link_alone_confirms_nothing():
    Client().post("/account/signup/", {"email": "new@example.com", "password1": PASSWORD})
    Client().get(link_in(letters()[0]))

    page = Client().post("/account/login/", {"login": "new@example.com", "password": PASSWORD})

    assert page["Location"] == "/account/confirm-email/"


def subjects(user):
    return [one.subject.partition(": ")[2] for one in letters(user.email)]


def test_what_changes_who_can_get_in_is_told(client, enter, django_capture_on_commit_callbacks):
    user = enter(make_person())
    client.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD} | dict.fromkeys(("password1", "password2"), NEW),
    )
    TOTP.activate(user, generate_totp_secret())
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/2fa/recovery-codes/generate/")
    client.post("/account/2fa/totp/deactivate/")

    assert subjects(user) == [
        "Your password was changed",
        "New recovery codes were made",
        "Your authenticator app was removed",
    ]


NEW = "quite other words in a row"


def test_the_old_address_is_told_of_the_new_one_and_never_which_it_is(client, enter):
    user = enter(make_person())
    client.post("/account/email/", {"email": "new@example.com", "action_add": ""})
    client.post(link_in(letters("new@example.com")[0]))

    assert subjects(user) == ["Your e-mail address was changed"]
    assert "new@example.com" not in letters(user.email)[0].text
    user.refresh_from_db()
    assert user.email == "new@example.com"
