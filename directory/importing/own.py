"""Any plain sheet as CSV, and the directory's own as exports.py writes it: one column for each statement.

Only NEEDED has to be there. A column that is missing states nothing of a new clinic and leaves a known one as
it is; an empty cell means "not stated" and takes away what was stated. Of the columns about the listing only
`uid`, `slug` and `source` are read.
"""

import json
import re
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from directory.exchange import cells as read
from directory.exchange.cells import shown
from directory.exchange.tables import ABOUT, EVIDENCE, STATED, revive
from directory.facts import web_addresses
from directory.facts.records import RELATED
from directory.facts.spine import STATEMENTS
from directory.facts.vocabulary import Country, PointSource, Role, State
from directory.importing.details import Row, full_name, more_than_one, unclear
from directory.importing.drafts import Draft, Refused
from directory.importing.rules import check_code, check_field
from directory.models import Clinic, Submission

NEEDED = ("name", "city", "state")
COLUMNS = tuple(name for name in STATED if name != "organization_slug")
BESIDE = ("street2", "zip4", "program")  # what sheets keep in cells of their own
OPTIONAL = (*(name for name, *_more in (*ABOUT, EVIDENCE)), *STATED, *BESIDE)
LINES = ("about", "written_standard", "maintenance", "complaints", "opening_hours")  # may have several lines
CONTACT = ("phone", "phone_extension", "email", "website", "booking_url", "npi", "street", "zip", "alias")
REACHED = ("phone", "email", "website", "booking_url", "zip", "npi")
SEVERAL = re.compile(r" ?[;|] ?|, ?| or | and |\n")
SEVERAL_EMAILS = re.compile(r"[\s;,|/]+(?:or |and )?")
NAMED = re.compile(r"[^<>@]*<([^<>\s]+@[^<>\s]+)>")
TOTAL = re.compile(r"(?:grand |sub-?)?total\b", re.IGNORECASE)
UNITED_STATES = {"us", "usa", "united states", "united states of america", "u s a", "u s"}
UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,100}")
EXTENSION = re.compile(r"(?:extension|ext\.?|x|#)? ?([0-9]{1,10})(?:\.0)?", re.IGNORECASE)


def draft(cells):
    slug = cells.get("slug", "").strip()
    if slug and not SLUG.fullmatch(slug):
        raise Refused(
            _("Column “slug” says “%s”. Write the last part of the listing's address, or leave it empty.")
            % shown(slug)
        )
    uid = cells.get("uid", "").strip().lower()
    if uid and not UID.fullmatch(uid):
        raise Refused(
            _("Column “uid” says “%s”. Write the id as an export has it, or leave it empty.") % shown(uid)
        )
    row = Stated(cells, as_it_stands=bool(slug and cells.get("version")))
    content = row.content()
    said_by = row.words("source", revive(cells.get("source", "")))
    check_field(_("column “%s”") % "source", Submission._meta.get_field("source"), said_by)
    if TOTAL.match(content.get("name", "")) and not (content.get("city") or content.get("state")):
        raise Refused(_("It is a total at the end of a sheet, and no clinic."))
    given = tuple(content.get(name) for name in ("latitude", "longitude"))
    if (given[0] is None) != (given[1] is None):  # the constraint is not false of half a point
        raise Refused(_("A latitude needs a longitude, and the other way round. Fill in both or neither."))
    return Draft(
        source=f"directory:{slug}" if slug else "",
        slug=slug,
        content=content,
        same_as=(uid, slug, *(cells.get(name, "") for name in (*STATED, *BESIDE))),
        uid=UUID(uid) if uid else None,
        said_by=said_by,
        notes=row.notes,
        mended=row.mended,
    )


def value(name, cell):
    """The value of a statement; the inverse of exports.cell. Refused with a sentence."""
    return Stated({name: cell}, as_it_stands=True).value(name)


class Stated(Row):
    """The cells of one row by the names of statements.

    as_it_stands   the row comes from an export: a text that may be kept so is taken sign by sign
    """

    def __init__(self, cells, *, as_it_stands=False):
        super().__init__(cells)
        self.as_it_stands = as_it_stands
        self.extension = ""  # behind the phone

    def content(self):
        """The statements of the columns that are there."""
        found = {name: self.value(name) for name in COLUMNS if name in self.cells}
        if not self.as_it_stands:
            self.divide_city(found)
        if self.cells.get("program"):
            found["name"] = full_name(found["name"], self.words("program"))
        if self.cells.get("street2"):
            streets = (found.get("street"), self.words("street2"))
            found["street"] = ", ".join(street for street in streets if street)
        if "phone" in found:  # an extension belongs to its number, and goes with it
            found["phone_extension"] = found.get("phone_extension") or self.extension
        if "country" in found:
            found["country"] = found["country"] or Country.US.value
        if "latitude" in found and "point_source" not in found:
            found["point_source"] = "" if found["latitude"] is None else PointSource.GIVEN.value
        if "organization" in found:
            found["organization_slug"] = revive(self.cells.get("organization_slug", ""))
        return found

    def divide_city(self, found):
        """`Denver, CO` in the cell of the town → Denver, with its state where none is stated."""
        town, comma, behind = found.get("city", "").rpartition(",")
        code = read.state(behind) if comma else ""
        if code in State.values and found.get("state") in ("", code):
            found |= {"city": town.strip(), "state": code}

    def value(self, name):
        kind = STATEMENTS[name].kind
        if kind == "text":
            return self.text(name, revive(self.cells[name]))
        cell = self.cells[name]
        text = cell.strip() if kind == "records" else read.bare(cell)
        is_code = text in STATEMENTS[name].labels
        if not is_code and read.is_nothing(text) and text.lower() != "nan":  # no number is not no answer
            text = ""
        if not is_code and kind in ("dollars", "date", "number") and self.is_elsewhere(name, text):
            text = ""
        return self.clear(name, lambda text: READ[kind](name, text), text)

    def text(self, name, words):
        if self.as_it_stands and may_be_kept(name, words):
            return words
        if read.FORMULA.match(words):
            raise unclear(
                name, words, _("This is a formula, and not what it gives. Save the sheet with its values.")
            )
        lines = name in LINES
        found = self.clear(name, lambda text: read.words(text, lines=lines), words)
        self.mended += found.mended
        self.notes += found.doubts
        if read.is_nothing(found.text, nobody=name in CONTACT):
            return ""
        if name in REACHED and self.is_elsewhere(name, found.text):
            return ""
        reader = getattr(self, f"read_{name}", None)
        return reader(name, found.text) if reader else found.text

    def is_elsewhere(self, name, text):
        if not read.is_elsewhere(text):
            return False
        self.mended.append(
            _("Column “%(column)s” says “%(said)s”, so it is not stated.")
            % {"column": name, "said": shown(text)}
        )
        return True

    # ---- texts of a form of their own; what does not have it stays, and the rules say what is wrong

    def read_phone(self, _name, text):
        text = self.clear("phone", read.all_digits, text)
        dialed = read.heard(text)
        if dialed is None:
            return text
        if dialed.rest:
            self.mended.append(more_than_one(text, dialed))
        self.extension = dialed.extension
        return dialed.number

    def read_phone_extension(self, _name, text):
        found = EXTENSION.fullmatch(text)
        return found[1] if found else text

    def read_website(self, name, text):
        address = read.website(text)
        first, *others = SEVERAL.split(text)
        if address is None and others and all(map(read.website, (first, *others))):
            address = read.website(first)
            self.mended.append(only_first(text, address))
        if address is None:
            raise unclear(name, text, web_addresses.why_not(text))
        return address

    read_booking_url = read_website

    def read_email(self, _name, text):
        if found := NAMED.fullmatch(text):  # Ann Other <name@clinic.example>
            text = found[1]
        first, *others = [part.strip(".") for part in SEVERAL_EMAILS.split(text) if part.strip(".")]
        if others and all("@" in part for part in (first, *others)):
            self.mended.append(only_first(text, first))
            text = first
        return text.removeprefix("mailto:").rstrip(".")

    def read_npi(self, _name, text):
        text = self.clear("npi", read.all_digits, read.bare(text).removesuffix(".0"))
        return re.sub(r"(?i)^npi[ :#]*|[ -]", "", text)

    def read_zip(self, _name, text):
        return self.clear("zip", read.zip_code, text, self.state(), self.plain("zip4"))


def only_first(text, first):
    return _("Of “%(said)s” only %(first)s was taken.") % {"said": shown(text), "first": shown(first)}


def may_be_kept(name, text):
    """Whether the rules of the statement let a text stand."""
    if name in RELATED:
        return True
    try:
        Clinic._meta.get_field(name).run_validators(text)
    except ValidationError:
        return False
    return True


def read_code(name, cell):
    if name == "state":
        return read.state(cell)
    if name == "country" and cell.casefold().replace(".", "") in UNITED_STATES:
        return Country.US.value
    return cell


def read_codes(name, cell):
    codes = [code for part in re.split("[;,|]", cell) if (code := part.strip())]
    labels = STATEMENTS[name].labels
    for code in codes:
        check_code(_("column “%s”") % name, code, labels)
    return [code for code in labels if code in codes]


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


# Parts as version 0.1.0 wrote them.
PARTS_BEFORE = {
    "licence": "license",
    "licence_number": "license_number",
    "licence_state": "license_state",
}


def _record(name, number, row):
    row = {PARTS_BEFORE.get(key, key): value for key, value in row.items()}
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
        return _day(given if isinstance(given, str) else "-") if given else None
    elif given is None or isinstance(given, str):
        return given or ""
    raise Refused(
        _("%(place)s says “%(said)s”, which is of the wrong kind.") % {"place": place, "said": shown(given)}
    )


def _no_number(name):
    raise ValueError(name)


def _day(text):
    try:
        return read.day(text)
    except read.Unclear as why:
        raise unclear("training", text, why) from None


def plain(reader):
    return lambda name, cell: reader(cell)


READ = {
    "code": read_code,
    "codes": read_codes,
    "yes_no": plain(read.yes_no),
    "number": plain(read.whole),
    "dollars": plain(read.dollars),
    "point": plain(read.degrees),
    "date": plain(read.day),
    "records": read_records,
}
