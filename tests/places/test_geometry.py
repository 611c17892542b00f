import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.models import Clinic
from directory.places.geometry import Point, bounding_box, haversine_miles, in_box
from tests.support.factories import make_clinic

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


def test_the_distance_from_denver_to_new_york_is_known():
    assert haversine_miles((39.7392, -104.9903), (40.7128, -74.0060)) == pytest.approx(1627, abs=5)


def test_the_distance_half_round_the_earth_is_half_its_circumference():
    assert haversine_miles((0, 0), (0, 180)) == pytest.approx(math.pi * 3958.7613)
    assert haversine_miles((90, 0), (-90, 77)) == pytest.approx(math.pi * 3958.7613)


def test_the_distance_does_not_jump_at_the_antimeridian():
    assert haversine_miles((51.9, 179.9), (51.9, -179.9)) == pytest.approx(
        haversine_miles((51.9, 0.1), (51.9, -0.1))
    )


def inside(box, latitude, longitude):
    south, north, west, east = box
    across = west <= longitude <= east if west <= east else longitude >= west or longitude <= east
    return south <= latitude <= north and across


@given(latitudes, longitudes, st.floats(0, 500), st.floats(0, 1), st.floats(0, 2 * math.pi))
def test_a_box_holds_every_place_within_the_miles(latitude, longitude, miles, share, bearing):
    start, angle = math.radians(latitude), miles * share / 3958.7613
    sine = math.sin(start) * math.cos(angle) + math.cos(start) * math.sin(angle) * math.cos(bearing)
    end = math.asin(max(-1, min(1, sine)))
    turn = math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(start),
        math.cos(angle) - math.sin(start) * math.sin(end),
    )
    there = math.degrees(end), (longitude + math.degrees(turn) + 180) % 360 - 180

    if haversine_miles((latitude, longitude), there) <= miles:
        assert inside(bounding_box(Point(latitude, longitude), miles), *there)


def test_a_box_is_no_larger_than_it_must_be():
    south, north, west, east = bounding_box(Point(39.74, -104.99), 25)

    assert haversine_miles((south, -104.99), (39.74, -104.99)) == pytest.approx(25, abs=0.01)
    assert haversine_miles((north, -104.99), (39.74, -104.99)) == pytest.approx(25, abs=0.01)
    assert east - west == pytest.approx(0.9409, abs=0.001)
    assert (west + east) / 2 == pytest.approx(-104.99)


def test_a_box_in_the_aleutians_crosses_the_antimeridian():
    _, _, west, east = box = bounding_box(Point(51.88, -179.5), 100)

    assert west > 0 > east
    assert inside(box, 51.88, 179.9)
    assert not inside(box, 51.88, 170)
    assert not inside(box, 51.88, -170)


def test_a_box_round_a_pole_holds_every_longitude():
    assert bounding_box(Point(89.9, 10), 100)[1:] == (90.0, -180.0, 180.0)
    assert bounding_box(Point(-89.9, 10), 100)[0] == -90.0


@pytest.mark.django_db
@pytest.mark.parametrize("longitude", [-104.99, 179.9, -179.9])
def test_a_box_as_a_filter_finds_what_lies_inside_on_both_sides_of_the_antimeridian(longitude):
    offsets = {"here": 0, "east": 0.3, "west": -0.3, "far east": 1, "far west": -1}
    for name, offset in offsets.items():
        east = (longitude + offset + 180) % 360 - 180
        make_clinic(name=name, latitude=39.74, longitude=east)
    make_clinic(name="north", latitude=40.74, longitude=longitude)

    in_the_box = Clinic.objects.filter(in_box(Point(39.74, longitude), miles=25))

    assert {clinic.name for clinic in in_the_box} == {"here", "east", "west"}
