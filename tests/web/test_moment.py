"""`?at=NUMBER`: the address is answered as without it, after the number was waited for."""

import pytest
from django.test import RequestFactory

from directory.models import Version
from directory.web import moment
from tests.support.factories import make_listing


@pytest.mark.parametrize(
    ("query", "number", "rest"),
    [
        ("at=12", 12, ""),
        ("route=iv&at=12&page=2", 12, "route=iv&page=2"),
        ("at=1&at=12", 12, ""),
        ("at=", None, ""),
        ("at=-1", None, ""),
        ("at=1.5", None, ""),
        ("at=%D9%A3", None, ""),
        ("at=" + "9" * 19, None, ""),
        ("at=new&route=iv&route=im", None, "route=iv&route=im"),
        ("route=iv", None, "route=iv"),
    ],
)
def test_the_number_is_read_and_taken_out_of_the_address(query, number, rest):
    request = RequestFactory().get(f"/clinics/?{query}")

    assert moment.take_number(request) == number
    assert (request.GET.urlencode(), request.META["QUERY_STRING"]) == (rest, rest)
    assert request.build_absolute_uri() == "http://testserver/clinics/" + (f"?{rest}" if rest else "")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/clinics/", "/clinics.csv", "/clinics.json", "/clinics.atom"])
@pytest.mark.parametrize("number", ["1", "999999999999", "-1", "x"])
def test_an_address_with_a_number_is_answered_as_without_it_and_kept_by_no_cache(client, address, number):
    make_listing(name="Tern House")
    plain = client.get(address)

    answer = client.get(address, {"at": number})

    assert (answer.status_code, answer.getvalue()) == (200, plain.getvalue())
    assert (answer["Cache-Control"], answer.get("ETag")) == ("no-store", None)


@pytest.mark.django_db
def test_the_page_behind_a_link_with_a_number_names_its_address_without_it(client):
    listing = make_listing(name="Tern House")
    plain = client.get(listing.get_absolute_url()).text

    page = client.get(listing.address_at_version).text

    assert listing.address_at_version == f"{listing.get_absolute_url()}?at={Version.now().number}"
    assert (page, "?at=" in page) == (plain, False)


@pytest.mark.django_db
def test_without_a_keeper_there_is_no_version_at_hand_and_the_database_is_asked():
    make_listing(name="Tern House")

    assert moment.version_at_hand() is None
    assert moment.version_for(RequestFactory().get("/")) == Version.now()
