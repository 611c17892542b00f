"""Opening times in words."""

import pytest

from directory.facts.fields import complete_records
from directory.facts.statements import OPENING_TIMES_PARTS
from directory.wording.opening_times import clock_time, days_in_words, opening_times_in_words

MONDAY_TO_THURSDAY = ["mon", "tue", "wed", "thu"]


def words_of(*times, time_zone=""):
    return opening_times_in_words(complete_records(times, OPENING_TIMES_PARTS), time_zone)


def test_days_with_the_same_hours_share_a_line_and_the_zone_comes_last():
    early = {"opens": "09:00", "closes": "17:00", "kind": "treatment"}

    assert words_of(
        {"days": ["sat"], "opens": "10:30", "closes": "12:00", "kind": "office"},
        {"days": ["mon", "tue"], **early},
        {"days": ["wed", "thu"], **early},
        time_zone="mountain",
    ) == [
        "Monday to Thursday, 9 AM to 5 PM (treatment)",
        "Saturday, 10:30 AM to noon (office)",
        "Mountain time",
    ]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (["mon"], "Monday"),
        (["sat", "sun"], "Saturday and Sunday"),
        (MONDAY_TO_THURSDAY, "Monday to Thursday"),
        ([*MONDAY_TO_THURSDAY, "sat"], "Monday to Thursday and Saturday"),
        (["mon", "wed", "fri"], "Monday, Wednesday and Friday"),
        ([*MONDAY_TO_THURSDAY, "fri", "sat", "sun"], "Every day"),
        ([], ""),
    ],
)
def test_days_that_follow_each_other_are_one_span(days, words):
    assert days_in_words(days) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("00:00", "midnight"),
        ("00:30", "12:30 AM"),
        ("09:00", "9 AM"),
        ("12:00", "noon"),
        ("12:15", "12:15 PM"),
        ("17:30", "5:30 PM"),
        ("", ""),
    ],
)
def test_a_time_of_the_day_as_people_say_it(at, words):
    assert clock_time(at) == words


@pytest.mark.parametrize(
    ("times", "line"),
    [
        ({"days": ["mon"]}, "Monday"),
        ({"days": ["mon"], "opens": "09:00"}, "Monday, from 9 AM"),
        ({"days": ["mon"], "closes": "17:00"}, "Monday, until 5 PM"),
        ({"opens": "09:00", "closes": "17:00"}, "9 AM to 5 PM"),
        ({"kind": "phone_or_messages"}, "Days and hours not stated (phone or messages only)"),
    ],
)
def test_what_is_left_open_is_left_out(times, line):
    assert words_of(times) == [line]


def test_a_zone_alone_is_no_opening_time():
    assert words_of(time_zone="mountain") == []
