"""Public pages: how long a copy of one is good."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.support.factories import make_listing

pytestmark = pytest.mark.django_db


def test_a_copy_of_yesterday_is_not_taken_for_the_page_of_today(client, monkeypatch):
    """What a page says of dates, such as “confirmed today”, changes although nothing is written."""
    make_listing()
    today = timezone.localdate()
    etag = client.get("/clinics/")["ETag"]
    again = client.get("/clinics/", headers={"If-None-Match": etag})

    monkeypatch.setattr(timezone, "localdate", lambda: today + timedelta(days=1))
    tomorrow = client.get("/clinics/", headers={"If-None-Match": etag})

    assert (again.status_code, tomorrow.status_code) == (304, 200)
