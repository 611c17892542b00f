"""Whether values meet a check constraint, asked without the database: there it would take a query each."""

from django.db.models import F, Q


def evaluate(condition, values):
    """Whether `values` (name → plain value) meet a Q. A check constraint refuses False alone.

    returns  the three values of SQL: True, False, and None for what is not known
    """
    if isinstance(condition, Q):
        parts = [evaluate(child, values) for child in condition.children]
        deciding = condition.connector == Q.OR
        found = deciding if deciding in parts else None if None in parts else not deciding
        return found if found is None or not condition.negated else not found
    path, expected = condition
    name, _separator, lookup = path.partition("__")
    if isinstance(expected, F):
        expected = values[expected.name]
        if expected is None:
            return None
    return compare(values[name], lookup or "exact", expected)


def compare(value, lookup, expected):
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
