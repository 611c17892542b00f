import pytest
from django.db import connection

from directory.models import Clinic, FormerSlug, Listing
from directory.moderation import decisions
from tests.support.factories import make_clinic, make_listing, make_listings, make_moderator, make_submission

pytestmark = pytest.mark.django_db


def test_every_clinic_has_an_id_of_its_own():
    one, other = make_clinic(), make_clinic()

    assert one.uid.version == 4
    assert one.uid != other.uid


def test_the_database_gives_one_to_a_row_that_brings_none():
    make_clinic(name="As it was")
    columns = [
        field.column for field in Clinic._meta.concrete_fields if field.column not in ("id", "uid", "source")
    ]
    with connection.cursor() as cursor:
        listed = ", ".join(f'"{column}"' for column in columns)
        cursor.execute(
            f"INSERT INTO directory_clinic ({listed}, source) SELECT {listed}, 'raw' FROM directory_clinic"
        )

    uids = list(Clinic.objects.filter(name="As it was").values_list("uid", flat=True))
    assert len(set(uids)) == 2
    assert None not in uids


def test_a_listing_has_the_id_of_its_clinic():
    listings = [make_listing(), *make_listings([{}, {}])]

    assert [listing.uid for listing in listings] == [listing.clinic.uid for listing in listings]


def test_it_stays_when_the_name_and_the_address_change():
    listing = make_listing(name="First Name", city="Denver")
    uid = listing.uid

    decisions.approve(
        submissions=[make_submission(listing.clinic, name="Second Name", city="Aurora")], by=make_moderator()
    )

    assert FormerSlug.objects.count() == 1
    assert Listing.objects.get().uid == Clinic.objects.get().uid == uid
