"""No list of listings reads the whole table: every query goes by a key.

With scans forbidden the planner scans only where there is no index for the question, whatever the size.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Listing
from tests.support.factories import make_listing, make_listings

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/clinics/",
    "/clinics/?near=80202",
    "/clinics/?near=Denver,+CO&within=100&route=iv&state=CO",
    "/clinics/?near=80501&within=10",
    "/clinics/?q=harbor",
    "/clinics/?q=harbor+infus&near=80202&order=match",
    "/clinics/?language=so&condition=cancer_pain",
    "/clinics/?order=name&page=2",
    "/clinics/?route=iv&insurer=aetna&insurer=not_stated&order=price",
    "/clinics/?q=shot+under+$500+a+session+by+video+in+Colorado",
    "/clinics/?near=Denverr,+CO",
    "/clinics/?q=harbr",
    "/clinics.json?q=harbor",
    "/clinics.csv?state=CO",
    "/clinics.atom?near=80202",
]


@pytest.fixture(scope="module")
def directory(lasting):
    denver = {"latitude": 39.74, "longitude": -104.99}
    make_listings({"name": f"Harbor {number}", "route": ["iv"]} | denver for number in range(21))


def plans(queries):
    """The plan of each SELECT, with sequential scans turned off where another plan exists."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for query in queries:
            if query["sql"].startswith("SELECT"):
                cursor.execute(f"EXPLAIN {query['sql']}")
                yield "\n".join(line for (line,) in cursor.fetchall())


def asked(client, address):
    client.get(address)  # the index catches up
    with CaptureQueriesContext(connection) as captured:
        b"".join(client.get(address))
    return captured.captured_queries


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_answer_reads_the_whole_table(client, directory, address):
    explained = list(plans(asked(client, address)))

    assert explained
    assert [plan for plan in explained if "Seq Scan on directory_listing" in plan] == []


def test_the_index_reads_what_changed_through_its_index(client, directory):
    client.get("/clinics/")
    make_listing(name="New")

    with CaptureQueriesContext(connection) as captured:
        client.get("/clinics/")

    changed = [query for query in captured.captured_queries if '"directory_version" >' in query["sql"]]
    assert len(changed) == 1
    assert "Seq Scan" not in "".join(plans(changed))


def test_the_reading_of_plans_finds_a_scan(directory):
    with CaptureQueriesContext(connection) as captured:
        list(Listing.objects.filter(search_text_d__contains="harbor").values_list("pk"))

    assert ["Seq Scan on directory_listing" in plan for plan in plans(captured.captured_queries)] == [True]
