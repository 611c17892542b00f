import pytest

from directory.facts.vocabulary import PointSource
from directory.maps.clinic import clinic_map, directions_link, point_note
from directory.maps.precision import is_approximate
from directory.models import Listing
from tests.support.factories import make_listing
from tests.support.html import elements

ADDRESS = {"street": "1412 Example St #3", "city": "Denver", "state": "CO", "zip": "80203"}
EXACT = {"latitude": 39.73215, "longitude": -104.97021}
BY_ZIP = {"latitude": 39.7313, "longitude": -104.9811, "point_source": PointSource.ZIP_CENTROID}


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        ((39.73215, -104.97, ""), False),
        ((39.73, -104.97, "given"), True),
        ((40.0, -105.0, ""), True),
        ((39.73215, -104.97021, "zip_centroid"), True),
    ],
)
def test_a_point_is_approximate_by_its_source_or_its_decimals(point, expected):
    assert is_approximate(*point) == expected


def test_a_listing_without_a_point_has_no_map():
    assert clinic_map(Listing(name="Tern House")) is None


def test_the_mark_of_a_listing_stands_in_the_middle_and_leads_nowhere():
    area = clinic_map(Listing(name="Tern House", **EXACT))

    assert [(one.x, one.y, one.mark.href, one.mark.is_approximate) for one in area.marks] == [
        (164, 95, "", False)
    ]


@pytest.mark.parametrize(
    ("stated", "note"),
    [
        (EXACT, ""),
        ({}, ""),
        (
            BY_ZIP | {"zip": "80203-1234"},
            "The mark is the middle of ZIP code 80203. The clinic is near it.",
        ),
        ({"latitude": 39.7, "longitude": -105.0}, "The mark is rough. The clinic is near it."),
    ],
)
def test_a_point_that_is_not_exact_is_said_to_be(stated, note):
    assert point_note(Listing(name="Tern House", **stated)) == note


@pytest.mark.parametrize(
    ("stated", "link"),
    [
        (
            ADDRESS | EXACT,
            "geo:39.73215,-104.97021?q=1412%20Example%20St%20%233%2C%20Denver%2C%20CO%2080203",
        ),
        (ADDRESS | BY_ZIP, "geo:0,0?q=1412%20Example%20St%20%233%2C%20Denver%2C%20CO%2080203"),
        ({"street": "1412 Example St", "city": "Denver"}, "geo:0,0?q=1412%20Example%20St%2C%20Denver"),
        ({"city": "Denver", **EXACT}, ""),
    ],
)
def test_directions_name_the_address_and_no_company(stated, link):
    assert directions_link(Listing(name="Tern House", **stated)) == link


@pytest.mark.django_db
def test_the_page_of_a_clinic_shows_its_map_and_the_way_there(client):
    listing = make_listing(name="Tern House", **ADDRESS, **BY_ZIP)
    html = client.get(listing.get_absolute_url()).content.decode()
    links = [link.get("href") for link in elements(html, "a") if (link.get("href") or "").startswith("geo:")]
    (figure,) = elements(html, "figcaption")

    assert links == ["geo:0,0?q=1412%20Example%20St%20%233%2C%20Denver%2C%20CO%2080203"]
    assert " ".join("".join(figure.itertext()).split()) == (
        "The mark is the middle of ZIP code 80203. The clinic is near it. "
        "Thin lines are counties, from the US Census."
    )
