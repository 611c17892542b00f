"""Values in words."""

from datetime import UTC, datetime

import pytest

from directory.wording import formats, values


@pytest.mark.parametrize(
    ("number", "extension", "words"),
    [
        ("+13035550142", "", "(303) 555-0142"),
        ("+13035550142", "301", "(303) 555-0142, extension 301"),
        ("+442071838750", "", "+44 20 7183 8750"),
        ("", "", ""),
    ],
)
def test_a_phone_number_as_people_write_it(number, extension, words):
    assert values.phone(number, extension) == words


@pytest.mark.parametrize(
    ("sessions", "weeks", "words"),
    [
        (6, 4, "6 sessions over 4 weeks"),
        (1, None, "1 session"),
        (None, 1, "1 week"),
        (0, None, "0 sessions"),
        (None, None, ""),
    ],
)
def test_the_length_of_a_course_in_words(sessions, weeks, words):
    assert values.course_length(sessions, weeks) == words


@pytest.mark.parametrize(
    ("low", "most", "words"),
    [
        (None, None, ""),
        (40, None, "40 minutes"),
        (40, 40, "40 minutes"),
        (90, None, "1 hour 30 minutes"),
        (1, None, "1 minute"),
        (60, None, "1 hour"),
        (None, 90, "up to 1 hour 30 minutes"),
        (40, 60, "40 to 60 minutes"),
        (120, 180, "2 to 3 hours"),
        (45, 90, "45 minutes to 1 hour 30 minutes"),
    ],
)
def test_a_length_of_time_in_words(low, most, words):
    assert formats.duration_range(low, most) == words


def test_a_course_may_be_a_range():
    assert formats.course_length(6, 2, 8, 3) == "6 to 8 sessions over 2 to 3 weeks"


@pytest.mark.parametrize(
    ("parts", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_parts_are_joined_with_commas_and_and(parts, words):
    assert values.join_with_and(parts) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 28, 9, 14, tzinfo=UTC), "November 28, 2026, 4:14 AM EST"),
        (datetime(2026, 7, 4, 16, 5, tzinfo=UTC), "July 4, 2026, 12:05 PM EDT"),
    ],
)
def test_a_time_of_day_names_its_time_zone(at, words):
    assert values.date_and_time(at) == words
