"""Whether a resource is what a search parameter asks for, seen from the resource alone.

criteria.py finds the same among all listings without making their resources; tests compare the two.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from directory.fhir.searching.parsing import Period, Reference, Token
from directory.fhir.searching.query import Criterion
from directory.folding import fold, plain

type Resource = Mapping[str, Any]


def matches(resource: Resource, criterion: Criterion) -> bool:
    """True if one of the values of a criterion holds of a resource; not for `near`."""
    values = list(values_at(resource, criterion.parameter.paths))
    kind = criterion.parameter.kind
    if kind == "string":
        texts = [text for value in values for text in texts_of(value)]
        return any(
            text_matches(text, asked, criterion.modifier) for text in texts for asked in criterion.values
        )
    holds = {"token": token_matches, "reference": reference_matches, "date": _date_matches}[kind]
    return any(holds(value, asked) for value in values for asked in criterion.values)


def values_at(resource: Resource, paths: tuple[str, ...]) -> Iterator[Any]:
    """The values at some paths of a resource; the items of a list each."""
    for path in paths:
        found = [resource]
        for name in path.split("."):
            found = [item for value in found if name in value for item in _items(value[name])]
        yield from found


def _items(value):
    return value if isinstance(value, list) else [value]


# ---- strings


def text_matches(text: str, asked: str, modifier: str) -> bool:
    """True if a word of the text begins with what was asked for, folded; exact: if it is the same text."""
    if modifier == "exact":
        return text == asked
    return any(_folded_matches(form(text), form(asked), modifier) for form in (plain, fold))


def _folded_matches(text, asked, modifier):
    if not asked:
        return False
    return asked in text if modifier == "contains" else f" {asked}" in f" {text}"


def texts_of(value: Any) -> Iterator[str]:
    """The texts of a string, or of an Address."""
    if isinstance(value, str):
        yield value
    else:
        for name in ("line", "city", "state", "postalCode", "country"):
            if name in value:
                yield from _items(value[name])


# ---- tokens, references, dates


def token_matches(value: Any, asked: Token) -> bool:
    """value: a code, true or false, a Coding, a CodeableConcept or an Identifier."""
    return any(
        (not asked.code or asked.code == code) and (asked.system is None or asked.system == system)
        for system, code in tokens_of(value)
    )


def tokens_of(value: Any) -> Iterator[tuple[str, str]]:
    """(system, code); system "" where there is none."""
    if isinstance(value, bool):
        yield "", "true" if value else "false"
    elif isinstance(value, str):
        yield "", value
    elif "coding" in value:
        for coding in value["coding"]:
            yield coding.get("system", ""), coding.get("code", "")
    else:
        yield value.get("system", ""), value.get("value", "")


def reference_matches(value: Resource, asked: Reference) -> bool:
    """value: a Reference, with a type and an id."""
    resource_type, _slash, resource_id = value.get("reference", "").rpartition("/")
    return resource_id == asked.id and asked.type in ("", resource_type)


def _date_matches(value, asked):
    return moment_matches(datetime.fromisoformat(value), asked)


def moment_matches(moment: datetime, asked: Period) -> bool:
    """How a moment compares with a period: `ge` from its first moment on, `gt` and `sa` after its last."""
    before, after = moment < asked.start, moment >= asked.stop
    return {
        "eq": not before and not after,
        "ne": before or after,
        "gt": after,
        "sa": after,
        "ge": not before,
        "lt": before,
        "eb": before,
        "le": not after,
    }[asked.prefix]
