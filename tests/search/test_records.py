"""What files and feeds say of each listing: made once for each version of it."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from directory.index.current import current_index
from directory.models import Listing, Version
from directory.search.records import records
from tests.support.database import erase
from tests.support.factories import make_listing

pytestmark = pytest.mark.django_db


def asked(listings, kind="names"):
    made = []

    def make(listing):
        made.append(listing.name)
        return listing.name

    ids = [listing.pk for listing in listings]
    return [*records(current_index(Version.now()), ids, kind, make).values()], sorted(made)


def test_records_come_in_the_order_of_the_ids_and_are_made_once():
    listings = [make_listing(name=name) for name in ("One", "Two", "Three")]

    assert asked(listings[:2][::-1]) == (["Two", "One"], ["One", "Two"])
    assert asked(listings[::-1]) == (["Three", "Two", "One"], ["Three"])


def test_a_record_is_made_anew_for_another_version_and_another_kind():
    listings = [make_listing(name="One"), make_listing(name="Two")]
    asked(listings)
    make_listing(listings[0].clinic, name="One and a half")

    assert asked(listings) == (["One and a half", "Two"], ["One and a half"])
    assert asked(listings, kind="other names")[1] == ["One and a half", "Two"]


def test_a_row_of_before_is_not_kept_as_that_of_the_version_at_hand():
    """As a standby has it that lags behind the index, where the primary does not answer."""
    listing = make_listing(name="Late")
    current_index(Version.now())
    behind = Listing.objects.filter(pk=listing.pk)
    behind.update(name="Early", directory_version=listing.directory_version - 1)
    before = asked([listing])
    behind.update(name="Late", directory_version=listing.directory_version)

    assert (before, asked([listing])) == ((["Early"], ["Early"]), (["Late"], ["Late"]))


def test_a_listing_that_is_not_there_has_no_record():
    gone, listing = make_listing(name="Gone"), make_listing(name="One")
    current_index(Version.now())
    erase(Listing.objects.filter(pk=gone.pk))

    assert asked([gone, listing])[0] == ["One"]


@pytest.mark.parametrize(
    ("address", "more"),
    [("/clinics.csv", 0), ("/clinics.json", 0), ("/clinics.atom", 1)],  # a feed asks for what was removed
)
def test_a_file_says_the_same_the_second_time_and_names_what_changed(
    address, more, django_assert_num_queries
):
    at = timezone.now() - timedelta(days=1)
    listing = make_listing(name="Half Acre <&>", at=at)
    client = Client()

    with django_assert_num_queries(3 + more):  # the version, what changed since, and the listing
        first = client.get(address).getvalue()
    with django_assert_num_queries(1 + more):
        second = client.get(address).getvalue()
    make_listing(listing.clinic, name="Whole Acre")

    assert second == first
    assert [b"Whole Acre" in text for text in (first, client.get(address).getvalue())] == [False, True]


def test_json_has_the_distance_of_each_listing_beside_what_is_kept():
    make_listing(name="Here", latitude=39.74, longitude=-104.99, city="Denver", state="CO")
    far, near = (
        json.loads(Client().get("/clinics.json" + query).text)["results"][0]
        for query in ("", "?near=Denver,+CO")
    )

    assert ("miles" in far, near) == (False, far | {"miles": near["miles"]})


def test_entries_of_a_feed_have_the_address_of_the_host_that_was_asked(settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    make_listing(name='A "name" & <b>')
    one, two = (Client().get("/clinics.atom", headers={"host": host}).text for host in settings.ALLOWED_HOSTS)

    assert one.count("one.example/clinics/") == two.count("two.example/clinics/") == 3
    assert one.replace("one.example", "two.example") == two
