import math
from itertools import combinations

from hypothesis import example, given
from hypothesis import strategies as st

from directory.maps.marks import APART, EDGE, Room, ring_label, spread, town_label

WIDTH, HEIGHT = 328, 190  # the smallest of our maps
coordinates = st.tuples(st.floats(-50, WIDTH + 50), st.floats(-50, HEIGHT + 50))


@given(st.lists(coordinates, max_size=25))
@example([(100.0, 100.0)] * 20)
@example([(0.0, 0.0)] * 25)
def test_no_mark_is_nearer_to_another_than_a_finger_needs(points):
    shown = spread(points, WIDTH, HEIGHT)

    assert [pair for pair in combinations(shown, 2) if math.dist(*pair) < APART - 1e-6] == []
    assert [x for x, _ in shown if not EDGE <= x <= WIDTH - EDGE] == []
    assert [y for _, y in shown if not EDGE <= y <= HEIGHT - EDGE] == []


def test_a_target_of_24_pixels_is_kept_on_the_narrowest_phone():
    assert APART * (320 - 2 * 16) / WIDTH >= 24


def test_marks_with_room_stay_where_they_are():
    points = [(50.0, 50.0), (50.0 + APART, 50.0), (200.0, 100.0)]

    assert spread(points, WIDTH, HEIGHT) == points


def test_a_mark_alone_does_not_give_way_to_a_crowd_before_it():
    crowd, alone = [(100.0, 100.0)] * 6, (100.0 + APART, 100.0)

    assert spread([*crowd, alone], WIDTH, HEIGHT)[-1] == alone


def test_of_a_crowd_the_first_stays_and_the_others_stand_around():
    shown = spread([(150.0, 95.0)] * 7, WIDTH, HEIGHT)

    assert shown[0] == (150.0, 95.0)
    assert [round(math.dist(shown[0], other)) for other in shown[1:]] == [28] * 6


def test_a_town_is_named_on_the_side_where_there_is_room():
    room = Room(WIDTH, HEIGHT)
    first = town_label(room, "Denver", (100, 100))
    second = town_label(room, "Aurora", (112, 100))

    assert (first.anchor, second) == ("start", None)
    assert town_label(room, "Boulder", (320, 40)).anchor == "end"


def test_a_town_whose_dot_is_under_a_mark_is_not_named_unless_it_was_asked_for():
    room = Room(WIDTH, HEIGHT)
    room.around([(100, 100)], 13)

    assert town_label(room, "Aurora", (100, 100)) is None
    assert town_label(room, "Denver", (100, 100), is_big=True).text == "Denver"


def test_the_miles_of_a_ring_stand_below_else_above():
    room = Room(328, 400)
    below = ring_label(room, "10 mi", (164, 200), 60)
    above = ring_label(room, "10 mi", (164, 200), 60)

    assert [(one.x, one.y) for one in (below, above)] == [(164, 264), (164, 144)]
