"""Values by the rules of their kind: a characteristic, an extension `statement`, one for each record.

Nothing of a clinic is known here but the kind of a statement or part, so that a new one needs no line.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from directory.facts.statements import is_stated
from directory.fhir.mapping.tables import VALUE_OF_KIND, Concepts, Json, PartTable


def characteristics(value: Any, concepts: Concepts, evidence: list[Json]) -> list[Json]:
    """The code, or codes, of a statement as CodeableConcepts, each with its evidence."""
    found = []
    for code in value if isinstance(value, list) else [value]:
        known = concepts[code]
        concept = {"coding": known.coding, "text": known.text}
        found.append({"extension": evidence, **concept} if evidence else concept)
    return found


def fhir_value(kind: str, value: Any) -> Any:
    """A value that is no code, as FHIR writes it. Dollars are Money, and a time has seconds."""
    if kind == "dollars":
        return {"value": value, "currency": "USD"}
    return f"{value}:00" if kind == "time" else value


def statement_extension(url: str, name: Json, kind: str, value: Any, evidence: Iterable[Json]) -> Json:
    """The extension `statement`: a value that is no code, with the name of what it states."""
    return {
        "url": url,
        "extension": [name, {"url": "value", VALUE_OF_KIND[kind]: fhir_value(kind, value)}, *evidence],
    }


def record_extension(table: PartTable, record: Mapping[str, Any], extra: Iterable[Json] = ()) -> Json:
    """A record as an extension: a part of it for each part that is stated, one for each of several codes.

    extra  further extensions, such as evidence
    """
    return {"url": table.url, "extension": [*part_extensions(table, record), *extra]}


def part_extensions(table: PartTable, record: Mapping[str, Any], without: Iterable[str] = ()) -> list[Json]:
    """The stated parts of a record as extensions, in the order of the vocabulary."""
    found: list[Json] = []
    for name, kind in table.kinds.items():
        value: Any = record.get(name)
        if not is_stated(value) or name in without:
            continue
        if kind == "records":
            found += [
                {"url": name, "extension": part_extensions(table.records[name], one)} for one in value or ()
            ]
        elif kind in ("code", "codes"):
            codings = table.codings[name]
            for code in value if isinstance(value, list) else [value]:
                found.append({"url": name, "valueCoding": codings.get(code) or {"code": code}})
        else:
            found.append({"url": name, VALUE_OF_KIND[kind]: fhir_value(kind, value)})
    return found
