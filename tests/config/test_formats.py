"""Days and times are written as in the United States, in one place: config/formats/."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template

from config.settings import BASE_DIR

NEW_YORK = ZoneInfo("America/New_York")
AT = datetime(2026, 11, 15, 14, 30, tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("tag", "value", "written"),
    [
        ("{{ value|date }}", date(2026, 11, 15), "November 15, 2026"),
        ("{{ value }}", date(2026, 11, 15), "November 15, 2026"),
        ('{{ value|date:"SHORT_DATE_FORMAT" }}', date(2026, 11, 15), "Nov 15, 2026"),
        ('{{ value|date:"DATETIME_FORMAT" }}', AT, "November 15, 2026, 2:30 PM EST"),
        ("{{ value|time }}", time(14, 30), "2:30 PM"),
    ],
)
def test_a_template_writes_a_day_and_a_time_as_americans_do(tag, value, written):
    assert Template(tag).render(Context({"value": value})) == written


def patterns(text):
    """Formats of days and times for readers that are spelled out; ISO, for machines, is none."""
    spelled = re.findall(r'\|(?:date|time):"([^"]*)"|(?:date|time)_format\([^"\n)]*, "([^"]*)"', text)
    formats = {one or other for one, other in spelled}
    return sorted(one for one in formats if one not in ("Y-m-d", "c") and not one.endswith("_FORMAT"))


def test_no_template_and_no_module_spells_out_a_format():
    sources = [
        *(BASE_DIR / "templates").rglob("*.html"),
        *(file for room in ("directory", "checklist", "config") for file in (BASE_DIR / room).rglob("*.py")),
    ]

    assert {
        str(file.relative_to(BASE_DIR)): found for file in sources if (found := patterns(file.read_text()))
    } == {}


def test_a_format_that_is_spelled_out_would_be_found():
    planted = '{{ at|date:"j F Y" }} {{ at|date:"c" }} {{ at|time:"H:i" }} date_format(at, "j M Y")'

    assert patterns(planted) == ["H:i", "j F Y", "j M Y"]
