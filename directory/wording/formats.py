"""How values are written: lists of labels, money, lengths of time, days, links."""

from datetime import date
from datetime import time as clock

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.facts import web_addresses


def join_labels(labels):
    """`IV infusion; Injection into a muscle`: a list of labels, each as it stands by itself."""
    return "; ".join(labels)


def dollars(amount):
    return f"${amount:,}"


def price_range(low, high):
    if low is not None and high is not None and low != high:
        return _("%(low)s to %(high)s") % {"low": dollars(low), "high": dollars(high)}
    if low is None and high is not None:
        return _("Up to %(high)s") % {"high": dollars(high)}
    if high is None and low is not None:
        return _("From %(low)s") % {"low": dollars(low)}
    return dollars(low) if low is not None else ""


def duration(count):
    """Minutes as `40 minutes`, `2 hours` or `1 hour 30 minutes`."""
    whole, rest = divmod(count, 60)
    if not whole:
        return minutes(rest)
    if not rest:
        return hours(whole)
    return _("%(hours)s %(minutes)s") % {"hours": hours(whole), "minutes": minutes(rest)}


def minutes(count):
    return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}


def hours(count):
    return ngettext("%(count)s hour", "%(count)s hours", count) % {"count": count}


def sessions(count):
    return ngettext("%(count)s session", "%(count)s sessions", count) % {"count": count}


def weeks(count):
    return ngettext("%(count)s week", "%(count)s weeks", count) % {"count": count}


def number_range(low, most, words):
    """`6 to 8 weeks`, `up to 8 weeks`; a single number where the two are the same, or one is None.

    words  number → its words, such as weeks(); a range is written with the words of its upper end
    """
    if low is None and most is None:
        return ""
    if most is None or low == most:
        return words(low)
    if low is None:
        return _("up to %(most)s") % {"most": words(most)}
    return _("%(low)s to %(most)s") % {"low": low, "most": words(most)}


def duration_range(low, most):
    """`40 to 60 minutes`, `2 to 3 hours`, `45 minutes to 1 hour 30 minutes`"""
    if low is None or most is None or low == most:
        return number_range(low, most, duration)
    if most <= 60:
        return number_range(low, most, minutes)
    if low % 60 == 0 and most % 60 == 0:
        return number_range(low // 60, most // 60, hours)
    return _("%(low)s to %(most)s") % {"low": duration(low), "most": duration(most)}


def course_length(sessions_in_course, weeks_of_course, most_sessions=None, most_weeks=None):
    """`6 sessions over 4 weeks`, `6 to 8 sessions`"""
    count = number_range(sessions_in_course, most_sessions, sessions)
    span = number_range(weeks_of_course, most_weeks, weeks)
    if count and span:
        return _("%(sessions)s over %(weeks)s") % {"sessions": count, "weeks": span}
    return count or span


def day(on):
    """A `date`, or a day in ISO notation, as `November 3, 2026`."""
    return date_format(_as_date(on))


def short_day(on):
    return date_format(_as_date(on), "SHORT_DATE_FORMAT")


def time_of_day(time):
    """`9:00 AM` for `09:00`."""
    return time_format(clock.fromisoformat(time))


def _as_date(on):
    return on if isinstance(on, date) else date.fromisoformat(on)


def join_with_and(parts):
    """`a`, `a and b`, `a, b and c`"""
    return _end_list(parts, _("%(list)s and %(last)s"))


def join_with_or(parts):
    """`a`, `a or b`, `a, b or c`"""
    return _end_list(parts, _("%(list)s or %(last)s"))


def join_with_commas(parts):
    """`a`, `a, b`, `a, b, c`"""
    joined = "".join(parts[:1])
    for part in parts[1:]:
        joined = _("%(list)s, %(next)s") % {"list": joined, "next": part}
    return joined


def _end_list(parts, pattern):
    """A list whose last two parts stand in a pattern of their own, as in the list patterns of Unicode."""
    if len(parts) < 2:
        return "".join(parts)
    return pattern % {"list": join_with_commas(parts[:-1]), "last": parts[-1]}


def format_distance(miles):
    """`1 mile`, `25 miles`, as in "within 25 miles of Denver"."""
    return ngettext("%(count)s mile", "%(count)s miles", miles) % {"count": miles}


def link_or_blank(address):
    """The address if a page may link to it, else "": an imported file can hold `javascript:…`."""
    return address if web_addresses.is_safe_link(address) else ""
