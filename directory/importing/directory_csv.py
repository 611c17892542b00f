"""Parses a row of a CSV with one column for each statement: any plain sheet, or an export of the directory.

REQUIRED columns must exist. A statement without a column is not stated of a new clinic, and stays as it is
for an existing one; an empty cell means "not stated" and deletes the statement. Of the columns about the
listing only `id` (`uid` in older exports), `slug`, `source` and `source_license` are read.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from directory.exchange import columns
from directory.exchange.cells.dates import parse_date
from directory.exchange.cells.insurers import parse_insurers
from directory.exchange.cells.numbers import (
    NO,
    YES,
    expand_scientific_notation,
    parse_degrees,
    parse_dollars,
    parse_whole_number,
    parse_yes_no,
)
from directory.exchange.cells.opening_times import parse_opening_times
from directory.exchange.cells.phone import parse_phone
from directory.exchange.cells.text import (
    FORMULA,
    excerpt,
    means_empty,
    normalize_cell,
    parse_text,
    refers_elsewhere,
)
from directory.exchange.cells.web_address import parse_web_address
from directory.exchange.cells.zip_and_state import parse_state, parse_zip_code
from directory.exchange.csv_formulas import unescape_formulas
from directory.facts import web_addresses
from directory.facts.records import RELATED
from directory.facts.spine import STATEMENTS
from directory.facts.statements import NOTES
from directory.facts.upgrade import MOVED_CODES, SPLIT_STATEMENTS, YES_NO_TO_CODE, upgrade
from directory.facts.vocabulary import Country, PointSource, State
from directory.importing.errors import RowError
from directory.importing.facility import full_name
from directory.importing.licenses import parse_license
from directory.importing.own_words import may_be_withheld
from directory.importing.records import parse_offerings, parse_records
from directory.importing.row_ids import ID_COLUMNS, parse_id
from directory.importing.row_reader import RowReader, cell_error, first_phone_message
from directory.importing.rows import ParsedRow
from directory.importing.validation import validate_code, validate_field
from directory.models import Clinic, Submission

REQUIRED = ("name", "city", "state")
STATED = tuple(column.name for column in columns.STATEMENT_COLUMNS)
COLUMNS = tuple(name for name in STATED if name not in ("organization_slug", "organization_id"))
# What an export says about a listing, and no import reads.
NOT_STATED = (
    *(one.name for one in columns.LISTING_COLUMNS if one.name not in ("id", "slug", "source")),
    *("organization_id", columns.EVIDENCE_COLUMN.name),
)
EXTRA_COLUMNS = ("street2", "zip4", "program")  # cells of their own in many sheets
KNOWN_COLUMNS = (
    *dict.fromkeys(
        [*ID_COLUMNS, *(column.name for column in (*columns.LISTING_COLUMNS, columns.EVIDENCE_COLUMN))]
    ),
    *STATED,
    *EXTRA_COLUMNS,
    *SPLIT_STATEMENTS,
)
MOVED_TO = tuple(dict.fromkeys(name for name, _value in MOVED_CODES.values()))
MULTILINE = (
    "about",
    "written_standard",
    "maintenance",
    "complaints",
    "opening_hours",
    *NOTES,
)  # may have several lines
NONE_MEANS_EMPTY = (
    "phone",
    "phone_extension",
    "email",
    "website",
    "booking_url",
    "npi",
    "street",
    "zip",
    "alias",
)
MAY_REFER_ELSEWHERE = ("phone", "email", "website", "booking_url", "zip", "npi")
WEB_ADDRESS_SEPARATOR = re.compile(r" ?[;|] ?|, ?| or | and |\n")
EMAIL_SEPARATOR = re.compile(r"[\s;,|/]+(?:or |and )?")
NAMED_EMAIL = re.compile(r"[^<>@]*<([^<>\s]+@[^<>\s]+)>")
TOTAL_ROW = re.compile(r"(?:grand |sub-?)?total\b", re.IGNORECASE)
UNITED_STATES = {"us", "usa", "united states", "united states of america", "u s a", "u s"}
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,100}")
EXTENSION = re.compile(r"(?:extension|ext\.?|x|#)? ?([0-9]{1,10})(?:\.0)?", re.IGNORECASE)


def parse_row(cells, *, is_sheet=False):
    """The ParsedRow of {column: cell}. Raises RowError.

    is_sheet  it is of an organization's sheet: of our own files, as any row with a slug and a version
    """
    slug = cells.get("slug", "").strip()
    if slug and not SLUG.fullmatch(slug):
        raise RowError(
            _("Column “slug” says “%s”. Enter the last part of the listing’s web address, or leave it empty.")
            % excerpt(slug)
        )
    is_of_us = bool(is_sheet or (slug and cells.get("version")))
    row = StatementReader(cells, as_it_stands=is_of_us)
    uid = parse_id(row)
    content = row.content()
    stated_source = row.text("source", unescape_formulas(cells.get("source", "")))
    validate_field(_("column “%s”") % "source", Submission._meta.get_field("source"), stated_source)
    if TOTAL_ROW.match(content.get("name", "")) and not (content.get("city") or content.get("state")):
        raise RowError(_("This row is a total at the end of a sheet, not a clinic."))
    refuse_half_a_point(content)
    return ParsedRow(
        source_key=f"directory:{slug}" if slug else "",
        slug=slug,
        content=content,
        duplicate_key=(str(uid or ""), slug, *(cells.get(name, "") for name in (*STATED, *EXTRA_COLUMNS))),
        uid=uid,
        stated_source=stated_source,
        stated_license=parse_license(cells.get("source_license", "")),
        concerns=row.concerns,
        corrections=row.corrections,
        otherwise=row.otherwise,
        moved=row.moved,
        is_export=row.as_it_stands,
        is_withheld=may_be_withheld(cells, content, is_sheet=is_sheet),
    )


def refuse_half_a_point(content):
    """Raises RowError for half a point, of which the check constraint is unknown, not false."""
    given = tuple(content.get(name) for name in ("latitude", "longitude"))
    if (given[0] is None) != (given[1] is None):
        raise RowError(
            _("A latitude needs a longitude, and a longitude needs a latitude. Fill in both or neither.")
        )


def parse_statement(name, cell):
    """The value of a statement; the inverse of listing_csv.render_cell(). Raises RowError."""
    return StatementReader({name: cell}, as_it_stands=True).statement(name)


class StatementReader(RowReader):
    """Reads the cells of one row as statements.

    as_it_stands   True for a row of an export, whose valid text is kept unchanged
    """

    def __init__(self, cells, *, as_it_stands=False):
        super().__init__(cells)
        self.as_it_stands = as_it_stands
        self.extension = ""  # that was parsed from the phone
        self.moved = {}  # statements that codes of an older release have moved to, and that have no column
        self.otherwise = {}  # what the clinic itself says: see parse_offerings()

    def content(self):
        """The statements of the columns that the row has."""
        content = {name: self.statement(name) for name in COLUMNS if name in self.cells}
        content |= {old: self.cell_text(old) for old in SPLIT_STATEMENTS if old in self.cells}
        content = upgrade(content)
        self.moved = {
            name: content.pop(name) for name in MOVED_TO if name in content and name not in self.cells
        }
        if not self.as_it_stands:
            self._split_state_from_city(content)
        if self.cells.get("program"):
            content["name"] = full_name(content["name"], self.text("program"))
        if self.cells.get("street2"):
            streets = (content.get("street"), self.text("street2"))
            content["street"] = ", ".join(street for street in streets if street)
        if "phone" in content:  # a new phone without an extension deletes the old extension
            content["phone_extension"] = content.get("phone_extension") or self.extension
        if "country" in content:
            content["country"] = content["country"] or Country.US.value
        if "latitude" in content and "point_source" not in content:
            content["point_source"] = "" if content["latitude"] is None else PointSource.GIVEN.value
        if "organization" in content:
            content["organization_slug"] = unescape_formulas(self.cells.get("organization_slug", ""))
        return content

    def _split_state_from_city(self, content):
        """Moves the state in the city `Denver, CO` to the state, where none or the same is stated."""
        town, comma, behind = content.get("city", "").rpartition(",")
        code = parse_state(behind) if comma else ""
        if code in State.values and content.get("state") in ("", code):
            content |= {"city": town.strip(), "state": code}

    def statement(self, name):
        """The value of the statement in the column of its name. Raises RowError."""
        kind = STATEMENTS[name].kind
        if kind == "text":
            return self._text_statement(name, unescape_formulas(self.cells[name]))
        cell = self.cells[name]
        if kind == "records":
            return self._records(name, "" if means_empty(cell) else cell.strip())
        text = normalize_cell(cell)
        is_code = text in STATEMENTS[name].labels
        if not is_code and means_empty(text) and text.lower() != "nan":  # “nan” may be a failed computation
            text = ""
        if not is_code and kind in ("dollars", "date", "number") and self._refers_elsewhere(name, text):
            text = ""
        return self.parse(name, lambda text: PARSERS[kind](name, text), text)

    def _records(self, name, text):
        if name == "offerings":
            records, self.otherwise = parse_offerings(text)
            return records
        if name not in RECORDS_IN_WORDS or text[:1] in ("", "[", "{"):
            return parse_records(name, text)
        parsed = self.parse(name, RECORDS_IN_WORDS[name], normalize_cell(text.replace("\n", ";")))
        self.corrections += [about_column(name, sentence) for sentence in parsed.corrections]
        self.concerns += [about_column(name, sentence) for sentence in parsed.concerns]
        return parsed.records

    def _text_statement(self, name, cell):
        if self.as_it_stands and is_valid(name, cell):
            return cell
        if FORMULA.match(cell):
            raise cell_error(
                name, cell, _("This is a formula, not its result. Save the sheet with its values.")
            )
        lines = name in MULTILINE
        parsed = self.parse(name, lambda text: parse_text(text, lines=lines), cell)
        self.corrections += parsed.corrections
        self.concerns += parsed.concerns
        if means_empty(parsed.text, none_is_empty=name in NONE_MEANS_EMPTY):
            return ""
        if name in MAY_REFER_ELSEWHERE and self._refers_elsewhere(name, parsed.text):
            return ""
        normalizer = getattr(self, f"normalize_{name}", None)
        return normalizer(name, parsed.text) if normalizer else parsed.text

    def _refers_elsewhere(self, name, text):
        """True, with a correction, if the cell says only where to look."""
        if not refers_elsewhere(text):
            return False
        self.corrections.append(
            _("Column “%(column)s” says “%(said)s”, so it is not stated.")
            % {"column": name, "said": excerpt(text)}
        )
        return True

    # ---- text with a format of its own; text without it stays as it is, and validation refuses it

    def normalize_phone(self, _name, text):
        text = self.parse("phone", expand_scientific_notation, text)
        phone = parse_phone(text)
        if phone is None:
            return text
        if phone.remainder:
            self.corrections.append(first_phone_message(text, phone))
        self.extension = phone.extension
        return phone.number

    def normalize_phone_extension(self, _name, text):
        match = EXTENSION.fullmatch(text)
        return match[1] if match else text

    def normalize_website(self, name, text):
        address = parse_web_address(text)
        first, *others = WEB_ADDRESS_SEPARATOR.split(text)
        if address is None and others and all(map(parse_web_address, (first, *others))):
            address = parse_web_address(first)
            self.corrections.append(first_only_message(text, address))
        if address is None:
            raise cell_error(name, text, web_addresses.typed_address_error(text))
        return address

    normalize_booking_url = normalize_website

    def normalize_email(self, _name, text):
        if match := NAMED_EMAIL.fullmatch(text):  # Ann Other <name@clinic.example>
            text = match[1]
        first, *others = [part.strip(".") for part in EMAIL_SEPARATOR.split(text) if part.strip(".")]
        if others and all("@" in part for part in (first, *others)):
            self.corrections.append(first_only_message(text, first))
            text = first
        return text.removeprefix("mailto:").rstrip(".")

    def normalize_npi(self, _name, text):
        text = self.parse("npi", expand_scientific_notation, normalize_cell(text).removesuffix(".0"))
        return re.sub(r"(?i)^npi[ :#]*|[ -]", "", text)

    def normalize_zip(self, _name, text):
        return self.parse("zip", parse_zip_code, text, self.state(), self.cell_text("zip4"))


def first_only_message(text, first):
    """The sentence for a cell with several values of which only the first was used."""
    return _("We used only %(first)s from “%(said)s”.") % {"said": excerpt(text), "first": excerpt(first)}


def about_column(name, sentence):
    return _("Column “%(name)s”: %(sentence)s") % {"name": name, "sentence": sentence}


def is_valid(name, text):
    """True if the validators of the statement accept a text."""
    if name in RELATED:
        return True
    try:
        Clinic._meta.get_field(name).run_validators(text)
    except ValidationError:
        return False
    return True


def parse_code(name, cell):
    """The code of a cell. A state is parsed; “USA” is the country US; “yes” was an answer in older files."""
    if name == "state":
        return parse_state(cell)
    if name == "country" and cell.casefold().replace(".", "") in UNITED_STATES:
        return Country.US.value
    if name in YES_NO_TO_CODE and cell.casefold() in (*YES, *NO):
        return YES_NO_TO_CODE[name][parse_yes_no(cell)]
    return cell


def parse_codes(name, cell):
    """Codes divided by ";", "," or "|", in the order of the vocabulary. Raises RowError.

    Codes that only older releases knew stand last, for upgrade().
    """
    codes = dict.fromkeys(code for part in re.split("[;,|]", cell) if (code := part.strip()))
    labels = STATEMENTS[name].labels
    former = [code for code in codes if (name, code) in MOVED_CODES]
    for code in codes:
        if code not in former:
            validate_code(_("column “%s”") % name, code, labels)
    return [*(code for code in labels if code in codes), *former]


def _without_name(reader):
    """A parser of (name, cell) from a parser of a cell."""
    return lambda name, cell: reader(cell)


# Records that a cell may hold in words, besides JSON.
RECORDS_IN_WORDS = {"insurers": parse_insurers, "opening_times": parse_opening_times}
PARSERS = {
    "code": parse_code,
    "codes": parse_codes,
    "yes_no": _without_name(parse_yes_no),
    "number": _without_name(parse_whole_number),
    "dollars": _without_name(parse_dollars),
    "point": _without_name(parse_degrees),
    "date": _without_name(parse_date),
}
