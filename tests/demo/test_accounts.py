"""The accounts that `demo` prints can sign in, with the rights that it prints."""

import re

import pytest

from directory.demo import accounts
from directory.models import Organization
from tests.support.factories import make_clinic

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    make_clinic(source="invented:tern-house")
    chain = Organization.objects.create(name="Ninefold Ketamine Care", slug="ninefold")
    make_clinic(organization=chain)
    accounts.create_accounts()


def sign_in(client, email):
    form = {"login": email, "password": accounts.PASSWORD}
    return client.post("/account/login/", form)


@pytest.mark.parametrize("email", ["owner@demo.example", "manager@demo.example", "editor@demo.example"])
def test_a_member_of_a_clinic_can_open_the_portal(client, people, email):
    sign_in(client, email)

    assert client.get("/portal/").status_code == 200


def test_the_moderator_can_open_the_queue_with_the_current_code(client, people):
    asked = sign_in(client, "moderator@demo.example")
    main = client.get("/demo/code/").text.split("<main")[1]  # the crisis line holds six digits, too
    client.post(asked.headers["Location"], {"code": re.search(r"\b\d{6}\b", main)[0]})

    assert client.get("/admin/").status_code == 200


def test_a_moderator_without_a_second_factor_cannot_open_the_queue(client, people):
    sign_in(client, "newcomer@demo.example")

    assert client.get("/admin/").status_code == 403


def test_creating_the_accounts_twice_creates_them_once(people):
    accounts.create_accounts()

    assert [email for email, _who in accounts.existing_accounts()] == [
        email for email, *_ in accounts.ACCOUNTS
    ]


def test_without_invented_clinics_there_are_no_members():
    accounts.create_accounts()

    assert [email for email, _who in accounts.existing_accounts()] == [
        "reader@demo.example",
        "moderator@demo.example",
        "newcomer@demo.example",
    ]


def test_outside_the_demo_the_page_of_the_code_is_404(client, settings):
    settings.DEMO = False

    assert client.get("/demo/code/").status_code == 404
