"""Positions on the map of the country, against those of d3-geo 3 (scale 1300, middle 487.5, 305)."""

import math

import pytest

from directory.maps import albers

OF_D3 = {
    "Salt Lake City UT": ((40.7608, -111.891), (228.497, 235.258)),
    "New York NY": ((40.7128, -74.006), (869.719, 215.741)),
    "Los Angeles CA": ((34.0522, -118.2437), (86.812, 363.119)),
    "Miami FL": ((25.7617, -80.1918), (822.738, 572.541)),
    "Seattle WA": ((47.6062, -122.3321), (97.625, 46.319)),
    "Anchorage AK": ((61.2181, -149.9003), (112.277, 544.278)),
    "Honolulu HI": ((21.3069, -157.8583), (266.96, 549.19)),
    "San Juan PR (outside)": ((18.4655, -66.1057), None),
    "Guam (outside)": ((13.4443, 144.7937), None),
    "Kansas centroid": ((39.8283, -98.5795), (453.493, 278.585)),
}


@pytest.mark.parametrize("name", OF_D3)
def test_a_position_is_that_of_d3(name):
    place, expected = OF_D3[name]
    position = albers.project(*place)

    assert (position is None) == (expected is None)
    assert expected is None or math.dist(position, expected) < 0.01


def test_the_aleutians_beyond_180_degrees_lie_left_of_the_others():
    places = ((52.9, 173.2), (51.9, -176.6), (61.2, -149.9))
    across = [albers.project(*place)[0] for place in places]

    assert across == sorted(across)
