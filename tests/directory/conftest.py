import pytest
from django.utils import timezone

from tests import factories


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def house(db):
    """The organisation of a listed clinic, and its owner."""
    clinic = factories.make_listing(name="Tern House", email="desk@tern-house.example").clinic
    owner = factories.make_owner(clinic)
    return clinic.organization, owner
