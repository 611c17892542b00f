"""Checks of opening times: they end before they begin, or overlap."""

from collections.abc import Iterator
from datetime import time
from itertools import combinations

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.facts.fields import is_time
from directory.moderation.checks.base import Finding, Submitted, check


@check
def closes_before_it_opens(submitted: Submitted) -> Iterator[Finding]:
    """A time ends when it begins, or earlier."""
    if "opening_times" in submitted.changed:
        for one in submitted.content["opening_times"]:
            if _is_whole(one) and one["closes"] <= one["opens"]:
                sentence = _("It opens at %(opens)s and closes at %(closes)s.")
                yield Finding("closes_early", "opening_times", sentence % _clock(one))


@check
def times_that_overlap(submitted: Submitted) -> Iterator[Finding]:
    """Two times of one day and for the same overlap."""
    if "opening_times" not in submitted.changed:
        return
    times = [
        one for one in submitted.content["opening_times"] if _is_whole(one) and one["opens"] < one["closes"]
    ]
    for one, other in combinations(times, 2):
        days = [day for day in v.Weekday if day in one["days"] and day in other["days"]]
        overlap = one["opens"] < other["closes"] and other["opens"] < one["closes"]
        if days and overlap and one["kind"] == other["kind"]:
            sentence = _("On %(day)s, the hours %(one)s and %(other)s overlap.") % {
                "day": days[0].label,
                "one": _("%(opens)s to %(closes)s") % _clock(one),
                "other": _("%(opens)s to %(closes)s") % _clock(other),
            }
            yield Finding("hours_overlap", "opening_times", sentence)


def _is_whole(one):
    return is_time(one["opens"]) and is_time(one["closes"])


def _clock(one):
    return {end: time_format(time.fromisoformat(one[end])) for end in ("opens", "closes")}
