import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.exchange.cells.errors import ParseError
from directory.exchange.cells.opening_times import parse_opening_times
from directory.facts.fields import records_error
from directory.facts.statements import OPENING_TIMES_PARTS

ADVICE = "Write days and times, for example “Mon-Thu 9 AM-5 PM, Sat 9 AM-1 PM”."
DAY_AND_NIGHT = (
    "has no opening and closing times. If patients can come at any time, write “daily 12 AM-11:59 PM”."
)
BY_APPOINTMENT = "We can’t record “by appointment” in"
WEEKDAYS = "mon tue wed thu fri"


def read(cell):
    """The opening times of a cell, as `days opens closes kind`."""
    return [
        " ".join([*record["days"], record["opens"], record["closes"], record["kind"]]).strip()
        for record in parse_opening_times(cell).records
    ]


def advice(cell):
    with pytest.raises(ParseError) as why:
        parse_opening_times(cell)
    return str(why.value)


def test_days_and_times_become_records():
    assert parse_opening_times("Mon-Thu 9-5, Sat 9-1").records == [
        {"days": ["mon", "tue", "wed", "thu"], "opens": "09:00", "closes": "17:00", "kind": ""},
        {"days": ["sat"], "opens": "09:00", "closes": "13:00", "kind": ""},
    ]


@pytest.mark.parametrize(
    ("cell", "records"),
    [
        ("Mon–Thu 9 am – 5 pm; Sat 9am-1pm", ["mon tue wed thu 09:00 17:00", "sat 09:00 13:00"]),
        ("M-F 8:30-4:30", [f"{WEEKDAYS} 08:30 16:30"]),
        ("Monday through Friday from 9 to 5", [f"{WEEKDAYS} 09:00 17:00"]),
        ("Mon.-Fri. 9 a.m.-5 p.m.", [f"{WEEKDAYS} 09:00 17:00"]),
        ("Mon-Fri 09:00-17:00", [f"{WEEKDAYS} 09:00 17:00"]),
        ("MWF 9-5", ["mon wed fri 09:00 17:00"]),
        ("Mon, Wed & Fri 9-5", ["mon wed fri 09:00 17:00"]),
        ("Tue/Thu 10-6", ["tue thu 10:00 18:00"]),
        ("weekdays 9-5; weekends 10-2", [f"{WEEKDAYS} 09:00 17:00", "sat sun 10:00 14:00"]),
        ("daily 8-8", [f"{WEEKDAYS} sat sun 08:00 20:00"]),
        ("Sat-Mon 9-5", ["mon sat sun 09:00 17:00"]),
        ("Mon-Fri 9-12, 1-5", [f"{WEEKDAYS} 09:00 12:00", f"{WEEKDAYS} 13:00 17:00"]),
        ("Mon 9-5 Tue 10-6", ["mon 09:00 17:00", "tue 10:00 18:00"]),
        ("Wed noon-8pm", ["wed 12:00 20:00"]),
        ("Mon 5-9pm", ["mon 17:00 21:00"]),
        ("Mon 1-5", ["mon 13:00 17:00"]),
        ("Mon-Fri 9-5, closed Sat-Sun", [f"{WEEKDAYS} 09:00 17:00"]),
        ("Monday: 9:00 AM - 5:00 PM, Tuesday: Closed", ["mon 09:00 17:00"]),
        ("Mon-Fri", [WEEKDAYS]),
        (
            "office: Mon-Fri 8-5; treatments Mon-Thu 9-4",
            [f"{WEEKDAYS} 08:00 17:00 office", "mon tue wed thu 09:00 16:00 treatment"],
        ),
        ("Mon-Fri 8-5 (messages only)", [f"{WEEKDAYS} 08:00 17:00 phone_or_messages"]),
    ],
)
def test_what_is_certain_is_taken(cell, records):
    assert read(cell) == records


@pytest.mark.parametrize("times", ["8-10", "3-7", "8-9pm"])
def test_a_time_that_may_be_morning_or_evening_is_refused(times):
    assert advice(f"Mon {times}") == f"“{times}” could be in the morning or in the evening. {ADVICE}"


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("9-5", f"“9-5” has no days. {ADVICE}"),
        ("T-F 9-5", f"“t-f” is not a day or a time. {ADVICE}"),
        ("24/7", f"“24/7” {DAY_AND_NIGHT}"),
        ("Open 24 hours", f"“open 24 hours” {DAY_AND_NIGHT}"),
        ("Mon-Fri 9-5; always by phone", f"“always by phone” {DAY_AND_NIGHT}"),
        (
            "M-F 9-5; Sat by appointment",
            f"{BY_APPOINTMENT} “sat by appointment”. Leave those words out. {ADVICE}",
        ),
        ("By appointment only", f"{BY_APPOINTMENT} “by appointment only”. Leave those words out. {ADVICE}"),
        ("closed Sunday", f"“closed Sunday” has no days with opening times. {ADVICE}"),
        (";;;", f"“;;;” has no days with opening times. {ADVICE}"),
        ("Mon 25:00-26:00", f"“25:00-26:00” has a time that does not exist. {ADVICE}"),
        ("Mon 9-9:75", f"“9-9:75” has a time that does not exist. {ADVICE}"),
        ("Mon 17:00-09:00", f"“17:00-09:00” closes before it opens. {ADVICE}"),
        ("Mon 10pm-2am", f"“10pm-2am” closes before it opens. {ADVICE}"),
        ("17:00-09:00", f"“17:00-09:00” has no days. {ADVICE}"),
        ("Mon-Fri 9-5 or later", f"“or” is not a day or a time. {ADVICE}"),
        (
            "Mon-Fri 8-5 Pacific",
            "Enter the time zone in the column “time_zone”, and leave it out here.",
        ),
        ("Mon 9-5;" * 200, "This is too long. Use at most 1000 characters."),
    ],
)
def test_what_is_not_certain_is_refused_with_what_to_write(cell, sentence):
    assert advice(cell) == sentence


def test_where_to_ask_states_nothing():
    parsed = parse_opening_times("by appointment")

    assert (parsed.records, parsed.corrections) == (
        [],
        ["“by appointment” has no times, so we did not record any."],
    )


@given(st.text(max_size=60) | st.text("MonFrisatu 0123456789:-,;apm()&/", max_size=60))
def test_any_text_is_read_or_refused(cell):
    try:
        parsed = parse_opening_times(cell)
    except ParseError:
        return
    assert records_error(parsed.records, OPENING_TIMES_PARTS) == ""
