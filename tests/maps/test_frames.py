import gzip
import math
import re
from itertools import accumulate

import pytest
from django.template.loader import render_to_string

from directory.facts.vocabulary import State
from directory.maps import frames
from directory.maps.area import Mark, area_map
from directory.maps.base import Base, draw_base
from directory.maps.window import Window
from directory.places.geometry import haversine_miles
from tests.support.html import elements

MAX_BYTES = 12_000  # of a map, gzip
TOWNS = {
    "Boston": (42.36, -71.06),
    "San Francisco": (37.77, -122.42),
    "Miami": (25.76, -80.19),
    "Seattle": (47.61, -122.33),
    "Anchorage": (61.22, -149.9),
    "Honolulu": (21.31, -157.86),
    "San Juan": (18.47, -66.11),
    "New York": (40.71, -74.01),
    "Detroit": (42.33, -83.05),
    "Adak": (51.88, -176.65),
}


def around(place, miles=25, town=""):
    return frames.around(*place, miles, ring=miles, town=town, is_town=bool(town), is_public=False)


def drawn(area):
    return render_to_string("components/area_map.html", {"area": area, "map_id": "map", "notes": []})


def full_map(frame, latitude, longitude):
    """A map with twenty marks and two hundred dots around a place."""
    marks = [
        Mark(
            number,
            f"{number}. Clinic of {number}",
            f"#card-{number}",
            latitude + number / 500,
            longitude,
        )
        for number in range(1, 21)
    ]
    rest = [(latitude + math.sin(turn) / 9, longitude + math.cos(turn) / 9) for turn in range(200)]
    return drawn(area_map(frame, marks, rest))


@pytest.mark.parametrize("town", TOWNS)
def test_a_full_map_of_a_town_weighs_little(town):
    for miles in (10, 25, 100, 500):
        html = full_map(around(TOWNS[town], miles, town), *TOWNS[town])

        assert len(gzip.compress(html.encode())) < MAX_BYTES


@pytest.mark.parametrize("code", State.values)
def test_a_state_fills_its_map_and_weighs_little(code):
    window, frame = frames.state_window(code), frames.of_state(code)
    html = full_map(frame, window.latitude, window.longitude)

    assert frame.base.chosen.startswith("M")
    assert frames.LEAST_HEIGHT <= frame.height <= frames.MOST_HEIGHT
    assert len(gzip.compress(html.encode())) < MAX_BYTES


def test_every_state_has_a_map():
    assert sorted(frames.FIPS) == sorted(State.values)


def test_alaska_is_one_piece_across_180_degrees():
    window = frames.state_window("AK")
    places = ((52.9, 173.2), (51.88, -176.65), (61.22, -149.9), (55.3, -131.6))
    positions = [window.place(*place) for place in places]

    assert [window.holds(position, margin=5) for position in positions] == [True] * 4
    assert [x for x, _ in positions] == sorted(x for x, _ in positions)


def test_the_country_is_drawn_where_its_marks_lie():
    area = area_map(
        frames.of_country(),
        [
            Mark(1, "Salt Lake City", "#card-1", 40.7608, -111.891),
            Mark(2, "San Juan", "#card-2", 18.4655, -66.1057),
        ],
    )
    unit = 328 / 975

    assert [(one.x, one.y) for one in area.marks] == [(round(228.497 * unit), round(235.258 * unit))]
    assert [mark.name for mark in area.off_map] == ["San Juan"]
    assert len(gzip.compress(drawn(area).encode())) < MAX_BYTES


@pytest.mark.parametrize(
    "place",
    [(18.2, -66.5), (19.6, -155.5), (40.85, -72.9), (64.8, -152.0), (27.5, -81.4)],
    ids=["Puerto Rico", "Hawaii", "Long Island", "Alaska", "Florida"],
)
def test_a_window_far_from_any_shore_of_its_island_is_land(place):
    (x, y), *steps = re.findall(r"(-?\d+) ?(-?\d+)", draw_base(Window(*place, 6, 328, 400)).land)
    xs, ys = (
        set(accumulate(map(int, (start, *more))))
        for start, *more in zip((x, y), *map(tuple, steps), strict=True)
    )

    assert (xs, ys, len(steps)) == ({-30, 3310}, {-30, 4030}, 3)


@pytest.mark.parametrize("place", TOWNS.values(), ids=TOWNS)
def test_north_is_up_and_a_mile_is_as_long_everywhere(place):
    window = Window(*place, 66, 328, 400)
    latitude, longitude = place
    x, y = window.place(latitude + 0.3, longitude)
    miles = haversine_miles(place, (latitude + 0.3, longitude))

    assert abs(x - 164) < 0.01
    assert abs((200 - y) / window.units_a_mile - miles) < 0.01


def test_land_is_apart_from_water():
    """Denver: all land. Boston: some. Pacific and Arctic: none. Windsor: land that is not ours."""
    denver, boston, pacific, arctic, windsor = (
        draw_base(Window(*place, 66, 328, 400))
        for place in ((39.74, -104.99), TOWNS["Boston"], (30.0, -140.0), (76.0, -165.0), (42.2, -82.6))
    )

    assert denver.land == "M-30 4030l0-4060 3340 0 0 4060z"
    assert (boston.land.count("l") > 0, boston.abroad) == (True, "")
    assert (pacific, arctic) == (Base(land=""), Base(land=""))
    assert windsor.abroad.startswith("M")


def test_the_lines_around_a_typed_position_are_not_kept():
    frames.kept_surroundings.cache_clear()
    around(TOWNS["Boston"])
    frames.around(*TOWNS["Miami"], 25, ring=25, town="", is_town=False, is_public=True)

    assert frames.kept_surroundings.cache_info().currsize == 1


def test_what_a_mark_shows_and_where_it_leads():
    frame = around(TOWNS["Boston"])
    marks = [
        Mark(1, "1. Tern House", "#card-1", 42.3612, -71.0612),
        Mark(2, "2. By ZIP code", "#card-2", 42.5, -71.06, is_approximate=True),
        Mark(3, "3. Far away", "#card-3", 45.5, -71.06),
    ]
    area = area_map(frame, marks, rest=[(42.3, -71.1), (50.0, -71.0)])
    html = drawn(area)
    links = [link for link in elements(html, "a") if "area__mark" in link.get("class")]

    assert [(link.get("class"), link.get("href"), link.get("tabindex")) for link in links] == [
        ("area__mark", "#card-1", "-1"),
        ("area__mark area__mark--about", "#card-2", "-1"),
    ]
    assert [mark.number for mark in area.off_map] == [3]
    assert area.dots.count("M") == 1


def test_marks_at_one_spot_have_lines_to_it():
    area = area_map(around(TOWNS["Boston"]), [Mark(n, "", "#", *TOWNS["Boston"]) for n in (1, 2)])

    assert [(one.x, one.y, one.lead) for one in area.marks] == [
        (164, 200, ""),
        (150, 176, "M164 200L150 176"),
    ]


@pytest.mark.parametrize(
    ("miles", "label"), [(8, "5 miles"), (25, "10 miles"), (4, "2 miles"), (500, "200 miles")]
)
def test_the_scale_is_a_round_number_of_miles(miles, label):
    area = area_map(around(TOWNS["Boston"], miles), [])

    assert area.scale == (round(int(label.split()[0]) * 328 / (miles * frames.ACROSS)), label)
