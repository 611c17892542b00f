"""What has changed in the directory since a version of it: listings as they are now, and tombstones.

A listing that changed has a higher `directory_version` than before, and versions become visible in their
order (models/version.py). So whoever knows the state of one version, and applies what has a higher number,
knows the state of today: listings are idempotent, and nothing needs a lock.

A tombstone stands for a listing that was taken down, or merged into another one. Its row stays, so that its
tombstone is given out for ever.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from directory.exchange.record import RecordRow, iso_time, json_line, record
from directory.models import Listing, Version

VERSION = re.compile(r"([0-9a-f]{8})-(0|[1-9][0-9]{0,17})")
BATCH = 500  # listings in one query


class MalformedVersionError(ValueError):
    """A text that is no version of any directory."""


class OtherHistoryError(ValueError):
    """A version that this directory never had, or had before it was restored from a backup."""


class Tombstone(NamedTuple):
    """What is left of a listing that is no longer public.

    replaced_by  the id of the listing into which it was merged, or None
    """

    id: UUID
    changed_in: int
    removed_at: datetime
    replaced_by: UUID | None

    def as_json(self) -> dict[str, Any]:
        """Plain values: UUIDs as text, the moment in UTC and whole seconds."""
        return {
            "id": str(self.id),
            "changed_in": self.changed_in,
            "removed_at": iso_time(self.removed_at),
            "replaced_by": str(self.replaced_by) if self.replaced_by else None,
        }


TOMBSTONE_COLUMNS = ("uid", "directory_version", "removed_at", "merged_into__uid")


def number_since(text: str, now: Version) -> int:
    """The number of a version that a reader has, such as "7173e7ba-251".

    now     the version of the directory
    raises  MalformedVersionError; OtherHistoryError for a version of which the changes are not known
    """
    match = VERSION.fullmatch(text)
    if match is None:
        raise MalformedVersionError
    number = int(match[2])
    if match[1] != now.history.hex[:8] or number > now.number:
        raise OtherHistoryError
    return number


def change_lines(since: int, now: Version, *, batch: int = BATCH) -> Iterator[bytes]:
    """Lines of JSON: `from` a version, a `put` or a `delete` for each listing that changed, `to` a version.

    since  a number of `now`'s history, as number_since() has it
    now    read from the server that is read here, before it: what changes meanwhile gets a higher number

    Sorted by number and primary key. Without the last line an answer was cut, and the reader still has the
    state of `since`. Each batch is a query of its own.
    """
    history = now.history.hex[:8]
    yield json_line({"op": "from", "version": f"{history}-{since}"})
    for row, tombstone in _changed(since, now.number, batch):
        if tombstone.removed_at:
            yield json_line({"op": "delete", **tombstone.as_json()})
        else:
            yield json_line({"op": "put", **record(row)})
    yield json_line({"op": "to", "version": str(now)})


def _changed(since: int, last: int, batch: int) -> Iterator[tuple[RecordRow, Tombstone]]:
    """(RecordRow, Tombstone) of each listing with a number after `since` and up to `last`.

    A row that moves on while the batches are read is given again the next time, under its new number.
    """
    width = len(RecordRow._fields)
    rows = Listing.objects.filter(directory_version__lte=last).order_by("directory_version", "pk")
    after = Q(directory_version__gt=since)
    while found := list(rows.filter(after).values_list(*RecordRow._fields, *TOMBSTONE_COLUMNS)[:batch]):
        for row in found:
            yield RecordRow._make(row[:width]), Tombstone._make(row[width:])
        last_row = RecordRow._make(found[-1][:width])
        number, pk = last_row.directory_version, last_row.pk
        # The first condition lets the index bound the second one.
        after = Q(directory_version__gte=number) & (
            Q(directory_version__gt=number) | Q(directory_version=number, pk__gt=pk)
        )


def merged_listings() -> list[dict[str, Any]]:
    """The results of /merged.json, latest first: what became of each listing that was merged.

    returns  dicts of id and slug of the merged listing, merged_into (the id of the one that was kept), and
             merged_on (ISO date)
    """
    merged = Listing.objects.filter(merged_into__isnull=False).order_by("-removed_at", "-pk")
    rows = merged.values_list("uid", "slug", "merged_into__uid", "removed_at")
    return [
        {
            "id": str(uid),
            "slug": slug,
            "merged_into": str(kept),
            "merged_on": timezone.localdate(at).isoformat(),
        }
        for uid, slug, kept, at in rows
    ]
