"""What a row becomes, whatever file it stood in."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass
class ParsedRow:
    """A row that can be read.

    source   what Clinic.source says, "samhsa:4711"; "" when it is found by id, or by name and address
    content  the statements that this shape of file makes, as of content.py; the others stay as they are
    same_as  rows with the same value are exact duplicates
    far      miles between the point of the row and its ZIP code, where that is too far; else None
    notes    sentences about what was left out, or is doubtful: a person should look
    mended   sentences about what was read otherwise than it stood, for certain
    uid      the id of the clinic, a UUID; None where the row has none
    said_by  who says it, where the row names somebody; else ""
    """

    source_key: str
    content: dict
    duplicate_key: object
    slug: str = ""
    miles_off: float | None = None
    concerns: list[str] = field(default_factory=list)
    corrections: list[str] = field(default_factory=list)
    uid: UUID | None = None
    stated_source: str = ""
