"""Read one value of a search parameter, by its kind."""

import math
import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.fhir.outcomes import not_supported, wrong_value
from directory.fhir.searching.parameters import Parameter

ESCAPED = re.compile(r"\\([\\,|$])")
BAR = re.compile(r"(?<!\\)\|")
FHIR_ID = re.compile(r"[A-Za-z0-9.\-]{1,64}\Z")
UUID_LENGTH = 36
# Unit of `near` → how many of it make a statute mile.
UNITS_PER_MILE = {
    "km": 1.609344,
    "m": 1609.344,
    "mi": 1.0,
    "[mi_i]": 1.0,
    "[mi_us]": 0.999998,
}
DEFAULT_KM = 40.0
MAX_KM = 800.0
KM_PER_MILE = 1.609344
# Ends of a search without an end are written so: le9999-12-31, ge0001-01-01.
FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
DATE = re.compile(
    r"(?P<prefix>eq|ne|gt|ge|lt|le|sa|eb)?"
    r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d)"
    r"(T(?P<hour>\d\d):(?P<minute>\d\d)(:(?P<second>\d\d)(\.(?P<fraction>\d{1,9}))?)?"
    r"(?P<zone>Z|[+ -]\d\d:\d\d)?)?)?)?\Z",
    re.ASCII,
)


class Token(NamedTuple):
    """A code or an identifier. system None: any; "": none. code "": any of the system."""

    system: str | None
    code: str


class Reference(NamedTuple):
    """A resource of this server. type "": any of those that the parameter leads to."""

    type: str
    id: str


class Period(NamedTuple):
    """The moments that a date stands for, first to last + 1, and how a resource's moment compares with it.

    prefix  eq, ne, gt, ge, lt, le, sa or eb
    """

    prefix: str
    start: datetime
    stop: datetime


class Near(NamedTuple):
    """A point, in degrees, WGS 84, and a distance.

    unit      of UNITS_PER_MILE, as it was said
    """

    latitude: float
    longitude: float
    miles: float
    unit: str


def uid_of(resource_id: str) -> UUID | None:
    """The clinic or group whose id begins an id: `<uuid>` alone, or with a dot and more behind; else None."""
    head, tail = resource_id[:UUID_LENGTH], resource_id[UUID_LENGTH:]
    try:
        uid = UUID(head)
    except ValueError:
        return None
    return uid if str(uid) == head and (not tail or tail.startswith(".")) else None


def parse_string(parameter: Parameter, text: str) -> str:
    return ESCAPED.sub(r"\1", text)


def parse_token(parameter: Parameter, text: str) -> Token:
    """`code`, `system|code`, `|code` or `system|`."""
    parts = [ESCAPED.sub(r"\1", part) for part in BAR.split(text)]
    if len(parts) == 1:
        return Token(None, parts[0])
    if len(parts) > 2 or not any(parts):
        sentence = _("%(name)s is a code, or a system and a code: system|code.")
        raise wrong_value(parameter.name, sentence % {"name": parameter.name})
    system, code = parts
    return Token("" if system and system == parameter.system else system, code)


def parse_reference(parameter: Parameter, text: str) -> Reference:
    """An id, a type and an id, or an address of this server.

    An address of another server is refused: it would find nothing, and seem to say that there is nothing.
    """
    base = f"{settings.SITE_URL}/fhir/"
    if "://" in text and not text.startswith(base):
        sentence = _("%(name)s is a reference to a resource of this server, such as %(example)s.")
        example = f"{parameter.targets[0]}/165be60e-efaf-460a-8e1b-5bcb8d9ea53d"
        raise wrong_value(parameter.name, sentence % {"name": parameter.name, "example": example})
    resource_type, slash, resource_id = text.removeprefix(base).rpartition("/")
    if not FHIR_ID.match(resource_id) or (slash and resource_type not in parameter.targets):
        sentence = _("%(name)s is a reference to one of: %(types)s.")
        types = ", ".join(parameter.targets)
        raise wrong_value(parameter.name, sentence % {"name": parameter.name, "types": types})
    return Reference(resource_type, resource_id)


def parse_date(parameter: Parameter, text: str) -> Period:
    """`2026`, `2026-11`, `ge2026-11-28`, `lt2026-11-28T10:00:00Z`; without a zone, in that of the site."""
    match = DATE.match(text)
    try:
        if match is None:
            raise ValueError(text)
        start, stop = _span(match)
    except ValueError:
        sentence = _("%(name)s is a date or a time, such as ge2026-11-28 or lt2026-11-28T10:00:00Z.")
        raise wrong_value(parameter.name, sentence % {"name": parameter.name}) from None
    return Period(match["prefix"] or "eq", start, stop)


def _span(match):
    """(start, stop) in UTC. Raises ValueError for a day or a time that there is not."""
    year, month, day = (int(match[name] or 1) for name in ("year", "month", "day"))
    first = date(year, month, day)
    if match["hour"]:
        return _span_of_time(first, match)
    last = first
    if not match["day"]:
        month = month if match["month"] else 12
        last = date(year, month, monthrange(year, month)[1])
    stop = _in_utc(datetime.combine(last + timedelta(days=1), time.min)) if last < date.max else LAST
    return _in_utc(datetime.combine(first, time.min)), stop


def _span_of_time(day, match):
    micros = int((match["fraction"] or "").ljust(6, "0")[:6])
    clock = time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0), micros)
    zone = (match["zone"] or "").replace(" ", "+")  # "+" of an address that nobody encoded
    start = _in_utc(datetime.fromisoformat(f"{datetime.combine(day, clock).isoformat()}{zone}"))
    step = timedelta(seconds=1) if match["second"] else timedelta(minutes=1)
    if match["fraction"]:
        step = timedelta(microseconds=1)
    return start, start + min(step, LAST - start)


def _in_utc(moment):
    """A moment in UTC; without a zone it is where the site is. FIRST or LAST where UTC has no year for it."""
    try:
        return (moment if moment.tzinfo else timezone.make_aware(moment)).astimezone(UTC)
    except OverflowError:
        return FIRST if moment.year == FIRST.year else LAST


def parse_near(parameter: Parameter, text: str) -> Near:
    """`latitude|longitude`, then distance and unit if they are not 40 km."""
    parts = text.split("|")
    if not 2 <= len(parts) <= 4:
        raise _wrong_near()
    unit = (parts[3] if len(parts) == 4 else "") or "km"
    if unit not in UNITS_PER_MILE:
        sentence = _("near knows the units %(units)s.") % {"units": ", ".join(UNITS_PER_MILE)}
        raise not_supported("near", sentence)
    has_distance = len(parts) > 2 and parts[2] != ""
    latitude, longitude = _number(parts[0]), _number(parts[1])
    km = _number(parts[2]) / UNITS_PER_MILE[unit] * KM_PER_MILE if has_distance else DEFAULT_KM
    if abs(latitude) > 90 or abs(longitude) > 180 or km < 0:
        raise _wrong_near()
    if km > MAX_KM * (1 + 1e-9):
        sentence = _("near reaches at most %(km)d km.") % {"km": MAX_KM}
        raise wrong_value("near", sentence)
    return Near(latitude, longitude, km / KM_PER_MILE, unit)


def _number(text):
    if not re.fullmatch(r"[+ -]?\d{1,12}(\.\d{0,20})?", text, re.ASCII):
        raise _wrong_near()
    number = float(text)
    return number if math.isfinite(number) else 0.0


def _wrong_near():
    sentence = _("near is latitude|longitude|distance|unit in degrees and km or mi, such as %(example)s.")
    return wrong_value("near", sentence % {"example": "39.74|-104.99|50|mi"})


PARSERS = {
    "string": parse_string,
    "token": parse_token,
    "reference": parse_reference,
    "date": parse_date,
    "special": parse_near,
}
