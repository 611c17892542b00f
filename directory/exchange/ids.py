"""Ids of what is inside a clinic, such as its location or a person: made of the clinic's id, not stored."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha1
from typing import Any
from uuid import UUID, uuid5


def part_id(clinic_id: UUID | str, path: str) -> UUID:
    """The id of a part of a clinic: the same as long as the clinic has the part.

    path  "location", "service", "organization", "address", "phone", "hours", "language:es:clinician",
          "cost:intake_fee", "offering:1" (the first of its offerings), or one of practitioner_paths()
    """
    return uuid5(clinic_id if isinstance(clinic_id, UUID) else UUID(clinic_id), path)


def practitioner_paths(practitioners: Iterable[Mapping[str, Any]]) -> list[str]:
    """The path of each person: "practitioner:<name as written>", with "#2" behind a second one of that name.

    practitioners  the value of the statement
    """
    seen: Counter[str] = Counter()
    paths = []
    for person in practitioners:
        path = f"practitioner:{person['name']}"
        seen[path] += 1
        paths.append(path if seen[path] == 1 else f"{path}#{seen[path]}")
    return paths


def part_ids(clinic_id: str) -> Callable[[str], str]:
    """part_id() of one clinic, as text and in a third of the time: a bulk file has dozens in each record."""
    start = sha1(UUID(clinic_id).bytes, usedforsecurity=False)

    def part(path: str) -> str:
        digest = start.copy()
        digest.update(path.encode())
        digits = digest.hexdigest()
        variant = VARIANT_DIGITS[digits[16]]
        return f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"

    return part


# The hexadecimal digit whose first two bits are those of RFC 9562.
VARIANT_DIGITS = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}
