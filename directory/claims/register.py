"""Every claim of the site by its key, and which of them an editor must look at soon."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from types import ModuleType
from typing import NamedTuple

from directory.claims import (
    clinics,
    complaints,
    emergencies,
    ketamine,
    law,
    money,
    on_listings,
    other_treatments,
    plans,
    screening,
    spravato,
    stopping,
    studies,
    visits,
)
from directory.claims.model import Claim, Source

MODULES: tuple[ModuleType, ...] = (
    law,
    spravato,
    ketamine,
    studies,
    other_treatments,
    on_listings,
    emergencies,
    visits,
    stopping,
    money,
    complaints,
    clinics,
    screening,
    plans,
)


def _claims_of(module: ModuleType) -> Iterator[Claim]:
    return (value for value in vars(module).values() if isinstance(value, Claim))


def by_key(claims: Iterable[Claim]) -> dict[str, Claim]:
    """Key → claim. Raises ValueError where two claims have one key."""
    found: dict[str, Claim] = {}
    for claim in claims:
        if found.setdefault(claim.key, claim) is not claim:
            raise ValueError(f"two claims have the key {claim.key}")
    return found


CLAIMS = by_key(claim for module in MODULES for claim in _claims_of(module))


def sources_of(claims: Iterable[Claim]) -> tuple[Source, ...]:
    """The sources of some claims, each once, in the order in which the claims name them."""
    return tuple(dict.fromkeys(source for claim in claims for source in claim.sources))


def by_source(claims: Iterable[Claim]) -> dict[Source, list[Claim]]:
    """Source → the claims that rest on it."""
    found: dict[Source, list[Claim]] = {}
    for claim in claims:
        for source in claim.sources:
            found.setdefault(source, []).append(claim)
    return found


class Deadline(NamedTuple):
    """A day by which an editor must look at a claim again."""

    day: date
    reason: str
    claim: Claim


def due(claims: Iterable[Claim], *, today: date, within_days: int) -> list[Deadline]:
    """The deadlines that are past, or at most `within_days` away, the most urgent one first."""
    last = today + timedelta(days=within_days)
    deadlines = [Deadline(day, reason, claim) for claim in claims for day, reason in claim.deadlines()]
    return sorted((one for one in deadlines if one.day <= last), key=lambda one: (one.day, one.claim.key))
