"""Readers of what goes out as data: each gives back the statements of a format, in one shape for all.

read(…) → {clinic id: {statement: (value, marks)}}

Only what is stated has an entry. value: as in a record (exchange/record.py). marks: a frozenset of Mark, all
that the statement rests on, of whatever day; empty where nobody stands by it.
"""

from typing import Any, NamedTuple


class Mark(NamedTuple):
    """What a statement rests on. Days are ISO dates; "" where there is none.

    until   the last day on which it holds
    person  whom alone it is about
    """

    evidence: str
    on: str
    until: str = ""
    source: str = ""
    url: str = ""
    about: str = ""
    person: str = ""


Statements = dict[str, tuple[Any, frozenset[Mark]]]


def mark_of(data: dict[str, Any]) -> Mark:
    """The Mark of an object in JSON that has some of its keys, and maybe others."""
    return Mark(**{key: data[key] for key in Mark._fields if data.get(key)})
