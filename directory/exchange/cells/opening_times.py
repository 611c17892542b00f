"""Opening times as people write them into one cell: "Mon-Thu 9-5, Sat 9-1".

Only what is certain is taken. A time that may be morning or evening, and a word that is not known, is refused
with a sentence.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.exchange.cells.errors import ParseError
from directory.exchange.cells.text import DASHES, excerpt, refers_elsewhere
from directory.facts.fields import complete_record
from directory.facts.statements import OPENING_TIMES_PARTS
from directory.facts.vocabulary import HoursKind, Weekday

MAX_CHARACTERS = 1000
DAY_NAMES = {
    Weekday.MON: "monday mondays mon m mo",
    Weekday.TUE: "tuesday tuesdays tues tue tu",
    Weekday.WED: "wednesday wednesdays weds wed w we",
    Weekday.THU: "thursday thursdays thurs thur thu th",
    Weekday.FRI: "friday fridays fri f fr",
    Weekday.SAT: "saturday saturdays sat sa",
    Weekday.SUN: "sunday sundays sun su",
}
DAYS = {name: day.value for day, names in DAY_NAMES.items() for name in names.split()}
WEEK = list(Weekday.values)
GROUPS = {
    **dict.fromkeys(("weekdays", "weekday"), WEEK[:5]),
    **dict.fromkeys(("weekends", "weekend"), WEEK[5:]),
    **dict.fromkeys(("daily", "every day", "7 days", "seven days", "7 days a week"), WEEK),
    "mwf": ["mon", "wed", "fri"],
}
KINDS = {
    "treatment": HoursKind.TREATMENT,
    "treatments": HoursKind.TREATMENT,
    "office": HoursKind.OFFICE,
    "office hours": HoursKind.OFFICE,
    "front desk": HoursKind.OFFICE,
    "phone": HoursKind.PHONE_OR_MESSAGES,
    "phones": HoursKind.PHONE_OR_MESSAGES,
    "messages": HoursKind.PHONE_OR_MESSAGES,
    "phone only": HoursKind.PHONE_OR_MESSAGES,
    "messages only": HoursKind.PHONE_OR_MESSAGES,
    "phone or messages": HoursKind.PHONE_OR_MESSAGES,
}
KIND = "|".join(sorted(KINDS, key=len, reverse=True))
KIND_IN_FRONT = re.compile(rf"({KIND}):?\s+")
KIND_BEHIND = re.compile(rf"\s+(?:\(({KIND})\)|({KIND}))$")
CLOCK = r"[0-9]{1,2}(?::[0-9]{2})?(?:\s*[ap](?:\.?m\b\.?)?(?![a-z]))?|noon"
SPAN = re.compile(
    rf"(?:from\s+)?(?<![0-9:/])({CLOCK})\s*(?:-|\bto\b|\buntil\b|\btill?\b)\s*({CLOCK})(?![0-9:/])"
)
TIME = re.compile(r"([0-9]{1,2})(?::([0-9]{2}))?\s*([ap]?)")
RANGE_SIGN = re.compile(r"\s*(?:-|\bto\b|\bthrough\b|\bthru\b)\s*")
CLOSED = re.compile(r"closed:?\s+(?:on\s+)?(?P<behind>.+)|(?P<before>.+?):?\s+closed")
DAY_AND_NIGHT = re.compile(
    r"\b24\s?/\s?7\b|\b24[\s-]?(?:hours?|hrs?|h)\b|\b(?:always|day and night|around the clock)\b"
)
BY_APPOINTMENT = re.compile(r"\b(?:by|on|with) (?:appt|appointment|request)|\bappointments? only\b")
ZONE = re.compile(r"\b(?:eastern|central|mountain|pacific|[ecmp][ds]?t)\b")
ADVICE = gettext_lazy("Write days and times, for example “Mon-Thu 9 AM-5 PM, Sat 9 AM-1 PM”.")
# A clinic opens from 6 to 2 o'clock and closes by 10 in the evening, where a time does not say AM or PM.
EARLIEST, LATEST_OPENING, LATEST = 6 * 60, 14 * 60, 22 * 60


@dataclass
class ParsedOpeningTimes:
    """The opening times of a cell, as records of the statement `opening_times`.

    corrections  sentences about what says only where to ask, and so is not stated
    """

    records: list[dict[str, Any]] = field(default_factory=list)
    corrections: list[str] = field(default_factory=list)
    concerns: list[str] = field(default_factory=list)


def parse_opening_times(cell):
    """ParsedOpeningTimes of a cell. Raises ParseError, with what to write, for what is not certain."""
    if len(cell) > MAX_CHARACTERS:
        raise ParseError(_("This is too long. Use at most %d characters.") % MAX_CHARACTERS)
    parsed = ParsedOpeningTimes()
    if refers_elsewhere(cell):
        parsed.corrections.append(_("“%s” has no times, so we did not record any.") % excerpt(cell))
        return parsed
    text = cell.translate(DASHES).lower()
    if ZONE.search(text):
        raise ParseError(_("Enter the time zone in the column “time_zone”, and leave it out here."))
    for segment in re.split(r"[;\n|]", text):
        _refuse_without_times(segment)
        parsed.records += _segment(segment)
    if text.strip() and not parsed.records:
        raise ParseError(_("“%(said)s” has no days with opening times. %(advice)s") % _said(cell))
    return parsed


def _refuse_without_times(segment):
    """Raises ParseError for words that say how a clinic is open, and no times: 24/7, by appointment."""
    if DAY_AND_NIGHT.search(segment):
        raise ParseError(
            _(
                "“%(said)s” has no opening and closing times. If patients can come at any time, write "
                "“daily 12 AM-11:59 PM”."
            )
            % _said(segment)
        )
    if BY_APPOINTMENT.search(segment):
        raise ParseError(
            _("We can’t record “by appointment” in “%(said)s”. Leave those words out. %(advice)s")
            % _said(segment)
        )


def _segment(segment):
    """The records of what stands between two semicolons: days, then one or more spans of time, and again."""
    text, kind = _without_kind(segment.strip(" ,."))
    records, days, closes, at = [], [], None, 0
    for match in SPAN.finditer(text):
        named = _days(text[at : match.start()])
        if named:
            days, closes = named, None
        if not days:
            raise ParseError(_("“%(said)s” has no days. %(advice)s") % _said(segment))
        opens, closes = _span(match[1], match[2], closes)
        records.append(_record(days, opens, closes, kind))
        at = match.end()
    rest = _days(text[at:])
    if rest:
        if re.search("[0-9]", text[at:]):
            raise ParseError(_("“%(said)s” can be read in more than one way. %(advice)s") % _said(text[at:]))
        records.append(_record(rest, None, None, kind))
    return records


def _without_kind(text):
    """(text, kind): “office: Mon-Fri 9-5” and “Mon-Fri 9-5 (phone only)” say for what the clinic is open."""
    if match := KIND_IN_FRONT.match(text):
        return text[match.end() :], KINDS[match[1]].value
    if match := KIND_BEHIND.search(text):
        return text[: match.start()], KINDS[match[1] or match[2]].value
    return text, ""


def _days(text):
    """The days that a text names, as codes in the order of the week; those that are closed are left out."""
    days = []
    for piece in text.split(","):
        piece = piece.strip(" .:").removeprefix("and ").strip()
        if not piece or piece in ("and", "open"):
            continue
        if closed := CLOSED.fullmatch(piece):
            _codes_of_days(closed["behind"] or closed["before"])
        else:
            days += _codes_of_days(piece.removeprefix("open "))
    return [day for day in WEEK if day in days]


def _codes_of_days(text):
    if text in GROUPS:
        return GROUPS[text]
    days = []
    for word in re.split(r"(?:\band\b|[/&+\s])+", RANGE_SIGN.sub("-", text.strip())):
        ends = [name.rstrip(".") for name in word.split("-")]
        codes = [DAYS.get(name) for name in ends]
        if word in GROUPS:
            days += GROUPS[word]
        elif None in codes or len(codes) > 2:
            raise ParseError(_("“%(said)s” is not a day or a time. %(advice)s") % _said(word))
        else:
            first, last = WEEK.index(codes[0]), WEEK.index(codes[-1])
            days += [WEEK[(first + step) % 7] for step in range((last - first) % 7 + 1)]
    return days


def _span(opens, closes, earlier):
    """(from, until) in minutes of the day. Raises ParseError where several readings are possible, or none.

    earlier  the minute at which an earlier span of the same days ends; else None
    """
    is_of_24_hours = any(re.match("0|1[3-9]|2[0-9]", time) for time in (opens, closes)) and not any(
        re.search("[apn]", time) for time in (opens, closes)
    )
    first, last = (_readings(time, is_of_24_hours) for time in (opens, closes))
    says_half = [len(first) == 1, len(last) == 1]
    possible = [
        (begin, end)
        for begin in first
        for end in last
        if begin < end
        and (says_half[0] or (earlier or EARLIEST) <= begin)
        and (any(says_half) or earlier or begin <= LATEST_OPENING)
        and (says_half[1] or end <= LATEST)
    ]
    if len(possible) != 1:
        raise ParseError(_span_error(first, last) % _said(f"{opens.strip()}-{closes.strip()}"))
    return possible[0]


def _span_error(first, last):
    """The sentence about a span that has no reading, or several; first, last: the readings of its times."""
    if not (first and last):
        return _("“%(said)s” has a time that does not exist. %(advice)s")
    if min(first) >= max(last):
        return _("“%(said)s” closes before it opens. %(advice)s")
    return _("“%(said)s” could be in the morning or in the evening. %(advice)s")


def _readings(text, is_of_24_hours):
    """The minutes of the day that a time may mean: one, or two where it does not say AM or PM."""
    if text == "noon":
        return [12 * 60]
    hour, minute, half = TIME.match(text).groups()
    hour, minutes = int(hour), int(minute or 0)
    if hour > 23 or minutes > 59 or (half and not 1 <= hour <= 12):
        return []
    if is_of_24_hours:
        return [hour * 60 + minutes]
    morning = hour % 12 * 60 + minutes
    return [morning + 12 * 60 * (half == "p")] if half else [morning, morning + 12 * 60]


def _record(days, opens, closes, kind):
    times = {"opens": _clock(opens), "closes": _clock(closes)}
    return complete_record({"days": list(days), **times, "kind": kind}, OPENING_TIMES_PARTS)


def _clock(minutes):
    return "" if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}"


def _said(text):
    return {"said": excerpt(text.strip()), "advice": ADVICE}
