"""Who says so: the extension `evidence`, on an element or on a resource.

On a resource it holds for each element without an evidence of its own; with `statement` for that one alone.
Several say what holds once the first has lapsed, strongest first.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from directory.facts.vocabulary import Evidence
from directory.fhir.mapping.tables import Json

NOT_FROM_THE_CLINIC = "not_from_the_clinic"  # imported: neither a clinic nor a moderator stands by it
ENDED = "ended"  # said or checked once, which no longer counts on the day
USUAL_KEYS = 3  # value, evidence and on
CHECKED = (Evidence.DOCUMENT_SEEN.value, Evidence.REGISTER_CHECKED.value)


def marks_of(statement: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The marks of a statement of a record, strongest first: the statement itself, then `also`."""
    return [statement, *statement.get("also", ())]


def is_default(statement: Mapping[str, Any], kind: str | None, on: str | None) -> bool:
    """True if a statement rests on what its whole resource rests on."""
    return (
        statement.get("evidence") == kind
        and statement.get("on") == on
        and not (statement.get("until") or statement.get("source") or statement.get("url"))
        and not statement.get("also")
    )


def evidence_extensions(url: str, statement: Mapping[str, Any], name: str = "") -> list[Json]:
    """The marks of a statement of a record as extensions. The list is shared: nobody may change it.

    name  of the statement, on a resource
    """
    if len(statement) == USUAL_KEYS and not name:  # most statements: nothing else is worth looking for
        return _usual(url, statement["evidence"], statement["on"])
    also = statement.get("also")
    if also:
        return [mark_extension(url, mark, name) for mark in (statement, *also)]
    return _single(
        url,
        statement.get("evidence"),
        statement.get("on"),
        statement.get("until"),
        statement.get("source"),
        statement.get("url"),
        statement.get("about"),
        name,
    )


def mark_extension(url: str, mark: Mapping[str, Any], name: str = "", person: str = "") -> Json:
    """One mark as an extension."""
    return _mark(
        url,
        mark.get("evidence"),
        mark.get("on"),
        mark.get("until"),
        mark.get("source"),
        mark.get("url"),
        mark.get("about"),
        name,
        person,
    )


@lru_cache(maxsize=1000)
def _usual(url, kind, on):
    return [_mark(url, kind, on, None, None, None, None, "", "")]


@lru_cache(maxsize=1000)  # mostly “self_reported” on some day
def _single(url, kind, on, until, source, address, about, name):
    return [_mark(url, kind, on, until, source, address, about, name, "")]


def _mark(url, kind, on, until, source, address, about, name, person):
    parts = [
        ("statement", "valueCode", name),
        ("person", "valueString", person),
        ("kind", "valueCode", kind or NOT_FROM_THE_CLINIC),
        ("on", "valueDate", on),
        ("until", "valueDate", until),
        ("source", "valueString", source),
        ("address", "valueUri", address),
        ("about", "valueCode", about),
    ]
    return {"url": url, "extension": [{"url": part, key: value} for part, key, value in parts if value]}
