import pytest
from django.utils import timezone

from directory import gazetteer


@pytest.fixture(scope="session")
def places(django_db_setup, django_db_blocker):
    """The real ZIP codes and towns, loaded once for the whole run. Use it together with `db`."""
    with django_db_blocker.unblock():
        gazetteer.load(gazetteer.rows())


@pytest.fixture
def today():
    return timezone.localdate()
