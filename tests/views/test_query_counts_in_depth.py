"""How many queries a page in depth takes: as many as the first one."""

import pytest

from tests.support.factories import make_listings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_pages")]

DENVER = {"city": "Denver", "state": "CO", "latitude": 39.74, "longitude": -104.99}


@pytest.fixture(scope="module")
def two_pages(lasting):
    make_listings({"name": f"Harbor {number:02}", "route": ["iv"]} | DENVER for number in range(21))


def test_a_deep_page_takes_as_many_queries_as_the_first(counted):
    counted("/clinics/?order=name", 1, cards=20)
    counted("/clinics/?order=name&page=2", 1, cards=1)


def test_clinics_a_little_farther_come_with_the_same_query(counted):
    counted("/clinics/?near=80501&within=10", 1, cards=5)
