"""The JSON Schema (2020-12) of one record, in every file and answer that holds records."""

from typing import Any

from django.conf import settings

from directory.exchange.record import EFFECTIVE_PARTS
from directory.exchange.schemas.about import TITLE
from directory.exchange.schemas.values import (
    TIME_PATTERN,
    codes,
    describe,
    is_always_stated,
    label,
    limits,
    max_length,
    pattern,
    text_format,
)
from directory.facts.fields import Part
from directory.facts.offerings import OFFERING_PARTS
from directory.facts.spine import STATEMENTS, Statement
from directory.facts.vocabulary import Evidence, SourceLicense

ADDRESS = "/data/clinic.schema.json"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
DAY = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
UUID = {
    "type": "string",
    "format": "uuid",
    "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
}
MOMENT = {
    "type": "string",
    "format": "date-time",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
}
TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 1}
LICENSES = {"enum": [one.value for one in SourceLicense]}


def clinic_schema() -> dict[str, Any]:
    """The schema of a record, closed: a key that it does not name is a fault."""
    return {
        "$schema": DRAFT,
        "$id": settings.SITE_URL + ADDRESS,
        "title": TITLE,
        "description": (
            "This schema describes one record: everything that is stated about one clinic, who says so and "
            "until when it counts. A value of null means that nothing is stated, and never means no."
        ),
        "$ref": "#/$defs/clinic",
        "unevaluatedProperties": False,
        "$defs": definitions(),
    }


def definitions() -> dict[str, Any]:
    """Name → schema of a clinic and its parts. `clinic` itself is open, so that others can add keys to it."""
    return {
        "clinic": {
            "title": "A clinic",
            "description": "This is everything that is stated about one clinic.",
            "type": "object",
            "properties": RECORD_PROPERTIES,
            "required": [name for name in RECORD_PROPERTIES if name != "miles"],
        },
        "statements": {
            "title": "Statements",
            "description": "This is every statement that a clinic can make, whether it is made or not.",
            "type": "object",
            "properties": {name: _statement(one) for name, one in STATEMENTS.items()},
            "required": list(STATEMENTS),
            "additionalProperties": False,
        },
        "statement": _any_statement(),
        "evidence": _kind_of_evidence(),
        "mark": _mark({}),
        "checked_person": _mark(
            {"person": _described(TEXT, "This is the name of the person who was checked.")}
        ),
        "warning": _warning(),
        "effective_offering": _effective_offering(),
    }


def value_schema(statement: Statement) -> dict[str, Any]:
    """The schema of the value of a statement that is made."""
    return _value(statement, statement.parts, _limited(statement))


def _limited(statement: Statement) -> dict[str, Any]:
    """The keywords of what the field of a statement refuses."""
    least, most = limits(statement)
    keywords = {
        "minimum": least,
        "maximum": most,
        "maxLength": max_length(statement),
        "pattern": pattern(statement),
        "format": text_format(statement),
    }
    return {name: value for name, value in keywords.items() if value is not None}


def _value(one: Statement | Part, parts: tuple[Part, ...], limited: dict[str, Any]) -> dict[str, Any]:
    match one.kind:
        case "code":
            return _one_of(one)
        case "codes":
            return {"type": "array", "items": _one_of(one), "minItems": 1, "uniqueItems": True}
        case "yes_no":
            return {"type": "boolean"}
        case "number" | "dollars":
            return {"type": "integer", "minimum": 0} | limited
        case "point":
            return {"type": "number"} | limited
        case "date":
            return DAY
        case "time":
            return {"type": "string", "pattern": TIME_PATTERN}
        case "records":
            return {"type": "array", "items": _record(parts), "minItems": 1}
    return TEXT | limited


def _one_of(one: Statement | Part) -> dict[str, Any]:
    return {"oneOf": [{"const": code, "title": title} for code, title in codes(one)]}


def _record(parts: tuple[Part, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {part.name: _part(part) for part in parts},
        "required": [part.name for part in parts],
        "additionalProperties": False,
    }


def _part(part: Part) -> dict[str, Any]:
    """The schema of a part of a record. Where nothing is stated, text and a code are empty, a list is empty,
    and anything else is null.
    """
    value = _value(part, part.parts, {})
    if part.kind in ("codes", "records"):
        value = {name: keyword for name, keyword in value.items() if name != "minItems"}
    elif part.kind in ("code", "time"):
        value = {"anyOf": [{"const": ""}, value]}
    elif part.kind == "text":
        value = {"type": "string"}
    else:
        value = {"anyOf": [{"type": "null"}, value]}
    return {"title": label(part), "description": describe(part), **value}


def _statement(statement: Statement) -> dict[str, Any]:
    value = value_schema(statement)
    if not is_always_stated(statement):
        value = {"anyOf": [{"type": "null"}, value]}
    return {
        "title": label(statement),
        "description": describe(statement),
        "$ref": "#/$defs/statement",
        "properties": {"value": value},
    }


def _any_statement() -> dict[str, Any]:
    """What is around each value, whatever it is."""
    return {
        "title": "A statement",
        "description": "This is a value, who says so, since when and until when.",
        "type": "object",
        "properties": {
            "value": {"description": "The value is null where nothing is stated. That is never a no."},
            "withheld": {
                "description": "The clinic states this and has not accepted that others copy its words.",
                "const": True,
            },
            **_mark_properties(),
            "also": _described(
                {"type": "array", "items": {"$ref": "#/$defs/mark"}, "minItems": 1},
                "This is what else the value rests on, the strongest first, once `until` has passed.",
            ),
            "checked": _described(
                {"type": "array", "items": {"$ref": "#/$defs/checked_person"}, "minItems": 1},
                "This is what was checked about single persons, by their names.",
            ),
            "warnings": _described(
                {"type": "array", "items": {"$ref": "#/$defs/warning"}, "minItems": 1},
                "These are safety warnings for values of this statement.",
            ),
        },
        "required": ["value"],
        "additionalProperties": False,
        "if": {"properties": {"value": {"type": "null"}}},
        "then": {"propertyNames": {"enum": ["value", "withheld"]}},
        "else": {"required": ["evidence", "on"], "not": {"required": ["withheld"]}},
    }


def _mark_properties() -> dict[str, Any]:
    return {
        "evidence": {"$ref": "#/$defs/evidence"},
        "on": _described(_or_null(DAY), "This is the day on which it was said or checked."),
        "until": _described(DAY, "This is the last day on which it counts."),
        "source": _described(TEXT, "This is the document or the register in which it was seen."),
        "url": _described({"type": "string", "format": "uri"}, "This is the address of that register."),
        "about": _described(TEXT, "This is what was looked up in it, such as a license or an NPI."),
    }


def _mark(more: dict[str, Any]) -> dict[str, Any]:
    properties = more | _mark_properties()
    return {
        "title": "A mark of evidence",
        "description": "This is who says so, since when and until when.",
        "type": "object",
        "properties": properties,
        "required": [*more, "evidence", "on"],
        "additionalProperties": False,
    }


def _kind_of_evidence() -> dict[str, Any]:
    meanings = {
        Evidence.SELF_REPORTED: "The clinic says so.",
        Evidence.DOCUMENT_SEEN: "A moderator has seen a document that says so.",
        Evidence.REGISTER_CHECKED: "A public register says so.",
    }
    known = [{"const": kind.value, "description": meanings[kind]} for kind in Evidence]
    return {
        "title": "Who says so",
        "description": "It is null where the value was imported and nobody stands by it.",
        "oneOf": [*known, {"type": "null"}],
    }


def _warning() -> dict[str, Any]:
    return {
        "title": "A safety warning",
        "description": "This is what a reader should know about a value.",
        "type": "object",
        "properties": {
            "value": _described(TEXT, "This is the value in words."),
            "offering": _described(TEXT, "This is the name of the offering that has the value."),
            "warning": _described(TEXT, "This is the warning in whole sentences."),
            "source": _described({"type": "string"}, "This is where the warning comes from."),
        },
        "required": ["value", "warning", "source"],
        "additionalProperties": False,
    }


def _effective_offering() -> dict[str, Any]:
    """What holds for one offering: its parts, and where it says nothing, the clinic's own statements."""
    part_of_name = {part.name: part for part in OFFERING_PARTS}
    values = {name: _effective_value(name, part_of_name.get(name)) for name in EFFECTIVE_PARTS}
    return {
        "title": "What holds for one offering",
        "description": (
            "This is what holds for one way of treatment. Where the offering says nothing, the clinic’s own "
            "statements hold."
        ),
        "type": "object",
        "properties": {
            "entry": _described(
                _or_null(COUNT), "This is the number of the offering among the statement `offerings`, from 1."
            ),
            "price_alone": _described({"type": "boolean"}, "The entry is a price, and names no way."),
            **values,
            "warnings": {
                "description": "These are safety warnings for values of this offering.",
                "type": "array",
                "items": {"$ref": "#/$defs/warning"},
                "minItems": 1,
            },
        },
        "required": ["entry", "price_alone", *values],
        "additionalProperties": False,
    }


def _effective_value(name: str, part: Part | None) -> dict[str, Any]:
    """The schema of what holds for an offering: codes always as a list, and null where nothing is stated."""
    statement = STATEMENTS.get(name)
    one = part or statement or Part(name, EFFECTIVE_PRICES[name], kind="dollars")
    if one.kind in ("code", "codes"):
        known = dict(codes(statement) if statement else ()) | dict(codes(one))
        items = {"oneOf": [{"const": code, "title": title} for code, title in known.items()]}
        value = {"type": "array", "items": items, "minItems": 1}
    else:
        value = _value(one, one.parts, {})
    return {"title": label(one), "description": describe(one), **_or_null(value)}


EFFECTIVE_PRICES = {
    "session_low": "A session, from",
    "session_high": "A session, up to",
    "month_price": "A month",
}


def _described(schema: dict[str, Any], sentence: str) -> dict[str, Any]:
    return {"description": sentence, **schema}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [{"type": "null"}, schema]}


# Key of a record → its schema.
RECORD_PROPERTIES: dict[str, dict[str, Any]] = {
    "id": _described(
        UUID, "This is the permanent id of the clinic. It never changes and is never used again."
    ),
    "slug": _described(
        TEXT, "This is the last part of the web address, which follows the name and the town."
    ),
    "url": _described({"type": "string", "format": "uri"}, "This is the page of the clinic."),
    "name": _described(TEXT, "This is the name of the clinic."),
    "latitude": _described(_or_null({"type": "number"}), "These are degrees north (WGS 84)."),
    "longitude": _described(_or_null({"type": "number"}), "These are degrees east (WGS 84)."),
    "version": _described(COUNT, "This is how many times the clinic was published."),
    "changed_in": _described(
        COUNT, "This is the number of the directory’s version in which the record changed."
    ),
    "changed_at": _described(MOMENT, "This is when the record changed, in UTC."),
    "first_published_on": _described(DAY, "This is the day on which the clinic was first listed."),
    "published_on": _described(DAY, "This is the day of the latest version."),
    "confirmed_on": _described(
        _or_null(DAY), "This is the day on which the clinic last confirmed that everything is true."
    ),
    "current_until": _described(_or_null(DAY), "After this day the confirmation is an old one."),
    "listed_until": _described(DAY, "After this day the clinic is left out of searches: hide it, too."),
    "source": _described(_or_null(TEXT), "This is who made the listing, where it was not the clinic."),
    "source_license": _described(_or_null(LICENSES), "This is the license of that source."),
    "organization_id": _described(
        _or_null(UUID), "This is the permanent id of the group that runs the clinic."
    ),
    "terms": _described(
        _or_null(TEXT), "These are the terms that the clinic has accepted, by the month of their text."
    ),
    "statements": {"$ref": "#/$defs/statements"},
    "effective_offerings": _described(
        {"type": "array", "items": {"$ref": "#/$defs/effective_offering"}},
        "This is what holds for each offering, where a statement such as `route` is the union of all.",
    ),
    "miles": _described(
        {"type": "number", "minimum": 0},
        "This is the distance from the place of a search, which only it has.",
    ),
}
