"""Opening times in words: days with the same hours in one line."""

from datetime import time

from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from directory.facts import vocabulary as v
from directory.wording.formats import join_with_and

KINDS = {
    v.HoursKind.TREATMENT: lazy("%(when)s (treatment)"),
    v.HoursKind.OFFICE: lazy("%(when)s (office)"),
    v.HoursKind.PHONE_OR_MESSAGES: lazy("%(when)s (phone or messages only)"),
}
# (whether the days, the opening and the closing are stated) → a message with them
WHEN = {
    (True, True, True): lazy("%(days)s, %(opens)s to %(closes)s"),
    (True, True, False): lazy("%(days)s, from %(opens)s"),
    (True, False, True): lazy("%(days)s, until %(closes)s"),
    (True, False, False): lazy("%(days)s"),
    (False, True, True): lazy("%(opens)s to %(closes)s"),
    (False, True, False): lazy("From %(opens)s"),
    (False, False, True): lazy("Until %(closes)s"),
    (False, False, False): lazy("Days and hours not stated"),
}
DAYS = list(v.Weekday.values)


def opening_times_in_words(times, time_zone=""):
    """["Monday to Thursday, 9 AM to 5 PM (treatment)", …], then the time zone, where it is stated.

    times      records of OPENING_TIMES_PARTS
    time_zone  a code of vocabulary.TimeZone
    """
    days_by_hours = {}
    for entry in times:
        hours = (entry["opens"], entry["closes"], entry["kind"])
        days_by_hours.setdefault(hours, set()).update(entry["days"])
    in_order = sorted(
        days_by_hours.items(), key=lambda one: (_first_day(one[1]), one[0][0], one[0][1], one[0][2])
    )
    lines = [_line(days, *hours) for hours, days in in_order]
    if lines and time_zone:
        return [*lines, str(v.TimeZone(time_zone).label)]
    return lines


def days_in_words(days):
    """`Monday to Thursday and Saturday`, `Every day`; "" for no day."""
    runs = []
    for place, day in enumerate(DAYS):
        if day not in days:
            continue
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    if len(days) == len(DAYS):
        return _("Every day")
    return join_with_and([words for run in runs for words in _run_in_words(run)])


def _run_in_words(run):
    names = [str(v.Weekday(DAYS[place]).label) for place in run]
    if len(names) < 3:
        return names
    return [_("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}]


def _first_day(days):
    return min((DAYS.index(day) for day in days), default=len(DAYS))


def _line(days, opens, closes, kind):
    values = {"days": days_in_words(days), "opens": clock_time(opens), "closes": clock_time(closes)}
    when = WHEN[bool(values["days"]), bool(opens), bool(closes)] % values
    return str(KINDS[kind]) % {"when": when} if kind else when


def clock_time(at):
    """`09:00` as `9 AM`, `17:30` as `5:30 PM`, `12:00` as `noon`; "" for ""."""
    if not at:
        return ""
    if at in ("12:00", "00:00"):
        return _("noon") if at == "12:00" else _("midnight")
    moment = time.fromisoformat(at)
    return time_format(moment, "TIME_FORMAT" if moment.minute else "FULL_HOUR_FORMAT")
