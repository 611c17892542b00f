"""Ending reminders by the link in a letter."""

import pytest
from django.test import Client

from directory.mail import reminder_letter
from directory.models import Membership
from tests.support.factories import make_clinic, make_member
from tests.support.html import assert_valid

pytestmark = pytest.mark.django_db


def text_of(response):
    return response.content.decode()


@pytest.fixture
def membership():
    return Membership.objects.get(user=make_member(make_clinic(name="Tern House")))


@pytest.fixture
def mail_program():
    """A client without cookies and CSRF token whose requests are checked for both."""
    return Client(enforce_csrf_checks=True)


def wants_reminders(membership):
    return Membership.objects.get(pk=membership.pk).reminders


def test_opening_the_link_ends_nothing(client, membership):
    response = client.get(reminder_letter.unsubscribe_path(membership))

    assert "Stop reminders?" in text_of(response)
    assert "Tern House" in text_of(response)
    assert_valid(text_of(response))
    assert wants_reminders(membership) is True


def test_one_click_of_a_mail_program_ends_reminders(mail_program, membership):
    """RFC 8058, 3.1 and 3.2."""
    response = mail_program.post(
        reminder_letter.unsubscribe_path(membership),
        b"List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code == 200  # and no redirect
    assert response.cookies == {}
    assert wants_reminders(membership) is False


def test_the_button_on_the_page_ends_reminders_and_may_be_pressed_twice(mail_program, membership):
    address = reminder_letter.unsubscribe_path(membership)

    pages = [text_of(mail_program.post(address)) for _time in range(2)]

    assert pages[0] == pages[1]
    assert "You will get no more reminders about the listings of Tern House." in pages[0]
    assert_valid(pages[0])
    assert wants_reminders(membership) is False


def test_the_reminders_of_others_go_on(mail_program, membership):
    colleague = Membership.objects.create(
        organization=membership.organization, user=make_member(), role="editor"
    )

    mail_program.post(reminder_letter.unsubscribe_path(membership))

    assert wants_reminders(colleague) is True


def test_no_cache_may_store_the_page(client, membership):
    assert client.get(reminder_letter.unsubscribe_path(membership))["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_incomplete_link_says_so(mail_program, membership, method):
    response = getattr(mail_program, method)(reminder_letter.unsubscribe_path(membership)[:-3] + "/")

    assert response.status_code == 404
    assert "Copy the whole link from the e-mail" in text_of(response)
    assert wants_reminders(membership) is True


def test_somebody_who_has_left_the_organization_gets_the_same_page(mail_program, membership):
    address = reminder_letter.unsubscribe_path(membership)
    membership.delete()

    assert mail_program.post(address).status_code == 200
