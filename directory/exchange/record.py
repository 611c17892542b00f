"""A listing as the record of open data: the one shape of the JSON, the bulk files and the changes.

A record is a function of the listing's row alone. What ends on a day has its last day in `until`,
`current_until` and `listed_until`; on_day() is what holds on a day. Every key is always there, and what is
not known is null.

id                  the clinic's UUID, which never changes
slug, url, name     url: the absolute address of its page
latitude, longitude
version             how many times the listing was published
changed_in          the number of the directory's version with which the row changed last
changed_at          when that was: "2026-11-22T14:03:11Z"
first_published_on, published_on, confirmed_on
current_until       the last day on which a confirmation counts as recent
listed_until        the last day on which the listing is among the search results
source              who made the listing, where not the clinic; "A; B" where words of A under CC BY stayed
source_license      the license of that source
organization_id     the UUID of its organization
terms               the terms of publication that the clinic accepted: "2026-12"
statements          statement → {"value": null} where it is not stated, else
                    value      a code, a list of codes, true or false, a number, text, an ISO date, or a
                               list of records with every part
                    evidence   "register_checked", "document_seen", "self_reported"; null where nobody
                               stands by it
                    on         the day of the evidence
                    until      its last day; without it the evidence does not end
                    source, url, about   of a document or a register
                    also       what else the statement rests on, the strongest first, with the same keys
                    checked    the same for single persons, each with `person`
                    warnings   value, warning, source, and offering where it is one of several
                    Own words that nobody has agreed to give out: {"value": null, "withheld": true}.
effective_offerings what holds for each offering, as effective_offering() has it

Of a statement, what holds on a day is the first of itself and `also` that has not ended.
"""

from collections import namedtuple
from collections.abc import Iterator, Mapping
from datetime import UTC, date, timedelta
from functools import cache
from operator import attrgetter
from typing import Any

import orjson
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.facts.offerings import CODED_PARTS, OFFERING_PARTS, effective_offerings
from directory.facts.safety_warnings import WARNED_STATEMENTS
from directory.facts.spine import STATEMENTS
from directory.facts.terms import OWN_WORDS
from directory.facts.vocabulary import Evidence
from directory.models import Listing, Submission
from directory.models.listing import AVAILABILITY_DAYS, CURRENT_DAYS, LISTED_DAYS, Aging
from directory.wording.by_offering import content_of
from directory.wording.safety_warnings import warned_values

OWN_COLUMNS = (
    *("pk", "uid", "slug", "version", "directory_version", "changed_at", "first_published_on"),
    *("published_on", "confirmed_on", "removed_at", "origin", "source", "source_license", "terms"),
    *("organization_uid", "organization_slug", "defaults", "stated_on", "taken_over", "evidence"),
)
COLUMNS = (*OWN_COLUMNS, *STATEMENTS)
BATCH_ROWS = 1000
DATES = tuple(name for name, statement in STATEMENTS.items() if statement.kind == "date")
# Shared by all records, as most statements are not made. No reader of a record changes it.
NOT_STATED: dict[str, Any] = {"value": None}
WITHHELD: dict[str, Any] = {"value": None, "withheld": True}
NOBODYS: dict[str, Any] = {"evidence": None, "on": None}
NOTHING_STATED = dict.fromkeys(STATEMENTS, NOT_STATED)


class RecordRow(Aging, namedtuple("Columns", COLUMNS)):
    """The columns of a listing that a record and a line of the CSV are made of, as a tuple."""

    __slots__ = ()

    @property
    def statements(self) -> tuple[Any, ...]:
        """The value of each statement, in the order of STATEMENTS."""
        return self[len(OWN_COLUMNS) :]


def record_row(listing: "Listing | RecordRow") -> RecordRow:
    """The RecordRow of a Listing; a RecordRow is returned as it is."""
    return listing if isinstance(listing, RecordRow) else RecordRow._make(COLUMNS_OF(listing))


def record_rows(queryset: "QuerySet[Listing]", size: int = BATCH_ROWS) -> Iterator[RecordRow]:
    """The RecordRows of a queryset by primary key; one query for `size` rows, so that none takes long."""
    rows = queryset.order_by("pk").values_list(*COLUMNS)
    last, batch = 0, None
    while batch is None or len(batch) == size:
        batch = list(rows.filter(pk__gt=last)[:size])
        yield from map(RecordRow._make, batch)
        last = batch[-1][0] if batch else last


def record(listing: "Listing | RecordRow") -> dict[str, Any]:
    """The record of a listing, as the first lines of this module have it."""
    row = record_row(listing)
    head = record_head(row)
    return {
        "id": head.pop("id"),
        "slug": head.pop("slug"),
        "url": head.pop("url"),
        "name": row.name,
        "latitude": row.latitude,
        "longitude": row.longitude,
        **head,
        "statements": _statements(row),
        "effective_offerings": _effective_offerings(row),
    }


def record_head(row: RecordRow) -> dict[str, Any]:
    """What a record says about the listing itself, without what the clinic states."""
    aged = row.ages_from
    return {
        "id": str(row.uid),
        "slug": row.slug,
        "url": settings.SITE_URL + row.get_absolute_url() if row.slug else None,
        "version": row.version,
        "changed_in": row.directory_version,
        "changed_at": iso_time(row.changed_at),
        "first_published_on": iso_date(row.first_published_on),
        "published_on": iso_date(row.published_on),
        "confirmed_on": iso_date(row.confirmed_on),
        "current_until": iso_date(row.confirmed_on and row.confirmed_on + timedelta(days=CURRENT_DAYS)),
        "listed_until": iso_date(aged and aged + timedelta(days=LISTED_DAYS)),
        "source": listing_source(row) or None,
        "source_license": row.source_license or None,
        "organization_id": str(row.organization_uid) if row.organization_uid else None,
        "terms": row.terms or None,
    }


def on_day(record: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The record with what holds on a day: evidence that has ended is left out, as pages leave it out.

    Of a statement whose evidence has ended, the first of `also` that has not takes its place, else nothing:
    `evidence` and `on` are null then. Values stay.
    """
    day = today.isoformat()
    statements = record["statements"]
    ended = {
        name: _entry_on(entry, day)
        for name, entry in statements.items()
        if "until" in entry or "also" in entry or "checked" in entry
    }
    return {**record, "statements": statements | ended} if ended else {**record}


def json_line(record: Mapping[str, Any]) -> bytes:
    """A record, or anything else of its types, as one line of JSON with its line feed: UTF-8."""
    return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)


def listing_source(row) -> str:
    """The source of a listing that was imported; "" for a listing by the clinic itself."""
    if row.origin == Submission.Origin.PROPOSAL and not row.source:
        return str(_("a reader"))
    return row.source


def iso_date(day) -> str | None:
    """An ISO date of a date, or of an ISO date as a record holds it; None for none."""
    return str(day) if day else None


def iso_time(at) -> str | None:
    """`2026-11-22T14:03:11Z`, whole seconds; None for none."""
    return f"{at.astimezone(UTC).isoformat()[:19]}Z" if at else None


def last_available_day(row) -> date | None:
    """The last day on which the availability of a listing is fresh; None where it states none."""
    said = row.availability_stated_on
    return said and said + timedelta(days=AVAILABILITY_DAYS)


def where(name: str) -> str:
    """Where a record has a statement, or a part of a record in it (`practitioners.npi`)."""
    statement, _dot, part = name.partition(".")
    return f"statements.{statement}.value" + (f"[].{part}" if part else "")


# ---- statements


def _statements(row):
    usual, own = clinic_marks(row)
    statements = NOTHING_STATED | {
        name: {"value": value, **own.get(name, usual)}
        for name, value in zip(STATEMENTS, row.statements, strict=True)
        if value or value == 0  # as is_stated(), which takes longer: neither None, "", [] nor {}
    }
    for name in DATES:
        if statements[name] is not NOT_STATED:
            statements[name]["value"] = statements[name]["value"].isoformat()
    if row.evidence:
        _add_evidence(statements, row.evidence)
    if row.availability:
        statements["availability"] = ending_on(
            statements["availability"], last_available_day(row).isoformat()
        )
    for name in WITH_WARNINGS:
        if statements[name] is not NOT_STATED and (warned := warned_values(name, statements[name]["value"])):
            statements[name]["warnings"] = _warnings(warned)
    if row.withholds_own_words and statements[OWN_WORDS] is not NOT_STATED:
        statements[OWN_WORDS] = WITHHELD
    return statements


def clinic_marks(row: RecordRow) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """(the mark of what the clinic confirmed last, statement → its mark where that is another one)

    As Aging.last_stated_on() says; made here for all statements at once, in a fifth of the time.
    """
    confirmed, stated_on, taken_over = iso_date(row.confirmed_on) or "", row.stated_on, row.taken_over
    own = {}
    for name in (*stated_on, *taken_over):
        changed = stated_on.get(name, "")
        if changed is None:  # an import changed it since
            own[name] = NOBODYS
        else:
            day = max(changed, "" if name in taken_over else confirmed)
            if day != confirmed:
                own[name] = _self_reported(day)
    return _self_reported(confirmed), own


def _self_reported(day):
    return {"evidence": Evidence.SELF_REPORTED.value, "on": day} if day else NOBODYS


def _add_evidence(statements, evidence):
    """Put documents and registers before what the clinic says itself, which moves to `also`."""
    marks, checked = _marks_by_statement(evidence)
    for name, found in marks.items():
        entry = statements[name]
        if entry is not NOT_STATED:
            first, *also = [*found, *([_mark_of(entry)] if entry["evidence"] else [])]
            statements[name] = {"value": entry["value"], **first, **({"also": also} if also else {})}
    for name, of_persons in checked.items():
        if statements[name] is not NOT_STATED:
            statements[name]["checked"] = of_persons


def ending_on(entry: Mapping[str, Any], last: str) -> dict[str, Any]:
    """The statement or mark, and what else it rests on, ending on the day `last` if not before."""
    ending = {**entry, "until": min(entry.get("until", last), last)}
    if "also" in entry:
        ending["also"] = [ending_on(mark, last) for mark in entry["also"]]
    return ending


def _marks_by_statement(evidence):
    """(statement → its marks, statement → the marks of single persons), the strongest first."""
    marks, checked = {}, {}
    for one in sorted(evidence, key=_strength, reverse=True):
        mark = mark_of_evidence(one)
        if one["person"]:
            checked.setdefault(one["statement"], []).append({"person": one["person"], **mark})
        else:
            marks.setdefault(one["statement"], []).append(mark)
    return marks, checked


def mark_of_evidence(one: Mapping[str, Any]) -> dict[str, Any]:
    """One of Listing.evidence as a mark, without the person."""
    known = {key: one[key] for key in ("until", "source", "url", "about") if one.get(key)}
    return {"evidence": one["kind"], "on": one["on"], **known}


def _strength(one):
    return one["kind"] == Evidence.REGISTER_CHECKED, one["on"]


def _entry_on(entry, day):
    """A statement of a record as it holds on an ISO date."""
    kept = {key: entry[key] for key in ("value", "warnings") if key in entry}
    holding = [mark for mark in (_mark_of(entry), *entry.get("also", ())) if mark.get("until", day) >= day]
    mark = holding[0] if holding else NOBODYS
    also = {"also": holding[1:]} if len(holding) > 1 else {}
    checked = [one for one in entry.get("checked", ()) if one.get("until", day) >= day]
    return {"value": kept.pop("value"), **mark, **also, **({"checked": checked} if checked else {}), **kept}


def _mark_of(entry):
    return {key: entry[key] for key in MARK_KEYS if key in entry}


def _warnings(warned):
    return [
        {
            "value": one.label,
            **({"offering": one.offering} if one.offering else {}),
            **_warning_text(one.warning, get_language()),
        }
        for one in warned
    ]


@cache
def _warning_text(warning, _language):
    """The words of a SafetyWarning; cached, because its sentences are put together anew each time."""
    return {"warning": warning.sentences, "source": warning.source}


# ---- offerings


def _effective_offerings(row):
    return [
        effective_offering(offering, number if number <= len(row.offerings) else None)
        for number, offering in enumerate(effective_offerings(content_of(row)), start=1)
    ]


def effective_offering(offering, entry) -> dict[str, Any]:
    """One of `effective_offerings`: an offering with what the clinic says where the offering says nothing.

    entry    the number of the offering among statements.offerings, from 1; None where the clinic states no
             offerings, and for a price that the clinic does not give to one of several
    returns  entry, price_alone, the parts of an offering, insurance and the prices by what they are for:
             session_low, session_high, course_price, month_price. Codes are lists; null is not stated.
             `warnings` where a value has a safety warning, as beside a statement.
    """
    stated = {name: value if (value := offering[name]) or value == 0 else None for name in EFFECTIVE_PARTS}
    if stated["prices_as_of"] is not None:
        stated["prices_as_of"] = iso_date(offering["prices_as_of"])
    data = {"entry": entry, "price_alone": offering["price_alone"], **stated}
    warned = [one for part in WARNED_PARTS for one in warned_values(part, offering[part])]
    return data | ({"warnings": _warnings(warned)} if warned else {})


MARK_KEYS = ("evidence", "on", "until", "source", "url", "about")
EFFECTIVE_PARTS = (
    *(part.name for part in OFFERING_PARTS if part.name != "note"),
    *("insurance", "session_low", "session_high", "month_price", "note"),
)
WARNED_PARTS = tuple(part for part in CODED_PARTS if part in WARNED_STATEMENTS)
WITH_WARNINGS = frozenset({*WARNED_STATEMENTS, "offerings"})
COLUMNS_OF = attrgetter(*COLUMNS)
