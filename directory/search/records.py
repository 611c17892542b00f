"""What files and feeds say of each listing: made once for each version of it, and kept."""

import sys
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from django.utils.translation import get_language

from directory.exchange.record import RecordRow, record_rows
from directory.index.index import Index
from directory.models import Listing
from directory.web.ready import ENTRY_BYTES, PARTS


def records[T](
    index: Index,
    ids: Iterable[int],
    kind: Hashable,
    make: Callable[[RecordRow], T],
    size_of: Callable[[Any], int] = sys.getsizeof,
) -> dict[int, T]:
    """Listing id → its record, in the order of the ids; one query if one of them is not kept.

    kind  names what `make` makes of a row, with the day if it depends on it

    Kept under the version of the row that was read: a database that lags behind the index never leaves an
    older record under a newer version.
    """
    ids, prefix = list(ids), (kind, get_language(), index.history)
    changed_at = index.changed_at
    found: dict[int, Any] = {pk: PARTS.get((*prefix, pk, changed_at[pk])) for pk in ids}
    missing = [pk for pk, record in found.items() if record is None]
    queryset = Listing.objects.filter(pk__in=missing)
    for row in record_rows(queryset, size=len(missing) + 1) if missing else ():
        record = found[row.pk] = make(row)
        key = (*prefix, row.pk, row.directory_version)
        PARTS.put(key, record, size_of(record) + ENTRY_BYTES)
    return {pk: record for pk, record in found.items() if record is not None}
