"""Read one value of a search parameter, by its kind."""

import math
import re
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
    return Token(*parts)


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
    except (ValueError, OverflowError):
        sentence = _("%(name)s is a date or a time, such as ge2026-11-28 or lt2026-11-28T10:00:00Z.")
        raise wrong_value(parameter.name, sentence % {"name": parameter.name}) from None
    return Period(match["prefix"] or "eq", start, stop)


def _span(match):
    year, month, day = (int(match[name] or 0) for name in ("year", "month", "day"))
    if not match["hour"]:
        first = date(year, month or 1, day or 1)
        if day:
            after = first + timedelta(days=1)
        elif month:
            after = date(year + month // 12, month % 12 + 1, 1)
        else:
            after = date(year + 1, 1, 1)
        return _midnight(first), _midnight(after)
    second = int(match["second"] or 0)
    micros = int((match["fraction"] or "").ljust(6, "0")[:6])
    moment = datetime(year, month, day, int(match["hour"]), int(match["minute"]), second, micros)
    zone = (match["zone"] or "").replace(" ", "+")  # "+" of an address that nobody encoded
    moment = datetime.fromisoformat(f"{moment.isoformat()}{zone}") if zone else timezone.make_aware(moment)
    step = timedelta(seconds=1) if match["second"] else timedelta(minutes=1)
    start = moment.astimezone(UTC)
    return start, start + (timedelta(microseconds=1) if match["fraction"] else step)


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min)).astimezone(UTC)


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
