"""The directory's own CSV, as exports.py writes it: one column for each statement.

Every statement has to have its column: an empty cell means "not stated" and takes away what was stated.
The columns about the listing may be left out; only `slug` is read.
"""

import json
import re
from datetime import date

from django.utils.translation import gettext as _

from directory.exports import ABOUT, STATED, revive
from directory.facts import STATEMENTS
from directory.importing.details import miles_apart, zip_point
from directory.importing.drafts import Draft, Refused
from directory.importing.rules import check_code, shown
from directory.vocabulary import Role

OPTIONAL = (*(name for name, *_more in ABOUT), "organisation_slug")
COLUMNS = tuple(name for name in STATED if name != "organisation_slug")
NUMBER = re.compile(r"[0-9]{1,9}")
DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]+)?(e-?[0-9]{1,3})?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,100}")


def draft(cells):
    slug = cells.get("slug", "").strip()
    if slug and not SLUG.fullmatch(slug):
        raise Refused(
            _("Column “slug” says “%s”. Write the last part of the listing's address, or leave it empty.")
            % shown(slug)
        )
    content = {name: value(name, cells[name]) for name in COLUMNS}
    content["country"] = content["country"] or "US"
    content["organisation_slug"] = revive(cells.get("organisation_slug", ""))
    given = (content["latitude"], content["longitude"])
    if (given[0] is None) != (given[1] is None):  # the constraint is not false of half a point
        raise Refused(_("A latitude needs a longitude, and the other way round. Fill in both or neither."))
    return Draft(
        source=f"directory:{slug}" if slug else "",
        slug=slug,
        content=content,
        same_as=(slug, *(cells.get(name, "") for name in STATED)),
        far=miles_apart(None if None in given else given, zip_point(content["zip"][:5])),
    )


def value(name, cell):
    """The value of a statement; the inverse of exports.cell. Refused with a sentence."""
    kind = STATEMENTS[name].kind
    if kind == "text":
        return revive(cell)
    return READ[kind](name, cell.strip())


def read_code(name, cell):
    return cell


def read_codes(name, cell):
    codes = [code for part in cell.split(";") if (code := part.strip())]
    labels = STATEMENTS[name].labels
    for code in codes:
        check_code(_("column “%s”") % name, code, labels)
    return [code for code in labels if code in codes]


def read_yes_no(name, cell):
    answers = {"yes": True, "no": False, "": None}
    if cell.lower() not in answers:
        raise Refused(
            _("Column “%(name)s” says “%(said)s”. Write yes or no, or leave it empty where it is not stated.")
            % {"name": name, "said": shown(cell)}
        )
    return answers[cell.lower()]


def read_number(name, cell):
    if not cell:
        return None
    if not NUMBER.fullmatch(cell):
        raise Refused(
            _("Column “%(name)s” says “%(said)s”. Write a whole number without signs, for example 450.")
            % {"name": name, "said": shown(cell)}
        )
    return int(cell)


def read_point(name, cell):
    if not cell:
        return None
    if not DEGREES.fullmatch(cell):
        raise Refused(
            _("Column “%(name)s” says “%(said)s”. Write degrees with a point, for example -104.9903.")
            % {"name": name, "said": shown(cell)}
        )
    return float(cell)


def read_date(name, cell):
    if not cell:
        return None
    try:
        return date.fromisoformat(cell if DAY.fullmatch(cell) else "").isoformat()
    except ValueError:
        raise Refused(
            _("Column “%(name)s” says “%(said)s”. Write a day as year-month-day, for example 2026-11-22.")
            % {"name": name, "said": shown(cell)}
        ) from None


def read_records(name, cell):
    """Records as JSON, every part in its order. A part left out is not stated."""
    if not cell:
        return []
    try:
        rows = json.loads(cell, parse_constant=_no_number)
    except (ValueError, RecursionError):
        rows = None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Refused(
            _('Column “%s” is not JSON of the form [{"…": "…"}]. “About the data” shows its parts.') % name
        )
    return [_record(name, number, row) for number, row in enumerate(rows, start=1)]


def _record(name, number, row):
    parts = {part.name: part for part in STATEMENTS[name].parts}
    place = _("column “%(column)s”, entry %(number)d") % {"column": name, "number": number}
    for key in row:
        check_code(place, key, parts)
    return {part: _part(f"{place}, “{part}”", part, row.get(part)) for part in parts}


ROLES = list(Role.values)
LISTS, NUMBERS, DATES = ("roles",), ("years_offering", "hours", "year"), ("expires_on",)


def _part(place, part, given):
    if part in LISTS:
        if given is None:
            return []
        if isinstance(given, list) and all(isinstance(code, str) for code in given):
            return sorted(dict.fromkeys(given), key=ROLES.index if set(given) <= set(ROLES) else None)
    elif part in NUMBERS:
        if given is None or (isinstance(given, int) and not isinstance(given, bool)):
            return given
    elif part in DATES:
        return read_date("training", given if isinstance(given, str) else "") if given else None
    elif given is None or isinstance(given, str):
        return given or ""
    raise Refused(
        _("%(place)s says “%(said)s”, which is of the wrong kind.") % {"place": place, "said": shown(given)}
    )


def _no_number(name):
    raise ValueError(name)


READ = {
    "code": read_code,
    "codes": read_codes,
    "yes_no": read_yes_no,
    "number": read_number,
    "dollars": read_number,
    "point": read_point,
    "date": read_date,
    "records": read_records,
}
