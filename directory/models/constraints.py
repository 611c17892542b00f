"""Evaluates check constraints in Python; Django would ask the database, a query for each constraint."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F, Q


def evaluate(condition: Q | Any, values: Mapping[str, Any]) -> bool | None:
    """Evaluate the condition of a check constraint, by the three-valued logic of SQL.

    condition  a Q, or a pair of it such as ("hours__gte", 1), of the lookups in LOOKUPS
    values     field name → value
    returns    True, False, or None where a value is unknown; the database refuses a row for False alone
    """
    if isinstance(condition, Q):
        parts = [evaluate(child, values) for child in condition.children]
        deciding = condition.connector == Q.OR
        result = deciding if deciding in parts else None if None in parts else not deciding
        return result if result is None or not condition.negated else not result
    path, expected = condition
    name, _separator, lookup = path.partition("__")
    if isinstance(expected, F):
        expected = values[expected.name]
        if expected is None:
            return None
    return _compare(values[name], lookup or "exact", expected)


def _compare(value, lookup, expected):
    if lookup == "isnull" or (lookup == "exact" and expected is None):
        return (value is None) == (expected if lookup == "isnull" else True)
    if value is None:
        return None
    return LOOKUPS[lookup](value, expected)


LOOKUPS = {
    "exact": lambda value, expected: value == expected,
    "lte": lambda value, expected: value <= expected,
    "gte": lambda value, expected: value >= expected,
    "range": lambda value, expected: expected[0] <= value <= expected[1],
    "contains": lambda value, expected: set(expected) <= set(value),
    "len": lambda value, expected: len(value) == expected,
}
