"""Patterns: what many clinics state alike, as rows of every table in the text format of COPY.

A pattern is one content, published in memory by publishing/ itself. What differs between its clinics, such as
the name, the place, the people and the days, stands in its rows as tokens, which `Template.fill` replaces: a
hundred times as fast as publishing each of them.
"""

import json
import random
import re
from datetime import date, datetime
from typing import NamedTuple

from benchmarks.contents import Writer
from directory.facts import vocabulary as v
from directory.models import RECORD_MODELS, Clinic, Listing, Submission
from directory.publishing import publish
from directory.publishing.search_text import REFUSED_STEMS, index_listing
from directory.publishing.snapshot import FIELD_STATEMENTS, empty_snapshot, typed_values

MARK = "\x7f"  # on both sides of a token; no text of a clinic has it
DAY, CHANGED_DAY = "1999-12-31", "1999-12-30"  # days that stand for the tokens `day` and `changed`
# Statements that a second version of a listing changes.
CHANGED = ("session_price_low", "session_price_high", "prices_as_of")
RAISE = 25  # dollars between the first version's price and the second's
NULL = r"\N"
SOURCE = "A generated file"


def token(name):
    return f"{MARK}{name}{MARK}"


class Template:
    """A text with tokens."""

    def __init__(self, text):
        text = text.replace(f'"{token("latitude")}"', token("latitude"))
        text = text.replace(f'"{token("longitude")}"', token("longitude"))
        text = text.replace(DAY, token("day")).replace(CHANGED_DAY, token("changed"))
        self.parts = text.split(MARK)
        self.names = self.parts[1::2]

    def fill(self, values):
        parts = self.parts.copy()
        parts[1::2] = [values[name] for name in self.names]
        return "".join(parts)


class Pattern(NamedTuple):
    """The rows of one content, and what is needed to fill them.

    rows     table → the rows of one clinic, each with its line break
    first    the row of the first of two versions; None where no price changes
    people   tokens of the people, in their order
    words_d  the folded free text after `about`
    refused  what a clinic's own words lose in the search text, because it refuses these people
    """

    state: str
    imported: bool
    in_chain: bool
    rows: dict[str, Template]
    first: Template | None
    people: list[str]
    state_label: str
    has_about: bool
    has_alias: bool
    has_route: bool
    words_d: str
    refused: re.Pattern | None


def columns(model, *, without=("id",)):
    """The columns of a table into which rows are copied."""
    fields = model._meta.local_concrete_fields
    return [field.column for field in fields if not field.generated and field.column not in without]


def copy_row(one, *, without=("id",), **tokens):
    """A model object as a row of COPY, with some columns replaced."""
    model = type(one)
    fields = [
        field
        for field in model._meta.local_concrete_fields
        if not field.generated and field.column not in without
    ]
    values = (tokens.get(field.column, getattr(one, field.attname)) for field in fields)
    return "\t".join(_copy_value(value, field) for value, field in zip(values, fields, strict=True)) + "\n"


def _copy_value(value, field):
    if value is None:
        return NULL
    if field.get_internal_type() == "JSONField" and not (isinstance(value, str) and value[:1] == MARK):
        return _escaped(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, list):
        return _escaped("{" + ",".join(_array_element(one) for one in value) + "}")
    if isinstance(value, date | datetime):
        return value.isoformat()
    return _escaped(str(value))


def _array_element(one):
    return (
        str(one) if isinstance(one, int) else '"' + str(one).replace("\\", "\\\\").replace('"', '\\"') + '"'
    )


def _escaped(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def make_patterns(seed, state, numbers):
    """Patterns of a state, with these numbers. The same seed makes the same patterns."""
    made = []
    for number in numbers:
        chance = random.Random(f"{seed} {state} {number}")
        imported, in_chain = chance.random() < 1 / 6, chance.random() < 0.2
        writer = Writer(chance, token, DAY)
        made.append(
            pattern_of(writer.content(state, imported=imported, in_chain=in_chain), imported=imported)
        )
    return made


def pattern_of(content, *, imported):
    """The Pattern of a Snapshot with tokens."""
    origin = Submission.Origin.IMPORT if imported else Submission.Origin.PORTAL
    source = SOURCE if imported else ""
    changes = not imported and content["session_price_low"] is not None
    earlier = dict(content)
    if changes:
        for name in CHANGED[:2]:
            earlier[name] = None if content[name] is None else max(0, content[name] - RAISE)
        content = content | {"prices_as_of": CHANGED_DAY}
    listing = publish.preview_listing(
        content, published=None, origin=origin, source=source, stated_on=date.fromisoformat(DAY)
    )
    index_listing(listing, content)
    # The token `about` is folded to its name, and comes first.
    words_d = listing.search_text_d.removeprefix("about" if content["about"] else "").strip()
    if changes:
        stated = {name: CHANGED_DAY for name in CHANGED if name in listing.stated_on}
        listing.stated_on = listing.stated_on | stated
    refused = [
        stem
        for caution, stem in REFUSED_STEMS.items()
        if content[f"exclusion_{caution}"] == v.Exclusion.EXCLUDED
    ]
    rows = {"listing": Template(_listing_row(listing, imported)), "clinic": Template(_clinic_row(content))}
    rows["submission"] = Template(_submission_row(content, origin, source, second=False))
    rows["second"] = Template(_submission_row(content, origin, source, second=True))
    for name, model in RECORD_MODELS.items():
        rows[name] = Template("".join(_record_rows(model, content[name])))
    return Pattern(
        content["state"],
        imported,
        bool(content["organization"]),
        rows,
        Template(_submission_row(earlier, origin, source, second=False)) if changes else None,
        [person["name"].strip(MARK) for person in content["practitioners"]],
        str(v.State(content["state"]).label),
        bool(content["about"]),
        bool(content["alias"]),
        bool(content["route"]),
        words_d,
        re.compile(rf"(?i)\b(?:{'|'.join(refused)})\w*") if refused else None,
    )


def _listing_row(listing, imported):
    names = "id slug version directory_version published_on first_published_on confirmed_on removed_at"
    names += (
        " evidence document_seen_until register_checked_until search_text_a search_text_b search_text_d uid"
    )
    replaced = {name: token(name) for name in names.split()} | {"clinic_id": token("id")}
    replaced |= {"changed_at": token("listing_changed_at"), "organization_uid": token("organization_uid")}
    return copy_row(listing, without=(), **replaced)


def _clinic_row(content):
    values = dict(typed_values(content))
    clinic = Clinic(**{name: values[name] for name in FIELD_STATEMENTS})
    names = "id uid organization_id source imported_at imported_from created_at changed_at closed_at"
    return copy_row(clinic, without=(), **{name: token(name) for name in names.split()})


def _submission_row(content, origin, source, *, second):
    """Of the content only what is stated: what a snapshot leaves out is not stated."""
    blank = empty_snapshot()
    stated = {name: value for name, value in content.items() if value != blank[name]}
    submission = Submission(
        origin=origin,
        source=source,
        content=stated,
        state=v.SubmissionState.APPROVED,
        listing_version=2 if second else 1,
        based_on=1 if second else None,
    )
    number = "2" if second else ""
    replaced = {"id": token(f"submission{number}"), "clinic_id": token("id")}
    replaced |= {"submitted_by_id": token("user"), "decided_by_id": token("user")}
    replaced |= {"submitted_at": token(f"sent_at{number}"), "decided_at": token(f"decided_at{number}")}
    return copy_row(submission, without=(), **replaced)


def _record_rows(model, records):
    for position, record in enumerate(records):
        row = model(position=position, **dict(typed_values(record)))
        yield copy_row(row, clinic_id=token("id"))


def tables():
    """Name in Pattern.rows → (model, columns into which it is copied)."""
    named = {"clinic": Clinic, "listing": Listing, "submission": Submission}
    whole = {name: (model, columns(model, without=())) for name, model in named.items()}
    return whole | {name: (model, columns(model)) for name, model in RECORD_MODELS.items()}
