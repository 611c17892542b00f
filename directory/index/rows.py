"""What the index reads of a listing: one row of the database."""

from datetime import date, datetime
from typing import Any, NamedTuple


class Row(NamedTuple):
    """The columns of a models.Listing that the index reads, under their names."""

    pk: int
    codes: list[str]
    offering_codes: list[str]
    latitude: float | None
    longitude: float | None
    point_source: str
    confirmed_on: date | None
    first_published_on: date
    availability: str
    availability_on: date | None
    stated_on: dict[str, Any]
    document_seen_until: date | None
    register_checked_until: date | None
    removed_at: datetime | None
    directory_version: int
    search_text_a: str
    search_text_b: str
    search_text_c: str
    search_text_d: str
    name: str
    alias: str
    organization: str
    city: str
    state: str
    practitioners: list[dict[str, Any]]

    @property
    def is_public(self) -> bool:
        """False if the listing was taken down, or merged into another one."""
        return self.removed_at is None


COLUMNS = Row._fields
