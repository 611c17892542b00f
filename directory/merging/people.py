"""Joins two lists of people, and of their training, person by person. Pure."""

from collections.abc import Iterable, Sequence
from typing import Any

from directory.facts.statements import is_stated
from directory.folding import fold

Record = dict[str, Any]


def join_practitioners(ours: Sequence[Any], theirs: Sequence[Any], preferred: str) -> list[Record]:
    """Everybody of both lists, each once: ours in their order, then the others.

    preferred  "merged" if what theirs say of a person holds where both say something

    People are the same where their NPIs are, else their names. What one list leaves out of a person is filled
    in from the other.
    """
    left = [dict(person) for person in theirs]
    joined = []
    for person in ours:
        other = _same(dict(person), left)
        if other is None:
            joined.append(dict(person))
            continue
        left.remove(other)
        first, second = (other, dict(person)) if preferred == "merged" else (dict(person), other)
        joined.append(_filled(first, second))
    return [*joined, *left]


def join_training(ours: Sequence[Any], theirs: Sequence[Any], preferred: str) -> list[Record]:
    """The training of both lists. The same training of the same person, by the same provider, stands once."""
    first, second = (theirs, ours) if preferred == "merged" else (ours, theirs)
    known = {_training_key(one) for one in first}
    return [dict(one) for one in first] + [dict(one) for one in second if _training_key(one) not in known]


def _same(person: Record, others: Iterable[Record]) -> Record | None:
    others = list(others)
    if person["npi"]:
        for other in others:
            if other["npi"] == person["npi"]:
                return other
    named = [other for other in others if fold(other["name"]) == fold(person["name"])]
    named = [other for other in named if not (person["npi"] and other["npi"])]  # two people of one name
    return named[0] if named else None


def _filled(first: Record, second: Record) -> Record:
    return {part: value if is_stated(value) else second[part] for part, value in first.items()}


def _training_key(record: Any) -> tuple[str, ...]:
    return (record["code"], fold(record["practitioner"]), fold(record["provider"]))
