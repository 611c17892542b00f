"""Readers while the directory changes: each response is of one version, and the last change reaches all."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from tests.support.factories import make_listing

pytestmark = pytest.mark.slow

READERS = 20
CHANGES = 30


def ask(client):
    """(status, count in the heading, cards, count beside the option IV) of one answer."""
    try:
        answer = client.get("/clinics/", {"route": "iv"})
    finally:
        connections.close_all()  # as a server does after each request: there are four for everybody
    page = answer.content.decode()
    heading = re.search(r'id="count"[^>]*>(\d+) clinic', page)
    option = re.search(r'name="route" value="iv".*?class="choice__count">(\d+)<', page)
    counts = (int(heading[1]), page.count('<li class="card '), int(option[1])) if heading else ()
    return answer.status_code, *counts


@pytest.mark.django_db(transaction=True)
def test_twenty_readers_see_whole_moments_while_thirty_changes_are_published():
    listings = [make_listing(name=f"Clinic {number}", route=["iv"]) for number in range(10)]
    done = threading.Event()

    def read():
        client = Client()
        answers = [ask(client)]
        while not done.wait(0.05):
            answers.append(ask(client))
        return answers

    with ThreadPoolExecutor(READERS) as readers:
        reading = [readers.submit(read) for _reader in range(READERS)]
        try:
            for change in range(CHANGES):
                route = "im" if (change // 10) % 2 == 0 else "iv"  # all away, all back, all away
                make_listing(listings[change % 10].clinic, route=[route])
        finally:
            done.set()
        seen = [answer for reader in reading for answer in reader.result()]

    assert {status for status, *_counts in seen} == {200}
    assert [counts for _status, *counts in seen if len(set(counts)) != 1] == []
    assert len({counts[0] for _status, *counts in seen}) > 2  # they did read while it moved

    with ThreadPoolExecutor(READERS) as readers:
        after = set(readers.map(ask, [Client() for _reader in range(READERS)]))
    assert after == {(200, 0, 0, 0)}
