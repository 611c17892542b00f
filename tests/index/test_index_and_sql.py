"""An index that followed every change is the one built at once; orders, pages and radius are those of SQL."""

import json
from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.index import column, name_order, orders
from directory.index import index as index_module
from directory.index.index import Index
from directory.places.geometry import Point
from tests.support.index_rows import FIRST_DAY, TODAY, everything, index_row

HISTORY = uuid4()
RANDOM = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])

days = st.integers(-400, 31).map(lambda day: FIRST_DAY + timedelta(day))
codes = st.lists(
    st.sampled_from(["state:CO", "condition:ptsd", "payment:self_pay", "organization:a", "organization:b"]),
    unique_by=lambda key: key.partition(":")[0],
)
offering_codes = st.lists(
    st.sampled_from(
        ["0:route:iv", "1:route:iv", "1:route:im", "2:session_price:under_200", "2:session_dollars:150"]
    ),
    unique=True,
)
stated = st.fixed_dictionaries(
    {
        "name": st.text("ab é\U0001f600", max_size=3),
        "codes": codes,
        "offering_codes": offering_codes,
        "confirmed_on": st.none() | days,
        "first_published_on": days,
        "removed_at": st.sampled_from([None, None, None, FIRST_DAY]),
        "latitude": st.sampled_from([39.0, 39.999, 40.0, 40.5, -89.9]),
        "longitude": st.sampled_from([-105.0, -104.999, 179.99, -179.99]),
        "document_seen_until": st.none() | days,
        "directory_version": st.integers(1, 9),
    }
)
nowhere = {"latitude": None, "longitude": None}
rows = st.builds(
    lambda pk, values, has_point: index_row(pk, **values | ({} if has_point else nowhere)),
    st.integers(1, 12) | st.integers(9_000, 9_003),
    stated,
    st.booleans(),
)
batches = st.lists(st.lists(rows, max_size=6, unique_by=lambda row: row.pk), min_size=1, max_size=6)


@pytest.fixture(autouse=True)
def small_steps(monkeypatch):
    """What is left for later in a large directory is done after a few changes, so that it is tested."""
    monkeypatch.setattr(column, "MAX_CHANGED", 3)
    monkeypatch.setattr(orders, "MAX_CHANGED", 3)
    monkeypatch.setattr(name_order, "MAX_CHANGED", 3)
    monkeypatch.setattr(name_order, "STEP", 4)
    monkeypatch.setattr(orders, "FEW", 1)


def followed(batches):
    """(the index that took the batches one after the other, the public rows at the end)"""
    index, latest = Index(HISTORY), {}
    for batch in batches:
        index.on_day(TODAY).counts_of_listed(["state:CO", "route:iv"], index.bitmaps)
        index = index.updated(1, batch)
        latest |= {row.pk: row for row in batch}
    return index, [row for _pk, row in sorted(latest.items()) if row.is_public]


@RANDOM
@given(batches=batches)
def test_an_index_that_followed_every_change_is_the_one_built_at_once(batches):
    index, latest = followed(batches)
    built = Index(HISTORY).updated(1, latest)
    keys = ["state:CO", "route:iv"]

    assert everything(index) == everything(built)
    assert index.bitmaps.groups == built.bitmaps.groups
    assert index.on_day(TODAY).counts_of_listed(keys, index.bitmaps) == [
        len(index.on_day(TODAY).listed & index.with_key(key)) for key in keys
    ]


@RANDOM
@given(batches=batches)
def test_an_update_changes_nothing_in_the_index_before_it(batches):
    index, _ = followed(batches[:-1])
    before = everything(index)

    index.updated(2, batches[-1])

    assert everything(index) == before


SQL = """
    WITH listing AS (
        SELECT *, 3958.7613 * 2 * asin(least(1, sqrt(
            sin(radians(latitude - %(latitude)s) / 2) ^ 2
            + cos(radians(latitude)) * cos(radians(%(latitude)s))
                * sin(radians(longitude - %(longitude)s) / 2) ^ 2
        ))) AS miles
        FROM jsonb_to_recordset(%(rows)s::jsonb) AS listing(
            pk int, name text, confirmed date, published date, version int,
            latitude float8, longitude float8, is_in_colorado bool)
    )
    SELECT pk FROM listing WHERE {condition} ORDER BY {order}, pk LIMIT %(limit)s OFFSET %(offset)s
"""
CHOICES = {"TRUE": lambda index: index.ids, "is_in_colorado": lambda index: index.with_key("state:CO")}
ORDERS = {
    'name COLLATE "C"': lambda index, among, start, stop: index.by_name(among, start, stop),
    "confirmed DESC NULLS LAST, published DESC": lambda index, among, start, stop: index.by_confirmation(
        among, start, stop
    ),
}


def ids_in_sql(rows, condition, order, start, stop, center):
    records = [
        {
            "pk": row.pk,
            "name": row.search_text_a,
            "confirmed": row.confirmed_on,
            "published": None if row.confirmed_on else row.first_published_on,
            "version": row.directory_version,
            "latitude": row.latitude,
            "longitude": row.longitude,
            "is_in_colorado": "state:CO" in row.codes,
        }
        for row in rows
    ]
    values = {"rows": json.dumps(records, default=str), "limit": stop - start, "offset": start}
    values |= {"latitude": center.latitude, "longitude": center.longitude}
    with connection.cursor() as cursor:
        cursor.execute(SQL.format(condition=condition, order=order), values)
        return [pk for (pk,) in cursor.fetchall()]


centers = st.sampled_from([Point(39.0, -105.0), Point(40.2, -104.5), Point(0, 179.995), Point(-89.95, 10.0)])


@pytest.mark.slow
@pytest.mark.django_db
@RANDOM
@given(batches=batches, start=st.integers(0, 8), count=st.integers(0, 8), center=centers)
def test_orders_and_pages_are_those_of_sql(monkeypatch, batches, start, count, center):
    index, latest = followed(batches)
    stop = start + count

    for (condition, choose), few in product(CHOICES.items(), (0, 4_096)):
        monkeypatch.setattr(index_module, "FEW", few)
        among = choose(index)
        for order, ids in ORDERS.items():
            assert ids(index, among, start, stop) == ids_in_sql(
                latest, condition, order, start, stop, center
            ), order
        assert index.by_change(among, count) == ids_in_sql(
            latest, condition, "version DESC", 0, count, center
        )


@pytest.mark.slow
@pytest.mark.django_db
@RANDOM
@given(batches=batches, within=st.sampled_from([10, 25, 69.5, 100, 500]), center=centers)
def test_those_within_a_radius_are_those_of_sql(batches, within, center):
    index, latest = followed(batches)

    miles = index.miles_from(center, within=within, among=index.ids)

    assert sorted(miles) == sorted(ids_in_sql(latest, f"miles <= {within}", "pk", 0, 100, center))
