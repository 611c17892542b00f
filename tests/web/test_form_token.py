"""A form that has to be sent again says so, and names the button that it has."""

import re

import pytest
from django.urls import reverse

from tests.support.factories import make_listing, make_owner, make_person
from tests.support.html import elements
from tests.support.membership import proposal, signed_in
from tests.support.portal import portal_url

pytestmark = pytest.mark.django_db

FORM = {"words": "I run it.", "name": "Gull House", "reason": "other"}


def pages():
    """Address of each page with a signed time → who may post there."""
    stranger = make_person()
    listing = make_listing(name="Tern House", email="desk@tern-house.example")
    silent, managed = make_listing(name="Silent House"), make_listing(name="Half Acre")
    owner = make_owner(managed.clinic)
    return {
        reverse("start"): stranger,
        reverse("propose"): stranger,
        reverse("claim_clinic", args=[listing.slug]): stranger,
        reverse("claim_clinic", args=[silent.slug]): stranger,
        reverse("report", args=[listing.slug]): stranger,
        portal_url("thread", managed.clinic): owner,
        reverse("portal:site", args=[managed.clinic.organization.pk]): owner,
    }


FAULTS = {
    "open for too long": {"sending": ""},
    "forged": {"sending": "x"},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_sentence_names_a_button_of_the_page(fault):
    for address, user in pages().items():
        page = signed_in(user).post(address, proposal() | FORM | {"message-words": "Hello."} | FAULTS[fault])

        named = re.findall(r"Please press “([^”]+)” again\.", page.text)
        buttons = {" ".join("".join(one.itertext()).split()) for one in elements(page.content, "button")}
        assert (page.status_code, len(set(named))) == (400, 1), address
        assert set(named) <= buttons, address
