from datetime import timedelta

import pytest
from django.utils import timezone

from directory.models import Clinic, Organization
from tests.support.factories import make_clinic, make_listing, make_member, make_owner


@pytest.fixture(scope="module", autouse=True)
def zip_codes_first(zip_codes):
    """Load the ZIP codes before each test: drafts are given the point of theirs."""


@pytest.fixture(scope="module")
def made_chain(zip_codes, lasting):
    """The id of an organization with five listings, published ten days ago; beside it another's."""
    chain = Organization.objects.create(name="Ninefold", slug="ninefold")
    for number in range(5):
        make_listing(
            name=f"Ninefold {number}",
            organization=chain,
            at=timezone.now() - timedelta(days=10),
            street=f"{number} Example Street",
            zip="80202",
            phone=f"+1303555014{number}",
            route=["iv"] if number else ["im"],
            about=f"House {number}.",
            practitioners=[{"name": f"Person {number}", "roles": ["prescriber"], "license": "md"}],
        )
    theirs = make_clinic(name="Theirs")
    make_owner(theirs)
    make_listing(theirs)
    return chain.pk


@pytest.fixture
def chain(made_chain):
    return Organization.objects.get(pk=made_chain)


@pytest.fixture
def clinics(chain):
    """The five clinics of the chain, by name."""
    return list(Clinic.objects.filter(organization=chain).order_by("name"))


@pytest.fixture
def theirs():
    return Clinic.objects.get(name="Theirs")


@pytest.fixture
def owner(clinics, client):
    user = make_owner(clinics[0])
    client.force_login(user)
    return user


@pytest.fixture
def editor(clinics, client):
    user = make_member(clinics[0])
    client.force_login(user)
    return user
