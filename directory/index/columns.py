"""What the index holds of each listing by its number: its point, its age, its version."""

from collections.abc import Mapping, Sequence

import numpy as np

from directory.index.column import Column
from directory.index.orders import Ranked
from directory.index.rows import Row
from directory.maps.lines import degrees
from directory.places.geometry import unit_vector

NEVER_CONFIRMED = 1 << 23  # days, more than a date can have
NO_POINT = (np.nan,) * 3


class Columns:
    """The columns at one version of the directory. Immutable: `updated` returns new ones.

    What they hold of a listing that is not public any more is not read.

    vectors     unit vector (x, y, z), float64; NaN where the listing states no point
    ages        `age_order` of the listing, int32
    changed_at  the version number under which the listing last changed, negative, int64: latest first
    """

    def __init__(self, vectors: Column, ages: Column, changed_at: Ranked):
        self.vectors, self.ages, self.changed_at = vectors, ages, changed_at

    @classmethod
    def empty(cls) -> "Columns":
        return cls(
            Column.empty(np.float64, np.nan, (3,)), Column.empty(np.int32, 0), Ranked.empty(np.int64, 0)
        )

    def updated(self, rows: Sequence[Row]) -> "Columns":
        """The columns after some listings changed."""
        public = [row for row in rows if row.is_public]
        return Columns(
            self.vectors.updated({row.pk: _vector(row) for row in public}),
            self.ages.updated({row.pk: age_order(row) for row in public}),
            self.changed_at.updated({row.pk: -row.directory_version for row in public}),
        )

    def point(self, pk: int) -> tuple[float, float] | None:
        """(latitude, longitude) of a public listing, degrees, WGS 84; None where it states none."""
        x, y, z = self.vectors[pk].tolist()
        return None if np.isnan(x) else degrees((x, y, z))

    def to_parts(self) -> dict[str, bytes]:
        """The columns as they lie in memory."""
        changed_at = self.changed_at.settled()
        return {
            "vectors": self.vectors.whole().tobytes(),
            "ages": self.ages.whole().tobytes(),
            "changed_at": changed_at.column.array.tobytes(),
            "by_change": changed_at.order.tobytes(),
        }

    @classmethod
    def from_parts(cls, parts: Mapping[str, memoryview]) -> "Columns":
        """What `to_parts` gave, in the memory of the parts."""
        changed_at = np.frombuffer(parts["changed_at"], np.int64)
        return cls(
            Column(np.frombuffer(parts["vectors"], np.float64).reshape(-1, 3), np.nan),
            Column(np.frombuffer(parts["ages"], np.int32), 0),
            Ranked(Column(changed_at, 0), np.frombuffer(parts["by_change"], np.uint32)),
        )


def age_order(row: Row) -> int:
    """A number by which listings stand in order: latest confirmation first, then latest publication."""
    if row.confirmed_on:
        return -row.confirmed_on.toordinal()
    return NEVER_CONFIRMED - row.first_published_on.toordinal()


def _vector(row):
    if row.latitude is None or row.longitude is None:
        return NO_POINT
    return unit_vector(row.latitude, row.longitude)
