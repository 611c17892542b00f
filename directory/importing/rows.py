"""Rows of a file: RawRow as it is read, ParsedRow as it is understood."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass
class RawRow:
    """One row of a file.

    number   as a spreadsheet counts: the first row of the file is 1, whatever it holds; in JSON the first
             entry of the list is
    cells    {column: text}; of JSON, {name: value}
    problem  why the row cannot be read, a sentence; "" where it can
    """

    number: int
    cells: Any
    problem: str = ""


@dataclass
class ParsedRow:
    """The statements of one row.

    source_key     Clinic.source, such as "samhsa:4711"; "" for a row whose clinic is found by its id or by
                   name and address
    content        the statements that this format makes, as in a snapshot; other statements stay as they are
    duplicate_key  rows with the same value are exact duplicates
    slug           the last part of the listing's address; "" where the row has none
    miles_off      miles between the row's point and its ZIP code, where that is too far; else None
    concerns       sentences about what was left out or is doubtful, for a person to look at
    corrections    sentences about text that was certainly wrong and was corrected
    uid            the id of the clinic; None where the row has none
    stated_source  the source that the row names; "" where it names none
    stated_license the code of SourceLicense that the row names; "" where it names none
    otherwise      {statement: what the clinic itself says}, where a column holds more (union_columns)
    moved          statements without a column, to which codes of an older release have moved: they add to
                   what the clinic states
    is_export      the row stands in a file that this program wrote
    is_withheld    the row lacks the clinic's own words, and may have been given out without them
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
    stated_license: str = ""
    otherwise: dict[str, list[str]] = field(default_factory=dict)
    moved: dict[str, Any] = field(default_factory=dict)
    is_export: bool = False
    is_withheld: bool = False
