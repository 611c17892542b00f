"""Listings as CSV and JSON, and what each column holds. `directory/importing/own.py` reads the CSV back."""

import csv
import json
import re
from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from directory.facts.spine import SPINE, STATEMENTS
from directory.facts.statements import is_stated
from directory.facts.vocabulary import Evidence
from directory.models import Submission
from directory.wording.safety_warnings import warned_values

CONTENT_TYPE = "text/csv; charset=utf-8"

# About the listing, not stated by the clinic: (name, label, help, kind).
LISTING_COLUMNS = (
    (
        "uid",
        _("Permanent id"),
        _("A UUID that the clinic keeps for ever, whatever changes. An import finds the clinic by it first."),
        "text",
    ),
    (
        "slug",
        _("Address of the listing"),
        _("The last part of its web address, which follows name and town. Without an id, imports go by it."),
        "text",
    ),
    ("version", _("Version"), _("How many times the listing was published. Imports pass over it."), "number"),
    ("published_on", _("Published on"), _("The day of the last version. Imports pass over it."), "date"),
    (
        "confirmed_on",
        _("Confirmed on"),
        _("The day on which the clinic last said that all is true. Imports pass over it."),
        "date",
    ),
    (
        "source",
        _("Source"),
        _("Who says what the listing says, where it was not made by the clinic. Imports keep it."),
        "text",
    ),
)
EVIDENCE_COLUMN = (
    "evidence",
    _("Who says so, and since when"),
    _(
        "For each statement by its name, a list of what it rests on: “evidence” is self_reported, "
        "document_seen or register_checked, “on” its day, “until” the last day on which it counts; “source”, "
        "“url” and “person” where there is one. A statement that is not in it was made or confirmed by the "
        "clinic on the day in confirmed_on; where that is empty, no clinic stands by it, and its source is "
        "in the column source. An empty list: others have changed the statement since the clinic confirmed "
        "it. Imports pass over it."
    ),
    "evidence",
)
ORGANIZATION_SLUG_COLUMN = (
    "organization_slug",
    _("Address of the organization"),
    _("Tells organizations of one name apart; may be empty."),
    "text",
)
SECTION_TITLES = {section.key: section.title for section in SPINE}


@dataclass(frozen=True)
class Column:
    """One column of the CSV; `codes` are (code, label), `parts` the keys of a record (facts.Part)."""

    name: str
    label: str
    help: str
    section: str  # its title
    kind: str  # as of facts.Statement
    codes: tuple = ()
    parts: tuple = ()

    @property
    def warned(self):
        """The codes that carry a warning (wording.WarnedValue)."""
        return warned_values(self.name, [code for code, _label in self.codes])


def columns():
    """The data dictionary: every column of the CSV, in order."""
    about = _("About the listing")
    found = [Column(name, label, words, about, kind) for name, label, words, kind in LISTING_COLUMNS]
    for statement in STATEMENTS.values():
        title = SECTION_TITLES[statement.section]
        found.append(
            Column(
                statement.name,
                statement.label,
                statement.help,
                title,
                statement.kind,
                statement.choices,
                statement.parts,
            )
        )
        if statement.name == "organization":
            name, label, words, kind = ORGANIZATION_SLUG_COLUMN
            found.append(Column(name, label, words, title, kind))
    name, label, words, kind = EVIDENCE_COLUMN
    return [*found, Column(name, label, words, _("Evidence"), kind)]


STATEMENT_COLUMNS = tuple(
    name
    for statement in STATEMENTS
    for name in ((statement, "organization_slug") if statement == "organization" else (statement,))
)
HEADER = (*(name for name, *_more in LISTING_COLUMNS), *STATEMENT_COLUMNS, EVIDENCE_COLUMN[0])


# ---- CSV


class _LineWriter:
    """A file for csv.writer that hands each line back."""

    def write(self, line):
        return line.encode()


def csv_rows(listings):
    """The listings, any iterable, as lines of CSV: bytes, UTF-8, CRLF, the header first, one at a time.

    Whatever is stated stands in quotation marks; an empty cell has none.
    """
    yield csv.writer(_LineWriter()).writerow(HEADER)
    writer = csv.writer(_LineWriter(), quoting=csv.QUOTE_NOTNULL)
    for listing in listings:
        yield writer.writerow([text or None for text in row_cells(listing)])


def row_cells(listing):
    about = (
        str(listing.uid),
        listing.slug,
        str(listing.version),
        _iso_date(listing.published_on),
        _iso_date(listing.confirmed_on),
        escape_formulas(listing_source(listing)),
    )
    return [
        *about,
        *(render_cell(name, getattr(listing, name)) for name in STATEMENT_COLUMNS),
        _evidence(listing),
    ]


def listing_source(listing):
    """Who says what a listing says, where it was not made by the clinic; else ""."""
    if listing.origin == Submission.Origin.PROPOSAL and not listing.source:
        return str(_("a reader"))
    return listing.source


def _evidence(listing):
    """The column of EVIDENCE. Nothing in it depends on the day on which it is written."""
    rests_on = defaultdict(list)
    for one in sorted(listing.evidence, key=lambda one: (one["on"], one["kind"], one["person"])):
        rests_on[one["statement"]].append(
            {"evidence": one["kind"], "on": one["on"]}
            | {part: one[part] for part in ("until", "source", "url", "person") if one[part]}
        )
    for name in STATEMENTS:
        if not is_stated(getattr(listing, name)):
            continue
        on = listing.said_on(name)
        if on and (on != listing.confirmed_on or name in rests_on):
            rests_on[name].insert(0, {"evidence": Evidence.SELF_REPORTED.value, "on": _iso_date(on)})
        elif on is None and listing.confirmed_on:
            rests_on.setdefault(name, [])
    ordered = {name: rests_on[name] for name in STATEMENTS if name in rests_on}
    return escape_formulas_in_json(json.dumps(ordered, ensure_ascii=False)) if ordered else ""


def render_cell(name, value):
    """How a statement stands in its cell; empty: not stated.

    text as it is, but defused; codes divided by ";"; yes or no; whole numbers; points as Python writes a
    float; dates as 2026-11-22; records as JSON with every part, in the order of PRACTITIONER_PARTS.
    """
    if not is_stated(value):
        return ""
    kind = STATEMENTS[name].kind if name in STATEMENTS else "text"
    if kind == "codes":
        return ";".join(value)
    if kind == "yes_no":
        return "yes" if value else "no"
    if kind == "date":
        return _iso_date(value)
    if kind == "point":
        return repr(float(value))
    if kind == "records":
        parts = STATEMENTS[name].parts
        rows = [{part.name: row.get(part.name) for part in parts} for row in value]
        return escape_formulas_in_json(json.dumps(rows, ensure_ascii=False))
    return escape_formulas(value) if kind == "text" else str(value)


def _iso_date(day):
    return day.isoformat() if day else ""


# Spreadsheets run a cell that begins like this; an apostrophe in front makes it text (OWASP,
# "CSV Injection"). One that divides columns by something other than commas begins a cell after every `;`,
# `|`, tab or end of a line, whatever quotation marks stand around the whole. Numbers are left alone, phones
# such as +13035550142 too: a number runs nothing.
LEADING_SIGNS = r"""[ \xa0'"]*"""
FORMULA_PATTERN = (
    rf"""\A(?={LEADING_SIGNS}[=+\-@\t\r\n＝＋－＠])|(?<=[;|\t\r\n])(?={LEADING_SIGNS}[=+\-@＝＋－＠])"""
)
FORMULA_START = re.compile(FORMULA_PATTERN)
ESCAPED_FORMULA_START = re.compile(FORMULA_PATTERN.replace("(?=", "'(?="))
FORMULA_START_IN_JSON = re.compile(rf"""([;|]{LEADING_SIGNS})([=+\-@＝＋－＠])""")
PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def escape_formulas(text):
    """`=1+1` → `'=1+1`, `a;=1+1` → `a;'=1+1`. What looks defused gets one more, so that `revive` is exact."""
    return text if PLAIN_NUMBER.fullmatch(text) else FORMULA_START.sub("'", text)


def unescape_formulas(text):
    """Takes away what `defuse` put there, and nothing else."""
    return ESCAPED_FORMULA_START.sub("", text)


def escape_formulas_in_json(text):
    """`;=1+1` → `;\\u003d1+1`, which is the same text to who reads JSON."""
    return FORMULA_START_IN_JSON.sub(lambda found: rf"{found[1]}\u{ord(found[2]):04x}", text)


def iterate_in_batches(listings, size=500):
    """A queryset of listings by key, a few at a time: no query and no transaction is long."""
    last = 0
    while batch := list(listings.filter(pk__gt=last).order_by("pk")[:size]):
        yield from batch
        last = batch[-1].pk


# ---- JSON


def listing_json(listing, today):
    """One result of /clinics.json.

    returns  uid, slug, name, latitude, longitude, version, published_on, confirmed_on, source (null where the
             clinic made it), and `statements`: name → value, evidence ("self_reported", "document_seen",
             "register_checked", or null where nobody stands by it), on (the day of that evidence), its source
             and url. Not stated: {"value": null}. `practitioners` also has `checked`: the evidence for single
             persons, by name. A statement with a value that carries a warning has `warnings`: value, warning
             and source, in words. The CSV holds codes alone, and an import reads it back: what a code warns
             of stands in the data dictionary.
    """
    evidence = listing.live_evidence(today)
    return {
        "uid": str(listing.uid),
        "slug": listing.slug,
        "name": listing.name,
        "latitude": listing.latitude,
        "longitude": listing.longitude,
        "version": listing.version,
        "published_on": _iso_date(listing.published_on),
        "confirmed_on": _iso_date(listing.confirmed_on) or None,
        "source": listing_source(listing) or None,
        "statements": {name: _statement_json(listing, name, evidence) for name in STATEMENTS},
    }


def _statement_json(listing, name, evidence):
    value = getattr(listing, name)
    if not is_stated(value):
        return {"value": None}
    kind = STATEMENTS[name].kind
    said = {"value": _iso_date(value) if kind == "date" else value}
    warned = warned_values(name, value)
    if warned:
        said["warnings"] = [
            {"value": one.label, "warning": one.warning.sentences, "source": str(one.warning.source)}
            for one in warned
        ]
    about_it = [one for one in evidence if one["statement"] == name and not one["person"]]
    if about_it:
        said |= _evidence_json(
            max(about_it, key=lambda one: (one["kind"] == Evidence.REGISTER_CHECKED, one["on"]))
        )
    else:
        on = listing.said_on(name)
        said |= {"evidence": Evidence.SELF_REPORTED.value if on else None, "on": _iso_date(on) or None}
    people = [one for one in evidence if one["statement"] == name and one["person"]]
    if people:
        said["checked"] = [{"person": one["person"], **_evidence_json(one)} for one in people]
    return said


def _evidence_json(one):
    seen = {"evidence": one["kind"], "on": one["on"], "source": one["source"]}
    return seen | {"url": one["url"]} if one["url"] else seen
