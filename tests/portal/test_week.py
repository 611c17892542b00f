"""The opening times of a week: seven days, each from, to and closed; stored as records of equal days."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.facts.vocabulary import HoursKind, Weekday
from directory.models import Clinic
from directory.portal.week import join_week, split_week
from tests.support.factories import change
from tests.support.html import assert_valid, elements
from tests.support.portal import error_sentences, form_values, save_section, section_url

pytestmark = pytest.mark.django_db

WEEK = [
    {"days": ["mon", "tue"], "opens": "09:00", "closes": "17:00", "kind": "office"},
    {"days": ["fri"], "opens": "09:00", "closes": "13:00", "kind": "office"},
]
PHONE = {"days": ["sat"], "opens": "10:00", "closes": "12:00", "kind": "phone_or_messages"}
EVENING = {"days": ["mon"], "opens": "18:00", "closes": "20:00", "kind": "office"}


def day(name, opens="", closes="", **more):
    parts = {"opens": opens, "closes": closes} | more
    return {f"opening_times-{name}-{part}": value for part, value in parts.items()}


def shown(response):
    """Day → (from, to, whether “Closed” is checked), as the page shows them."""
    values = form_values(response)
    return {
        name: (
            values[f"opening_times-{name}-opens"],
            values[f"opening_times-{name}-closes"],
            f"opening_times-{name}-closed" in values,
        )
        for name in Weekday.values
    }


def test_days_with_the_same_hours_are_stored_together(client, clinic, editor):
    typed = day("mon", "9", "5") | day("tue", "9 am", "5 pm") | day("fri", "9", "1 pm")

    response = save_section(client, clinic, **typed, **{"opening_times-week-kind": "office"})

    assert response.status_code == 302, error_sentences(response)
    assert Clinic.objects.get().opening_times == WEEK


def test_a_stored_week_is_shown_with_the_other_days_closed(client, clinic, editor):
    change(clinic, opening_times=WEEK, time_zone="mountain")

    assert shown(client.get(section_url(clinic))) == {
        "mon": ("9 AM", "5 PM", False),
        "tue": ("9 AM", "5 PM", False),
        "wed": ("", "", True),
        "thu": ("", "", True),
        "fri": ("9 AM", "1 PM", False),
        "sat": ("", "", True),
        "sun": ("", "", True),
    }


def test_without_hours_no_day_is_called_closed(client, clinic, editor):
    assert set(shown(client.get(section_url(clinic))).values()) == {("", "", False)}


def test_what_does_not_fit_in_the_week_stands_in_rows_and_stays(client, clinic, editor):
    change(clinic, opening_times=[*WEEK, PHONE, EVENING], time_zone="mountain")

    values = form_values(client.get(section_url(clinic)))
    save_section(client, clinic, **day("fri", "9 AM", "2 PM"))

    assert (values["opening_times-0-opens"], values["opening_times-1-opens"]) == ("10 AM", "6 PM")
    assert shown(client.get(section_url(clinic)))["sat"] == ("", "", False)
    fri = WEEK[1] | {"closes": "14:00"}
    assert Clinic.objects.get().opening_times == [WEEK[0], fri, PHONE, EVENING]


def test_hours_that_are_not_touched_keep_their_order(client, clinic, editor):
    stored = [WEEK[1], WEEK[0]]
    change(clinic, opening_times=stored, time_zone="mountain")

    save_section(client, clinic, about="New words.")

    assert Clinic.objects.get().opening_times == stored


def test_a_week_that_was_emptied_states_no_hours(client, clinic, editor):
    change(clinic, opening_times=WEEK, time_zone="mountain")

    save_section(client, clinic, **day("mon"), **day("tue"), **day("fri"))

    assert Clinic.objects.get().opening_times == []


WRONG = [
    (day("mon", "9", ""), "mon-closes", "Enter the closing time, for example 5 PM."),
    (day("tue", "", "5"), "tue-opens", "Enter the opening time, for example 9 AM."),
    (day("wed", "early", "5"), "wed-opens", "Enter a time, for example 9 AM or 5:30 PM."),
    (
        day("thu", "5 pm", "9 am"),
        "thu-closes",
        "The closing time is before the opening time. Correct one of them.",
    ),
    (
        day("sun", "9", "5", closed="on"),
        "sun-closed",
        "This day has hours. Remove them, or remove the check at “Closed”.",
    ),
    ({"opening_times-week-kind": "nonsense"}, "week-kind", "Choose from the list."),
]


@pytest.mark.parametrize(("typed", "field", "sentence"), WRONG)
def test_hours_that_cannot_be_are_refused_at_their_field(client, clinic, editor, typed, field, sentence):
    response = save_section(client, clinic, about="Kept.", **typed)

    assert response.status_code == 400
    assert error_sentences(response) == [sentence]
    links = {one.get("href") for one in elements(response.content, "a") if one.get("class") == "errors__link"}
    assert links == {f"#id_opening_times-{field}"}
    again = form_values(response)
    assert again["about"] == "Kept."
    kept = {name: value for name, value in typed.items() if value not in ("nonsense", "on")}
    assert {name: again.get(name) for name in kept} == kept
    assert Clinic.objects.get().opening_times == []
    assert_valid(response.content)


def test_a_page_without_its_week_changes_nothing(client, clinic, editor):
    change(clinic, opening_times=WEEK, time_zone="mountain")
    sent = form_values(client.get(section_url(clinic)))
    sent = {name: value for name, value in sent.items() if not name.startswith("opening_times-")}

    response = client.post(section_url(clinic), sent)

    assert response.status_code == 400
    assert Clinic.objects.get().opening_times == WEEK


def test_monday_is_copied_to_the_days_left_empty_and_nothing_is_saved(client, clinic, editor):
    typed = day("mon", "9", "5") | day("wed", "10", "2") | day("sun", closed="on") | {"about": "Typed."}

    response = save_section(client, clinic, button="_pressed", **typed, _copy_monday="opening_times")

    assert response.status_code == 200
    assert shown(response) == {
        **dict.fromkeys(("mon", "tue", "thu", "fri", "sat"), ("9", "5", False)),
        "wed": ("10", "2", False),
        "sun": ("", "", True),
    }
    assert form_values(response)["about"] == "Typed."
    assert Clinic.objects.get().opening_times == []
    assert "<title>Error" not in response.text


hours = st.fixed_dictionaries(
    {
        "days": st.lists(st.sampled_from(Weekday.values), min_size=1, max_size=7, unique=True),
        "opens": st.sampled_from(["08:00", "09:30"]),
        "closes": st.sampled_from(["12:00", "17:00"]),
        "kind": st.sampled_from(["", *HoursKind.values]),
    }
)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.lists(hours, max_size=4))
def test_week_and_rows_together_hold_each_hour_of_each_day_once(records):
    week, kind, rest = split_week(records)
    times = {name: (one["opens"], one["closes"]) for name, one in week.items()}

    def each(some):
        return sorted(
            (name, one["opens"], one["closes"], one["kind"]) for one in some for name in one["days"]
        )

    assert each([*join_week(times, kind), *rest]) == each(records)
